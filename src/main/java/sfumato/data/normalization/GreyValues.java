package sfumato.data.normalization;

import java.io.IOException;
import java.util.Arrays;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

import sfumato.planes.ImageSource;
import sfumato.planes.PlaneSource;
import sfumato.progress.Progress;
import sfumato.text.UserException;

/**
 * The grey values of a whole image, to which a {@link Normalization} is fitted. They come in blocks, so that the image may be larger
 * than the memory, and as often as they are asked for.
 */
public final class GreyValues {

	/** Hears a block of values of one channel. */
	@FunctionalInterface
	public interface Block {
		/** @param values the first n are meant; not to be kept */
		void accept(int channel, float[] values, int n);
	}

	/** So many values are in memory at a time, or a row of all channels if that is more. */
	private static final int PIECE = 1 << 18;
	/** So many values of a channel are a block of an image in memory. */
	private static final int MEMORY = 1 << 12;

	private final PlaneSource source;
	private final Progress progress;
	/** How many values a block has; 0: the rows that were read at a time. Sums of floating-point numbers depend on it. */
	private final int block;

	private GreyValues(final PlaneSource source, final Progress progress, final int block) {
		this.source = source;
		this.progress = progress;
		this.block = block;
	}

	/** @param progress is told how far each pass is */
	public static GreyValues of(final PlaneSource source, final Progress progress) {
		return new GreyValues(source, progress, 0);
	}

	/** @param image (X, Y[, Z], C), in memory, where reading is no work to wait for */
	public static GreyValues of(final RandomAccessibleInterval<FloatType> image) {
		return new GreyValues(new ImageSource(image), Progress.none(), MEMORY);
	}

	int channels() {
		return source.channels();
	}

	/**
	 * Shows every value once, in blocks whose order is always the same.
	 *
	 * @throws IOException if they cannot be read
	 * @throws UserException naming the first pixel that is NaN or infinite
	 */
	void forEach(final Block to) throws IOException {
		if (block == 0) rows(to);
		else {
			final float[][] values = new float[channels()][block];
			final int[] filled = new int[channels()];
			rows((c, row, n) -> {
				for (int i = 0; i < n; i++) {
					values[c][filled[c]++] = row[i];
					if (filled[c] < block) continue;
					to.accept(c, values[c], block);
					filled[c] = 0;
				}
			});
			for (int c = 0; c < channels(); c++)
				to.accept(c, values[c], filled[c]);
		}
	}

	private void rows(final Block to) throws IOException {
		final int width = source.width(), height = source.height();
		final int rows = Math.max(1, Math.min(height, PIECE / (width * channels())));
		for (long plane = 0; plane < source.planes(); plane++) {
			progress.checkCanceled();
			progress.update((double) plane / source.planes(), NormalizationMessages.reading());
			for (int y = 0; y < height; y += rows) {
				final int n = Math.min(rows, height - y);
				final float[] values = source.finite(plane, y, n);
				for (int c = 0; c < channels(); c++)
					to.accept(c, c == 0 ? values : Arrays.copyOfRange(values, c * n * width, (c + 1) * n * width), n * width);
			}
		}
	}
}
