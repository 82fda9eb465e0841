package sfumato.training.distillation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import sfumato.methods.MethodSpec;
import sfumato.text.Excerpt;
import sfumato.text.UserException;

/** The weighted loss terms of a student, {@code 0.5*labels + 0.5*kl + 0.5*dml} as text. A kind that is left out does not count at all. */
public final class DistillationTerms {

	/** A part of the objective. */
	public enum Kind {
		/** The whole loss against the labels. */
		LABELS,
		/** The loss's terms that are means over pixels, such as {@code cross-entropy}, against the teacher. */
		KL,
		/** The loss's terms of regions, such as {@code dice-semimetric}, against the teacher. */
		DML;

		/** As it is written. */
		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}
	}

	/** The paper's: half of the objective from the labels, half from the teacher. */
	public static final String DEFAULT = "0.5*labels + 0.5*kl + 0.5*dml";

	private final Map<Kind, Double> weights = new EnumMap<>(Kind.class);

	private DistillationTerms() {}

	/**
	 * Reads a text.
	 *
	 * @throws UserException in a sentence: an unknown kind, one that occurs twice, or no teacher at all
	 */
	public static DistillationTerms parse(final String text) {
		final DistillationTerms terms = new DistillationTerms();
		for (final MethodSpec.Term term : MethodSpec.parseSum(text)) {
			if (!term.method().options().isEmpty()) throw new
				UserException(DistillationMessages.termOptions(Excerpt.of(term.method())));
			final Kind kind = Stream.of(Kind.values()).filter(k -> k.toString().equalsIgnoreCase(term.method().name())).findFirst()
				.orElseThrow(() -> new UserException(DistillationMessages.noTerm(Excerpt.of(term.method().name()),
					Stream.of(Kind.values()).map(Kind::toString).collect(Collectors.joining(", ")))));
			if (terms.weights.put(kind, term.weight()) != null) throw new UserException(DistillationMessages.termTwice(kind));
		}
		return terms;
	}

	/** The weight of a kind, 0 if it is left out. */
	public double weight(final Kind kind) {
		return weights.getOrDefault(kind, 0.0);
	}

	public boolean has(final Kind kind) {
		return weights.containsKey(kind);
	}

	/** The complete text form. */
	@Override
	public String toString() {
		final List<String> parts = new ArrayList<>();
		weights.forEach((kind, weight) -> parts.add(new MethodSpec.Term(weight, new MethodSpec(kind.toString(), Map.of()))
			.toString()));
		return String.join(" + ", parts);
	}
}
