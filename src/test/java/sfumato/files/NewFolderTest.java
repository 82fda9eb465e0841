package sfumato.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
	void refusesWhatExistsUnlessToldToReplaceIt() throws IOException {
		final Path target = folder.resolve("m");
		NewFolder.write(target, false, file("old"));
		assertEquals("\"" + target + "\" exists already. Choose another output, or set overwrite=true.", assertThrows(
			IOException.class, () -> NewFolder.write(target, false, f -> {
				throw new AssertionError("nothing may be made");
			})).getMessage());
		NewFolder.write(target, true, file("new"));
		assertEquals("new", text(target));
		assertEquals(List.of("m"), names());
	}

	@Test
	void aFailureLeavesTheOldFolderAndNothingElse() throws IOException {
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
	void whatCannotBePutInPlaceLeavesTheOldFolderWhereItWas() throws IOException {
		final Path target = folder.resolve("m");
		NewFolder.write(target, false, file("old"));
		// the last move fails because there is nothing to move any more
		assertThrows(IOException.class, () -> NewFolder.write(target, true, NewFolder::delete));
		assertEquals("old", text(target));
		assertEquals(List.of("m"), names());
	}

	@Test
	void othersMayReadWhatOneHasWritten() throws IOException {
		assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"), "a file system with POSIX permissions");
		final Path target = folder.resolve("m");
		NewFolder.write(target, false, file("x"));
		assertEquals(Files.getPosixFilePermissions(Files.createDirectory(folder.resolve("ordinary"))), Files
			.getPosixFilePermissions(target));
	}

	@Test
	void aLinkStaysAndWhatItLeadsToIsReplaced() throws IOException {
		final Path target = folder.resolve("m"), link = folder.resolve("link");
		NewFolder.write(target, false, file("old"));
		Files.createSymbolicLink(link, target);
		NewFolder.write(link, true, file("new"));
		assertTrue(Files.isSymbolicLink(link));
		assertEquals("new", text(target));
		assertEquals(List.of("link", "m"), names());
	}

	@Test
	void filesAreNeverReplacedByFolders() throws IOException {
		final Path target = Files.writeString(folder.resolve("thesis.txt"), "x");
		assertEquals("\"" + target + "\" is a file and is not replaced by a folder. Choose another output.", assertThrows(
			IOException.class, () -> NewFolder.requireWritable(target, true)).getMessage());
		final Path below = target.resolve("model");
		assertEquals("\"" + below + "\" cannot be written because \"" + target + "\" is a file.", assertThrows(
			IOException.class, () -> NewFolder.requireWritable(below, false)).getMessage());
		assertEquals("x", Files.readString(target));
		assertThrows(IOException.class, () -> NewFolder.requireWritable(folder.getRoot(), true));
	}

	@Test
	void aCheckBeforehandMakesNothing() throws IOException {
		NewFolder.requireWritable(folder.resolve("a").resolve("b"), false);
		assertFalse(Files.exists(folder.resolve("a")));
	}

	@Test
	void deletingWhatIsNotThereDoesNothing() throws IOException {
		NewFolder.delete(folder.resolve("nothing"));
		NewFolder.write(folder.resolve("m"), false, file("x"));
		NewFolder.delete(folder.resolve("m"));
		assertEquals(List.of(), names());
	}

	@Test
	void whatAKilledProcessWasWritingIsClearedUp() throws IOException {
		final String id = "-4711-00000000-0000-0000-0000-000000000000-", other = "-4712-00000000-0000-0000-0000-000000000000-";
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
}
