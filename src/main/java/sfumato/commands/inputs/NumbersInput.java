package sfumato.commands.inputs;

import java.util.Optional;

import org.scijava.plugin.Parameter;

import sfumato.labels.LabelNumbers;

/** What the numbers in label maps mean. */
public final class NumbersInput {

	/** Choice that uses the setting of the dataset or, without one, {@link LabelNumbers#CLASSES}. */
	private static final String DEFAULT = "default";

	@Parameter(label = "Label values", choices = { DEFAULT, "classes", "instances" }, persist = false, required = false,
		description = "meaning of label values: classes, or instances, which converts an instance map (a number per object) to a mask;" +
			" default follows dataset.json, else classes")
	private String numbers = DEFAULT;

	/** Returns the choice; empty if the dataset decides. */
	public Optional<LabelNumbers> given() {
		return numbers.strip().equals(DEFAULT) ? Optional.empty() : Optional.of(LabelNumbers.of(numbers));
	}

	/** Returns the choice for open images, which have no settings file. */
	public LabelNumbers ofOpen() {
		return given().orElse(LabelNumbers.CLASSES);
	}
}
