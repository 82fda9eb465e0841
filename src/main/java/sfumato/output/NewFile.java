package sfumato.output;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import sfumato.storage.FileChanges;
import sfumato.text.Reason;

/**
 * Writes a file atomically: under a hidden name beside the target, which is then moved. A file that was there before stays until then.
 */
public final class NewFile {

	/** Writes a file. */
	@FunctionalInterface
	public interface Content {

		void writeTo(Path file) throws IOException;
	}

	private NewFile() {}

	/**
	 * Checks, before hours of work, whether {@link #write} will be able to write a file once its folder is there.
	 *
	 * @throws IOException if the file exists and must not be replaced, or cannot be written
	 */
	public static void requireWritable(final Path target, final boolean overwrite) throws IOException {
		OutputNames.requireUsable(target);
		if (Files.isDirectory(target)) throw new IOException(OutputMessages.isFolder(target));
		if (Files.exists(target) && !overwrite) throw new IOException(OutputMessages.exists(target));
		OutputNames.requireAccess(target, target.toAbsolutePath().normalize().getParent());
		// a program that has the file open may keep it from being replaced, as Excel does on Windows
		if (Files.exists(target)) try (OutputStream file = Files.newOutputStream(target, StandardOpenOption.WRITE)) {
			return;
		}
		catch (final FileSystemException e) {
			throw new IOException(OutputMessages.notReplaced(target, Reason.because(e)), e);
		}
	}

	/**
	 * Writes a file and replaces what is there. Its folder must exist.
	 *
	 * @param content writes to the path that it is given, which does not exist yet and ends as the target does
	 * @throws IOException if the file cannot be written; what was there is then still there
	 */
	public static void write(final Path target, final Content content) throws IOException {
		final Path folder = target.toAbsolutePath().getParent();
		if (!Files.isDirectory(folder)) throw new IOException(OutputMessages.noParent(target, folder));
		Unfinished.repairNowAndThen(target);
		if (Files.isDirectory(target)) throw new IOException(OutputMessages.isFolder(target));
		final Path fresh = Unfinished.fresh(target.toAbsolutePath());
		try {
			fill(target, fresh, content);
			FileChanges.rename(fresh, target);
		}
		finally {
			FileChanges.tryDelete(fresh);
		}
	}

	/** Writes a text file in UTF-8 and replaces what is there; folders around it are made. */
	public static void writeText(final Path target, final CharSequence text) throws IOException {
		final Path file = target.toAbsolutePath();
		Files.createDirectories(file.getParent());
		write(file, fresh -> Files.writeString(fresh, text));
	}

	private static void fill(final Path target, final Path fresh, final Content content) throws IOException {
		try {
			content.writeTo(fresh);
		}
		catch (final IOException e) {
			throw Reason.writing(target, e);
		}
	}
}
