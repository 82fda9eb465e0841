package sfumato.recalibration;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import sfumato.labels.Comparison;
import sfumato.labels.ProbabilityMap;
import sfumato.recalibration.Recalibrator.FloatArray;
import sfumato.text.UserException;

/**
 * Weighted pixels of the calibration cases, in double precision, to which recalibrators with a few parameters are fitted. There are
 * some ten thousand of them, drawn so that every level of confidence has its share ({@link KeySampler}), and weighted so that sums
 * over them estimate sums over all pixels.
 *
 * @param probabilities [pixel][class]
 * @param targets [pixel][class]
 * @param weights how many pixels each stands for
 */
record CalibrationPixels(double[][] probabilities, double[][] targets, double[] weights) {

	/** More than a few parameters or a curve can distinguish; a fit takes a second. */
	private static final int PIXELS = 50_000;

	/**
	 * Draws the pixels.
	 *
	 * @throws UserException if there are no cases, cases differ in number of classes, or only one class occurs in the
	 *           targets
	 */
	static CalibrationPixels of(final List<Comparison> cases) {
		check(cases);
		final int k = cases.get(0).numClasses();
		final KeySampler.Keys keys = new KeySampler(cases).draw(new KernelRecalibrator.Options(1, PIXELS,
			KernelRecalibrator.Sampling.SPREAD, 0));
		final int n = keys.logWeights().length;
		final CalibrationPixels pixels = new CalibrationPixels(new double[n][k], new double[n][k], new double[n]);
		for (int i = 0; i < n; i++) {
			for (int c = 0; c < k; c++) {
				pixels.probabilities[i][c] = keys.probabilities()[i * k + c];
				pixels.targets[i][c] = keys.targets()[i * k + c];
			}
			pixels.weights[i] = Math.exp(keys.logWeights()[i]);
		}
		return pixels;
	}

	static void check(final List<Comparison> cases) {
		if (cases.isEmpty()) throw new UserException(
			RecalibrationMessages.noCases());
		final int k = cases.get(0).numClasses();
		for (int i = 0; i < cases.size(); i++)
			if (cases.get(i).numClasses() != k) throw new UserException(RecalibrationMessages.caseClasses(i,
				cases.get(i).numClasses(), k));
	}

	/** A tensor of a recalibration that is read again; sizes of −1 may be any. */
	static FloatArray tensor(final Map<String, FloatArray> tensors, final String name, final long... shape) {
		final FloatArray tensor = tensors.get(name);
		if (tensor == null) throw new UserException(RecalibrationMessages.noTensor(name, List.copyOf(tensors.keySet())));
		boolean fits = shape.length == tensor.shape().length;
		for (int d = 0; fits && d < shape.length; d++)
			fits = shape[d] == -1 || shape[d] == tensor.shape()[d];
		if (!fits) throw new UserException(RecalibrationMessages.tensorShape(name, ProbabilityMap.size( tensor.shape()),
			ProbabilityMap.size(shape).replace("-1", "any")));
		return tensor;
	}

	/** The same pixels of two classes: all others, and this one. */
	CalibrationPixels against(final int c) {
		return new CalibrationPixels(two(probabilities, c), two(targets, c), weights);
	}

	private static double[][] two(final double[][] values, final int c) {
		return Arrays.stream(values).map(v -> new double[] { v.length == 2 ? v[1 - c] : 1 - v[c], v[c] }).toArray(
			double[][]::new);
	}

	int size() {
		return weights.length;
	}

	int numClasses() {
		return probabilities[0].length;
	}

	/** ln p, at least {@link KernelRecalibration#LEAST_LOG}. */
	static double log(final double p) {
		return Math.max(KernelRecalibration.LEAST_LOG, Math.log(p));
	}
}
