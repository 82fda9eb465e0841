package sfumato.plots;

import java.awt.Color;
import java.awt.Font;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

import ij.ImagePlus;
import ij.gui.Plot;

import sfumato.text.UserException;
import sfumato.training.History;

/**
 * Plots training curves: losses, scores of the validation cases beside the inter-rater agreement, calibration error, and learning
 * rate. What the first epochs were like does not press what follows flat: the vertical axes fit the rest.
 *
 * @param rows rows of {@code history.csv}
 * @param steps losses of training steps, drawn as a thin line behind those of epochs; may be empty
 * @param epochs planned number of epochs, which limits the horizontal axis; 0 if the training is over
 */
public record TrainingCurves(List<History.Row> rows, Optional<Steps> steps, int epochs) {

	/** Colours of the palette of Okabe and Ito without yellow. Terms of the loss use the last four in turn. */
	static final Color TOTAL = new Color(0x0072B2), VALIDATION = new Color(0xD55E00), STEPS = new Color(0xC5DCEA);
	private static final Color[] PARTS = { new Color(0x009E73), new Color(0xCC79A7), new Color(0xE69F00), new Color(
		0x56B4E9) };
	private static final int WIDTH = 500, HEIGHT = 340, FONT = 12;
	/** The fewest pixels between two numbers of epochs. */
	private static final int TICK = 50;
	/** The share of the first epochs that the vertical axes need not show. */
	private static final double FIRST = 0.2;
	private static final String TRAIN = "train", TRIED = "validation", RATE = "rate", CEILING = "human_Dice";

	/**
	 * Losses of training steps.
	 *
	 * @param epochs positions of the steps in epochs, e.g. 1.5 in the middle of the second epoch
	 * @param losses one loss per step
	 */
	public record Steps(double[] epochs, double[] losses) {

		public Steps {
			if (epochs.length != losses.length) throw new UserException(PlotMessages.lossesAndSteps(losses.length, epochs.length));
		}
	}

	public TrainingCurves {
		rows = List.copyOf(rows);
	}

	/** Returns the curves of a finished training. */
	public static TrainingCurves of(final History history) {
		return new TrainingCurves(history.rows(), Optional.empty(), 0);
	}

	/** Whether the training had validation cases. */
	public boolean hasValidation() {
		return rows.stream().anyMatch(r -> r.split().equals(TRIED));
	}

	/** Returns each plot as an image, so that ImageJ can list, zoom and save it. */
	public List<ImagePlus> plots(final String title) {
		final Stream<Plot> all = hasValidation() ? Stream.of(loss(WIDTH, HEIGHT), scores(WIDTH, HEIGHT), calibration(WIDTH,
			HEIGHT), rate(WIDTH, HEIGHT)) : Stream.of(loss(WIDTH, HEIGHT), rate(WIDTH, HEIGHT));
		return all.map(plot -> {
			final ImagePlus imp = plot.getImagePlus();
			imp.setTitle(title + ", " + plot.getTitle());
			return imp;
		}).toList();
	}

	/** Plots the loss and its terms, the validation loss and its minimum. */
	public Plot loss(final int width, final int height) {
		final Lines lines = new Lines("Loss", width, height);
		steps.ifPresent(s -> lines.add(null, STEPS, 1, s.epochs(), s.losses()));
		final List<String> parts = names(TRAIN, n -> !n.equals("loss") && !n.equals(RATE));
		if (parts.size() > 1) for (int i = 0; i < parts.size(); i++)
			lines.add(parts.get(i), PARTS[i % PARTS.length], 1.5f, TRAIN, parts.get(i));
		lines.add("loss", TOTAL, 3, TRAIN, "loss");
		lines.addMarked("validation loss", VALIDATION, TRIED, "loss");
		lines.limits(0, above(Stream.concat(Stream.of("loss"), parts.size() > 1 ? parts.stream() : Stream.empty()).flatMap(
			n -> Stream.of(values(TRAIN, n), values(TRIED, n)))));
		final double[] tried = values(TRIED, "loss");
		if (tried.length > 1) {
			int best = 0;
			for (int i = 1; i < tried.length; i++)
				if (tried[i] < tried[best]) best = i;
			final double epoch = epochsOf(TRIED, "loss")[best];
			lines.ring("smallest: epoch " + (int) epoch, epoch, tried[best]);
		}
		return lines.plot("top-right");
	}

	/** Plots soft Dice, Dice and BDice of the validation cases, and the inter-rater Dice (each rater with the majority). */
	public Plot scores(final int width, final int height) {
		final Lines lines = new Lines("Dice (%)", width, height);
		final double[] ceiling = values(TRIED, CEILING);
		if (ceiling.length > 0) lines.add("inter-rater Dice", Color.BLACK, 2, new double[] { 0, lines.last }, new double[] {
			ceiling[0], ceiling[0] });
		lines.addMarked("Dice", TOTAL, TRIED, "Dice");
		lines.addMarked("BDice", PARTS[2], TRIED, "BDice");
		lines.addMarked("soft Dice", PARTS[0], TRIED, "soft_Dice");
		final double least = Stream.of(values(TRIED, "Dice"), values(TRIED, "BDice"), values(TRIED, "soft_Dice"), ceiling)
			.flatMapToDouble(TrainingCurves::settled).filter(Double::isFinite).min().orElse(0);
		lines.limits(Math.max(0, 10 * Math.floor((least - 2) / 10)), 100);
		return lines.plot("bottom-right");
	}

	/** Plots the expected calibration error of the validation cases. */
	public Plot calibration(final int width, final int height) {
		final Lines lines = new Lines("ECE (%)", width, height);
		lines.addMarked(null, VALIDATION, TRIED, "ECE");
		lines.limits(0, above(Stream.of(values(TRIED, "ECE"))));
		return lines.plot(null);
	}

	/** Plots the learning rate of the encoder. */
	public Plot rate(final int width, final int height) {
		final Lines lines = new Lines("Learning rate", width, height);
		lines.add(null, TOTAL, 2, TRAIN, RATE);
		lines.limits(0, 1.05 * Arrays.stream(values(TRAIN, RATE)).max().orElse(1));
		return lines.plot(null);
	}

	private List<String> names(final String split, final Predicate<String> which) {
		return rows.stream().filter(r -> r.split().equals(split)).map(History.Row::name).filter(which).distinct().toList();
	}

	private double[] values(final String split, final String name) {
		return rows.stream().filter(r -> r.split().equals(split) && r.name().equals(name)).mapToDouble(History.Row::value)
			.toArray();
	}

	private double[] epochsOf(final String split, final String name) {
		return rows.stream().filter(r -> r.split().equals(split) && r.name().equals(name)).mapToDouble(History.Row::epoch)
			.toArray();
	}

	/** Returns the values without those of the first epochs. */
	private static DoubleStream settled(final double[] values) {
		return Arrays.stream(values).skip((long) (FIRST * values.length));
	}

	/** Returns an axis limit slightly above the maximum, ignoring the first epochs. */
	private static double above(final Stream<double[]> values) {
		final double most = values.flatMapToDouble(TrainingCurves::settled).filter(Double::isFinite).max().orElse(0);
		return most > 0 ? 1.08 * most : 1;
	}

	/** Returns the end of the horizontal axis, rounded up so that it does not move in every epoch. */
	private int last() {
		final int done = (int) Math.ceil(DoubleStream.concat(rows.stream().mapToDouble(History.Row::epoch), steps.stream()
			.flatMapToDouble(s -> Arrays.stream(s.epochs()))).max().orElse(0));
		if (epochs == 0) return Math.max(1, done);
		int round = 10;
		for (int i = 0; round < done; i++)
			round = i % 3 == 1 ? round / 2 * 5 : round * 2; // 10, 20, 50, 100
		return Math.min(epochs, round);
	}

	/** The steps between numbers of epochs on an axis that is so long: 1, 2, 5, 10, …, as there are no halves of epochs. */
	static int wholeSteps(final int epochs, final int pixels) {
		int step = 1;
		for (int i = 0; epochs * TICK > step * (double) pixels; i++)
			step = i % 3 == 1 ? step / 2 * 5 : step * 2;
		return step;
	}

	/** A plot to which lines are added. */
	private final class Lines {

		private final Plot plot;
		private final int last = last(), width;
		private int count;

		Lines(final String quantity, final int width, final int height) {
			plot = new Plot(quantity.replaceAll(" \\(%\\)", ""), "Epoch", quantity);
			plot.setSize(width, height);
			this.width = width;
			plot.setFont(Font.PLAIN, FONT);
			plot.setAxisLabelFont(Font.PLAIN, FONT + 1);
		}

		void add(final String name, final Color color, final float width, final String split, final String of) {
			add(name, color, width, epochsOf(split, of), values(split, of));
		}

		/** Adds a line. A line without a name is not in the legend. */
		void add(final String name, final Color color, final float width, final double[] x, final double[] y) {
			add("line", name, color, null, width, x, y);
		}

		/** Adds a line with a dot at each value, so that few values or a single one are visible. */
		void addMarked(final String name, final Color color, final String split, final String of) {
			add("connected circle", name, color, color, 2, epochsOf(split, of), values(split, of));
		}

		void ring(final String name, final double x, final double y) {
			add("circle", name, Color.BLACK, null, 3, new double[] { x }, new double[] { y });
		}

		private void add(final String shape, final String name, final Color color, final Color fill, final float width,
			final double[] x, final double[] y)
		{
			if (x.length == 0) return;
			plot.setColor(color, fill);
			plot.setLineWidth(width);
			plot.add(shape, x, y);
			if (name != null) plot.setLabel(count, name);
			count++;
		}

		void limits(final double low, final double high) {
			plot.setLimits(0, last, low, high);
			plot.setOptions("xinterval=" + wholeSteps(last, width) + " xdecimals=0");
		}

		/**
		 * Returns the plot.
		 *
		 * @param legend position of the legend; null for no legend
		 */
		Plot plot(final String legend) {
			plot.setColor(Color.BLACK);
			plot.setLineWidth(1);
			if (legend != null && count > 0) plot.addLegend(null, legend);
			return plot;
		}
	}
}
