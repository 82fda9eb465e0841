package sfumato.losses;

import java.util.function.BinaryOperator;
import java.util.function.Function;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import sfumato.engine.Autograd;
import sfumato.engine.TensorEngine;

/** Computes losses and their gradients on the processor, from plain arrays to plain arrays. */
final class TensorCalculation {

	private TensorCalculation() {}

	/**
	 * @param type FLOAT64 or FLOAT32
	 * @param n images
	 * @param c classes
	 * @param logits (N, C, pixels)
	 * @param target (N, C, pixels)
	 * @param mask (N, pixels)
	 */
	record Problem(DataType type, int n, int c, double[] logits, double[] target, double[] mask) {

		Shape shape() {
			return new Shape(n, c, 1, logits.length / n / c);
		}
	}

	record Result(double value, double[] gradient) {}

	record Objective(double value, double[] terms, double[] gradient, double[] auxiliaryGradient) {}

	static Result of(final Loss loss, final Problem p) {
		return of(loss, p, () -> {});
	}

	/** @param between is run after the loss and before its gradient are computed */
	static Result of(final Loss loss, final Problem p, final Runnable between) {
		final Objective o = of(z -> {
			final NDList value = new NDList(loss.evaluate(z[0], z[2], z[3]));
			between.run();
			return value;
		}, p, p.logits());
		return new Result(o.value(), o.gradient());
	}

	/** As {@link #of(Loss, Problem)} with a target bit-identical to the prediction. */
	static Result atItsTarget(final Loss loss, final Problem p) {
		final Objective o = of(z -> {
			return new NDList(loss.evaluate(z[0], z[0].softmax(1).stopGradient(), z[3]));
		}, p, p.logits());
		return new Result(o.value(), o.gradient());
	}

	static Objective of(final WeightedLoss loss, final Problem p, final double[] auxiliary) {
		return of(z -> {
			final NDList terms = loss.terms(z[0], z[1], z[2], z[3]);
			return new NDList(loss.total(terms)).addAll(terms);
		}, p, auxiliary);
	}

	/** The mean over one class of a loss of probabilities (N, C, H, W) = (1, 1, 1, pixels). */
	static Result ofProbabilities(final BinaryOperator<NDArray> perClass, final double[] x, final double[] y) {
		final Problem p = new Problem(DataType.FLOAT64, 1, 1, x, y, new double[x.length]);
		final Objective o = of(z -> new NDList(perClass.apply(z[0], z[2]).sum()), p, x);
		return new Result(o.value(), o.gradient());
	}

	/** @param function of {logits, auxiliary logits, target, mask}; its first result is differentiated */
	private static Objective of(final Function<NDArray[], NDList> function, final Problem p, final double[] auxiliary) {
		final TensorEngine engine = TensorEngine.start(1);
		try (NDManager manager = engine.newManager(engine.device("cpu"))) {
			final NDArray[] z = { create(manager, p, p.logits(), p.shape()), create(manager, p, auxiliary, p.shape()), create(
				manager, p, p.target(), p.shape()), create(manager, p, p.mask(), new Shape(p.n(), 1, 1, p.mask().length / p
					.n())) };
			z[0].setRequiresGradient(true);
			z[1].setRequiresGradient(true);
			final NDList values = Autograd.record(() -> {
				final NDList results = function.apply(z);
				Autograd.backward(results.get(0));
				return results;
			});
			final double[] terms = values.stream().skip(1).mapToDouble(TensorCalculation::number).toArray();
			return new Objective(number(values.get(0)), terms, array(z[0].getGradient()), array(z[1].getGradient()));
		}
	}

	private static NDArray create(final NDManager manager, final Problem p, final double[] values, final Shape shape) {
		return manager.create(values, shape).toType(p.type(), false);
	}

	private static double number(final NDArray a) {
		return a.toType(DataType.FLOAT64, false).getDouble();
	}

	private static double[] array(final NDArray a) {
		if (a == null) return null;
		return a.toType(DataType.FLOAT64, false).toDoubleArray();
	}
}
