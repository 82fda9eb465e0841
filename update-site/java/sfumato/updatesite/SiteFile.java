package sfumato.updatesite;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.scijava.util.FileUtils;

/**
 * A file of the site as its index tells it, or one that was there once.
 *
 * @param path where it belongs in a Fiji, with slashes, e.g. {@code jars/sfumato-0.1.0.jar}
 * @param current the version that is installed; empty if the file is to be removed
 * @param previous versions that were there before, by whose checksums the updater knows that nobody has changed a file
 */
record SiteFile(String path, Optional<Version> current, List<Previous> previous) {

	/** The folders under {@code jars} and {@code lib} whose files the updater installs on one system only. */
	private static final Set<String> PLATFORMS = Set.of("linux32", "linux64", "linux-arm64", "linuxx", "macos64", "macos-arm64",
		"macosx", "win32", "win64", "win-arm64", "winx");

	/** @throws IllegalArgumentException if the path leads out of a Fiji */
	SiteFile {
		if (path.isEmpty() || path.startsWith("/") || path.matches(".*[\\\\:].*") || List.of(path.split("/")).contains(".."))
			throw new IllegalArgumentException("\"" + path + "\" is no file of a Fiji");
	}

	/**
	 * @param timestamp of the upload, as {@code 20261126201500}; also the end of the file's name on the site
	 * @param size in bytes
	 */
	record Version(String checksum, long timestamp, long size) {}

	/**
	 * @param path what it was called, which may have been another version's name
	 * @param obsolete when it was replaced
	 */
	record Previous(String path, String checksum, long timestamp, long obsolete) {}

	/** What the updater takes for the same file in another version. */
	String name() {
		return FileUtils.stripFilenameVersion(path);
	}

	/** The system that it is for; empty if it is for all. */
	Optional<String> platform() {
		final String[] parts = path.split("/");
		return parts.length > 2 && Set.of("jars", "lib").contains(parts[0]) && PLATFORMS.contains(parts[1]) ? Optional.of(parts[1])
			: Optional.empty();
	}

	/** What the file is called on the site. */
	String fileOnSite() {
		return path + "-" + current.orElseThrow().timestamp();
	}
}
