package sfumato.commands.inputs;

import java.util.Optional;

import org.scijava.plugin.Parameter;

import sfumato.labels.LabelNumbers;

/** What the numbers in label maps mean. */
public final class NumbersInput {

	/** What a dataset says itself, else {@link LabelNumbers#CLASSES}. */
	private static final String DEFAULT = "default";

	@Parameter(label = "Numbers", choices = { DEFAULT, "classes", "instances" }, persist = false, required = false,
		description = "what the numbers in label maps mean: classes, or instances, which reads an instance map (a number per object) as a" +
			" mask; default is what dataset.json says, else classes")
	private String numbers = DEFAULT;

	/** Empty if it is left to the dataset. */
	public Optional<LabelNumbers> given() {
		return numbers.strip().equals(DEFAULT) ? Optional.empty() : Optional.of(LabelNumbers.of(numbers));
	}

	/** Of open images, for which no dataset can say it. */
	public LabelNumbers ofOpen() {
		return given().orElse(LabelNumbers.CLASSES);
	}
}
