package sfumato.recalibration;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

import org.apache.commons.math3.special.Gamma;

import net.imglib2.parallel.Parallelization;

import sfumato.labels.PixelBlocks;
import sfumato.labels.ProbabilityMap;
import sfumato.recalibration.Recalibrator.FloatArray;
import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * The fitted recalibration of {@link KernelRecalibrator}: n keys with probabilities p_k, targets t_k and weights w_k. A pixel with
 * probabilities q becomes
 *
 * <pre>
 * q' = Σ_k w_k K(q; p_k) t_k / Σ_k w_k K(q; p_k)
 * K(q; p) = Π_c q_c^(p_c/h) / B(p/h + 1),   B(α) = Π_c Γ(α_c) / Γ(Σ_c α_c)
 * </pre>
 *
 * with the Dirichlet density K and the bandwidth h. It is computed with logarithms in double precision and normalised
 * against the largest term, so that the result is a distribution however far a pixel is from all keys, and probabilities are
 * taken as at least e⁻⁵⁰, so that 0 is a number like others. Large maps of two classes are moved along a curve that is the
 * sum to within 10⁻⁷, so that the number of keys costs no time there. Immutable.
 */
public final class KernelRecalibration implements Recalibration {

	/** Name of the tensor (n, C) of the keys' probabilities. */
	public static final String KEYS = "keys";
	/** Name of the tensor (n, C) of the keys' targets. */
	public static final String TARGETS = "targets";
	/** Name of the tensor (n) of logarithms: how many pixels a key stands for. */
	public static final String LOG_WEIGHTS = "log_weights";

	/** Name of the tensor (1) of the bandwidth. */
	public static final String BANDWIDTH = "bandwidth";

	/** The least logarithm of a probability that is told from others. */
	public static final double LEAST_LOG = -50;

	/** Terms below e⁻⁴⁵ of the largest are ignored: even 10⁶ of them do not change a 32-bit result. */
	static final double NEGLIGIBLE = -45;

	/** The cost of a curve in pixels. */
	private static final long WORTH_A_CURVE = 10_000;

	private final double bandwidth;
	private final int numClasses;
	private final float[] keys;
	private final float[] targets;
	private final float[] logWeights;
	/** p_k / h, [class][key]: one class after the other is what the processor's vector units are fast with. */
	private final double[][] exponents;
	/** ln w_k − ln B(p_k/h + 1), (n). */
	private final double[] offsets;
	/** Of two classes, from the first large map on. */
	private LogitCurve curve;

	/**
	 * @param bandwidth h, greater than 0, at most 1
	 * @param keys (n, C) row by row: probabilities
	 * @param targets (n, C): what is true there; rows sum to 1
	 * @param logWeights (n): logarithms of the weights
	 * @throws UserException if lengths do not fit or a value cannot be
	 */
	public KernelRecalibration(final double bandwidth, final int numClasses, final float[] keys, final float[] targets,
		final float[] logWeights)
	{
		checkBandwidth(bandwidth);
		if (numClasses < 2) throw new UserException(RecalibrationMessages.tooFewClasses(numClasses));
		final int n = logWeights.length;
		if (n == 0 || keys.length != (long) n * numClasses || targets.length != keys.length)
			throw new UserException(RecalibrationMessages.keysLength(n, numClasses, (long) n * numClasses, keys.length,
				targets.length));
		checkProbabilities(keys, KEYS);
		checkProbabilities(targets, TARGETS);
		for (final float w : logWeights)
			if (!Float.isFinite(w)) throw new UserException(RecalibrationMessages.weight(w));
		this.bandwidth = bandwidth;
		this.numClasses = numClasses;
		this.keys = keys.clone();
		this.targets = targets.clone();
		this.logWeights = logWeights.clone();
		exponents = new double[numClasses][n];
		offsets = new double[n];
		for (int k = 0; k < n; k++) {
			double sum = 0, logBeta = 0;
			for (int c = 0; c < numClasses; c++) {
				final double a = keys[k * numClasses + c] / bandwidth;
				exponents[c][k] = a;
				logBeta += Gamma.logGamma(a + 1);
				sum += a + 1;
			}
			offsets[k] = logWeights[k] - logBeta + Gamma.logGamma(sum);
		}
	}

	private static void checkProbabilities(final float[] values, final String name) {
		for (final float p : values)
			if (!(p >= 0 && p <= 1 + ProbabilityMap.SUM_TOLERANCE)) throw new
				UserException(RecalibrationMessages.noProbability(name, p));
	}

	public static void checkBandwidth(final double bandwidth) {
		if (!(bandwidth >= 1e-6 && bandwidth <= 1)) throw new UserException(WrongValue.message("bandwidth", bandwidth,
			"between 1e-6 and 1 (0.01 is a good start)"));
	}

	@Override
	public ProbabilityMap apply(final ProbabilityMap map) {
		if (map.numClasses() != numClasses) throw new UserException(RecalibrationMessages.mapClasses(numClasses, map.numClasses()));
		final ProbabilityMap moved = ProbabilityMap.zeros(map.spatialDimensions(), map.classes());
		final LogitCurve line = numClasses == 2 && map.numPixels() >= WORTH_A_CURVE && KernelCurve.exists(targets)
			? curve() : null;
		PixelBlocks.map(map.spatialDimensions(), block -> {
			final float[] values = PixelBlocks.read(map, block);
			final int n = PixelBlocks.size(block);
			if (line == null) apply(values, n);
			else apply(line, values, n);
			PixelBlocks.write(values, moved, block);
			return block;
		});
		return moved;
	}

	private synchronized LogitCurve curve() {
		if (curve == null) curve = KernelCurve.of(exponents, offsets, targets);
		return curve;
	}

	/** Moves n pixels of two classes in place; the second class begins at n. */
	private static void apply(final LogitCurve curve, final float[] values, final int n) {
		for (int i = 0; i < n; i++) {
			final double logit = log(values[n + i]) - log(values[i]);
			final double moved = curve.at(logit);
			// the smaller one is computed, not what the larger one leaves of 1
			final double odds = Math.exp(-Math.abs(moved));
			values[moved > 0 ? i : n + i] = (float) (odds / (1 + odds));
			values[moved > 0 ? n + i : i] = (float) (1 / (1 + odds));
		}
	}

	public static double log(final float probability) {
		return Math.max(Math.log(Math.max(0f, probability)), LEAST_LOG);
	}

	/**
	 * Moves n pixels in place.
	 *
	 * @param values class c of pixel i at c·n + i
	 */
	private void apply(final float[] values, final int n) {
		final double[] logits = new double[numClasses];
		final double[] out = new double[numClasses];
		final double[] terms = new double[numKeys()];
		for (int i = 0; i < n; i++) {
			for (int c = 0; c < numClasses; c++)
				logits[c] = log(values[c * n + i]);
			apply(logits, out, terms);
			for (int c = 0; c < numClasses; c++)
				values[c * n + i] = (float) out[c];
		}
	}

	/**
	 * Moves one pixel, in double precision.
	 *
	 * @param logProbabilities ln q_c; −∞ is allowed
	 * @return q'
	 */
	public double[] apply(final double[] logProbabilities) {
		if (logProbabilities.length != numClasses) throw new UserException(RecalibrationMessages.pixelClasses(numClasses,
			logProbabilities.length));
		final double[] out = new double[numClasses];
		apply(logProbabilities, out, new double[numKeys()]);
		return out;
	}

	/**
	 * The leave-one-out recalibration of each key.
	 *
	 * @param score makes a number of a key's index and its new probabilities
	 * @return the numbers of all keys
	 */
	public double[] leaveOneOut(final BiFunction<Integer, double[], Double> score) {
		return Parallelization.getTaskExecutor().forEachApply(IntStream.range(0, numKeys()).boxed().toList(), j -> {
			final double[] logQ = new double[numClasses], out = new double[numClasses];
			for (int c = 0; c < numClasses; c++)
				logQ[c] = log(keys[j * numClasses + c]);
			apply(logQ, out, new double[numKeys()], j);
			return score.apply(j, out);
		}).stream().mapToDouble(Double::doubleValue).toArray();
	}

	private void apply(final double[] logQ, final double[] out, final double[] terms) {
		apply(logQ, out, terms, -1);
	}

	/** @param left a key that is left out; −1: none */
	private void apply(final double[] logQ, final double[] out, final double[] terms, final int left) {
		System.arraycopy(offsets, 0, terms, 0, terms.length);
		if (left >= 0) terms[left] = Double.NEGATIVE_INFINITY;
		for (int c = 0; c < numClasses; c++) {
			final double log = Math.max(logQ[c], LEAST_LOG);
			final double[] exponent = exponents[c];
			for (int k = 0; k < terms.length; k++)
				terms[k] += exponent[k] * log;
		}
		double max = Double.NEGATIVE_INFINITY;
		for (final double term : terms)
			max = Math.max(max, term);
		Arrays.fill(out, 0);
		for (int k = 0; k < terms.length; k++) {
			final double difference = terms[k] - max;
			if (difference < NEGLIGIBLE) continue;
			final double weight = Math.exp(difference);
			for (int c = 0; c < numClasses; c++)
				out[c] += weight * targets[k * numClasses + c];
		}
		double sum = 0;
		for (final double v : out)
			sum += v;
		for (int c = 0; c < numClasses; c++)
			out[c] /= sum;
	}

	@Override
	public Map<String, FloatArray> tensors() {
		final Map<String, FloatArray> tensors = new LinkedHashMap<>();
		tensors.put(KEYS, new FloatArray(new long[] { numKeys(), numClasses }, keys.clone()));
		tensors.put(TARGETS, new FloatArray(new long[] { numKeys(), numClasses }, targets.clone()));
		tensors.put(LOG_WEIGHTS, new FloatArray(new long[] { numKeys() }, logWeights.clone()));
		tensors.put(BANDWIDTH, new FloatArray(new long[] { 1 }, new float[] { (float) bandwidth }));
		return tensors;
	}

	/** h. */
	public double bandwidth() {
		return bandwidth;
	}

	public int numKeys() {
		return logWeights.length;
	}

	public int numClasses() {
		return numClasses;
	}

	/** The keys' probabilities, (n, C) row by row; a copy. */
	public float[] keys() {
		return keys.clone();
	}

	/** The keys' targets, (n, C) row by row; a copy. */
	public float[] targets() {
		return targets.clone();
	}

	/** ln w_k: how many pixels a key stands for, (n); a copy. */
	public float[] logWeights() {
		return logWeights.clone();
	}

	/** p_k / h, (n, C) row by row; a copy. A tensor form adds {@code exponents · ln q} to {@link #offsets()}. */
	public double[] exponents() {
		final double[] rows = new double[keys.length];
		for (int i = 0; i < rows.length; i++)
			rows[i] = exponents[i % numClasses][i / numClasses];
		return rows;
	}

	/** ln w_k − ln B(p_k/h + 1), (n); a copy. */
	public double[] offsets() {
		return offsets.clone();
	}
}
