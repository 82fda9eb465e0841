package sfumato.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import sfumato.commands.MacroRunner;

/** A page a job with a picture of its result; src/test/macros/HowTo.ijm makes those that nothing else makes. */
class HowToPicturesTest {

	private static final Path MACRO = Path.of("src/test/macros/HowTo.ijm"), IMAGES = Path.of("docs/images");
	private static final long MOST_BYTES = 150_000;

	static List<Path> guides() {
		return MarkdownPage.all().stream().filter(p -> p.startsWith(Path.of("docs/how-to"))).toList();
	}

	@ParameterizedTest
	@MethodSource("guides")
	void everyGuideShowsItsResult(final Path guide) {
		assertTrue(MarkdownPage.read(guide).text().contains("](../images/"), () -> guide + " has no picture of its result");
	}

	@Test
	void everyPictureIsOnAPageAndSmall() throws IOException {
		for (final String picture : made()) {
			assertTrue(guides().stream().anyMatch(p -> MarkdownPage.read(p).text().contains("../images/" + picture)), picture);
			assertTrue(Files.size(IMAGES.resolve(picture)) <= MOST_BYTES, picture);
		}
	}

	@Test
	@Tag("slow")
	void macroCreatesThePictures(@TempDir final Path folder) throws IOException {
		MacroRunner.run(Files.readString(MACRO), "epochs=1,pictures=" + folder + ",models=" + folder).value();
		for (final String picture : made()) {
			final BufferedImage shown = ImageIO.read(IMAGES.resolve(picture).toFile());
			final BufferedImage made = ImageIO.read(folder.resolve(picture).toFile());
			assertEquals(shown.getWidth() + " x " + shown.getHeight(), made.getWidth() + " x " + made.getHeight(), picture);
		}
	}

	private static List<String> made() throws IOException {
		return Pattern.compile("(?m)^keep\\(\"(.+?)\"\\);").matcher(Files.readString(MACRO)).results().map(m -> m.group(1) + ".png")
			.toList();
	}
}
