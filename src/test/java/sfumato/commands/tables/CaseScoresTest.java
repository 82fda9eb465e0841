package sfumato.commands.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseScoresTest {

	@TempDir
	Path folder;

	private static CaseScores scores() {
		final CaseScores scores = new CaseScores(List.of("Dice", "ECE_raw"));
		scores.add("a,b", 90.5, Double.NaN);
		return scores;
	}

	@Test
	void writesNoMeanAndEmptyCellsForMissingScores() throws IOException {
		scores().write(folder.resolve("s.csv"));
		assertEquals("case,Dice,ECE_raw\n\"a,b\",90.500000,\n", Files.readString(folder.resolve("s.csv")));
	}

	@Test
	void writesFilesWithDefaultPermissions() throws IOException {
		assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"), "a file system with POSIX permissions");
		final Path ordinary = Files.createFile(folder.resolve("ordinary"));
		scores().write(folder.resolve("s.csv"));
		assertEquals(Files.getPosixFilePermissions(ordinary), Files.getPosixFilePermissions(folder.resolve("s.csv")));
	}

	@Test
	void failedWriteLeavesNoFiles() throws IOException {
		final Path target = Files.createDirectories(folder.resolve("s.csv/full")).getParent();
		assertThrows(IOException.class, () -> scores().write(target));
		try (Stream<Path> files = Files.list(folder)) {
			assertEquals(List.of(target), files.toList());
		}
	}
}
