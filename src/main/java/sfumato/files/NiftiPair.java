package sfumato.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Finds the second file of a two-file NIfTI image: {@code x.hdr} and {@code x.img}, gzipped or not. */
final class NiftiPair {

	private NiftiPair() {}

	/** Whether a file is called as the half with the pixels. */
	static boolean isPixels(final Path path) {
		return ending(path).startsWith(".img");
	}

	/** The header of a file with pixels. */
	static Path header(final Path pixels) throws IOException {
		return other(pixels, ".hdr", "the header");
	}

	/** The pixels of a header. */
	static Path pixels(final Path header) throws IOException {
		if (!ending(header).startsWith(".hdr")) throw new IOException(NiftiMessages.headerName(header));
		return other(header, ".img", "the pixels");
	}

	private static Path other(final Path half, final String wanted, final String what) throws IOException {
		final String name = half.getFileName().toString(), ending = ending(half);
		final String stem = name.substring(0, name.length() - ending.length());
		// the half that is packed in the same way first
		final List<String> endings = ending.endsWith(".gz") ? List.of(".gz", "") : List.of("", ".gz");
		for (final String e : endings) {
			final Path other = half.resolveSibling(stem + wanted + e);
			if (Files.isRegularFile(other)) return other;
		}
		throw new IOException(NiftiMessages.otherHalf(half, stem, wanted, what));
	}

	private static String ending(final Path path) {
		final String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
		return List.of(".img.gz", ".img", ".hdr.gz", ".hdr").stream().filter(name::endsWith).findFirst().orElse("");
	}
}
