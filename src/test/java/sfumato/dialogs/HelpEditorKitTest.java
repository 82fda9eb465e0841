package sfumato.dialogs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;

import javax.imageio.ImageIO;
import javax.swing.JEditorPane;
import javax.swing.JViewport;
import javax.swing.text.View;
import javax.swing.text.html.HTMLEditorKit;
import javax.swing.text.html.ImageView;
import javax.swing.text.html.StyleSheet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HelpEditorKitTest {

	private static final Color LIGHT = new Color(0xBBBBBB), DARK = new Color(0x2B2B2B);

	private static BufferedImage shown(final String html, final Color text, final Color background) {
		final JEditorPane pane = new JEditorPane();
		pane.setEditorKit(new HelpEditorKit(text, background));
		pane.setText(html);
		pane.setSize(300, 200);
		pane.doLayout();
		final BufferedImage image = new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB);
		pane.print(image.getGraphics());
		return image;
	}

	private static int[] brightness(final BufferedImage image) {
		int least = 255, most = 0;
		for (int y = 0; y < image.getHeight(); y++)
			for (int x = 0; x < image.getWidth(); x++) {
				final int green = image.getRGB(x, y) >> 8 & 0xFF;
				least = Math.min(least, green);
				most = Math.max(most, green);
			}
		return new int[] { least, most };
	}

	@Test
	void aDarkThemeGetsLightTextOnDark() {
		final BufferedImage image = shown("<p>Text</p><pre>code</pre>", LIGHT, DARK);
		assertEquals(DARK.getRGB() & 0xFFFFFF, image.getRGB(150, 190) & 0xFFFFFF);
		final int[] brightness = brightness(image);
		assertEquals(DARK.getGreen(), brightness[0], "nothing is darker than the background");
		assertTrue(brightness[1] > 0xA0, () -> "the text is as light as " + brightness[1]);
	}

	@Test
	void otherWindowsKeepTheirStyle() {
		final StyleSheet own = new HelpEditorKit(LIGHT, DARK).getStyleSheet(), shared = new HTMLEditorKit().getStyleSheet();
		assertEquals(LIGHT, own.getForeground(own.getRule("body")));
		assertNotEquals(LIGHT, shared.getForeground(shared.getRule("body")));
	}

	@Test
	void aWidePictureIsAsWideAsTheWindow(@TempDir final Path folder) throws IOException {
		final File picture = folder.resolve("wide.png").toFile();
		ImageIO.write(new BufferedImage(1200, 600, BufferedImage.TYPE_INT_RGB), "png", picture);
		final JEditorPane pane = new JEditorPane();
		pane.setEditorKit(new HelpEditorKit(Color.BLACK, Color.WHITE));
		pane.setText("<p><img src=\"" + picture.toURI() + "\"></p>");
		final JViewport window = new JViewport();
		window.setView(pane);
		for (final int width : new int[] { 626, 326, 2000 }) {
			window.setSize(width, 400);
			pane.setSize(width, 400);
			final View root = pane.getUI().getRootView(pane);
			root.setSize(width, 400);
			final View view = picture(root);
			final int expected = Math.min(1200, width - 26);
			assertEquals(expected, view.getPreferredSpan(View.X_AXIS), 0.5);
			assertEquals(expected / 2.0, view.getPreferredSpan(View.Y_AXIS), 0.5);
		}
	}

	private static View picture(final View view) {
		if (view instanceof ImageView) return view;
		for (int i = 0; i < view.getViewCount(); i++) {
			final View found = picture(view.getView(i));
			if (found != null) return found;
		}
		return null;
	}
}
