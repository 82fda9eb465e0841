package sfumato.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** The macros of {@code macros/} as a set: that none is forgotten. What each computes is tested beside its commands. */
class MacrosFolderTest {

	private static final Path FOLDER = Path.of("macros");

	private static List<String> names() throws IOException {
		try (Stream<Path> files = Files.list(FOLDER)) {
			return files.map(f -> f.getFileName().toString()).sorted().toList();
		}
	}

	@Test
	void macrosAreNumberedWithoutGaps() throws IOException {
		final List<String> numbered = names().stream().filter(n -> !List.of("Quickstart.ijm", "Tour.ijm").contains(n)).toList();
		assertEquals(IntStream.rangeClosed(1, numbered.size()).mapToObj("%02d"::formatted).toList(), numbered.stream().map(n -> n
			.substring(0, 2)).toList());
		assertTrue(numbered.stream().allMatch(n -> n.matches("\\d\\d_[a-z_]+\\.ijm")), numbered::toString);
	}

	/** A test that runs a macro names it; so a macro whose name is in no test is not run by one. */
	@Test
	void everyMacroIsRunByATest() throws IOException {
		final Set<String> unused = new TreeSet<>(names());
		try (Stream<Path> tests = Files.walk(Path.of("src/test/java"))) {
			for (final Path test : tests.filter(f -> f.toString().endsWith("Test.java")).toList()) {
				final String text = Files.readString(test);
				unused.removeIf(name -> text.contains("\"" + name + "\"") || text.contains("macros/" + name));
			}
		}
		assertEquals(Set.of(), unused);
	}

	/** Fiji's script editor offers what lies in this folder of a jar as Templates>Sfumato. */
	@Test
	void jarHoldsMacrosAsTemplates() throws IOException {
		for (final String name : names())
			try (InputStream template = getClass().getResourceAsStream("/script_templates/Sfumato/" + name)) {
				assertNotNull(template, name);
				assertEquals(Files.readString(FOLDER.resolve(name)), new String(template.readAllBytes(), StandardCharsets.UTF_8));
			}
	}

	/** Somebody who opens one as a template sees what it is for and how to run it. */
	@Test
	void everyMacroBeginsWithItsPurposeAndHowToRunIt() throws IOException {
		for (final String name : names()) {
			final String text = Files.readString(FOLDER.resolve(name));
			assertTrue(text.matches("(?s)// .+?[.?].*"), name);
			assertTrue(text.contains("macros/" + name) || name.equals("Quickstart.ijm"), name);
		}
	}
}
