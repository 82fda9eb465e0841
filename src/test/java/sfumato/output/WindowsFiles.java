package sfumato.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sfumato.Says.assertSays;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import sfumato.Says;
import sfumato.storage.FileChanges;
import sfumato.storage.StorageMessages;

/** What a process of {@link WindowsProcess} tries: first that its files refuse what Windows refuses, then what Sfumato makes of it. */
final class WindowsFiles {

	private static final String OPEN = StorageMessages.isOpen();

	private WindowsFiles() {}

	public static void main(final String[] args) throws Exception {
		final Path folder = Path.of(args[0]).toRealPath();
		switch (args[1]) {
			case "system" -> {
				whatIsOpenStays(folder);
				namesAreThoseOfWindows(folder);
			}
			case "changes" -> {
				aFileThatIsOpenForAMomentIsAwaited(folder);
				aFileThatStaysOpenIsSaid(folder);
				nothingIsLostWhereAFileIsOpen(folder);
			}
			default -> outputsAreCheckedBeforehand(folder);
		}
		System.exit(0);
	}

	private static void whatIsOpenStays(final Path folder) throws Exception {
		final Path file = Files.writeString(folder.resolve("a.txt"), "a"), other = Files.writeString(folder.resolve("b.txt"), "b"), sub = Files
			.createDirectory(folder.resolve("sub")), inside = Files.writeString(sub.resolve("c.txt"), "c");
		try (FileChannel open = FileChannel.open(file)) {
			requireRefused(file, other);
		}
		try (InputStream open = new FileInputStream(file.toFile())) {
			requireRefused(file, other);
		}
		try (InputStream open = Files.newInputStream(inside)) {
			assertThrows(AccessDeniedException.class, () -> Files.move(sub, folder.resolve("moved"), StandardCopyOption.ATOMIC_MOVE));
		}
		final Process sleeping = new ProcessBuilder("sleep", "100").redirectInput(file.toFile()).start();
		requireRefused(file, other);
		sleeping.destroyForcibly().waitFor();
		Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
		assertEquals("b", Files.readString(file));
		Files.move(sub, folder.resolve("moved"), StandardCopyOption.ATOMIC_MOVE);
		final Path again = Files.createDirectory(folder.resolve("sub"));
		assertThrows(AccessDeniedException.class, () -> Files.move(folder.resolve("moved"), again, StandardCopyOption.ATOMIC_MOVE));
		// mapped, once for all
		try (FileChannel open = FileChannel.open(file)) {
			open.map(FileChannel.MapMode.READ_ONLY, 0, 1);
		}
		assertThrows(FileSystemException.class, () -> Files.delete(file));
		assertThrows(FileSystemException.class, () -> Files.writeString(file, "x"));
		// by who does not go through java.nio
		final Path mapped = Files.writeString(folder.resolve("d.txt"), "d");
		try (RandomAccessFile open = new RandomAccessFile(mapped.toFile(), "r")) {
			assertThrows(FileSystemException.class, () -> Files.delete(mapped));
		}
		Files.delete(mapped);
	}

	private static void requireRefused(final Path file, final Path other) {
		assertThrows(FileSystemException.class, () -> Files.delete(file));
		assertThrows(FileSystemException.class, () -> Files.deleteIfExists(file));
		assertThrows(FileSystemException.class, () -> Files.move(file, file.resolveSibling("x"), StandardCopyOption.ATOMIC_MOVE));
		assertThrows(FileSystemException.class, () -> Files.move(other, file, StandardCopyOption.ATOMIC_MOVE));
		assertThrows(FileSystemException.class, () -> Files.copy(other, file, StandardCopyOption.REPLACE_EXISTING));
	}

	private static void namesAreThoseOfWindows(final Path folder) throws IOException {
		for (final String name : List.of("a:b", "a?", "a*", "a<", "a|", "a\"", "a\tb", "a "))
			assertThrows(InvalidPathException.class, () -> folder.resolve(name), name);
		for (final String name : List.of("CON", "nul.txt", "Com1.nii.gz", "a.")) {
			assertThrows(FileSystemException.class, () -> Files.writeString(folder.resolve(name), ""), name);
			assertThrows(FileSystemException.class, () -> Files.createDirectory(folder.resolve(name)), name);
		}
		final Path upper = Files.writeString(folder.resolve("Upper.PNG"), "u");
		assertEquals("u", Files.readString(folder.resolve("upper.png")));
		assertEquals(upper, folder.resolve("UPPER.png"));
		assertThrows(FileAlreadyExistsException.class, () -> Files.createDirectory(folder.resolve("upper.png")));
		assertThrows(FileAlreadyExistsException.class, () -> Files.writeString(folder.resolve("uPPER.png"), "", StandardOpenOption.CREATE_NEW));
		final String rest = "x".repeat(259 - folder.toString().length() - 1 - 100 - 1);
		final Path deep = Files.createDirectory(folder.resolve("y".repeat(100)));
		Files.writeString(deep.resolve(rest), "");
		assertThrows(FileSystemException.class, () -> Files.writeString(deep.resolve(rest + "x"), ""));
		assertThrows(FileSystemException.class, () -> Files.createDirectory(deep.resolve(rest.substring(11))));
		Files.createDirectory(deep.resolve(rest.substring(12)));
	}

	private static void aFileThatIsOpenForAMomentIsAwaited(final Path folder) throws Exception {
		final Path file = Files.writeString(folder.resolve("scanned.txt"), "a");
		final InputStream scanner = Files.newInputStream(file);
		final Thread closing = new Thread(() -> {
			try {
				Thread.sleep(300);
				scanner.close();
			}
			catch (final IOException | InterruptedException e) {
				throw new IllegalStateException(e);
			}
		});
		closing.start();
		FileChanges.rename(file, folder.resolve("renamed.txt"));
		closing.join();
		assertTrue(Files.exists(folder.resolve("renamed.txt")));
		Files.setPosixFilePermissions(folder.resolve("renamed.txt"), java.nio.file.attribute.PosixFilePermissions.fromString("r--r--r--"));
		assertThrows(AccessDeniedException.class, () -> Files.delete(folder.resolve("renamed.txt")));
		assertTrue(FileChanges.delete(folder.resolve("renamed.txt")), "write-protected");
	}

	private static void aFileThatStaysOpenIsSaid(final Path folder) throws IOException {
		final Path file = Files.writeString(folder.resolve("held.txt"), "a"), fresh = Files.writeString(folder.resolve("fresh.txt"), "b");
		try (InputStream held = Files.newInputStream(file)) {
			final long begin = System.nanoTime();
			final FileSystemException e = assertThrows(FileSystemException.class, () -> FileChanges.rename(fresh, file));
			assertTrue(System.nanoTime() - begin > 1_900_000_000L, "it waits");
			assertEquals(file.toString(), e.getFile());
			assertEquals(OPEN, e.getReason());
			assertEquals(OPEN, assertThrows(FileSystemException.class, () -> FileChanges.delete(file)).getReason());
			FileChanges.tryDelete(file);
		}
		assertEquals("a", Files.readString(file));
	}

	private static void nothingIsLostWhereAFileIsOpen(final Path folder) throws IOException {
		final Path target = folder.resolve("model"), table = folder.resolve("table.csv");
		NewFolder.write(target, false, f -> Files.writeString(f.resolve("a.txt"), "old"));
		NewFile.write(table, f -> Files.writeString(f, "old"));
		try (InputStream one = Files.newInputStream(target.resolve("a.txt")); InputStream two = Files.newInputStream(table)) {
			for (final FileSystemException e : List.of(assertThrows(FileSystemException.class, () -> NewFolder.write(target, true, f -> Files
				.writeString(f.resolve("a.txt"), "new"))), assertThrows(FileSystemException.class, () -> NewFile.write(table, f -> Files
					.writeString(f, "new"))), assertThrows(FileSystemException.class, () -> NewFolder.discard(target))))
				assertEquals(OPEN, e.getReason());
		}
		assertEquals("old", Files.readString(target.resolve("a.txt")));
		assertEquals("old", Files.readString(table));
		NewFolder.write(target, true, f -> Files.writeString(f.resolve("a.txt"), "new"));
		assertEquals("new", Files.readString(target.resolve("a.txt")));
		// what cannot be deleted keeps nobody from the new one
		NewFolder.write(target, true, f -> {
			Files.writeString(f.resolve("a.txt"), "newer");
			final Path old = target.resolve("a.txt");
			Files.setPosixFilePermissions(old, java.nio.file.attribute.PosixFilePermissions.fromString("r--r--r--"));
		});
		assertEquals("newer", Files.readString(target.resolve("a.txt")));
		try (Stream<Path> files = Files.list(folder)) {
			assertEquals(List.of(), files.map(f -> f.getFileName().toString()).filter(f -> f.startsWith(".")).toList());
		}
	}

	private static void outputsAreCheckedBeforehand(final Path folder) throws IOException {
		assertTrue(OutputNames.ignoresCase(Files.createDirectory(folder.resolve("sub")).resolve("new").resolve("newer")));
		for (final String name : List.of("nul", "Con.csv"))
			assertEquals(OutputMessages.windowsName(name), assertThrows(IOException.class,
				() -> NewFolder.requireWritable(folder.resolve(name), false)).getMessage());
		assertEquals(OutputMessages.sameIgnoringCase("A.tif", "a.tif"), assertThrows(IOException.class, () ->
			OutputNames.requireFiles(folder.resolve("sub"), new java.util.TreeMap<>(Map.of("A", List.of(
				"A.tif"), "a", List.of("a.tif"))), note -> {})).getMessage());
		// the longest path that is let through can be written, with all that it may hold
		final int most = most(folder);
		assertTrue(most > 60, String.valueOf(most));
		final Path longest = folder.resolve("d".repeat(most));
		NewFolder.write(longest, false, f -> Files.writeString(f.resolve("i".repeat(49)), ""));
		NewFolder.write(longest, true, f -> Files.writeString(f.resolve("i".repeat(49)), ""));
		NewFolder.claim(longest).close();
		final String longer = assertThrows(IOException.class, () -> NewFolder.requireWritable(folder.resolve("d".repeat(most + 1)),
			false)).getMessage();
		assertSays(OutputMessages.pathTooLong(Says.ANY, 260, 259), longer);
		// and of a file
		int file = 250;
		while (!isUsable(folder.resolve("f".repeat(file))))
			file--;
		final Path csv = folder.resolve("f".repeat(file));
		NewFile.write(csv, f -> Files.writeString(f, ""));
		NewFolder.awaitClaim(csv).close();
		assertFalse(isUsable(folder.resolve("f".repeat(file + 1))));
	}

	private static int most(final Path folder) {
		int most = 250;
		while (!isWritable(folder.resolve("d".repeat(most))))
			most--;
		return most;
	}

	private static boolean isWritable(final Path path) {
		try {
			NewFolder.requireWritable(path, true);
			return true;
		}
		catch (final IOException e) {
			return false;
		}
	}

	private static boolean isUsable(final Path path) {
		try {
			OutputNames.requireUsable(path);
			return true;
		}
		catch (final IOException e) {
			return false;
		}
	}
}
