package sfumato.jobs;

import java.util.Optional;

/** What wrote a file: name and version, as the jar's manifest has them. */
public final class Software {

	/** E.g. {@code Sfumato 1.0.0}. */
	public static final String NAME = "Sfumato " + Optional.ofNullable(Software.class.getPackage().getImplementationVersion())
		.orElse("(development)");

	private Software() {}
}
