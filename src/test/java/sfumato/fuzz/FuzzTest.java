package sfumato.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged files of every format, read in a process of its own with 512 MB: none of them may exhaust memory or stack, leave a stack
 * trace, take 2 seconds of the processor or 400 MB of memory, or be refused in anything but a sentence of less than 500 letters that
 * names the file.
 * <p>
 * A line like {@code FAULT tiff 123: …} is made again by {@code -Dsfumato.fuzz=tiff:123}, which leaves the file and says where.
 */
class FuzzTest {

	@TempDir
	private Path folder;

	private String run(final String... arguments) throws IOException, InterruptedException {
		final Path said = Files.createTempFile("sfumato-fuzz", ".txt");
		final String[] command = new String[8 + arguments.length];
		System.arraycopy(new String[] { Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m",
			"-Djava.awt.headless=true", "-Duser.home=" + folder, "-cp", System.getProperty("java.class.path"), FuzzProgram.class.getName(),
			folder.resolve("inputs").toString() }, 0, command, 0, 8);
		System.arraycopy(arguments, 0, command, 8, arguments.length);
		final Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
		try {
			process.waitFor(2, TimeUnit.HOURS);
			final String text = Files.readString(said);
			assertEquals(0, process.exitValue(), text);
			return text;
		}
		finally {
			process.destroyForcibly();
			Files.delete(said);
		}
	}

	/** Other seeds than those of the large test would find other faults one day; these are always the same. */
	@Test
	void refusesAFewDamagedFilesOfEveryFormat() throws IOException, InterruptedException {
		run("all", "500", "1");
	}

	@Test
	@Tag("slow")
	void refusesTwentyThousandDamagedFiles() throws IOException, InterruptedException {
		System.out.println(run("all", "20000", System.getProperty("sfumato.fuzz.first", "1000000")));
	}

	/** Does nothing unless it is asked for a format and a seed. */
	@Test
	void repeatsOneInput() throws IOException, InterruptedException {
		final String which = System.getProperty("sfumato.fuzz", "");
		if (which.isEmpty()) return;
		final int colon = which.lastIndexOf(':');
		System.out.println(run(which.substring(0, colon), which.substring(colon + 1)));
	}
}
