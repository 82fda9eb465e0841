package sfumato.agreement;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import net.imglib2.img.Img;
import net.imglib2.loops.LoopBuilder;
import net.imglib2.type.numeric.integer.UnsignedByteType;

import sfumato.data.Case;
import sfumato.data.Dataset;
import sfumato.data.LoadedCase;
import sfumato.fusion.LabelFusion;
import sfumato.labels.Comparison;
import sfumato.labels.ProbabilityMap;
import sfumato.labels.Raters;
import sfumato.metrics.BinarizedDice;
import sfumato.metrics.Dice;
import sfumato.progress.CaseNotes;
import sfumato.progress.Progress;
import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * Estimates how many raters are needed: for k = 1, 2, … it compares the fusion of k randomly chosen raters with the fusion of all
 * raters, or of a held-out group of raters. Where the curve becomes flat, further raters change little.
 * <p>
 * In the comparison with all raters, the chosen raters are part of the reference: the curve ends at full agreement and is too optimistic
 * for many raters. Compared with others it is not; of K raters ⌊K/2⌋, drawn again each time, are then held out for all k, and k ends at
 * ⌈K/2⌉.
 *
 * @param method how raters become one
 * @param against what the fusion of k raters is compared with
 * @param draws how many sets of k raters are drawn per case; compared with all, each set once where there are no more
 * @param seed of the draws; equal seeds make equal curves
 */
public record RaterCurve(LabelFusion method, Against against, int draws, long seed) {

	/** The reference of the comparison. */
	public enum Against {
		/** The fusion of all raters. */
		ALL,
		/** The fusion of half of the raters, who are not drawn. */
		HELD_OUT;

		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT).replace('_', '-');
		}
	}

	/**
	 * A point of the curve: means over draws, then over cases.
	 *
	 * @param raters k
	 * @param cases how many cases have as many raters; compared with others, about twice as many
	 * @param dice of the most probable classes, a fraction
	 * @param spread of this Dice between draws: the standard deviation within cases, whose squares are averaged over them
	 * @param bdice at nine levels of probability, a fraction ({@link BinarizedDice})
	 * @param softError Σ|p − q| / Σ(p + q) over all labelled pixels and foreground classes: 0 if the two maps p and q are equal, 1 if
	 *          they have nothing in common
	 */
	public record Point(int raters, int cases, double dice, double spread, double bdice, double softError) {}

	/** Scores of a case for k raters: one column per draw. */
	private record Scores(double[] dice, double[] bdice, double[] softError) {
		Scores(final int draws) {
			this(new double[draws], new double[draws], new double[draws]);
		}

		void set(final int draw, final ProbabilityMap few, final ProbabilityMap reference) {
			final Optional<Comparison> images = RaterCurve.compare(few, reference);
			dice[draw] = images.map(new Dice()::evaluate).orElse(Double.NaN);
			bdice[draw] = images.map(new BinarizedDice()::evaluate).orElse(Double.NaN);
			softError[draw] = images.map(RaterCurve::softError).orElse(Double.NaN);
		}

		private static double mean(final double[] values) {
			return RaterCurve.mean(Arrays.stream(values));
		}

		double variance() {
			final double mean = mean(dice);
			return RaterCurve.mean(Arrays.stream(dice).map(d -> (d - mean) * (d - mean)));
		}
	}

	public RaterCurve {
		if (draws < 1 || draws > 100_000) throw new UserException(WrongValue.message("The number of draws", draws,
			"between 1 and 100000"));
	}

	/** The curve of one image. */
	public List<Point> of(final Raters raters, final Progress progress) {
		requireRaters(raters.onlyLabelling().size(), "The image");
		return points(List.of(scores(raters, random(0), progress)));
	}

	/**
	 * The curve of several cases. One is in memory at a time.
	 *
	 * @throws IOException if a file cannot be read
	 * @throws UserException if labels are wrong or no case has two raters
	 */
	public List<Point> of(final Dataset dataset, final List<Case> cases, final Progress progress) throws IOException {
		requireRaters(cases.stream().mapToInt(c -> c.raters().size()).max().orElse(0), "Every case");
		final List<List<Scores>> scores = new ArrayList<>();
		final CaseNotes notes = new CaseNotes();
		for (int i = 0; i < cases.size(); i++) {
			progress.update((double) i / cases.size(), AgreementMessages.fusing(cases.get(i).name()));
			final LoadedCase c = dataset.load(cases.get(i));
			notes.add(c.name(), c.notes());
			scores.add(scores(c.raters(), random(i), progress.part((double) i / cases.size(), (i + 1.0) / cases.size())));
		}
		notes.log(progress);
		return points(scores);
	}

	private static void requireRaters(final int most, final String what) {
		if (most < 2) throw new UserException(AgreementMessages.oneRater(what));
	}

	/** A generator per case, so that no case depends on another. */
	private Random random(final int i) {
		return new Random(seed * 0x9E3779B97F4A7C15L + i);
	}

	/** For k = 1, 2, …; none for a single rater. Who has labelled nothing of the case is none of its raters. */
	private List<Scores> scores(final Raters all, final Random random, final Progress progress) {
		final Raters raters = all.onlyLabelling();
		if (raters.size() < 2) return List.of();
		return against == Against.ALL ? withAll(raters, random, progress) : withOthers(raters, random, progress);
	}

	private List<Scores> withAll(final Raters raters, final Random random, final Progress progress) {
		final int n = raters.size();
		final ProbabilityMap all = method.fuse(raters);
		final List<Scores> scores = new ArrayList<>();
		for (int k = 1; k <= n; k++) {
			final List<int[]> sets = Subsets.draw(n, k, draws, random);
			final Scores of = new Scores(sets.size());
			for (int d = 0; d < sets.size(); d++) {
				progress.checkCanceled();
				progress.update((k - 1 + (double) d / sets.size()) / n, AgreementMessages.fusing(k, n));
				of.set(d, fuse(raters, sets.get(d)), all);
			}
			scores.add(of);
		}
		return scores;
	}

	/** The raters are shuffled; the last half is held out and the first k are fused. */
	private List<Scores> withOthers(final Raters raters, final Random random, final Progress progress) {
		final int n = raters.size(), most = n - n / 2;
		final List<Integer> order = new ArrayList<>(IntStream.range(0, n).boxed().toList());
		final List<Scores> scores = Stream.generate(() -> new Scores(draws)).limit(most).toList();
		for (int d = 0; d < draws; d++) {
			Collections.shuffle(order, random);
			final ProbabilityMap others = fuse(raters, indices(order.subList(most, n)));
			for (int k = 1; k <= most; k++) {
				progress.checkCanceled();
				progress.update((d + (k - 1.0) / most) / draws, AgreementMessages.fusing(k, n));
				scores.get(k - 1).set(d, fuse(raters, indices(order.subList(0, k))), others);
			}
		}
		return scores;
	}

	private static int[] indices(final List<Integer> raters) {
		return raters.stream().mapToInt(Integer::intValue).toArray();
	}

	private ProbabilityMap fuse(final Raters raters, final int[] chosen) {
		return method.fuse(raters.only(chosen));
	}

	/** The pixels that both have labelled; empty if there are none. */
	private static Optional<Comparison> compare(final ProbabilityMap few, final ProbabilityMap reference) {
		final Img<UnsignedByteType> both = ProbabilityMap.create(new UnsignedByteType(), few.spatialDimensions());
		LoopBuilder.setImages(few.channel(0), reference.channel(0), both).multiThreaded().forEachPixel((a, b, out) -> {
			if (!Float.isNaN(a.get()) && !Float.isNaN(b.get())) out.setOne();
		});
		for (final UnsignedByteType counts : both)
			if (counts.get() != 0) return Optional.of(Comparison.of(few, reference).within(both));
		return Optional.empty();
	}

	/** Of maps that are both empty 0. */
	private static double softError(final Comparison images) {
		final double[] difference = { 0 }, sum = { 0 };
		images.forEach((p, q, n) -> {
			for (int i = n; i < p.length; i++) {
				difference[0] += Math.abs((double) p[i] - q[i]);
				sum[0] += (double) p[i] + q[i];
			}
		});
		return sum[0] == 0 ? 0 : difference[0] / sum[0];
	}

	private static List<Point> points(final List<List<Scores>> cases) {
		final List<Point> points = new ArrayList<>();
		final int most = cases.stream().mapToInt(List::size).max().orElse(0);
		for (int k = 0; k < most; k++) {
			final int index = k;
			final List<Scores> of = cases.stream().filter(c -> c.size() > index).map(c -> c.get(index)).toList();
			points.add(new Point(k + 1, of.size(), mean(of.stream().mapToDouble(s -> Scores.mean(s.dice()))), Math.sqrt(mean(of
				.stream().mapToDouble(Scores::variance))), mean(of.stream().mapToDouble(s -> Scores.mean(s.bdice()))), mean(of
					.stream().mapToDouble(s -> Scores.mean(s.softError())))));
		}
		return points;
	}

	/** The mean of the values that are not NaN; NaN if there is none. */
	private static double mean(final DoubleStream values) {
		return values.filter(v -> !Double.isNaN(v)).average().orElse(Double.NaN);
	}
}
