package sfumato.installation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A package with a checksum known from its publisher.
 *
 * @param name name of the file
 * @param version version of PyTorch
 * @param flavor flavor of DJL's bindings, e.g. {@code cu128}
 * @param sha256 checksum as 64 lower-case hexadecimal digits
 */
record KnownPackage(String name, String version, String flavor, String sha256) {

	private static final String LIST = "packages.tsv";

	static Optional<KnownPackage> named(final String name) {
		return all().stream().filter(k -> k.name().equals(name)).findFirst();
	}

	/** Describes the package with this checksum as a suffix for it; empty for unknown files. */
	static String remark(final String name, final String sha256) {
		return named(name).map(k -> k.sha256().equals(sha256) ? InstallationMessages.asPublished()
			: InstallationMessages.notAsPublished(k.sha256()))
			.orElse("");
	}

	static List<KnownPackage> all() {
		try (InputStream in = KnownPackage.class.getResourceAsStream(LIST)) {
			return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(l -> !l.startsWith("#")).map(l -> l.split(
				"\t")).map(c -> new KnownPackage(c[0], c[1], c[2], c[3])).toList();
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
