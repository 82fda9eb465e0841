package sfumato.plots;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ij.process.ColorProcessor;

import sfumato.training.TrainingListener.Preview;

class PreviewPictureTest {

	private static final int WHITE = 0xFFFFFFFF, SIDE = 64, GAP = 10;

	private static Preview preview(final String name) {
		final float[] zero = new float[SIDE * SIDE], one = new float[SIDE * SIDE];
		java.util.Arrays.fill(one, 1);
		final float[] image = new float[SIDE * SIDE];
		for (int i = 0; i < image.length; i++)
			image[i] = i % SIDE;
		return new Preview(120, name, SIDE, SIDE, image, new float[][] { one, zero }, new float[][] { one, zero });
	}

	/** 260 is what the wizard's training page has at its default size. */
	@ParameterizedTest
	@ValueSource(ints = { 240, 260, 420, 800 })
	void captionsAndLegendsFitAboveTheirPictures(final int width) {
		final ColorProcessor drawn = PreviewPicture.draw(preview("a very long name of a case, of a patient, of a slice 0017"), width, 420);
		final int cell = (width - 3 * GAP) / 2;
		int black = 0;
		for (int y = 0; y < drawn.getHeight(); y++)
			for (int x = 0; x < width; x++) {
				final boolean gap = y > GAP + 20 && x >= GAP + cell && x < 2 * GAP + cell || x >= width - GAP;
				if (gap) assertEquals(WHITE, drawn.getPixel(x, y) | 0xFF000000, "at " + x + ", " + y);
				else if (drawn.getPixel(x, y) != WHITE) black++;
			}
		assertTrue(black > 0);
	}
}
