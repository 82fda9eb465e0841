package sfumato.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import sfumato.commands.CommandCatalogue;

/** The forms that somebody fills in who reports something: they name menus, pages and files that are there. */
class IssueFormsTest {

	private static final Path FOLDER = Path.of(".github");
	private static final String CHECK = "Plugins > Sfumato > Help > Check Sfumato...";
	private static final Pattern MENU = Pattern.compile("`(Plugins > Sfumato[^`]*)`");
	private static final Pattern PAGE = Pattern.compile("/blob/main/([^)\\s]+)");

	static List<Path> forms() throws IOException {
		try (Stream<Path> files = Files.walk(FOLDER)) {
			return files.filter(f -> f.toString().matches(".*\\.(yml|md)")).sorted().toList();
		}
	}

	private static Set<String> found(final Pattern pattern, final String text) {
		return pattern.matcher(text).results().map(m -> m.group(1)).collect(Collectors.toCollection(TreeSet::new));
	}

	@ParameterizedTest
	@MethodSource("forms")
	void namesExistingMenusAndPages(final Path file) throws IOException {
		final String text = Files.readString(file);
		final Set<String> menus = found(MENU, text);
		menus.removeAll(CommandCatalogue.shipped().stream().map(c -> c.getMenuPath().stream().map(m -> m.getName()).collect(Collectors
			.joining(" > "))).collect(Collectors.toSet()));
		assertEquals(Set.of(), menus, "no command has this menu");
		assertEquals(Set.of(), found(PAGE, text).stream().filter(p -> !Files.exists(Path.of(p))).collect(Collectors.toSet()));
	}

	@Test
	void everyFormAsksForTheReport() throws IOException {
		final List<Path> forms = forms().stream().filter(f -> f.startsWith(FOLDER.resolve("ISSUE_TEMPLATE")) && !f.endsWith("config.yml"))
			.toList();
		assertEquals(3, forms.size());
		for (final Path form : forms) {
			final Matcher field = Pattern.compile("(?s)  - type: textarea\n    id: report\n.*?(?=\n  - type|$)").matcher(Files.readString(
				form));
			assertTrue(field.find() && field.group().contains(CHECK), () -> form + " must ask for the report of " + CHECK);
		}
		assertTrue(Files.readString(FOLDER.resolve("ISSUE_TEMPLATE/bug.yml")).matches("(?s).*id: report\n.*?required: true.*"));
	}
}
