package sfumato.dialogs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scijava.command.CommandInfo;

import sfumato.commands.CommandCatalogue;

class HelpPageTest {

	static List<CommandInfo> commands() {
		return CommandCatalogue.shipped();
	}

	@ParameterizedTest
	@MethodSource("commands")
	void everyCommandHasAHelpPage(final CommandInfo command) {
		final HelpPage page = HelpPage.of(command.getTitle());
		assertTrue(page.exists(), page::path);
		assertTrue(page.html().contains("<h1>" + CommandCatalogue.name(command).replace("...", "") + "</h1>"), page::html);
	}

	@Test
	void showsKeysAsATable() {
		final String html = HelpPage.of("Fuse Raters...").html();
		assertTrue(html.contains("<table>") && html.contains("<td><code>axis</code></td>"), html);
	}

	@Test
	void linksLeadToPagesInTheJarOnly() {
		final HelpPage page = HelpPage.of("Fuse Raters...");
		assertEquals("commands/fuse-dataset.md", page.link("fuse-dataset.md#a-part").path());
		assertEquals("methods.md", page.link("../methods.md").path());
		assertNull(page.link("https://imagej.net/x.md"));
		assertNull(page.link("../../README.md"));
	}
}
