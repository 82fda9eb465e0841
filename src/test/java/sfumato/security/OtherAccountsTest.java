package sfumato.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sfumato.engine.InstalledEngine;
import sfumato.jobs.child.ExchangeProgram;

/**
 * What lies in folders that several accounts share, looked at by a process of the account 65534. Only the administrator of a Linux
 * system can make files for others; {@link TrustTest} tests the rule everywhere.
 */
class OtherAccountsTest {

	private static final String USER = "65534", OTHER = "12345";

	@TempDir
	private Path folder;
	private Path classes, temporary;

	/** What the process under test does: it reads which engine was chosen. */
	public static final class Chosen {

		public static void main(final String[] args) throws Exception {
			try {
				System.out.print(InstalledEngine.chosen().map(InstalledEngine::origin).orElse("nothing"));
			}
			catch (final IOException e) {
				System.out.print("refused: " + e.getMessage());
			}
		}
	}

	@BeforeEach
	void prepare() throws Exception {
		assumeTrue(System.getProperty("os.name").startsWith("Linux") && "root".equals(System.getProperty("user.name")) && Files
			.isExecutable(Path.of("/usr/bin/setpriv")), "skipped: only root on Linux can make files for other accounts");
		Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
		classes = Files.createDirectory(folder.resolve("classes"));
		// the account cannot read all folders that this class path is in
		for (final Class<?> c : List.of(Trust.class, OtherAccountsTest.class))
			copy(Path.of(c.getProtectionDomain().getCodeSource().getLocation().toURI()), classes);
		temporary = Files.createDirectory(folder.resolve("tmp"));
		run("chmod", "1777", temporary.toString());
	}

	private static void copy(final Path from, final Path to) throws IOException {
		try (Stream<Path> tree = Files.walk(from.resolve("sfumato"))) {
			for (final Path p : tree.filter(p -> Files.isDirectory(p) || p.toString().endsWith(".class")).toList()) {
				final Path target = to.resolve(from.relativize(p).toString());
				if (Files.isDirectory(p)) Files.createDirectories(target);
				else Files.copy(p, target, StandardCopyOption.REPLACE_EXISTING);
			}
		}
	}

	private static String run(final String... command) throws Exception {
		final Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		process.getOutputStream().close();
		final StringBuilder said = new StringBuilder();
		final Thread reader = new Thread(() -> {
			try {
				said.append(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
			}
			catch (final IOException e) {
				said.append(e);
			}
		});
		reader.start();
		final boolean ended = process.waitFor(60, TimeUnit.SECONDS);
		process.destroyForcibly();
		reader.join();
		assertTrue(ended, () -> String.join(" ", command) + " hung: " + said);
		return said.toString();
	}

	private String asOther(final Class<?> program, final String... arguments) throws Exception {
		final List<String> command = new ArrayList<>(List.of("setpriv", "--reuid", USER, "--regid", USER, "--clear-groups", "env",
			"-u", "DJL_CACHE_DIR", "-u", "ENGINE_CACHE_DIR", Path.of(System.getProperty("java.home"), "bin", "java").toString(),
			"-Xmx64m", "-XX:+UseSerialGC", "-Duser.home=/nowhere", "-Djava.io.tmpdir=" + temporary, "-cp", classes.toString(), program
				.getName()));
		command.addAll(List.of(arguments));
		return run(command.toArray(String[]::new));
	}

	/** The home folder is write-protected, so the engine is looked for among the temporary files of everybody. */
	private Path plant(final String owner, final String mode) throws Exception {
		final Path cache = temporary.resolve(".djl.ai"), place = Files.createDirectories(cache.resolve("sfumato"));
		Files.writeString(place.resolve("engine.properties"), "folder=/evil\nversion=2.7.1\nflavor=cpu\norigin=planted\n");
		run("chown", "-R", owner + ":" + owner, cache.toString());
		run("chmod", mode, place.toString());
		return cache;
	}

	@Test
	void refusesEnginesChosenByAnotherAccount() throws Exception {
		assertEquals("nothing", asOther(Chosen.class));
		final Path cache = plant(OTHER, "755");
		final String refused = asOther(Chosen.class);
		assertTrue(refused.startsWith("refused: \"" + cache + "\" belongs to \"" + OTHER + "\" and not to you"), refused);
		plant(USER, "777");
		final String writable = asOther(Chosen.class);
		assertTrue(writable.startsWith("refused: \"" + cache.resolve("sfumato") + "\" can be changed by everybody"), writable);
		plant(USER, "755");
		assertEquals("planted", asOther(Chosen.class));
	}

	@Test
	void refusesLinksMadeByAnotherAccount() throws Exception {
		plant(USER, "755");
		Files.move(temporary.resolve(".djl.ai"), temporary.resolve("real"));
		Files.createSymbolicLink(temporary.resolve(".djl.ai"), temporary.resolve("real"));
		run("chown", "-h", OTHER, temporary.resolve(".djl.ai").toString());
		final String refused = asOther(Chosen.class);
		assertTrue(refused.startsWith("refused: \"" + temporary.resolve(".djl.ai") + "\" belongs to"), refused);
	}

	@Test
	void leavesExchangeFoldersOfOthersUnchanged() throws Exception {
		final Path pipe = exchange("sfumato-jobs-1", OTHER), open = exchange("sfumato-jobs-2", OTHER), own = exchange(
			"sfumato-jobs-3", USER), linked = exchange("sfumato-jobs-5", USER), ownPipe = exchange("sfumato-jobs-6", USER);
		for (final Path p : List.of(pipe, ownPipe)) {
			Files.delete(p.resolve("lock"));
			run("mkfifo", "-m", "666", p.resolve("lock").toString());
			run("chown", p.equals(pipe) ? OTHER : USER, p.resolve("lock").toString());
		}
		run("chmod", "-R", "777", pipe.toString(), open.toString());
		// a link of somebody else's to a folder of this account, and one in a folder of this account to somewhere else
		final Path precious = exchange("precious", USER);
		Files.createSymbolicLink(temporary.resolve("sfumato-jobs-4"), precious);
		Files.createSymbolicLink(linked.resolve("link"), precious);
		run("chown", "-h", OTHER, temporary.resolve("sfumato-jobs-4").toString());
		final String said = asOther(ExchangeProgram.class);
		assertTrue(said.matches("rwx------ rwx.*"), said);
		for (final Path p : List.of(pipe, open, precious, ownPipe))
			assertTrue(Files.exists(p.resolve("content"), LinkOption.NOFOLLOW_LINKS), p::toString);
		assertTrue(Files.isSymbolicLink(temporary.resolve("sfumato-jobs-4")));
		assertTrue(Files.notExists(own) && Files.notExists(linked)); // left by processes of this account that were killed
	}

	private Path exchange(final String name, final String owner) throws Exception {
		final Path place = Files.createDirectory(temporary.resolve(name));
		Files.writeString(place.resolve("lock"), "1");
		Files.writeString(place.resolve("content"), "x");
		run("chown", "-R", owner, place.toString());
		run("chmod", "700", place.toString());
		return place;
	}

	@Test
	void refusesExchangeFoldersThatOthersCanReplace() throws Exception {
		run("chmod", "777", temporary.toString());
		final String said = asOther(ExchangeProgram.class);
		assertTrue(said.startsWith("refused: \"" + temporary + "\" can be changed by everybody"), said);
	}
}
