package sfumato.commands.wizard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.FontMetrics;
import java.util.List;

import javax.swing.JComboBox;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.plaf.basic.BasicHTML;

import org.junit.jupiter.api.Test;

/** Swing takes texts that begin like HTML for HTML, and fetches the pictures in it, also those of names that somebody else has chosen. */
class NamesAreNoHtmlTest {

	private static final String NAME = "<html><img src='http:&#47;&#47;example.org&#47;x.png'>";

	@Test
	void legendShowsTagsInNamesAsText() {
		final String legend = WizardFusionPage.legend(List.of("rater eva", NAME, "a & b"));
		assertTrue(legend.contains("eva") && legend.contains("&lt;img src=") && legend.contains("a &amp; b"), legend);
		assertFalse(legend.contains("<img"), legend);
	}

	@Test
	void aHintEndsAfterAWord() {
		final FontMetrics metrics = new JLabel().getFontMetrics(new JLabel().getFont());
		final String text = "averages the labels of pixels with similar probabilities";
		for (int room = 60; room < metrics.stringWidth(text); room += 7) {
			final String part = WizardForm.beginning(text, metrics, room);
			assertTrue((text + " ").startsWith(part.replace("…", "")), part);
		}
		assertEquals("averages …", WizardForm.beginning(text, metrics, 1));
	}

	@Test
	void choiceShowsTagsInNamesAsText() {
		assertNotNull(new JLabel("<html><b>x").getClientProperty(BasicHTML.propertyKey), "what Swing does elsewhere");
		final JComboBox<String> box = WizardForm.choice(v -> {}, NAME, "b");
		final JComponent shown = (JComponent) box.getRenderer().getListCellRendererComponent(new JList<>(), NAME, 0, false, false);
		assertEquals(NAME, ((JLabel) shown).getText());
		assertNull(shown.getClientProperty(BasicHTML.propertyKey));
	}
}
