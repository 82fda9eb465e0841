package sfumato.losses;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import sfumato.methods.MethodSpec;
import sfumato.methods.Methods;

/**
 * A weighted sum of losses, the loss function of a training.
 *
 * <pre>
 * L = Σ_i w_i l_i,   l_i = loss_i(main)                              without an auxiliary head
 *                    l_i = ½ loss_i(main) + ½ loss_i(auxiliary)      with one, if the loss is pixelwise
 *                    l_i = loss_i(main)                              with one, else
 * </pre>
 *
 * Source: the authors' training configuration. In it, too, the auxiliary head never sees the Dice loss, and the Dice loss is
 * not halved.
 */
public final class WeightedLoss {

	private final String text;
	private final List<Methods.Weighted<Loss>> terms;

	private WeightedLoss(final String text, final List<Methods.Weighted<Loss>> terms) {
		this.text = text;
		this.terms = List.copyOf(terms);
	}

	/**
	 * Makes the loss that a text describes.
	 *
	 * @param text e.g. {@code 0.25*cross-entropy + 0.75*dice-semimetric}
	 * @param hardTargets whether all targets will be one-hot. Terms with an option {@code active} that the text does not set
	 *          then look at the classes present only
	 */
	public static WeightedLoss parse(final String text, final boolean hardTargets) {
		final String complete = complete(text, hardTargets);
		return new WeightedLoss(complete, Methods.of(Loss.class).createSum(complete));
	}

	/**
	 * Makes the same sum for targets that another network gives: pixelwise terms with an option {@code temperature} get the
	 * one given, and all classes count, whatever the text says.
	 *
	 * @param text as for {@link #parse}
	 * @param temperature T &gt; 0 that the targets of pixelwise terms are tempered with
	 */
	public static WeightedLoss parseForTeacher(final String text, final double temperature) {
		final Methods<Loss> losses = Methods.of(Loss.class);
		final String complete = MethodSpec.parseSum(text).stream().map(t -> new MethodSpec.Term(t.weight(), with(with(losses
			.complete(t.method()), "active", ActiveClasses.ALL.name()), "temperature", Double.toString(temperature)))).map(
				MethodSpec.Term::toString).collect(Collectors.joining(" + "));
		return parse(complete, false);
	}

	/** A complete method with another value of an option, if it has that. */
	private static MethodSpec with(final MethodSpec complete, final String option, final String value) {
		if (!complete.options().containsKey(option)) return complete;
		final Map<String, String> options = new LinkedHashMap<>(complete.options());
		options.put(option, value);
		return new MethodSpec(complete.name(), options);
	}

	/** Only the terms that are means over pixels, or only the others; perhaps none. */
	public WeightedLoss only(final boolean pixelwise) {
		final List<Methods.Weighted<Loss>> some = terms.stream().filter(t -> t.method().isPixelwise() == pixelwise).toList();
		return new WeightedLoss(some.stream().map(t -> new MethodSpec.Term(t.weight(), MethodSpec.parse(Methods.textOf(t
			.method()))).toString()).collect(Collectors.joining(" + ")), some);
	}

	/** The text with every option written out, as {@link #parse} would understand it; loads no tensor engine. */
	public static String complete(final String text, final boolean hardTargets) {
		final Methods<Loss> losses = Methods.of(Loss.class);
		return MethodSpec.parseSum(text).stream().map(t -> new MethodSpec.Term(t.weight(), losses.complete(withActive(losses,
			t.method(), hardTargets)))).map(MethodSpec.Term::toString).collect(Collectors.joining(" + "));
	}

	private static MethodSpec withActive(final Methods<Loss> losses, final MethodSpec spec, final boolean hardTargets) {
		final boolean has = losses.options(spec.name()).stream().anyMatch(o -> o.name().equals("active"));
		final boolean given = spec.options().keySet().stream().anyMatch("active"::equalsIgnoreCase);
		if (!has || given || !hardTargets) return spec;
		final Map<String, String> options = new LinkedHashMap<>(spec.options());
		options.put("active", ActiveClasses.PRESENT.name());
		return new MethodSpec(spec.name(), options);
	}

	/**
	 * Computes the terms l_i, without their weights.
	 *
	 * @param auxiliary the auxiliary head's logits of the same shape, or null
	 * @return one scalar per term, in the order of {@link #names()}
	 */
	public NDList terms(final NDArray main, final NDArray auxiliary, final NDArray target, final NDArray mask) {
		return terms(main, auxiliary, target, target, mask);
	}

	/** {@link #terms(NDArray, NDArray, NDArray, NDArray)} with a target of its own for the auxiliary head. */
	public NDList terms(final NDArray main, final NDArray auxiliary, final NDArray target, final NDArray auxiliaryTarget,
		final NDArray mask)
	{
		final NDList values = new NDList(terms.size());
		for (final Methods.Weighted<Loss> term : terms) {
			final NDArray value = term.method().evaluate(main, target, mask);
			values.add(auxiliary == null || !term.method().isPixelwise() ? value : Numbers.over(value.add(term.method().evaluate(
				auxiliary, auxiliaryTarget, mask)), 2));
		}
		return values;
	}

	/** Σ_i w_i l_i of what {@link #terms} returned. */
	public NDArray total(final NDList values) {
		NDArray sum = Numbers.times(values.get(0), terms.get(0).weight());
		for (int i = 1; i < values.size(); i++)
			sum = sum.add(Numbers.times(values.get(i), terms.get(i).weight()));
		return sum;
	}

	/** The names of the terms, e.g. for the columns of a history; a method that is met again has its number added. */
	public List<String> names() {
		final List<String> names = new ArrayList<>();
		for (final Methods.Weighted<Loss> term : terms) {
			final String name = MethodSpec.parse(Methods.textOf(term.method())).name();
			int n = 1;
			while (names.contains(n == 1 ? name : name + "-" + n))
				n++;
			names.add(n == 1 ? name : name + "-" + n);
		}
		return List.copyOf(names);
	}

	/** The names of the terms that are wrong on soft targets, as in {@link #names()}. */
	public List<String> namesForHardTargetsOnly() {
		final List<String> names = names(), some = new ArrayList<>();
		for (int i = 0; i < names.size(); i++)
			if (!terms.get(i).method().acceptsSoftTargets()) some.add(names.get(i));
		return List.copyOf(some);
	}

	public List<Double> weights() {
		return terms.stream().map(Methods.Weighted::weight).toList();
	}

	/** The text form with every option written out. */
	@Override
	public String toString() {
		return text;
	}
}
