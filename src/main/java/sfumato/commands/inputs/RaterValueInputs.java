package sfumato.commands.inputs;

import java.util.OptionalInt;

import org.scijava.plugin.Parameter;

import sfumato.api.Raters;
import sfumato.labels.MissingLabels;
import sfumato.text.UserException;
import sfumato.text.WrongValue;

/** What the values of open label maps mean. */
public final class RaterValueInputs {

	@Parameter(label = "Classes (0 = auto)", persist = false, required = false,
		description = "number of classes, background included; 0 counts the classes in the labels")
	private Integer classes = 0;

	@Parameter(label = "Foreground value (0 = auto)", persist = false, required = false,
		description = "foreground value of binary masks, e.g. 255; 0 detects it")
	private Integer foreground = 0;

	@Parameter(label = "Missing labels", persist = false, required = false,
		description = "mark of unlabelled pixels of a rater: none, empty-slices (of a volume), or a value such as 254")
	private String missing = "none";

	/** Sets the meaning of the pixel values of raters. */
	public Raters of(final Raters raters) {
		return raters.classes(classes().orElse(0)).foreground(foreground().orElse(0)).missing(missing);
	}

	/** Returns the number of classes; empty to find it from the values. */
	public OptionalInt classes() {
		return count("classes", classes);
	}

	/** Returns the pixel value of the foreground; empty to find it from the values. */
	public OptionalInt foreground() {
		return count("foreground", foreground);
	}

	/** Returns how unlabelled pixels are marked. */
	public MissingLabels missing() {
		return MissingLabels.parse(missing);
	}

	/** Whether all inputs have their defaults. */
	public boolean isEmpty() {
		return classes == 0 && foreground == 0 && missing().equals(MissingLabels.NONE);
	}

	private static OptionalInt count(final String name, final Integer value) {
		if (value == null || value == 0) return OptionalInt.empty();
		if (value < 0) throw new UserException(WrongValue.message(name, value, "at least 0 (0 = find out)"));
		return OptionalInt.of(value);
	}
}
