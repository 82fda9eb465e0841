package sfumato.recalibration;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import net.imglib2.Cursor;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import sfumato.labels.LabelClass;
import sfumato.labels.ProbabilityMap;
import sfumato.labels.TestMaps;

class KernelCurveTest {

	/** Keys as a network's are: most of them certain, some wrong, weights over several magnitudes. */
	private static KernelRecalibration keys(final double bandwidth, final int n, final boolean soft) {
		final SplittableRandom random = new SplittableRandom(n);
		final float[] keys = new float[2 * n], targets = new float[2 * n], weights = new float[n];
		for (int k = 0; k < n; k++) {
			final double p = 1 / (1 + Math.exp(-(random.nextDouble() * 60 - 30) * random.nextDouble()));
			keys[2 * k] = (float) (1 - p);
			keys[2 * k + 1] = (float) p;
			targets[2 * k + 1] = soft ? (float) random.nextDouble() : random.nextDouble() < 0.8 * p + 0.1 ? 1 : 0;
			targets[2 * k] = 1 - targets[2 * k + 1];
			weights[k] = (float) (random.nextDouble() * 8);
		}
		return new KernelRecalibration(bandwidth, 2, keys, targets, weights);
	}

	/** Pixels of all kinds, enough of them for a curve. */
	private static ProbabilityMap pixels() {
		final int side = 128;
		final ProbabilityMap map = ProbabilityMap.zeros(new long[] { side, side }, LabelClass.defaults(2));
		final SplittableRandom random = new SplittableRandom(3);
		final Cursor<FloatType> c0 = Views.flatIterable(map.channel(0)).cursor(), c1 = Views.flatIterable(map
			.channel(1)).cursor();
		final float[] special = { 0, 1, 0.5f, 1e-30f, 1e-8f, Math.nextDown(1f), Float.MIN_VALUE };
		for (int i = 0; i < side * side; i++) {
			final float p = i < special.length ? special[i] : (float) (1 / (1 + Math.exp(random.nextDouble() * 80 - 40)));
			final boolean second = random.nextBoolean();
			(second ? c1.next() : c0.next()).set(p);
			(second ? c0.next() : c1.next()).set((float) (1.0 - p));
		}
		return map;
	}

	@ParameterizedTest
	@ValueSource(doubles = { 1, 0.1, 0.01, 1e-3, 1e-4, 1e-6 })
	void matchesTheSumOverKeys(final double bandwidth) {
		for (final boolean soft : new boolean[] { false, true }) {
			final KernelRecalibration kernel = keys(bandwidth, 300, soft);
			final float[] before = TestMaps.values(pixels()), moved = TestMaps.values(kernel.apply(pixels()));
			final int n = before.length / 2;
			for (int i = 0; i < n; i++) {
				final double[] direct = kernel.apply(new double[] { Math.log(before[i]), Math.log(before[n + i]) });
				assertEquals(direct[0], moved[i], 1e-6, "of " + before[i] + ", " + before[n + i]);
				assertEquals(direct[1], moved[n + i], 1e-6, "of " + before[i] + ", " + before[n + i]);
			}
		}
	}

	@Test
	void keepsRelativePrecisionOfSmallProbabilities() {
		// one key of each class: the moved logit is g(t) = t (p_1 - p_0) / h + constant, a straight line
		final KernelRecalibration kernel = new KernelRecalibration(0.1, 2, new float[] { 0.75f, 0.25f, 0.25f, 0.75f }, new float[] {
			1, 0, 0, 1 }, new float[2]);
		final LogitCurve curve = KernelCurve.of(new double[][] { { 7.5, 2.5 }, { 2.5, 7.5 } }, kernel.offsets(), kernel
			.targets());
		for (final double t : new double[] { -49.9, -20.03, -1, 0, 0.2, 33.3 })
			assertEquals(5 * t, curve.at(t), 1e-9 * Math.max(1, Math.abs(t)));
		assertEquals(-250, curve.at(-1000), 1e-6, "beyond the end as at the end");
		assertTrue(curve.numNodes() <= 601, "a line needs no more than two intervals a cell, but there are " + curve
			.numNodes());
	}

	@Test
	void givesTheOtherClassWithoutKeysOfOneClass() {
		final KernelRecalibration kernel = new KernelRecalibration(0.1, 2, new float[] { 0.75f, 0.25f, 0.25f, 0.75f }, new float[] {
			0, 1, 0, 1 }, new float[2]);
		final float[] moved = TestMaps.values(kernel.apply(pixels()));
		final float[] expected = new float[moved.length];
		Arrays.fill(expected, moved.length / 2, moved.length, 1);
		assertArrayEquals(expected, moved);
	}
}
