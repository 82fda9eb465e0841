package sfumato.dialogs;

import java.awt.Color;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.util.Locale;

import javax.swing.JViewport;
import javax.swing.SwingUtilities;
import javax.swing.UIManager;
import javax.swing.text.Element;
import javax.swing.text.StyleConstants;
import javax.swing.text.View;
import javax.swing.text.ViewFactory;
import javax.swing.text.html.HTML;
import javax.swing.text.html.HTMLEditorKit;
import javax.swing.text.html.ImageView;
import javax.swing.text.html.StyleSheet;

/**
 * Shows HTML in the colours of the present look and feel, whose themes may be dark, and pictures no wider than the window. Swing's own
 * style sheet writes black on whatever is below.
 */
final class HelpEditorKit extends HTMLEditorKit {

	private static final long serialVersionUID = 1L;
	private static final int MARGIN = 12;
	/** How far code lies from the background, and links from the text, on the way to the other. */
	private static final double CODE = 0.08, LINK = 0.35;
	private static final Color BLUE = new Color(0x2F7DE1);

	private final StyleSheet sheet = new StyleSheet();

	HelpEditorKit() {
		this(color("EditorPane.foreground", Color.BLACK), color("EditorPane.background", Color.WHITE));
	}

	/** @param text its colour, on that of the background */
	HelpEditorKit(final Color text, final Color background) {
		sheet.addStyleSheet(super.getStyleSheet()); // which all windows share, so rules do not go there
		final String code = hex(mixed(background, text, CODE));
		sheet.addRule("body { font-family: sans-serif; margin: " + MARGIN + "px; color: " + hex(text) + "; background-color: " + hex(
			background) + " }");
		sheet.addRule("table { border-width: 1px; border-style: solid } td, th { padding: 3px; vertical-align: top }");
		sheet.addRule("pre, code { font-family: monospace; background-color: " + code + " }");
		sheet.addRule("a { color: " + hex(mixed(BLUE, text, LINK)) + " }");
	}

	private static Color color(final String key, final Color otherwise) {
		final Color color = UIManager.getColor(key);
		return color == null ? otherwise : color;
	}

	private static Color mixed(final Color a, final Color b, final double share) {
		return new Color(mixed(a.getRed(), b.getRed(), share), mixed(a.getGreen(), b.getGreen(), share), mixed(a.getBlue(), b.getBlue(),
			share));
	}

	private static int mixed(final int a, final int b, final double share) {
		return (int) Math.round(a + share * (b - a));
	}

	private static String hex(final Color color) {
		return String.format(Locale.ROOT, "#%06x", color.getRGB() & 0xFFFFFF);
	}

	@Override
	public StyleSheet getStyleSheet() {
		return sheet;
	}

	@Override
	public ViewFactory getViewFactory() {
		return new HTMLFactory() {

			@Override
			public View create(final Element element) {
				return element.getAttributes().getAttribute(StyleConstants.NameAttribute) == HTML.Tag.IMG ? new FittingPicture(element)
					: super.create(element);
			}
		};
	}

	/** A picture that is made smaller if it is wider than the window. */
	private static final class FittingPicture extends ImageView {

		FittingPicture(final Element element) {
			super(element);
			setLoadsSynchronously(true); // from the jar; its size is needed now
		}

		private double zoom() {
			final float width = super.getPreferredSpan(X_AXIS);
			final JViewport window = (JViewport) SwingUtilities.getAncestorOfClass(JViewport.class, getContainer());
			final int room = window == null ? 0 : window.getWidth() - 2 * MARGIN - 2;
			return room <= 0 || width <= room ? 1 : room / width;
		}

		@Override
		public float getPreferredSpan(final int axis) {
			return (float) (zoom() * super.getPreferredSpan(axis));
		}

		@Override
		public void paint(final Graphics g, final Shape place) {
			final Image image = getImage();
			if (image == null || zoom() == 1) {
				super.paint(g, place);
				return;
			}
			final Rectangle r = place.getBounds();
			((Graphics2D) g).setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
			g.drawImage(image, r.x, r.y, r.width, r.height, null);
		}
	}
}
