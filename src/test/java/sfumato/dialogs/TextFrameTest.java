package sfumato.dialogs;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javax.swing.JTextArea;

import org.junit.jupiter.api.Test;

class TextFrameTest {

	@Test
	void linesBreakBetweenWordsAndTheWindowIsAsHighAsTheText() {
		final JTextArea line = TextFrame.area("one"), page = TextFrame.area("many words ".repeat(100));
		assertTrue(page.getLineWrap() && page.getWrapStyleWord());
		assertFalse(page.isEditable());
		assertTrue(page.getPreferredSize().height > 5 * line.getPreferredSize().height, () -> page.getPreferredSize() + " of " + line
			.getPreferredSize());
		assertTrue(page.getPreferredSize().width <= line.getPreferredSize().width);
	}
}
