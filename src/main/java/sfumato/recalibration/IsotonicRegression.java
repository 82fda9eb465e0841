package sfumato.recalibration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.scijava.plugin.Plugin;

import sfumato.labels.Comparison;

/**
 * {@code isotonic}: for each class the rising curve with the least squared error to the targets of the calibration cases
 * (pool adjacent violators), straight between its steps, then normalised (Zadrozny and Elkan, KDD 2002). Pixels of equal
 * probability are averaged first. Follows any rising relation; needs many pixels at every level.
 *
 * <pre>{@code
 * Comparison held = Comparison.of(OneRow.map(0.9, 0.9, 0.9, 0.9, 0.1, 0.1, 0.1, 0.1), OneRow.labels("11101000"));
 * OneRow.foreground(new IsotonicRegression().fit(List.of(held)).apply(OneRow.map(0.9, 0.1))) // [0.75, 0.25]
 * }</pre>
 */
@Plugin(type = Recalibrator.class, name = "isotonic", description = "Isotonic regression: the increasing curve per class that fits the" +
	" labels best.")
public final class IsotonicRegression implements Recalibrator {

	/** Neighbouring probabilities for which the curve has one value. */
	private static final class Step {

		private final double from;
		private double to;
		private double sum;
		private double weight;

		Step(final double p, final double target, final double weight) {
			from = p;
			to = p;
			sum = weight * target;
			this.weight = weight;
		}

		double value() {
			return sum / weight;
		}

		void add(final Step next) {
			to = next.to;
			sum += next.sum;
			weight += next.weight;
		}
	}

	@Override
	public CurveRecalibration fit(final List<Comparison> cases) {
		final CalibrationPixels pixels = CalibrationPixels.of(cases);
		final double[][][] curves = new double[pixels.numClasses()][][];
		for (int c = 0; c < curves.length; c++)
			curves[c] = curve(pixels, c);
		return new CurveRecalibration(curves);
	}

	private static double[][] curve(final CalibrationPixels pixels, final int c) {
		final List<Step> steps = new ArrayList<>();
		for (final Step level : levels(pixels, c)) {
			steps.add(level);
			while (steps.size() > 1 && steps.get(steps.size() - 2).value() >= steps.get(steps.size() - 1).value())
				steps.get(steps.size() - 2).add(steps.remove(steps.size() - 1));
		}
		final List<double[]> points = new ArrayList<>();
		for (final Step step : steps) {
			points.add(new double[] { step.from, step.value() });
			if (step.to > step.from) points.add(new double[] { step.to, step.value() });
		}
		return new double[][] { points.stream().mapToDouble(p -> p[0]).toArray(), points.stream().mapToDouble(p -> p[1])
			.toArray() };
	}

	/**
	 * The mean target of each probability that occurs, in rising order. Pixels of equal probability are averaged before anything is
	 * pooled: pooled one by one, they would get a value that depends on their order.
	 */
	private static List<Step> levels(final CalibrationPixels pixels, final int c) {
		final List<Step> levels = new ArrayList<>();
		for (final int i : IntStream.range(0, pixels.size()).boxed().sorted(Comparator.comparingDouble(i -> pixels
			.probabilities()[i][c])).mapToInt(Integer::intValue).toArray())
		{
			final Step pixel = new Step(pixels.probabilities()[i][c], pixels.targets()[i][c], pixels.weights()[i]);
			final Step last = levels.isEmpty() ? null : levels.get(levels.size() - 1);
			if (last != null && last.to == pixel.from) last.add(pixel);
			else levels.add(pixel);
		}
		return levels;
	}

	@Override
	public CurveRecalibration restore(final Map<String, FloatArray> tensors) {
		return CurveRecalibration.restore(tensors);
	}
}
