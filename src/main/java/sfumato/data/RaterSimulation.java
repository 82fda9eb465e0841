package sfumato.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;

import sfumato.progress.Progress;

/**
 * Phantoms with ambiguous borders and raters who disagree about them, from a seed: data to try everything with.
 *
 * @param images how many cases
 * @param raters how many raters label each of them
 * @param width of an image in pixels
 * @param height of an image in pixels
 * @param seed equal seeds make equal cases
 */
public record RaterSimulation(int images, int raters, int width, int height, long seed) {

	/** 12 images of 128 x 128 pixels with 5 raters, seed 0. */
	public RaterSimulation() {
		this(12, 5, 128, 128, 0);
	}

	/**
	 * A simulated case.
	 *
	 * @param name {@code case01}, …
	 * @param image (X, Y, 1)
	 * @param labels (X, Y), 0 or 1, one per rater
	 */
	public record SimulatedCase(String name, RandomAccessibleInterval<FloatType> image,
		List<Img<UnsignedByteType>> labels)
	{}

	/** The case number i of 0 … images − 1; does not depend on how many others there are. */
	public SimulatedCase simulate(final int i) {
		throw new UnsupportedOperationException();
	}

	/**
	 * Writes all cases in the layout that {@link Dataset} reads: {@code case01/image.tif},
	 * {@code case01/task01_seg01.png}, …
	 *
	 * @param folder is made if there is none
	 * @throws IOException in a sentence, if the folder is not empty or cannot be written
	 */
	public void write(final Path folder, final Progress progress) throws IOException {
		throw new UnsupportedOperationException();
	}
}
