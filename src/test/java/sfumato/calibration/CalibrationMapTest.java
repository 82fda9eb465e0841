package sfumato.calibration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;

import org.junit.jupiter.api.Test;

import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;

import sfumato.calibration.ExpectedCalibrationError.Of;
import sfumato.labels.Comparison;
import sfumato.labels.LabelClass;
import sfumato.labels.ProbabilityMap;
import sfumato.text.WrongValue;

class CalibrationMapTest {

	private static final int W = 23, H = 17, D = 2;

	private final float[] p = new float[2 * W * H * D], r = new float[2 * W * H * D];

	private Comparison images() {
		final Random random = new Random(4);
		final int n = W * H * D;
		for (int i = 0; i < n; i++) {
			p[n + i] = random.nextFloat();
			p[i] = 1 - p[n + i];
			r[n + i] = random.nextInt(2);
			r[i] = 1 - r[n + i];
		}
		return Comparison.of(map(p), map(r));
	}

	private static ProbabilityMap map(final float[] values) {
		return ProbabilityMap.of(ArrayImgs.floats(values, W, H, D, 2), LabelClass.defaults(2));
	}

	/** The formula as it is written. */
	private double expected(final int x, final int y, final int z, final int window, final Of of, final byte[] region) {
		double sum = 0;
		int count = 0;
		for (int v = Math.max(0, y - window / 2); v <= Math.min(H - 1, y + window / 2); v++)
			for (int u = Math.max(0, x - window / 2); u <= Math.min(W - 1, x + window / 2); u++) {
				final int i = (z * H + v) * W + u, f = W * H * D + i;
				if (region[i] == 0) continue;
				final boolean said = p[f] > p[i], real = r[f] == 1;
				sum += of == Of.FOREGROUND ? p[f] - r[f] : Math.max(p[i], p[f]) - (said == real ? 1 : 0);
				count++;
			}
		return sum / count;
	}

	@Test
	void averagesDifferencesInAWindow() {
		final Comparison images = images();
		final byte[] region = new byte[W * H * D];
		java.util.Arrays.fill(region, (byte) 1);
		for (final Of of : Of.values())
			for (final int window : new int[] { 1, 5, 99 })
				check(images, region, window, of);
	}

	@Test
	void ignoresUnlabelledPixels() {
		final byte[] region = new byte[W * H * D];
		for (int i = 0; i < region.length; i++)
			region[i] = (byte) (i % 3);
		final Img<UnsignedByteType> mask = ArrayImgs.unsignedBytes(region, W, H, D);
		check(images().within(mask), region, 5, Of.FOREGROUND);
	}

	private void check(final Comparison images, final byte[] region, final int window, final Of of) {
		final Img<FloatType> map = new CalibrationMap(of, window).of(images);
		final var at = map.randomAccess();
		for (int z = 0; z < D; z++)
			for (int y = 0; y < H; y++)
				for (int x = 0; x < W; x++) {
					final float m = at.setPositionAndGet(x, y, z).get();
					if (region[(z * H + y) * W + x] == 0) assertTrue(Float.isNaN(m));
					else assertEquals(expected(x, y, z, window, of, region), m, 1e-6);
				}
	}

	@Test
	void refusesEvenWindows() {
		assertEquals(WrongValue.message("window", 4, "odd and at least 1, so that it has a middle"), assertThrows(
			IllegalArgumentException.class, () -> new CalibrationMap(Of.LABEL, 4)).getMessage());
	}
}
