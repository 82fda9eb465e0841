package sfumato.jobs;

import java.util.Optional;

/** What wrote a file: name and version, as the jar's manifest has them. */
final class Software {

	static final String NAME = "Sfumato " + Optional.ofNullable(Software.class.getPackage().getImplementationVersion())
		.orElse("(development)");

	private Software() {}
}
