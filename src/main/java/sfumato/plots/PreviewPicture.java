package sfumato.plots;

import java.awt.Color;
import java.awt.Font;
import java.util.List;
import java.util.Locale;

import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.RandomAccessibleInterval;

import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;

import sfumato.training.TrainingListener.Preview;

/**
 * Shows the validation preview of a training: the image, the share of raters and the probability of any foreground, and the outlines
 * of the raters' majority and of the prediction.
 */
public final class PreviewPicture {

	static final Color RATERS = new Color(0xE69F00), NETWORK = new Color(0x56B4E9);
	private static final int TOP = 10, GAP = 10, LINE = 20, BAR = 8;
	private static final int LARGEST = 13, SMALLEST = 6;
	/** What is written above the lower pictures. */
	private static final List<String> CAPTIONS = List.of("share of the raters", "probability");
	private static final String MAJORITY = "majority", MODEL = "network";
	private static final int SWATCH = 16, SPACE = 8;
	private static final int LEAST = 24, LEAST_SCALE = 80;

	private PreviewPicture() {}

	/**
	 * Two rows of two pictures with captions, on white.
	 *
	 * @param width of all, in pixels
	 * @param height of all, in pixels
	 */
	public static ColorProcessor draw(final Preview preview, final int width, final int height) {
		final ColorProcessor all = new ColorProcessor(width, height);
		all.setColor(Color.WHITE);
		all.fill();
		all.setAntialiasedText(true);
		final int cell = (width - 3 * GAP) / 2;
		all.setFont(font(all, cell));
		final double zoom = Math.min((double) cell / preview.width(), ((height - TOP - 4.0 * LINE) / 2) / preview.height());
		final int w = Math.max(LEAST, (int) (zoom * preview.width())), h = Math.max(LEAST, (int) (zoom * preview.height()));
		final int left = GAP, right = left + cell + GAP, top = TOP + 2 * LINE, bottom = top + h + LINE;
		all.setColor(Color.BLACK);
		final String when = String.format(Locale.ROOT, " after epoch %d", preview.epoch());
		all.drawString(shortened(all, preview.name(), width - 2 * GAP - all.getStringWidth(when)) + when, left, TOP + LINE - 3);
		tile(all, grey(fit(new FloatProcessor(preview.width(), preview.height(), preview.image()), w, h)), "image", left, top);
		tile(all, outlined(preview, w, h), "", right, top);
		legend(all, right, top - 5);
		tile(all, colored(preview, preview.target(), w, h), CAPTIONS.get(0), left, bottom);
		tile(all, colored(preview, preview.prediction(), w, h), CAPTIONS.get(1), right, bottom);
		for (final int x : new int[] { left, right })
			scale(all, x, bottom + h + 4, Math.max(w, Math.min(cell, LEAST_SCALE)));
		return all;
	}

	private static void tile(final ColorProcessor all, final ImageProcessor picture, final String caption, final int x,
		final int y)
	{
		all.insert(picture, x, y);
		all.setColor(Color.BLACK);
		all.drawString(caption, x, y - 3);
	}

	/** The largest font in which all captions fit above a picture. */
	private static Font font(final ColorProcessor all, final int cell) {
		for (int size = LARGEST; size > SMALLEST; size--) {
			final Font font = new Font(Font.SANS_SERIF, Font.PLAIN, size);
			all.setFont(font);
			if (CAPTIONS.stream().allMatch(c -> all.getStringWidth(c) <= cell) && legendWidth(all) <= cell) return font;
		}
		return new Font(Font.SANS_SERIF, Font.PLAIN, SMALLEST);
	}

	/** A name without its end, if it is too long. */
	private static String shortened(final ColorProcessor all, final String name, final int room) {
		String part = name;
		while (part.length() > 1 && all.getStringWidth(part.equals(name) ? part : part + "…") > room)
			part = part.substring(0, part.length() - 1);
		return part.equals(name) ? name : part + "…";
	}

	private static int legendWidth(final ColorProcessor all) {
		int width = 0;
		for (final String name : List.of(MAJORITY, MODEL))
			width += SWATCH + all.getStringWidth(name);
		return width + SPACE;
	}

	/** Whose outline is whose. */
	private static void legend(final ColorProcessor all, final int x, final int middle) {
		int at = x;
		for (final Color c : List.of(RATERS, NETWORK)) {
			final String name = c == RATERS ? MAJORITY : MODEL;
			all.setColor(c);
			all.fillRect(at, middle - 5, SWATCH - 4, 4);
			all.setColor(Color.BLACK);
			all.drawString(name, at + SWATCH, middle + 2);
			at += SWATCH + SPACE + all.getStringWidth(name);
		}
	}

	/** From 0 to 1. */
	private static void scale(final ColorProcessor all, final int x, final int y, final int w) {
		final int text = all.getStringWidth("0") + 4;
		for (int i = 0; i < w - 2 * text; i++) {
			all.setColor(PerceptualLut.at(i / Math.max(1.0, w - 2.0 * text - 1)));
			all.fillRect(x + text + i, y, 1, BAR);
		}
		all.setColor(Color.BLACK);
		all.drawString("0", x, y + BAR + 4);
		all.drawString("1", x + w - text + 4, y + BAR + 4);
	}

	private static FloatProcessor fit(final FloatProcessor image, final int w, final int h) {
		image.setInterpolationMethod(ImageProcessor.BILINEAR);
		return (FloatProcessor) image.resize(w, h, true);
	}

	private static ImageProcessor grey(final FloatProcessor image) {
		final float[] sorted = ((float[]) image.getPixels()).clone();
		java.util.Arrays.sort(sorted);
		final int aside = (sorted.length - 1) / 100;
		image.setMinAndMax(sorted[aside], Math.max(sorted[sorted.length - 1 - aside], sorted[aside] + Float.MIN_NORMAL));
		return image.convertToByteProcessor(true).convertToRGB();
	}

	/** What is not background. */
	private static ImageProcessor colored(final Preview preview, final float[][] classes, final int w, final int h) {
		final float[] p = new float[classes[0].length];
		for (int i = 0; i < p.length; i++)
			p[i] = 1 - classes[0][i];
		final FloatProcessor probability = fit(new FloatProcessor(preview.width(), preview.height(), p), w, h);
		probability.setMinAndMax(0, 1);
		final ImageProcessor bytes = probability.convertToByteProcessor(true);
		bytes.setLut(PerceptualLut.lut());
		return bytes.convertToRGB();
	}

	/** Enlarged by a whole factor first, so that outlines lie between pixels where those are large. */
	private static ImageProcessor outlined(final Preview preview, final int w, final int h) {
		final int factor = Math.max(1, (w + preview.width() - 1) / preview.width());
		// a large one is made small first, or its outlines would be thinner than a pixel
		final int width = factor > 1 ? preview.width() : w, height = factor > 1 ? preview.height() : h;
		final float[] grey = (float[]) fit(new FloatProcessor(preview.width(), preview.height(), preview.image()), width, height)
			.getPixels();
		final ImageProcessor drawn = Overlays.draw("", ArrayImgs.floats(grey, width, height), List.of(new Overlays.Outline(
			"majority", labels(preview, preview.target(), width, height), RATERS), new Overlays.Outline("network", labels(preview,
				preview.prediction(), width, height), NETWORK)), width * factor).getProcessor();
		drawn.setRoi(0, 0, width * factor, height * factor); // without the legend, which would be too small here
		final ImageProcessor cut = drawn.crop();
		cut.setInterpolationMethod(ImageProcessor.BILINEAR);
		return cut.resize(w, h, true);
	}

	/** The most probable class; among equals the lowest. */
	private static RandomAccessibleInterval<UnsignedByteType> labels(final Preview preview, final float[][] classes,
		final int w, final int h)
	{
		final byte[] labels = new byte[w * h];
		final float[] most = new float[w * h];
		for (int k = 0; k < classes.length; k++) {
			final float[] p = (float[]) fit(new FloatProcessor(preview.width(), preview.height(), classes[k]), w, h).getPixels();
			for (int i = 0; i < p.length; i++)
				if (k == 0 || p[i] > most[i]) {
					most[i] = p[i];
					labels[i] = (byte) k;
				}
		}
		return ArrayImgs.unsignedBytes(labels, w, h);
	}
}
