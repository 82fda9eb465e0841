package sfumato.jobs.records;

import java.util.Optional;

/** Name and version of this software, from the jar's manifest. */
public final class Software {

	/** E.g. {@code Sfumato 1.0.0}. */
	public static final String NAME = "Sfumato " + Optional.ofNullable(Software.class.getPackage().getImplementationVersion())
		.orElse("(development)");

	private Software() {}
}
