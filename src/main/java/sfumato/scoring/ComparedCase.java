package sfumato.scoring;

import java.util.List;

import sfumato.labels.Comparison;

/**
 * A case's prediction and its reference.
 *
 * @param name of the case
 * @param labels beside a reference for those who look at its most probable class: of several raters, their majority
 * @param soft beside a reference for those who take probabilities as they are: of several raters, their average
 * @param notes what was decided when reading, one sentence each, for the log
 */
public record ComparedCase(String name, Comparison labels, Comparison soft, List<String> notes) {

	public ComparedCase {
		notes = List.copyOf(notes);
	}

	/** A case with one reference for all. */
	public ComparedCase(final String name, final Comparison images) {
		this(name, images, images, List.of());
	}

	/** The same case with more classes, which it lacks. */
	ComparedCase withClasses(final int numClasses) {
		return new ComparedCase(name, labels.withClasses(numClasses), soft.withClasses(numClasses), notes);
	}

	int numClasses() {
		return labels.numClasses();
	}
}
