package sfumato.commands.wizard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ij.IJ;

import sfumato.commands.MacroRunner;
import sfumato.commands.macro.MacroLine;

/** Names of files that somebody else has chosen stay texts in the macros that are written with them; ImageJ's interpreter tells. */
class MacroTextTest {

	@ParameterizedTest
	@ValueSource(strings = { "plain", "with \"quotes\"", "C:\\images\\new", "x\r\"; exec(\"id\"); //", "x\n\"; exec(\"id\"); //",
		"\\\"; y = 1; //", "\\", "\r\n", "\\\r\"+z+\"" })
	void keepsTextsAsTexts(final String name) throws Exception {
		assertEquals(name.replaceAll("[\r\n]", " "), MacroRunner.run("return \"" + MacroLine.escaped(name) + "\";", "").value());
	}

	@Test
	void executesNoMacroCodeInFolderNames() throws Exception {
		final Path folder = Path.of("images\r\"); setOption(\"DisablePopupMenu\", true); //").toAbsolutePath();
		final String text = WizardMacro.of(folder, Path.of("results").toAbsolutePath(), List.of());
		final String head = text.substring(0, text.indexOf("setBatchMode")) + "return dataset;\n" + text.substring(text.indexOf(
			"\nfunction"));
		assertEquals(folder.toString().replace('\r', ' '), MacroRunner.run(head, "").value(), IJ::getVersion);
	}
}
