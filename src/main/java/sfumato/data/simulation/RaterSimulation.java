package sfumato.data.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;

import sfumato.files.ImageFiles;
import sfumato.output.NewFolder;
import sfumato.progress.Progress;
import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * Simulates phantoms with ambiguous borders and raters who disagree, from a seed: data for tests and tutorials.
 * <p>
 * A phantom shows bright objects whose border is sharp on one side and fades on the other. Every rater has habits that are
 * the same in all images: how much of a fading border belongs to the object (timid to bold), how much the hand strays and
 * over which length, how easily a faint object is overlooked. So raters agree where the picture is clear and disagree where
 * it is not, by amounts that can be learnt from the picture.
 *
 * @param images how many cases, 1 … 999
 * @param raters how many raters label each of them, 1 … 99
 * @param width of an image in pixels, 32 … 4096
 * @param height of an image in pixels, 32 … 4096
 * @param seed equal seeds make equal cases
 * @param errors what the raters do wrong beside, one for each or one for all; without errors, masks are what they are with
 *          {@link RaterErrors#NONE}, and images never depend on them
 */
public record RaterSimulation(int images, int raters, int width, int height, long seed, List<RaterErrors> errors) {

	/** The edge of a pixel of the phantoms, in µm. */
	public static final double PIXEL_SIZE = 0.5;

	private static final String TASK = "task01";

	/** 16 images of 128 x 128 pixels with 5 raters, seed 0. */
	public RaterSimulation() {
		this(16, 5, 128, 128, 0);
	}

	/** Raters without errors. */
	public RaterSimulation(final int images, final int raters, final int width, final int height, final long seed) {
		this(images, raters, width, height, seed, List.of(RaterErrors.NONE));
	}

	public RaterSimulation {
		requireWithin("number of images", images, 1, 999);
		requireWithin("number of raters", raters, 1, 99);
		requireWithin("width", width, 32, 4096);
		requireWithin("height", height, 32, 4096);
		errors = List.copyOf(errors);
		if (errors.size() != 1 && errors.size() != raters) throw new UserException(SimulationMessages.errorsAndRaters(errors.size(),
			raters));
	}

	private static void requireWithin(final String what, final int value, final int min, final int max) {
		if (value < min || value > max) throw new UserException(WrongValue.message("The " + what, value, "between " + min + " and " + max));
	}

	/**
	 * A simulated case.
	 *
	 * @param name {@code case01}, …
	 * @param image (X, Y, C = 1), whole numbers 0 … 255
	 * @param labels (X, Y), 0 or 1, one per rater
	 */
	public record SimulatedCase(String name, RandomAccessibleInterval<FloatType> image,
		List<Img<UnsignedByteType>> labels)
	{}

	/** Case i of 0 … images − 1; it does not depend on how many others there are. */
	public SimulatedCase simulate(final int i) {
		final Phantom phantom = Phantom.random(width, height, random(1, i, 0));
		final List<Img<UnsignedByteType>> labels = new ArrayList<>();
		for (int r = 0; r < raters; r++) {
			final SimulatedRater rater = SimulatedRater.random(r, raters, random(2, r, 0));
			labels.add(ArrayImgs.unsignedBytes(rater.draw(phantom, errors.get(errors.size() == 1 ? 0 : r), random(3, i, r),
				random(4, i, r)), width, height));
		}
		return new SimulatedCase(number("case", i), ArrayImgs.floats(phantom.pixels(), width, height, 1), labels);
	}

	/** A generator of its own for each purpose, so that no case and no rater depends on another. */
	private Random random(final int purpose, final int i, final int j) {
		long h = seed;
		for (final long part : new long[] { purpose, i, j }) {
			// the finalizer of SplitMix64
			h += 0x9E3779B97F4A7C15L * (part + 1);
			h = (h ^ h >>> 30) * 0xBF58476D1CE4E5B9L;
			h = (h ^ h >>> 27) * 0x94D049BB133111EBL;
			h ^= h >>> 31;
		}
		return new Random(h);
	}

	private static String number(final String prefix, final int i) {
		return prefix + (i < 9 ? "0" : "") + (i + 1);
	}

	/**
	 * Writes all cases in the layout that {@link sfumato.data.Dataset} reads: {@code case01/image.tif} (8 bits, calibrated),
	 * {@code case01/task01_seg01.png} (0 and 255), … If it fails or is cancelled, nothing of it stays.
	 *
	 * @param folder must be empty or absent
	 * @throws IOException if the folder is not empty or cannot be written
	 */
	public void write(final Path folder, final Progress progress) throws IOException {
		final boolean empty = isEmptyFolder(folder);
		if (Files.isDirectory(folder) && !empty) throw new IOException(SimulationMessages.notEmpty(folder));
		NewFolder.write(folder, empty, fresh -> {
			for (int i = 0; i < images; i++) {
				progress.checkCanceled();
				progress.update((double) i / images, SimulationMessages.simulating(number("case", i)));
				write(simulate(i), fresh);
			}
		});
		progress.update(1, SimulationMessages.written(images, raters, folder));
	}

	private static boolean isEmptyFolder(final Path folder) throws IOException {
		if (!Files.isDirectory(folder)) return false;
		try (Stream<Path> files = Files.list(folder)) {
			return files.findAny().isEmpty();
		}
	}

	private void write(final SimulatedCase c, final Path folder) throws IOException {
		final Path sub = Files.createDirectory(folder.resolve(c.name()));
		ImageFiles.writeByteTiff(sub.resolve("image.tif"), c.image(), new double[] { PIXEL_SIZE, PIXEL_SIZE }, "µm");
		for (int r = 0; r < raters; r++)
			ImageFiles.writeMask(sub.resolve(number(TASK + "_seg", r) + ".png"), c.labels().get(r));
	}
}
