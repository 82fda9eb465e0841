package sfumato.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Predicate;

import sfumato.storage.FileChanges;
import sfumato.text.Reason;

/** Folders that only this user can read, list and write to. */
public final class PrivateFolder {

	private static final String ONLY_ME = "rwx------";

	private PrivateFolder() {}

	/**
	 * Creates a temporary folder with an unpredictable name.
	 *
	 * @param prefix the beginning of its name
	 * @throws IOException if the folder cannot be created, or if other accounts could replace it because they can write to its parents
	 */
	public static Path temporary(final String prefix) throws IOException {
		final Path parent = Path.of(System.getProperty("java.io.tmpdir"));
		if (!Files.isDirectory(parent)) throw new IOException(SecurityMessages.noTemporaryFolder(parent));
		Trust.ofSystem().requirePlace(parent);
		return Files.createTempDirectory(parent, prefix); // which Java makes for its owner only
	}

	/**
	 * Creates a folder of a given name and its missing parents. An existing folder stays unchanged.
	 *
	 * @throws IOException if the folder is not trusted (see {@link Trust#requireFolder}) or cannot be created
	 */
	public static Path named(final Path folder) throws IOException {
		final Path absolute = folder.toAbsolutePath().normalize();
		Trust.ofSystem().requirePlace(absolute);
		try {
			Files.createDirectories(absolute, attributes(absolute));
		}
		catch (final FileSystemException e) {
			throw new IOException(Reason.of(e), e);
		}
		Trust.ofSystem().requireFolder(absolute);
		return absolute;
	}

	private static FileAttribute<?>[] attributes(final Path path) {
		return path.getFileSystem().supportedFileAttributeViews().contains("posix") ? new FileAttribute<?>[] { PosixFilePermissions
			.asFileAttribute(PosixFilePermissions.fromString(ONLY_ME)) } : new FileAttribute<?>[0];
	}

	/**
	 * Deletes the contents of a folder as far as possible. Windows keeps files that are still mapped. Links are deleted and not followed.
	 *
	 * @param which selects files and folders to delete; the contents of a folder are visited first
	 */
	public static void delete(final Path folder, final Predicate<Path> which) {
		if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) return;
		try {
			Files.walkFileTree(folder, new SimpleFileVisitor<>() {

				@Override
				public FileVisitResult visitFile(final Path file, final BasicFileAttributes attributes) {
					return delete(file);
				}

				@Override
				public FileVisitResult visitFileFailed(final Path file, final IOException e) {
					return FileVisitResult.CONTINUE;
				}

				@Override
				public FileVisitResult postVisitDirectory(final Path directory, final IOException e) {
					return delete(directory);
				}

				private FileVisitResult delete(final Path path) {
					if (which.test(path)) FileChanges.tryDelete(path);
					return FileVisitResult.CONTINUE;
				}
			});
		}
		catch (final IOException | UncheckedIOException e) {
			// it is gone already, or goes with the temporary files
		}
	}
}
