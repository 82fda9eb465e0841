package sfumato.dialogs;

import java.awt.Color;

import javax.swing.UIManager;

/** The red of what is wrong or required, which can be read on the background of the present look and feel. */
public final class ErrorColor {

	private static final Color ON_LIGHT = new Color(0xB00020), ON_DARK = new Color(0xFF8A80);
	/** Above it a background is light: the middle of the sum of the three channels. */
	private static final int LIGHT = 3 * 128;

	private ErrorColor() {}

	/** Returns the red for the background of panels. */
	public static Color get() {
		final Color ground = UIManager.getColor("Panel.background");
		return ground == null || ground.getRed() + ground.getGreen() + ground.getBlue() >= LIGHT ? ON_LIGHT : ON_DARK;
	}

	/** Returns a text of HTML in this red. */
	static String html(final String text) {
		return String.format("<font color='#%06x'>%s</font>", get().getRGB() & 0xFFFFFF, text);
	}
}
