package sfumato.commands.inputs;

import java.util.Optional;

import sfumato.labels.LabelNumbers;

/** What the key {@code numbers} says of the numbers in label maps. */
public final class NumbersInput {

	/** What a dataset says itself, else {@link LabelNumbers#CLASSES}. */
	public static final String DEFAULT = "default";

	public static final String DESCRIPTION = "what the numbers in label maps mean: classes, or instances, which reads an instance map (a number" +
		" per object) as a mask; default is what dataset.json says, else classes";

	private NumbersInput() {}

	/** Empty if it is left to the dataset. */
	public static Optional<LabelNumbers> of(final String numbers) {
		return numbers.strip().equals(DEFAULT) ? Optional.empty() : Optional.of(LabelNumbers.of(numbers));
	}

	/** Of open images, for which no dataset can say it. */
	public static LabelNumbers ofOpen(final String numbers) {
		return of(numbers).orElse(LabelNumbers.CLASSES);
	}
}
