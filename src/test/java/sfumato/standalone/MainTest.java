package sfumato.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sfumato.Says.assertSays;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ai.djl.engine.Engine;

import sfumato.Says;
import sfumato.commands.macro.MacroMessages;
import sfumato.engine.EngineMessages;
import sfumato.fusion.LabelFusion;
import sfumato.methods.Methods;
import sfumato.text.TextMessages;

/** Runs the standalone program as its users do: in a JVM of its own. */
class MainTest {

	@TempDir
	private Path folder;

	private record Run(int status, String output) {}

	private Run run(final String file, final String code, final String... arguments) throws IOException,
		InterruptedException
	{
		return runAfter("", file, code, arguments);
	}

	/** @param before comes first on the class path */
	private Run runAfter(final String before, final String file, final String code, final String... arguments) throws IOException,
		InterruptedException
	{
		final Path path = folder.resolve(file);
		if (code != null) Files.writeString(path, code);
		final List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
			"--add-opens=java.base/java.lang=ALL-UNNAMED", "-Duser.home=" + folder, "-cp", before + System.getProperty(
				"surefire.test.class.path", System.getProperty("java.class.path")), Main.class.getName(), path.toString()));
		command.addAll(List.of(arguments));
		final File output = folder.resolve("output.txt").toFile();
		final Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output).start();
		final int status = process.waitFor();
		return new Run(status, Files.readString(output.toPath(), StandardCharsets.UTF_8));
	}

	@Test
	void macroReceivesItsArgumentAndRunsCommands() throws Exception {
		final Run run = run("good.ijm", """
			print("[" + getArgument() + "]");
			newImage("r", "8-bit black", 8, 8, 2);
			run("Fuse Raters...", "method=majority");
			print(getTitle());
			""", "dataset=my", "folder,task=1");
		assertEquals(0, run.status(), run::output);
		assertEquals(List.of("[dataset=my folder,task=1]", "Fuse Raters: 2 raters, one per slice, each of one plane.",
			"r-majority"), run.output().lines().toList());
	}

	@Test
	void commandErrorStopsTheMacroWithLineAndStatus() throws Exception {
		final Run run = run("bad.ijm", """
			newImage("r", "8-bit black", 8, 8, 2);

			run("Fuse Raters...", "method=avrage");
			print("not reached");
			""");
		assertEquals(1, run.status());
		assertEquals("bad.ijm, line 3: There is no LabelFusion named \"avrage\". Known: " + String.join(", ", Methods.of(
			LabelFusion.class).names()) + ".", run.output().strip());
	}

	@Test
	void macroErrorNamesTheStatement() throws Exception {
		final Run run = run("bad.ijm", "a = 1;\nb = a + c;\n\n\nprint(b);\n");
		assertEquals(1, run.status());
		assertEquals("bad.ijm, line 2: Undefined variable (b = a + <c> ;)", run.output().strip());
	}

	@Test
	void reportsTheErrorOfACommandInsideALoop() throws Exception {
		final Run run = run("loop.ijm", """
			newImage("r", "8-bit black", 8, 8, 2);
			for (i = 0; i < 3; i++) {
				run("Fuse Raters...", "method=avrage");
			}
			print("not reached");
			""");
		assertEquals(1, run.status());
		assertTrue(run.output().startsWith("loop.ijm, line 3: There is no LabelFusion named \"avrage\"."), run::output);
		assertFalse(run.output().contains("expected"), run::output);
	}

	@Test
	void theErrorOfACommandInAFunctionTellsTheCallAndNotTheStatement() throws Exception {
		final Run run = run("function.ijm", """
			function fuse(n) {
				while (n < 2) {
					if (n == 1) run("Fuse Raters...", "raters=absent");
					n++;
				}
			}
			fuse(0);
			print("not reached");
			""");
		assertEquals(1, run.status());
		assertEquals("function.ijm, line 3: " + MacroMessages.noImage("raters", "absent") + " (called from line 7)",
			run.output().strip());
	}

	/** As if another plugin had brought its DJL, and ours were not installed. */
	@Test
	void anotherVersionOfDjlIsNamed() throws Exception {
		final Path jar = folder.resolve("djl-0.28.0.jar");
		final Manifest manifest = new Manifest();
		manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
		manifest.getMainAttributes().put(Attributes.Name.SPECIFICATION_VERSION, "0.28.0");
		try (JarFile djl = new JarFile(Path.of(Engine.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toFile());
			JarOutputStream other = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
			for (final JarEntry entry : djl.stream().filter(e -> e.getName().startsWith("ai/djl/engine/")).toList()) {
				other.putNextEntry(new JarEntry(entry.getName()));
				djl.getInputStream(entry).transferTo(other);
			}
		}
		final Run run = runAfter(jar + File.pathSeparator, "train.ijm", "run(\"Train Network...\", \"dataset=[" + Path.of(
			"test-images/phantoms").toAbsolutePath() + "] cases=1-2 epochs=1 output=[" + folder.resolve("net") + "]\");");
		assertEquals(1, run.status());
		assertSays("train.ijm, line 1: " + EngineMessages.otherDjl(jar.toString(), "0.28.0", Says.ANY), run.output().strip());
	}

	@Test
	void stopsAtAFileThatCannotBeOpened() throws Exception {
		final Path absent = folder.resolve("absent.tif");
		for (final String loop : List.of("", "for (i = 0; i < 3; i++)\n\t")) {
			final Run run = run("open.ijm", loop + "open(\"" + absent + "\");\nprint(\"not reached\");\n");
			assertEquals(1, run.status(), run::output);
			assertTrue(run.output().strip().endsWith("open.ijm, line " + (loop.isEmpty() ? 1 : 2) + ": File not found: " + absent), run::output);
			assertFalse(run.output().contains("not reached"), run::output);
		}
	}

	@Test
	void refusesMacrosInOtherEncodings() throws Exception {
		Files.write(folder.resolve("latin.ijm"), "print(\"\u00e4\");".getBytes(StandardCharsets.ISO_8859_1));
		final Run run = run("latin.ijm", null);
		assertEquals(1, run.status());
		assertEquals(TextMessages.notUtf8(folder.resolve("latin.ijm")), run.output().strip());
	}

	@Test
	void exitWithMessageFailsAndWithoutSucceeds() throws Exception {
		final Run told = run("told.ijm", "a = 1;\nif (a == 1)\n\texit(\"no \" +\n\t\t\"data\");\n");
		assertEquals(1, told.status(), told::output);
		final Run silent = run("silent.ijm", "a = 1;\nif (a == 2)\n\texit(\"no data\");\nexit();\n");
		assertEquals(0, silent.status(), silent::output);
	}

	@Test
	void refusesMisspelledOptionsBeforeComputing() throws Exception {
		final Run run = run("quick.ijm", Files.readString(Path.of("macros/Quickstart.ijm")), "epoch=3");
		assertEquals(1, run.status());
		assertTrue(run.output().startsWith("There is no option \"epoch=3\". Known: dataset, task, train"), run::output);
	}

	@Test
	void refusesMissingFilesAndUnknownLanguages() throws Exception {
		final Run missing = run("nowhere.ijm", null);
		assertEquals(1, missing.status());
		assertSays(RunnerMessages.noFile(Says.ANY + "nowhere.ijm", Says.ANY), missing.output());
		final Run groovy = run("script.nolanguage", "1");
		assertEquals(1, groovy.status());
		assertSays(RunnerMessages.noLanguage("nolanguage"), groovy.output());
		assertFalse(groovy.output().contains("\tat "));
	}
}
