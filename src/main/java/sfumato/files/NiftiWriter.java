package sfumato.files;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import sfumato.labels.ProbabilityMap;
import sfumato.output.NewFile;
import sfumato.text.Excerpt;
import sfumato.text.Reason;
import sfumato.text.UserException;

/** Writes single-file NIfTI-1 images, little endian; see {@link Nifti#write}. */
final class NiftiWriter {

	private static final int HEADER = 352, MAX_LENGTH = Short.MAX_VALUE;

	private final Path path;
	private final RandomAccessibleInterval<FloatType> image;
	private final double[] pixelSize;
	private final String unit;
	private final Orientation orientation;
	private final boolean bytes;

	NiftiWriter(final Path path, final RandomAccessibleInterval<FloatType> image, final double[] pixelSize,
		final String unit, final Orientation orientation, final boolean bytes)
	{
		final int n = image.numDimensions();
		if (n != 3 && n != 4 || pixelSize.length != n - 1) throw new UserException(
			NiftiMessages.axesToWrite(n, pixelSize.length, path));
		this.path = path;
		this.image = Views.zeroMin(n == 4 ? image : Views.permute(Views.addDimension(image, 0, 0), 2, 3));
		this.pixelSize = pixelSize.clone();
		this.unit = unit;
		this.orientation = orientation;
		this.bytes = bytes;
	}

	void write() throws IOException {
		final String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
		if (!name.endsWith(".nii") && !name.endsWith(".nii.gz")) throw new IOException(NiftiMessages.ending(path));
		final byte[] header = header();
		try {
			NewFile.write(path, file -> {
				try (OutputStream out = open(file, name.endsWith(".gz"))) {
					out.write(header);
					for (long c = 0; c < image.dimension(3); c++)
						for (long z = 0; z < image.dimension(2); z++)
							out.write(plane(z, c));
				}
			});
		}
		catch (final FileSystemException e) {
			throw new IOException(FileMessages.unwritable(path, Reason.because(e)), e);
		}
	}

	private static OutputStream open(final Path file, final boolean zipped) throws IOException {
		final OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
		return zipped ? new GZIPOutputStream(out, 1 << 16) : out;
	}

	private byte[] plane(final long z, final long c) {
		final RandomAccessibleInterval<FloatType> plane = Views.hyperSlice(Views.hyperSlice(image, 3, c), 2, z);
		final ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(plane.size() * (bytes ? 1 : 4))).order(
			ByteOrder.LITTLE_ENDIAN);
		for (final FloatType v : Views.flatIterable(plane)) {
			if (bytes) out.put((byte) Math.max(0, Math.min(255, Math.round(v.get()))));
			else out.putFloat(v.get());
		}
		return out.array();
	}

	private byte[] header() throws IOException {
		final long[] d = image.dimensionsAsLongArray();
		for (final long length : d)
			if (length > MAX_LENGTH) throw new IOException(NiftiMessages.tooLong(path, MAX_LENGTH, ProbabilityMap.size(d)));
		final double scale = unitScale();
		final ByteBuffer b = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
		b.putInt(0, 348);
		b.putShort(40, (short) (d[3] > 1 ? 4 : d[2] > 1 ? 3 : 2));
		b.putFloat(76, orientation.quaternion().get(6) < 0 ? -1 : 1);
		for (int i = 0; i < 7; i++) {
			b.putShort(42 + 2 * i, (short) (i < 4 ? d[i] : 1));
			b.putFloat(80 + 4 * i, (float) (i < pixelSize.length ? scale * pixelSize[i] : i == 2 ? orientation.thickness() : 1));
		}
		b.putShort(70, (short) (bytes ? 2 : 16)).putShort(72, (short) (bytes ? 8 : 32));
		b.putFloat(108, HEADER).putFloat(112, 1).putFloat(116, 0);
		b.put(123, (byte) unitCode());
		b.putShort(252, (short) orientation.qformCode()).putShort(254, (short) orientation.sformCode());
		for (int i = 0; i < 6; i++)
			b.putFloat(256 + 4 * i, orientation.quaternion().get(i).floatValue());
		for (int i = 0; i < 12; i++)
			b.putFloat(280 + 4 * i, orientation.matrix().get(i).floatValue());
		b.put(344, "n+1".getBytes(StandardCharsets.US_ASCII));
		return b.array();
	}

	/** NIfTI knows metres, millimetres and micrometres only; others become the next of them. */
	private int unitCode() throws IOException {
		return switch (unit.strip().toLowerCase(Locale.ROOT)) {
			case "m", "meter", "metre" -> 1;
			case "mm", "cm", "inch", "millimeter", "millimetre" -> 2;
			case "\u00B5m", "\u03BCm", "um", "micron", "microns", "nm" -> 3;
			case ImageFile.NO_UNIT, "pixels", "" -> 0;
			default -> throw new IOException(NiftiMessages.unit(path, Excerpt.of(unit)));
		};
	}

	private double unitScale() {
		return switch (unit.strip().toLowerCase(Locale.ROOT)) {
			case "cm" -> 10;
			case "inch" -> 25.4;
			case "nm" -> 1e-3;
			default -> 1;
		};
	}
}
