package sfumato.commands.wizard;

import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.SwingConstants;

/** A picture with a caption above, scaled to the available space. */
final class WizardPicture extends JPanel {

	private static final long serialVersionUID = 1;
	private static final int GAP = 4;

	private final JLabel caption = new JLabel(" ", SwingConstants.CENTER);
	private final Canvas canvas = new Canvas();

	WizardPicture(final String text) {
		super(new BorderLayout(GAP, GAP));
		setOpaque(false);
		caption.setText(text);
		add(caption, BorderLayout.NORTH);
		add(canvas, BorderLayout.CENTER);
	}

	void show(final Image picture, final String text) {
		canvas.picture = picture == null ? null : copy(picture);
		caption.setText(text);
		canvas.repaint();
	}

	/** Copies the image of an ImageJ plot, because its window may redraw it. */
	private static BufferedImage copy(final Image picture) {
		final BufferedImage copy = new BufferedImage(picture.getWidth(null), picture.getHeight(null), BufferedImage.TYPE_INT_RGB);
		final Graphics2D g = copy.createGraphics();
		g.drawImage(picture, 0, 0, null);
		g.dispose();
		return copy;
	}

	private static final class Canvas extends JComponent {

		private static final long serialVersionUID = 1;

		private transient BufferedImage picture;

		Canvas() {
			setMinimumSize(new Dimension(80, 80));
			setPreferredSize(new Dimension(240, 240));
		}

		@Override
		protected void paintComponent(final Graphics graphics) {
			if (picture == null) return;
			final double fit = Math.min((double) getWidth() / picture.getWidth(), (double) getHeight() / picture.getHeight());
			final double scale = Math.min(1, fit); // larger, text would not be sharp
			final int w = (int) (scale * picture.getWidth()), h = (int) (scale * picture.getHeight());
			final Graphics2D g = (Graphics2D) graphics.create();
			g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
			if (scale < 0.7) g.drawImage(picture.getScaledInstance(w, h, Image.SCALE_AREA_AVERAGING), (getWidth() - w) / 2, 0, null);
			else g.drawImage(picture, (getWidth() - w) / 2, 0, w, h, null);
			g.dispose();
		}
	}
}
