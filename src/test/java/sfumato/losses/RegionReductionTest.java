package sfumato.losses;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;

import ai.djl.ndarray.types.DataType;
import sfumato.losses.TensorCalculation.Problem;
import sfumato.methods.Methods;

/** Batch, image and class, active classes and class weights, against means over losses of single images and classes. */
class RegionReductionTest {

	private static final int N = 3, C = 3, PIXELS = 6;

	/** Losses of each image and class with hard labels, class 2 absent from image 1 and image 2 ignored altogether. */
	private final Problem problem = problem();

	private static Problem problem() {
		final Random random = new Random(5);
		final double[] z = random.doubles(N * C * PIXELS, -2, 2).toArray(), y = new double[z.length], mask =
			new double[N * PIXELS];
		for (int n = 0; n < N; n++)
			for (int p = 0; p < PIXELS; p++) {
				y[(n * C + p % (n == 1 ? 2 : 3)) * PIXELS + p] = 1;
				mask[n * PIXELS + p] = n == 2 ? 0 : 1;
			}
		return new Problem(DataType.FLOAT64, N, C, z, y, mask);
	}

	private static double value(final String options, final Problem p) {
		return TensorCalculation.of(Methods.of(Loss.class).create("jaccard-metric(" + options + ")"), p).value();
	}

	private Problem image(final int n) {
		return new Problem(problem.type(), 1, C, part(problem.logits(), n, C * PIXELS), part(problem.target(), n, C * PIXELS),
			part(problem.mask(), n, PIXELS));
	}

	private static double[] part(final double[] all, final int n, final int size) {
		return Arrays.copyOfRange(all, n * size, (n + 1) * size);
	}

	/** The loss of one class of one image: the others weigh nothing, and the mean divides by three. */
	private double region(final int n, final int c) {
		return 3 * value("weights: " + (c == 0 ? "1 0 0" : c == 1 ? "0 1 0" : "0 0 1"), image(n));
	}

	@Test
	void averagesAllRegionsOverImagesAndClasses() {
		double mean = 0;
		for (int n = 0; n < N; n++)
			for (int c = 0; c < C; c++)
				mean += region(n, c) / (N * C);
		assertEquals(mean, value("reduction: image", problem), 1e-14);
		assertEquals(mean, value("reduction: class", problem), 1e-14);
	}

	@Test
	void presentOverImagesSkipsAbsentClassesAndEmptyImages() {
		final double first = (region(0, 0) + region(0, 1) + region(0, 2)) / 3, second = (region(1, 0) + region(1, 1)) / 2;
		assertEquals((first + second) / 2, value("active: PRESENT, reduction: image", problem), 1e-14);
	}

	@Test
	void presentOverClassesSkipsImagesWithoutTheClass() {
		final double c0 = (region(0, 0) + region(1, 0)) / 2, c1 = (region(0, 1) + region(1, 1)) / 2, c2 = region(0, 2);
		assertEquals((c0 + c1 + c2) / 3, value("active: PRESENT, reduction: class", problem), 1e-14);
		assertEquals(c1 / 3, value("active: PRESENT, reduction: class, weights: 0 1 0", problem), 1e-14,
			"the mean is still over three classes");
	}

	@Test
	void allReductionsAgreeForOneImage() {
		final double batch = value("active: PRESENT", image(1));
		assertEquals(batch, value("active: PRESENT, reduction: image", image(1)), 1e-15);
		assertEquals(batch, value("active: PRESENT, reduction: class", image(1)), 1e-15);
	}

	@Test
	void mixtureIsTheWeightedSum() {
		assertEquals(0.2 * value("reduction: batch", problem) + 0.3 * value("reduction: image", problem) + 2 * value(
			"active: ALL, reduction: class", problem), value("reduction: 0.2*batch + 0.3*image + 2*class", problem), 1e-14);
	}

	@Test
	void batchReductionPoolsAllPixels() {
		final double[] z = new double[C * 2 * PIXELS], y = new double[z.length], mask = new double[2 * PIXELS];
		for (int n = 0; n < 2; n++)
			for (int c = 0; c < C; c++) {
				System.arraycopy(problem.logits(), (n * C + c) * PIXELS, z, (c * 2 + n) * PIXELS, PIXELS);
				System.arraycopy(problem.target(), (n * C + c) * PIXELS, y, (c * 2 + n) * PIXELS, PIXELS);
			}
		Arrays.fill(mask, 1);
		assertEquals(value("active: PRESENT", new Problem(problem.type(), 1, C, z, y, mask)), value("active: PRESENT", problem),
			1e-14);
	}
}
