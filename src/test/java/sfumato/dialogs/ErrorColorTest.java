package sfumato.dialogs;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;

import javax.swing.UIManager;

import org.junit.jupiter.api.Test;

class ErrorColorTest {

	private static final String GROUND = "Panel.background";

	/** Contrast as WCAG 2.1 defines it; it asks for 4.5 at least. */
	private static double contrast(final Color a, final Color b) {
		final double x = luminance(a), y = luminance(b);
		return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
	}

	private static double luminance(final Color c) {
		return 0.2126 * linear(c.getRed()) + 0.7152 * linear(c.getGreen()) + 0.0722 * linear(c.getBlue());
	}

	private static double linear(final int channel) {
		final double s = channel / 255.0;
		return s <= 0.03928 ? s / 12.92 : Math.pow((s + 0.055) / 1.055, 2.4);
	}

	/** Backgrounds of Swing's and Fiji's themes. */
	@Test
	void redCanBeReadOnLightAndDarkBackgrounds() {
		try {
			for (final int ground : new int[] { 0xFFFFFF, 0xF2F2F2, 0xEEEEEE, 0x3C3F41, 0x2B2B2B, 0x1E1E1E }) {
				UIManager.put(GROUND, new Color(ground));
				assertTrue(contrast(ErrorColor.get(), new Color(ground)) >= 4.5, Integer.toHexString(ground));
			}
		}
		finally {
			UIManager.put(GROUND, null);
		}
	}
}
