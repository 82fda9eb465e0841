package sfumato.plots;

import java.awt.Color;
import java.util.Optional;

import ij.ImagePlus;
import ij.gui.Plot;
import ij.process.ColorProcessor;

import sfumato.training.TrainingListener.Preview;

/**
 * Plots a training on one page: {@link TrainingCurves} and, if there is one, a {@link PreviewPicture} beside them. An instance
 * remembers the last preview, which seldom changes while a training is watched; not to be shared by threads.
 */
public final class TrainingPicture {

	/** The smallest plot that can be read. */
	private static final int LEAST_WIDTH = 240, LEAST_HEIGHT = 170, LEAST_PREVIEW = 290;
	private static final int WIDTH = 1040, HEIGHT = 640, PREVIEW = 420;

	private Preview last;
	private ColorProcessor drawn;

	/** Draws a page whose size fits its panels. */
	public static ImagePlus of(final String title, final TrainingCurves curves, final Optional<Preview> preview) {
		return new ImagePlus(title, new TrainingPicture().draw(curves, preview, WIDTH + (preview.isPresent() ? PREVIEW : 0),
			curves.hasValidation() ? HEIGHT : HEIGHT / 2));
	}

	/**
	 * Draws a page of a given size or of the minimum readable size: curves in two columns at the left, the preview at the right.
	 *
	 * @param width width in pixels
	 * @param height height in pixels
	 */
	public ColorProcessor draw(final TrainingCurves curves, final Optional<Preview> preview, final int width,
		final int height)
	{
		final int rows = curves.hasValidation() ? 2 : 1;
		final int aside = preview.isEmpty() ? 0 : Math.max(width * PREVIEW / (WIDTH + PREVIEW), Math.min(LEAST_PREVIEW, width - 2 *
			LEAST_WIDTH));
		final int w = Math.max(LEAST_WIDTH, (width - aside) / 2), h = Math.max(LEAST_HEIGHT, height / rows);
		final ColorProcessor page = new ColorProcessor(Math.max(width, 2 * w + aside), Math.max(height, rows * h));
		page.setColor(Color.WHITE);
		page.fill();
		insert(page, curves.loss(w, h), 0, 0);
		if (rows == 1) insert(page, curves.rate(w, h), w, 0);
		else {
			insert(page, curves.scores(w, h), w, 0);
			insert(page, curves.calibration(w, h), 0, h);
			insert(page, curves.rate(w, h), w, h);
		}
		preview.ifPresent(p -> page.insert(draw(p, aside, page.getHeight()), 2 * w, 0));
		return page;
	}

	private ColorProcessor draw(final Preview preview, final int width, final int height) {
		if (preview != last || drawn.getWidth() != width || drawn.getHeight() != height) {
			drawn = PreviewPicture.draw(preview, width, height);
			last = preview;
		}
		return drawn;
	}

	private static void insert(final ColorProcessor page, final Plot plot, final int x, final int y) {
		page.insert(plot.getProcessor().convertToRGB(), x, y);
	}
}
