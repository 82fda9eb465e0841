package sfumato.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static sfumato.Says.assertSays;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

import sfumato.Says;
import sfumato.text.TextMessages;

class NewFolderTest {

	@TempDir
	private Path folder;

	private static NewFolder.Content file(final String text) {
		return f -> {
			Files.createDirectory(f.resolve("sub"));
			Files.writeString(f.resolve("sub").resolve("a.txt"), text);
		};
	}

	private static String text(final Path target) throws IOException {
		return Files.readString(target.resolve("sub").resolve("a.txt"));
	}

	private List<String> names() throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.map(f -> f.getFileName().toString()).sorted().toList();
		}
	}

	@Test
	void writesAFolderAndItsParents() throws IOException {
		final Path target = folder.resolve("p").resolve("q");
		NewFolder.write(target, false, file("x"));
		assertEquals("x", text(target));
		try (Stream<Path> files = Files.list(target.getParent())) {
			assertEquals(List.of(target), files.toList());
		}
	}

	@Test
	void refusesExistingFoldersUnlessToldToReplace() throws IOException {
		final Path target = folder.resolve("m");
		NewFolder.write(target, false, file("old"));
		assertEquals(OutputMessages.exists(target), assertThrows(
			IOException.class, () -> NewFolder.write(target, false, f -> {
				throw new AssertionError("nothing may be made");
			})).getMessage());
		NewFolder.write(target, true, file("new"));
		assertEquals("new", text(target));
		assertEquals(List.of("m"), names());
	}

	@Test
	void failureKeepsTheOldFolderAndLeavesNoFiles() throws IOException {
		final Path target = folder.resolve("m");
		NewFolder.write(target, false, file("old"));
		assertEquals("disk full", assertThrows(IOException.class, () -> NewFolder.write(target, true, f -> {
			file("half").writeInto(f);
			throw new IOException("disk full");
		})).getMessage());
		assertThrows(CancellationException.class, () -> NewFolder.write(folder.resolve("n"), false, f -> {
			file("half").writeInto(f);
			throw new CancellationException();
		}));
		assertEquals("old", text(target));
		assertEquals(List.of("m"), names());
	}

	@Test
	void failedMoveKeepsTheOldFolder() throws IOException {
		final Path target = folder.resolve("m");
		NewFolder.write(target, false, file("old"));
		// the last move fails because there is nothing to move any more
		assertThrows(IOException.class, () -> NewFolder.write(target, true, NewFolder::delete));
		assertEquals("old", text(target));
		assertEquals(List.of("m"), names());
	}

	@Test
	void writesFoldersWithDefaultPermissions() throws IOException {
		assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"), "a file system with POSIX permissions");
		final Path target = folder.resolve("m");
		NewFolder.write(target, false, file("x"));
		assertEquals(Files.getPosixFilePermissions(Files.createDirectory(folder.resolve("ordinary"))), Files
			.getPosixFilePermissions(target));
	}

	@Test
	void replacesTheTargetOfALink() throws IOException {
		final Path target = folder.resolve("m"), link = folder.resolve("link");
		NewFolder.write(target, false, file("old"));
		Files.createSymbolicLink(link, target);
		NewFolder.write(link, true, file("new"));
		assertTrue(Files.isSymbolicLink(link));
		assertEquals("new", text(target));
		assertEquals(List.of("link", "m"), names());
	}

	@Test
	void refusesToReplaceFilesByFolders() throws IOException {
		final Path target = Files.writeString(folder.resolve("thesis.txt"), "x");
		assertEquals(OutputMessages.isFile(target), assertThrows(
			IOException.class, () -> NewFolder.requireWritable(target, true)).getMessage());
		final Path below = target.resolve("model");
		assertEquals(OutputMessages.insideFile(below, "\"" + target + "\""), assertThrows(
			IOException.class, () -> NewFolder.requireWritable(below, false)).getMessage());
		assertEquals("x", Files.readString(target));
		assertThrows(IOException.class, () -> NewFolder.requireWritable(folder.getRoot(), true));
	}

	@Test
	void checkCreatesNoFolders() throws IOException {
		NewFolder.requireWritable(folder.resolve("a").resolve("b"), false);
		assertFalse(Files.exists(folder.resolve("a")));
	}

	@Test
	void deletingMissingFoldersDoesNothing() throws IOException {
		NewFolder.delete(folder.resolve("nothing"));
		NewFolder.write(folder.resolve("m"), false, file("x"));
		NewFolder.delete(folder.resolve("m"));
		assertEquals(List.of(), names());
	}

	@Test
	void checkFindsBrokenLinks() throws IOException {
		final Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("gone"));
		final String sentence = OutputMessages.brokenLink(link, folder.resolve("gone"));
		for (final boolean overwrite : new boolean[] { false, true })
			assertEquals(sentence, assertThrows(IOException.class, () -> NewFolder.requireWritable(link, overwrite)).getMessage());
		assertEquals(sentence, assertThrows(IOException.class, () -> NewFolder.claim(link)).getMessage());
		assertEquals(List.of("link"), names());
	}

	/** The longest name that is not refused can be written, and one byte more is refused. */
	@Test
	void checkFindsNamesThatAreTooLong() throws IOException {
		int most = 255;
		while (!isUsable("\u00E4" + "a".repeat(most - 2)))
			most--;
		assertTrue(most > 100, String.valueOf(most));
		NewFolder.write(folder.resolve("\u00E4" + "a".repeat(most - 2)), false, file("x"));
		final Path longer = folder.resolve("a".repeat(most + 1));
		assertSays(OutputMessages.nameTooLong(Says.ANY, most), assertThrows(IOException.class, () ->
			NewFolder.requireWritable(longer, false)).getMessage());
		assertThrows(IOException.class, () -> NewFolder.requireWritable(folder.resolve("b".repeat(256)).resolve("m"), false));
	}

	private boolean isUsable(final String name) {
		try {
			OutputNames.requireUsable(folder.resolve(name));
			return true;
		}
		catch (final IOException e) {
			return false;
		}
	}

	/** As "Naming Files, Paths, and Namespaces" of Microsoft's documentation lists them. */
	@Test
	void findsNamesForbiddenOnWindows() {
		for (final String name : List.of("CON", "nul", "Aux.tif", "com1.nii.gz", "LPT9", "a:b", "a?", "a*", "a<b", "a|b", "a\"b", "a.", "a ", "lpt\u00B2.txt", "a\\b", "conin$",
			"a\tb"))
			assertFalse(OutputNames.isWindowsName(name), name);
		for (final String name : List.of("a", "console", "con1", "COM10", "a.con", ".hidden", "a b", "\u00E4.tif"))
			assertTrue(OutputNames.isWindowsName(name), name);
	}

	@Test
	void waitsForAClaimToBeReleased() throws Exception {
		final Path file = folder.resolve("list.txt");
		Files.writeString(file, "");
		final Thread[] threads = new Thread[4];
		for (int i = 0; i < threads.length; i++) {
			threads[i] = new Thread(() -> {
				for (int k = 0; k < 10; k++)
					try (NewFolder.Claim claim = NewFolder.awaitClaim(file)) {
						final String before = Files.readString(file);
						NewFile.write(file, f -> Files.writeString(f, before + "x"));
					}
					catch (final IOException e) {
						throw new UncheckedIOException(e);
					}
			});
			threads[i].start();
		}
		for (final Thread t : threads)
			t.join();
		assertEquals("x".repeat(40), Files.readString(file));
		assertEquals(List.of("list.txt"), names());
	}

	@Test
	void keepsFoldersClaimedByOthers() throws IOException {
		NewFolder.requireAlone(folder);
		try (NewFolder.Claim first = NewFolder.join(folder)) {
			try (NewFolder.Claim second = NewFolder.join(folder)) {
				assertEquals(2, names().size());
			}
			assertEquals(OutputMessages.beingWritten(folder, "process " + ProcessHandle.current().pid()), assertThrows(
					IOException.class, () -> NewFolder.requireAlone(folder)).getMessage());
		}
		NewFolder.requireAlone(folder);
		assertEquals(List.of(), names());
	}

	@Test
	void ignoresClaimsOfKilledRuns() throws Exception {
		final String own = String.valueOf(ProcessHandle.current().pid());
		final String mark = Unfinished.fresh(folder.resolve("run")).getFileName().toString();
		Files.createDirectory(folder.resolve(mark.replace("-" + own + "_", "-" + dead() + "_")));
		NewFolder.requireAlone(folder);
		Unfinished.repair(folder);
		assertEquals(List.of(), names());
	}

	/** What names of this process say of its computer. */
	private String host() {
		final String name = Unfinished.fresh(folder.resolve("x")).getFileName().toString();
		return name.substring(name.indexOf('_', name.indexOf('_') + 1) + 1, name.length() - 2 - 8 - 1);
	}

	/** A process that has ended: its number, and names as it would have made them. */
	private static long dead() throws Exception {
		final Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-version")
			.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
		process.waitFor();
		return process.pid();
	}

	@Test
	void repairsFoldersOfDeadProcesses() throws Exception {
		final String id = "-" + dead() + "_1_" + host() + "-00000000-";
		final Path target = folder.resolve("model");
		// killed between the two moves of a replacement
		NewFolder.write(folder.resolve(".old" + id + "model"), false, file("mine"));
		NewFolder.write(folder.resolve(".new" + id + "model"), false, file("half"));
		NewFolder.requireWritable(target, true);
		assertEquals("mine", text(target));
		assertEquals(List.of("model"), names());
		// killed after both
		NewFolder.write(folder.resolve(".old" + id + "model"), false, file("older"));
		NewFolder.write(target, true, file("newer"));
		assertEquals("newer", text(target));
		assertEquals(List.of("model"), names());
	}

	@Test
	void keepsFoldersOfLivingOrUnknownProcesses() throws Exception {
		final long own = ProcessHandle.current().pid();
		final long start = ProcessHandle.current().info().startInstant().orElseThrow().getEpochSecond();
		final String uuid = "-00000000-model";
		Files.createDirectory(folder.resolve(".new-" + own + "_" + start + "_" + host() + uuid));
		Files.createDirectory(folder.resolve(".new-4711_1_elsewhere" + uuid));
		Unfinished.repair(folder.resolve("model"));
		assertEquals(2, names().size());
		// somebody else's number now, and a day old
		Files.move(folder.resolve(".new-" + own + "_" + start + "_" + host() + uuid), folder.resolve(".new-" + own + "_" + (start - 1000) +
			"_" + host() + uuid));
		Files.setLastModifiedTime(folder.resolve(".new-4711_1_elsewhere" + uuid), java.nio.file.attribute.FileTime.from(java.time.Instant
			.now().minusSeconds(100_000)));
		Unfinished.repair(folder.resolve("model"));
		assertEquals(List.of(), names());
	}

	@Test
	void keepsFoldersOfUsersOnOtherComputers() throws Exception {
		assumeTrue(System.getProperty("os.name").startsWith("Linux") && "root".equals(System.getProperty("user.name")),
			"skipped: only root on Linux can make files for other accounts");
		final String begin = ".new-4711_1_elsewhere-00000000-";
		final Path theirs = Files.createDirectory(folder.resolve(begin + "model")), mine = Files.createDirectory(folder.resolve(begin +
			"other"));
		Files.setAttribute(theirs, "unix:uid", 12345);
		for (final Path p : List.of(theirs, mine))
			Files.setLastModifiedTime(p, java.nio.file.attribute.FileTime.from(java.time.Instant.now().minusSeconds(100_000)));
		for (final String name : List.of("model", "other"))
			Unfinished.repair(folder.resolve(name));
		assertEquals(List.of(theirs.getFileName().toString()), names());
		// and keeps nobody from writing
		NewFolder.claim(folder.resolve("model")).close();
	}

	@Test
	void distinguishesComputersWithSimilarNames() {
		assertEquals("laptop", Unfinished.shortened("laptop"));
		final String a = Unfinished.shortened("workstation-of-the-lab-1"), b = Unfinished.shortened("workstation-of-the-lab-2");
		assertEquals(15, a.length());
		assertFalse(a.equals(b), a);
	}

	@Test
	void deletesLeftoversBesideAWrittenFile() throws Exception {
		Files.writeString(folder.resolve(".new-" + dead() + "_1_" + host() + "-00000000-other.csv"), "half");
		NewFile.write(folder.resolve("a.csv"), f -> Files.writeString(f, "x"));
		assertEquals(List.of("a.csv"), names());
	}

	@Test
	void refusesASecondRunWithTheSameOutputAtItsStart() throws Exception {
		final Path target = folder.resolve("model");
		try (NewFolder.Claim first = NewFolder.claim(target)) {
			final String message = assertThrows(IOException.class, () -> NewFolder.claim(target)).getMessage();
			assertEquals(OutputMessages.beingMade(target, "process " + ProcessHandle.current().pid()), message);
			NewFolder.write(target, false, file("done"));
		}
		try (NewFolder.Claim again = NewFolder.claim(target)) {
			assertEquals("done", text(target));
		}
		assertEquals(List.of("model"), names());
	}

	@Test
	void deletesPartialFilesOfKilledProcesses() throws IOException {
		final String host = host(), id = "-4711_1_" + host + "-00000000-", other = "-4712_1_" + host +
			"-00000000-";
		final Path target = folder.resolve("model"), inside = folder.resolve("cv").resolve("parts").resolve("fold1");
		// killed between the two moves of a replacement
		Files.createDirectories(folder.resolve(".new" + id + "model").resolve("sample"));
		Files.createDirectories(folder.resolve(".old" + id + "model"));
		Files.writeString(folder.resolve(".old" + id + "model").resolve("model.json"), "mine");
		Files.createDirectories(folder.resolve(".new" + other + "model"));
		Files.createDirectories(folder.resolve(".new" + id + "another"));
		Unfinished.clearUp(target, 4711);
		assertEquals("mine", Files.readString(target.resolve("model.json")));
		assertFalse(Files.exists(folder.resolve(".new" + id + "model")));
		assertTrue(Files.exists(folder.resolve(".new" + other + "model")), "of another process");
		assertTrue(Files.exists(folder.resolve(".new" + id + "another")), "beside another target");
		// within a folder
		Files.createDirectories(inside);
		Files.createDirectories(inside.resolveSibling(".new" + id + "fold2").resolve("sample"));
		Files.writeString(inside.resolve(".new" + id + "scores.csv"), "half");
		Files.createDirectories(inside.resolveSibling(".old" + id + "fold1"));
		Unfinished.clearUp(folder.resolve("cv"), 4711);
		assertTrue(Files.exists(inside));
		try (var left = Files.walk(folder.resolve("cv"))) {
			assertEquals(3, left.count());
		}
		Unfinished.clearUp(folder.resolve("nowhere").resolve("model"), 4711);
	}

	/** All the system says is "No space left on device". */
	@Test
	@EnabledIf(value = "isThereAFullDisk", disabledReason = "only Linux has /dev/full")
	void namesTheFileThatDidNotFitOnAFullDisk() throws IOException {
		final Path file = folder.resolve("a.csv"), target = folder.resolve("a");
		assertEquals(TextMessages.unwritable(file, "No space left on device"), assertThrows(IOException.class, () -> NewFile.write(
			file, f -> Files.writeString(Path.of("/dev/full"), "text"))).getMessage());
		assertEquals(TextMessages.unwritable(target, "No space left on device"), assertThrows(IOException.class, () ->
			NewFolder.write(
			target, false, f -> Files.writeString(Path.of("/dev/full"), "text"))).getMessage());
		assertEquals("A sentence.", assertThrows(IOException.class, () -> NewFile.write(file, f -> {
			throw new IOException("A sentence.");
		})).getMessage());
	}

	static boolean isThereAFullDisk() {
		return Files.isWritable(Path.of("/dev/full"));
	}
}
