package sfumato.losses;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import ai.djl.ndarray.types.DataType;
import sfumato.losses.TensorCalculation.Problem;
import sfumato.methods.Methods;

/** What every loss must keep, whatever it is: over all plugins and, one at a time, all constants of their options. */
class LossContractTest {

	private static final int N = 2, PIXELS = 5;

	/** Every name, with its defaults and with each constant and flag; new ones are found by themselves. */
	static List<String> texts() {
		final Methods<Loss> losses = Methods.of(Loss.class);
		final List<String> texts = new ArrayList<>();
		for (final String name : losses.names()) {
			texts.add(name);
			for (final Methods.Option option : losses.options(name)) {
				final List<String> values = option.type().isEnum() ? Arrays.stream(option.type().getEnumConstants()).map(
					Object::toString).toList() : option.type() == boolean.class ? List.of("true", "false") : option.name().equals(
						"reduction") ? List.of("image", "class", "0.2*batch + 0.3*image + 0.5*class") : List.of();
				values.stream().filter(v -> !v.equals(option.defaultValue())).forEach(v -> texts.add(name + "(" + option.name() +
					": " + v + ")"));
			}
		}
		return texts;
	}

	private static Loss loss(final String text) {
		return Methods.of(Loss.class).create(text);
	}

	/** Random logits and soft targets of some classes; the last pixel of each image does not count and holds rubbish. */
	private static Problem random(final long seed, final int classes, final boolean hard) {
		final Random random = new Random(seed);
		final double[] z = random.doubles((long) N * classes * PIXELS, -2, 2).toArray(), y = new double[z.length], mask =
			new double[N * PIXELS];
		Arrays.fill(mask, 1);
		for (int n = 0; n < N; n++) {
			for (int p = 0; p < PIXELS; p++) {
				final double[] t = hard ? new double[classes] : random.doubles(classes, 0.05, 1).toArray();
				if (hard) t[random.nextInt(classes)] = 1;
				final double sum = Arrays.stream(t).sum();
				for (int c = 0; c < classes; c++)
					y[(n * classes + c) * PIXELS + p] = t[c] / sum;
			}
			mask[n * PIXELS + PIXELS - 1] = 0;
			for (int c = 0; c < classes; c++)
				y[(n * classes + c) * PIXELS + PIXELS - 1] = 2;
		}
		return new Problem(DataType.FLOAT64, N, classes, z, y, mask);
	}

	private static Problem withLogits(final Problem p, final double[] logits) {
		return new Problem(p.type(), p.n(), p.c(), logits, p.target(), p.mask());
	}

	/** The logits whose softmax is the target. */
	private static Problem atTarget(final Problem p) {
		return withLogits(p, Arrays.stream(p.target()).map(Math::log).toArray());
	}

	private static double value(final String loss, final Problem p) {
		return TensorCalculation.of(loss(loss), p).value();
	}

	@ParameterizedTest
	@MethodSource("texts")
	void gradientMatchesCentralDifferences(final String text) {
		final double h = 1e-5;
		for (final boolean hard : new boolean[] { false, true })
			for (final int classes : new int[] { 2, 3 }) {
				final Problem p = random(classes, classes, hard);
				final double[] gradient = TensorCalculation.of(loss(text), p).gradient(), differences = new double[gradient.length];
				for (int i = 0; i < gradient.length; i++) {
					final double[] right = p.logits().clone(), left = p.logits().clone();
					right[i] += h;
					left[i] -= h;
					differences[i] = (value(text, withLogits(p, right)) - value(text, withLogits(p, left))) / (2 * h);
				}
				assertArrayEquals(differences, gradient, 1e-8);
			}
	}

	@ParameterizedTest
	@MethodSource("texts")
	void singlePrecisionMatchesDoublePrecision(final String text) {
		final Problem p = random(11, 3, false);
		final TensorCalculation.Result d = TensorCalculation.of(loss(text), p), f = TensorCalculation.of(loss(text),
			new Problem(DataType.FLOAT32, p.n(), p.c(), p.logits(), p.target(), p.mask()));
		assertEquals(d.value(), f.value(), 1e-5);
		assertArrayEquals(d.gradient(), f.gradient(), 1e-5);
	}

	@ParameterizedTest
	@MethodSource("texts")
	void ignoresUnlabelledPixels(final String text) {
		final Problem p = random(12, 3, false);
		final double[] z = p.logits().clone(), y = p.target().clone();
		for (int i = PIXELS - 1; i < z.length; i += PIXELS) {
			z[i] = -z[i];
			y[i] = 7;
		}
		final TensorCalculation.Result a = TensorCalculation.of(loss(text), p), b = TensorCalculation.of(loss(text),
			new Problem(p.type(), p.n(), p.c(), z, y, p.mask()));
		assertEquals(a.value(), b.value());
		assertArrayEquals(a.gradient(), b.gradient());
		for (int i = PIXELS - 1; i < z.length; i += PIXELS)
			assertEquals(0, a.gradient()[i], 0.0);
	}

	/** Each image has its own half; region losses that take an image as a region see the labelled half only, too. */
	@ParameterizedTest
	@MethodSource("texts")
	void halfLabelledImageEqualsItsLabelledHalf(final String text) {
		for (final boolean hard : new boolean[] { false, true })
			for (final int classes : new int[] { 2, 3 }) {
				final Problem half = random(14 + classes, classes, hard);
				final int rows = N * classes;
				final double[] z = new double[2 * half.logits().length], y = z.clone(), mask = new double[2 * half.mask().length];
				final Random random = new Random(3);
				Arrays.setAll(z, i -> 9 * random.nextGaussian());
				Arrays.setAll(y, i -> 0.5);
				for (int row = 0; row < rows; row++) {
					System.arraycopy(half.logits(), row * PIXELS, z, (2 * row + 1) * PIXELS, PIXELS);
					System.arraycopy(half.target(), row * PIXELS, y, (2 * row + 1) * PIXELS, PIXELS);
				}
				for (int n = 0; n < N; n++)
					System.arraycopy(half.mask(), n * PIXELS, mask, (2 * n + 1) * PIXELS, PIXELS);
				final TensorCalculation.Result alone = TensorCalculation.of(loss(text), half), masked = TensorCalculation.of(loss(text),
					new Problem(half.type(), N, classes, z, y, mask));
				assertEquals(alone.value(), masked.value(), 1e-12);
				for (int row = 0; row < rows; row++) {
					assertArrayEquals(new double[PIXELS], Arrays.copyOfRange(masked.gradient(), 2 * row * PIXELS, (2 * row + 1) * PIXELS), 1e-300); // -0 is 0
					assertArrayEquals(Arrays.copyOfRange(alone.gradient(), row * PIXELS, (row + 1) * PIXELS), Arrays.copyOfRange(masked
						.gradient(), (2 * row + 1) * PIXELS, (2 * row + 2) * PIXELS), 1e-12);
				}
			}
	}

	@ParameterizedTest
	@MethodSource("texts")
	void isZeroWithZeroGradientWithoutLabelledPixels(final String text) {
		final Problem p = random(13, 2, false);
		final TensorCalculation.Result r = TensorCalculation.of(loss(text), new Problem(p.type(), p.n(), p.c(), p.logits(), p
			.target(), new double[p.mask().length]));
		assertEquals(0, r.value());
		assertArrayEquals(new double[p.logits().length], Arrays.stream(r.gradient()).map(Math::abs).toArray());
	}

	@ParameterizedTest
	@MethodSource("texts")
	void isNotNegativeAndDecreasesAlongItsGradient(final String text) {
		for (int seed = 20; seed < 24; seed++) {
			final Problem p = random(seed, 3, seed % 2 == 0);
			final TensorCalculation.Result r = TensorCalculation.of(loss(text), p);
			assertTrue(r.value() > 0);
			assertTrue(value(text, step(p, r.gradient())) < r.value());
		}
	}

	/** A small step down the gradient. */
	private static Problem step(final Problem p, final double[] gradient) {
		final double[] z = p.logits().clone();
		for (int i = 0; i < z.length; i++)
			z[i] -= 1e-3 * gradient[i];
		return withLogits(p, z);
	}

	@ParameterizedTest
	@MethodSource("texts")
	void gradientIsFiniteForCertainWrongPredictions(final String text) {
		final Problem p = random(14, 2, true);
		for (final DataType type : List.of(DataType.FLOAT64, DataType.FLOAT32))
			for (final int sign : new int[] { -1, 1 }) {
				final double[] z = p.logits().clone();
				for (int i = 0; i < z.length; i++)
					z[i] = sign * (p.target()[i] > 0.5 ? 60 : -60);
				final TensorCalculation.Result r = TensorCalculation.of(loss(text), new Problem(type, p.n(), p.c(), z, p.target(), p
					.mask()));
				assertTrue(Double.isFinite(r.value()) && r.value() > -1e-12, text + ": " + r.value());
				assertTrue(Arrays.stream(r.gradient()).allMatch(Double::isFinite), text + ": " + Arrays.toString(r.gradient()));
			}
	}

	@ParameterizedTest
	@MethodSource("texts")
	void isMinimisedAtSoftTargetsExactlyIfDeclared(final String text) {
		final boolean accepts = loss(text).acceptsSoftTargets();
		final Random random = new Random(15);
		for (int seed = 30; seed < 34; seed++) {
			final Problem at = atTarget(random(seed, 2, false));
			final TensorCalculation.Result best = TensorCalculation.of(loss(text), at);
			if (!accepts) assertTrue(value(text, step(at, best.gradient())) < best.value() - 1e-9, text +
				" says that it is wrong on soft targets, but is smallest there");
			else for (int t = 0; t < 10; t++) {
				final double size = Math.pow(10, -t / 2.0);
				assertTrue(value(text, withLogits(at, Arrays.stream(at.logits()).map(z -> z + size * random.nextGaussian())
					.toArray())) >= best.value(), text + " says that it is right on soft targets, but is smaller elsewhere");
			}
		}
	}

	@ParameterizedTest
	@MethodSource("texts")
	void survivesTheRoundTripThroughText(final String text) {
		final String complete = Methods.of(Loss.class).complete(text).toString();
		assertEquals(complete, Methods.textOf(loss(text)));
		assertEquals(complete, Methods.textOf(loss(complete)));
		assertEquals(complete, WeightedLoss.complete(complete, true));
	}

	static Stream<String> names() {
		return Methods.of(Loss.class).names().stream();
	}

	@ParameterizedTest
	@MethodSource("names")
	void hasADescriptionOfOneSentence(final String name) {
		assertTrue(Methods.of(Loss.class).description(name).matches("[A-Z].{10,110}\\."), Methods.of(Loss.class).description(
			name));
	}

	@Test
	void refusesOtherNumbersOfClassWeights() {
		assertEquals(LossMessages.weights(2, "1 2", 3), assertThrows(
			IllegalArgumentException.class, () -> value("tversky(weights: 1 2)", random(16, 3, false))).getMessage());
	}

	@ParameterizedTest
	@MethodSource("texts")
	void gradientDoesNotDependOnGarbageCollection(final String loss) {
		final Problem p = random(7, 3, false);
		final double[] expected = TensorCalculation.of(loss(loss), p).gradient();
		final List<ByteBuffer> others = new ArrayList<>();
		assertArrayEquals(expected, TensorCalculation.of(loss(loss), p, () -> {
			System.gc();
			// memory that was given back is given to them, sooner or later
			for (int i = 0; i < 4000; i++)
				others.add(ByteBuffer.allocateDirect(8).order(ByteOrder.nativeOrder()).putDouble(0, Double.NaN));
		}).gradient());
	}
}
