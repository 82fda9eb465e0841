package sfumato.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import sfumato.engine.Autograd;
import sfumato.engine.TensorEngine;
import sfumato.losses.Loss;
import sfumato.methods.Methods;

/**
 * Whether DML1 with its gradient in closed form is faster than with the engine's automatic one. The gradient by a class's
 * probabilities is affine in the sign of x − y, with two factors per class:
 *
 * <pre>
 * L = A / (S + 2s),  A = Σ|x−y|,  S = Σ(x+y)      ∂L/∂x_i = sign(x_i − y_i) / (S + 2s) − A / (S + 2s)²
 * </pre>
 *
 * so that backward needs a sign, a product and a sum per value, in place, before the derivative of softmax, which is left to
 * the engine (it has it as one pass). Prints milliseconds of loss and gradient on one thread, in turns.
 * <p>
 * On 2 cores of a Sapphire Rapids, with other work beside: the closed form takes 0.50 to 0.76 (8 x 2 x 256²) and 0.73 to
 * 0.76 (8 x 2 x 128²) of the automatic one's time if the gradient goes straight into backward, but 0.68 to 0.96 and 0.91 to
 * 0.93 in the form that a term of a sum of losses needs. That is at most 4 and 0.2 ms, where a training step of a U-Net takes
 * about 1800 and 400 ms on two threads, so that the losses keep automatic derivatives.
 * <p>
 * Run: {@code mvn -o -q test-compile exec:java -Dexec.classpathScope=test -Dexec.mainClass=sfumato.bench.LossBenchmark
 * -Dexec.args=}
 */
public final class LossBenchmark {

	private static final int[] PIXELS = { 0, 2, 3 };
	private static final double SMOOTH = 1;
	private static final int WARM_UP = 20, TURNS = 200;

	private LossBenchmark() {}

	/** One way of computing the loss; leaves the gradient in the logits. */
	private interface Way {

		NDArray run(NDArray logits, NDArray target, NDArray mask);
	}

	public static void main(final String[] arguments) {
		final TensorEngine engine = TensorEngine.start(1);
		JniUtils.setGradMode(false);
		try (NDManager manager = engine.newManager(engine.device("cpu"))) {
			for (final long side : new long[] { 128, 256 })
				compare(manager, new Shape(8, 2, side, side));
		}
	}

	private static void compare(final NDManager manager, final Shape shape) {
		final Random random = new Random(1);
		final int size = (int) shape.size(), pixels = (int) (shape.get(2) * shape.get(3));
		final float[] z = new float[size], y = new float[size];
		for (int i = 0; i < size; i++)
			z[i] = (float) random.nextGaussian();
		for (int i = 0; i < size; i++)
			y[i] = i / pixels % 2 == 0 ? random.nextInt(4) / 3f : 1 - y[i - pixels];
		final NDArray logits = manager.create(z, shape), target = manager.create(y, shape), mask = manager.ones(new Shape(shape
			.get(0), 1, shape.get(2), shape.get(3)), DataType.FLOAT32);
		final Loss loss = Methods.of(Loss.class).create("dice-semimetric");
		final Way scalar = LossBenchmark::closedFormAsScalar;
		final Way automatic = (a, b, c) -> Autograd.record(() -> {
			final NDArray value = loss.evaluate(a, b, c);
			Autograd.backward(value);
			return value;
		});
		report(shape + ", handed to the derivative of softmax", automatic, LossBenchmark::closedForm, logits, target, mask);
		report(shape + ", as part of a number that can be derived", automatic, scalar, logits, target, mask);
	}

	private static void report(final String what, final Way automatic, final Way closedForm, final NDArray logits,
		final NDArray target, final NDArray mask)
	{
		requireEqual(automatic, closedForm, logits, target, mask);
		final double[] auto = new double[TURNS], closed = new double[TURNS], ratio = new double[TURNS];
		for (int t = -WARM_UP; t < TURNS; t++) {
			final double a = time(automatic, logits, target, mask), b = time(closedForm, logits, target, mask);
			if (t < 0) continue;
			auto[t] = a;
			closed[t] = b;
			ratio[t] = b / a;
		}
		System.out.printf(Locale.ROOT, "%s: automatic %.2f ms, closed form %.2f ms, ratio %.2f (quartiles %.2f to %.2f)%n", what,
			quantile(auto, 0.5), quantile(closed, 0.5), quantile(ratio, 0.5), quantile(ratio, 0.25), quantile(ratio, 0.75));
	}

	/** The gradient goes straight into backward: only for a loss that is the only one. */
	private static NDArray closedForm(final NDArray logits, final NDArray target, final NDArray mask) {
		final NDArray p = Autograd.record(() -> logits.softmax(1));
		final NDList both = valueAndGradient(p, target, mask);
		JniUtils.backward((PtNDArray) p, (PtNDArray) both.get(1), false, false);
		return both.get(0);
	}

	/** The gradient g goes into the value as value + ⟨p,g⟩ − ⟨p,g⟩, the last taken for a constant: what a sum's terms need. */
	private static NDArray closedFormAsScalar(final NDArray logits, final NDArray target, final NDArray mask) {
		final NDArray p = Autograd.record(() -> logits.softmax(1));
		final NDList both = valueAndGradient(p, target, mask);
		return Autograd.record(() -> {
			final NDArray product = p.flatten().dot(both.get(1).flatten());
			final NDArray value = both.get(0).add(product.sub(product.stopGradient()));
			Autograd.backward(value);
			return value;
		});
	}

	/** Of probabilities; nothing is recorded. */
	private static NDList valueAndGradient(final NDArray p, final NDArray target, final NDArray mask) {
		final NDArray y = target.mul(mask), x = p.mul(mask);
		final NDArray size = x.sum(PIXELS).addi(y.sum(PIXELS)).addi(2 * SMOOTH);
		final NDArray gradient = x.subi(y);
		y.close();
		final NDArray distance = gradient.abs(), error = distance.sum(PIXELS);
		distance.close();
		final long classes = size.size();
		final Shape perClass = new Shape(1, classes, 1, 1);
		final NDArray slope = size.mul(classes).powi(-1), offset = error.mul(slope).divi(size);
		gradient.signi().muli(slope.reshape(perClass)).subi(offset.reshape(perClass)).muli(mask);
		return new NDList(error.div(size).mean(), gradient);
	}

	/** Milliseconds. */
	private static double time(final Way way, final NDArray logits, final NDArray target, final NDArray mask) {
		try (NDManager step = logits.getManager().newSubManager()) {
			final NDArray z = leaf(step, logits), y = own(step, target), m = own(step, mask);
			final long start = System.nanoTime();
			way.run(z, y, m);
			return (System.nanoTime() - start) * 1e-6;
		}
	}

	private static NDArray leaf(final NDManager step, final NDArray logits) {
		final NDArray z = own(step, logits);
		z.setRequiresGradient(true);
		return z;
	}

	private static NDArray own(final NDManager step, final NDArray array) {
		final NDArray copy = array.duplicate();
		copy.attach(step);
		return copy;
	}

	private static void requireEqual(final Way one, final Way other, final NDArray logits, final NDArray target,
		final NDArray mask)
	{
		try (NDManager step = logits.getManager().newSubManager()) {
			final NDArray a = leaf(step, logits), b = leaf(step, logits);
			final double difference = Math.abs(number(one.run(a, target, mask)) - number(other.run(b, target, mask)));
			final NDArray g = a.getGradient();
			final double relative = number(g.sub(b.getGradient()).abs().max()) / number(g.abs().max());
			if (!(difference < 1e-6 && relative < 1e-4)) throw new IllegalStateException("The two ways differ: by " + difference +
				" in value, " + relative + " in gradient");
		}
	}

	private static double number(final NDArray scalar) {
		return scalar.toType(DataType.FLOAT64, false).getDouble();
	}

	private static double quantile(final double[] values, final double q) {
		final double[] sorted = values.clone();
		Arrays.sort(sorted);
		return sorted[(int) Math.round(q * (sorted.length - 1))];
	}
}
