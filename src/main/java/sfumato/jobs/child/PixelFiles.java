package sfumato.jobs.child;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.blocks.PrimitiveBlocks.OnFallback;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.DataAccess;
import net.imglib2.img.basictypeaccess.nio.ByteBufferAccess;
import net.imglib2.img.basictypeaccess.nio.FloatBufferAccess;
import net.imglib2.img.cell.Cell;
import net.imglib2.img.cell.CellGrid;
import net.imglib2.img.cell.LazyCellImg;
import net.imglib2.type.NativeType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import sfumato.labels.PixelBlocks;
import sfumato.progress.Progress;

/**
 * Pixels as files in a folder: raw values in the machine's byte order, X fastest. One process writes a file as a stream, so that
 * a full disk is an error and not a fault in mapped memory, which could take the process with it; the other maps it, so that
 * pixels are never copied to its heap.
 */
final class PixelFiles {

	/** The longest piece that Java maps at once. */
	private static final long LONGEST = Integer.MAX_VALUE - 16;

	private final Path folder;
	private final String prefix;
	private final Progress progress;
	private final long longest;
	private int written;

	/**
	 * @param prefix of the files' names, which the other side does not use
	 * @param progress may cancel the writing
	 */
	PixelFiles(final Path folder, final String prefix, final Progress progress) {
		this(folder, prefix, progress, LONGEST);
	}

	/** @param longest bytes in a mapped piece */
	PixelFiles(final Path folder, final String prefix, final Progress progress, final long longest) {
		this.folder = folder;
		this.prefix = prefix;
		this.progress = progress;
		this.longest = longest;
	}

	/**
	 * An image in a file.
	 *
	 * @param file its name
	 * @param size of the image
	 */
	record Stored(String file, List<Long> size) {

		long[] dimensions() {
			return size.stream().mapToLong(Long::longValue).toArray();
		}
	}

	/** The name of a new file. */
	synchronized String newName() {
		return prefix + written++;
	}

	Path path(final String name) {
		return folder.resolve(name);
	}

	/** Writes 32-bit pixels. */
	Stored writeFloats(final RandomAccessibleInterval<FloatType> image) {
		final PrimitiveBlocks<FloatType> blocks = PrimitiveBlocks.of(Views.zeroMin(image), OnFallback.ACCEPT);
		return write(image, Float.BYTES, (block, bytes) -> {
			final float[] values = new float[PixelBlocks.size(block)];
			blocks.copy(block, values);
			bytes.asFloatBuffer().put(values);
		});
	}

	/** Writes labels. */
	Stored writeBytes(final Img<UnsignedByteType> image) {
		return write(image, 1, (block, bytes) -> bytes.duplicate().put(PixelBlocks.read(image, block)));
	}

	@FunctionalInterface
	private interface BlockReader {

		void read(Interval block, ByteBuffer into);
	}

	/** One block after the other is the order of the file: blocks are as wide as the image, or a part of a row. */
	private Stored write(final Interval image, final int bytesPerPixel, final BlockReader reader) {
		final long[] dims = image.dimensionsAsLongArray();
		final String name = newName();
		ByteBuffer bytes = ByteBuffer.allocateDirect(0);
		try (FileChannel file = FileChannel.open(path(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
			for (final Interval block : PixelBlocks.blocks(dims)) {
				progress.checkCanceled();
				final int length = PixelBlocks.size(block) * bytesPerPixel;
				if (bytes.capacity() < length) bytes = ByteBuffer.allocateDirect(length).order(ByteOrder.nativeOrder());
				bytes.clear().limit(length);
				reader.read(block, bytes);
				while (bytes.hasRemaining())
					file.write(bytes);
			}
		}
		catch (final IOException e) {
			throw new UncheckedIOException(new IOException(ChildMessages.notHandedOver(megabytes(dims, bytesPerPixel),
				folder.getParent().getParent(), e.getMessage()), e));
		}
		return new Stored(name, Arrays.stream(dims).boxed().toList());
	}

	private static long megabytes(final long[] dims, final int bytesPerPixel) {
		return (Arrays.stream(dims).reduce(bytesPerPixel, Math::multiplyExact) + 999_999) / 1_000_000;
	}

	/** The 32-bit pixels of a file, which must not be written to. */
	Img<FloatType> mapFloats(final Stored stored) {
		return map(stored, Float.BYTES, b -> new FloatBufferAccess(b.asFloatBuffer(), true), FloatType::new, ArrayImgs::floats);
	}

	/** The labels of a file, which must not be written to. */
	Img<UnsignedByteType> mapBytes(final Stored stored) {
		return map(stored, 1, b -> new ByteBufferAccess(b, true), UnsignedByteType::new, ArrayImgs::unsignedBytes);
	}

	@FunctionalInterface
	private interface WholeImage<T, A> {

		Img<T> of(A access, long[] dims);
	}

	/** In one piece, which loops like best, or else in cells of as many rows as can be mapped at once. */
	private <T extends NativeType<T>, A extends DataAccess> Img<T> map(final Stored stored, final int bytesPerPixel,
		final Function<ByteBuffer, A> access, final java.util.function.Supplier<T> type, final WholeImage<T, A> whole)
	{
		final long[] dims = stored.dimensions();
		final long bytes = Arrays.stream(dims).reduce(bytesPerPixel, Math::multiplyExact);
		try (FileChannel file = FileChannel.open(path(stored.file()), StandardOpenOption.READ)) {
			if (bytes <= longest) return whole.of(access.apply(map(file, 0, bytes)), dims);
			final int[] cell = new int[dims.length];
			Arrays.fill(cell, 1);
			cell[0] = Math.toIntExact(dims[0]);
			cell[1] = (int) Math.max(1, Math.min(dims[1], longest / (dims[0] * bytesPerPixel)));
			final CellGrid grid = new CellGrid(dims, cell);
			final List<Cell<A>> cells = new ArrayList<>();
			long position = 0;
			for (long i = 0; i < numCells(grid); i++) {
				final long[] min = new long[dims.length];
				final int[] size = new int[dims.length];
				grid.getCellDimensions(i, min, size);
				final long length = (long) size[0] * size[1] * bytesPerPixel;
				cells.add(new Cell<>(size, min, access.apply(map(file, position, length))));
				position += length;
			}
			return new LazyCellImg<>(grid, type.get(), i -> cells.get((int) i));
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private static long numCells(final CellGrid grid) {
		return Arrays.stream(grid.getGridDimensions()).reduce(1, Math::multiplyExact);
	}

	private static ByteBuffer map(final FileChannel file, final long position, final long length) throws IOException {
		final MappedByteBuffer mapped = file.map(FileChannel.MapMode.READ_ONLY, position, length);
		return mapped.order(ByteOrder.nativeOrder());
	}
}
