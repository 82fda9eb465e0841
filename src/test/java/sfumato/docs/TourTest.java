package sfumato.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import sfumato.commands.CommandCatalogue;

/** What the tour shows is what its lines make: macros/Tour.ijm runs them and draws its pictures. */
class TourTest {

	private static final Path PAGE = Path.of("docs/getting-started.md"), MACRO = Path.of("macros/Tour.ijm");
	private static final long MOST_BYTES = 150_000;

	@Test
	void linesOfThePageAreRunByTheMacroInTheirOrder() {
		final List<Map<String, String>> run = steps(MACRO);
		int at = 0;
		for (final Map<String, String> shown : steps(PAGE)) {
			final int from = at;
			while (at < run.size() && !run.get(at).entrySet().containsAll(shown.entrySet()))
				at++;
			assertTrue(at < run.size(), () -> MACRO + " does not run " + shown + ", or not after its line " + run.subList(0, from));
			at++;
		}
	}

	@Test
	void everyPictureOfTheMacroIsOnThePageAndSmall() throws IOException {
		final List<String> kept = Pattern.compile("(?m)^keep\\(\"(.+?)\"\\);").matcher(Files.readString(MACRO)).results().map(
			m -> "images/tour-" + m.group(1) + ".png").toList();
		final List<String> shown = Pattern.compile("images/tour-[^)]+").matcher(Files.readString(PAGE)).results().map(m -> m.group())
			.toList();
		assertEquals(kept, shown);
		for (final String picture : shown)
			assertTrue(Files.size(Path.of("docs", picture)) <= MOST_BYTES, picture);
	}

	/** The command and keys of each line. */
	private static List<Map<String, String>> steps(final Path file) {
		return MarkdownPage.read(file).macroLines().stream().filter(l -> CommandCatalogue.shipped().stream().anyMatch(
			c -> CommandCatalogue.name(c).equals(l.command()))).map(l -> {
				final Map<String, String> step = CommandCatalogue.options(l.options());
				step.put("command", l.command());
				return step;
			}).collect(Collectors.toList());
	}
}
