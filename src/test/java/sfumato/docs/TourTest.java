package sfumato.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sfumato.commands.CommandCatalogue;
import sfumato.commands.MacroRunner;

/** What the tour shows is what its lines make: macros/Tour.ijm runs them and draws its pictures. */
class TourTest {

	private static final Path PAGE = Path.of("docs/getting-started.md"), MACRO = Path.of("macros/Tour.ijm");
	private static final long MOST_BYTES = 150_000;

	@Test
	void macroRunsTheLinesOfThePageInOrder() {
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
	void everyPictureIsOnThePageAndSmall() throws IOException {
		final List<String> kept = Pattern.compile("(?m)^keep\\(\"(.+?)\"\\);").matcher(Files.readString(MACRO)).results().map(
			m -> "images/tour-" + m.group(1) + ".png").toList();
		final List<String> shown = pictures(Files.readString(PAGE));
		assertEquals(kept, shown);
		for (final String picture : shown)
			assertTrue(Files.size(Path.of("docs", picture)) <= MOST_BYTES, picture);
	}

	/** Within one percent, as other processors round otherwise and a training makes more of it. */
	@Test
	@Tag("slow")
	void macroReproducesPicturesAndScoresOfThePage(@TempDir final Path folder) throws IOException {
		final String table = MacroRunner.run(Files.readString(MACRO), "pictures=" + folder).value();
		final String page = Files.readString(PAGE);
		for (final String row : table.strip().split("\n")) {
			final String[] computed = cells(row), shown = cells(page.lines().filter(l -> l.startsWith("| " + cells(row)[1] + " |"))
				.findFirst().orElseThrow());
			for (int i = 2; i < shown.length; i++)
				assertEquals(Double.parseDouble(shown[i]), Double.parseDouble(computed[i]), 1, row);
		}
		for (final String picture : pictures(page)) {
			final BufferedImage shown = ImageIO.read(Path.of("docs", picture).toFile());
			final BufferedImage made = ImageIO.read(folder.resolve(Path.of(picture).getFileName()).toFile());
			assertEquals(shown.getWidth() + " x " + shown.getHeight(), made.getWidth() + " x " + made.getHeight(), picture);
		}
	}

	private static String[] cells(final String row) {
		return row.strip().split("\\s*\\|\\s*");
	}

	private static List<String> pictures(final String page) {
		return Pattern.compile("images/tour-[^)]+").matcher(page).results().map(m -> m.group()).toList();
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
