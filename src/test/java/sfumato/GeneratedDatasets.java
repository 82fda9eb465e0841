package sfumato;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

import javax.imageio.ImageIO;

/**
 * Datasets laid out as {@link LocalData}'s are, with discs that every rater draws a little differently, and {@code stats.csv}. Files and
 * numbers are made without the code that is tested, by loops over arrays.
 */
public final class GeneratedDatasets {

	private static final String HEADER = "case,n_raters,shape,image_dtype,image_min,image_max,frac_disagree,frac_union,frac_majority," +
		"disagree_over_union,mean_pairwise_dice";

	/** How files are written. */
	public enum Format {
		/** {@code image.nii.gz}, 32-bit. */
		NIFTI,
		/** {@code image.png}, grey. */
		PNG,
		/** {@code image.png} in colours. */
		RGB
	}

	private GeneratedDatasets() {}

	/** A case: its image, channels one after the other, and the mask of each rater, row by row. */
	public record Drawn(int width, int height, int planes, float[] image, int[][] masks) {

		/** Dice of each rater with the strict majority, ties being background; two empty masks agree. */
		public double[] dice() {
			final double[] dice = new double[masks.length];
			for (int r = 0; r < dice.length; r++) {
				long both = 0, sum = 0;
				for (int i = 0; i < masks[r].length; i++) {
					both += masks[r][i] * majority(i);
					sum += masks[r][i] + majority(i);
				}
				dice[r] = sum == 0 ? 1 : 2.0 * both / sum;
			}
			return dice;
		}

		int majority(final int pixel) {
			int votes = 0;
			for (final int[] m : masks)
				votes += m[pixel];
			return 2 * votes > masks.length ? 1 : 0;
		}

		double shareOfMajority() {
			long n = 0;
			for (int i = 0; i < masks[0].length; i++)
				n += majority(i);
			return n / (double) masks[0].length;
		}
	}

	/** Discs (balls, of several planes) that raters shift and widen by a pixel or two. */
	public static Drawn discs(final int number, final int raters, final int width, final int height, final int planes, final int channels) {
		final int size = width * height * planes;
		final float[] image = new float[size * channels];
		final int[][] masks = new int[raters][size];
		for (int i = 0; i < size; i++) {
			final int x = i % width, y = i / width % height, z = i / width / height;
			final double cx = width / 2.0 + number % 3, cy = height / 2.0 - number % 4, cz = planes / 2.0;
			final double radius = Math.min(width, height) / 4.5 + number % 2;
			for (int r = 0; r < raters; r++)
				masks[r][i] = Math.hypot(Math.hypot(x - cx - (r * 3 + number) % 3, y - cy + (r * 2 + number) % 4 / 2.0), z - cz) < radius + r *
					0.31 ? 1 : 0;
			for (int c = 0; c < channels; c++)
				image[c * size + i] = (float) Math.rint(20 + 30 * c + 40.0 * x / width + (Math.hypot(Math.hypot(x - cx, y - cy), z - cz) <
					radius ? 100 : 0) + (i * 31L + number * 17L) % 23);
		}
		return new Drawn(width, height, planes, image, masks);
	}

	/** Writes cases {@code case01} … of discs, and their table. */
	public static Path write(final Path folder, final Format format, final int cases, final int raters, final int width, final int height)
		throws IOException
	{
		for (int n = 1; n <= cases; n++)
			write(folder, String.format("case%02d", n), format, discs(n, raters, width, height, 1, format == Format.RGB ? 3 : 1));
		return folder;
	}

	/** Writes a case and its row in {@code stats.csv}. */
	public static void write(final Path folder, final String name, final Format format, final Drawn drawn) throws IOException {
		final Path place = Files.createDirectories(folder.resolve(name));
		image(place.resolve(format == Format.NIFTI ? "image.nii.gz" : "image.png"), format, drawn);
		float min = Float.POSITIVE_INFINITY, max = Float.NEGATIVE_INFINITY;
		for (final float v : drawn.image()) {
			min = Math.min(min, v);
			max = Math.max(max, v);
		}
		final Path table = folder.resolve("stats.csv");
		final StringBuilder row = new StringBuilder(), header = new StringBuilder(HEADER);
		row.append(String.format(Locale.ROOT, "%s,%d,%dx%d,uint8,%f,%f,,,%f,,", name, drawn.masks().length, drawn.height(), drawn.width(), min,
			max, drawn.shareOfMajority()));
		final double[] dice = drawn.dice();
		for (int r = 0; r < dice.length; r++) {
			mask(place, r + 1, format, drawn, drawn.masks()[r]);
			header.append(String.format(",dice_r%02d", r + 1));
			row.append(String.format(Locale.ROOT, ",%.9f", dice[r]));
		}
		final String before = Files.exists(table) ? Files.readString(table) : header + "\n";
		// cases of fewer raters have empty cells
		row.append(",".repeat((int) (before.lines().findFirst().orElseThrow().chars().filter(c -> c == ',').count() - row.chars().filter(
			c -> c == ',').count())));
		Files.writeString(table, before + row + "\n");
	}

	/** Writes the mask of a rater anew; the table stays as it is. */
	public static void mask(final Path place, final int rater, final Format format, final Drawn drawn, final int[] mask) throws IOException {
		final String name = String.format("task01_seg%02d", rater);
		if (format == Format.NIFTI) {
			final float[] values = new float[mask.length];
			for (int i = 0; i < mask.length; i++)
				values[i] = mask[i];
			nifti(place.resolve(name + ".nii.gz"), values, 1, drawn.width(), drawn.height(), drawn.planes());
		}
		else png(place.resolve(name + ".png"), drawn.width(), drawn.height(), BufferedImage.TYPE_BYTE_GRAY, i -> mask[i] == 0 ? 0
			: 0xFFFFFF);
	}

	private static void image(final Path file, final Format format, final Drawn d) throws IOException {
		final int n = d.width() * d.height();
		if (format == Format.NIFTI) nifti(file, d.image(), 1.5f, d.width(), d.height(), d.planes());
		else if (format == Format.RGB) png(file, d.width(), d.height(), BufferedImage.TYPE_INT_RGB, i -> (int) d.image()[i] << 16 | (int) d
			.image()[n + i] << 8 | (int) d.image()[2 * n + i]);
		else {
			final BufferedImage grey = new BufferedImage(d.width(), d.height(), BufferedImage.TYPE_BYTE_GRAY);
			for (int i = 0; i < n; i++)
				grey.getRaster().setSample(i % d.width(), i / d.width(), 0, (int) d.image()[i]);
			ImageIO.write(grey, "png", file.toFile());
		}
	}

	/** Writes a PNG whose colours are calculated from the number of the pixel. */
	public static void png(final Path file, final int width, final int height, final int type, final java.util.function.IntUnaryOperator rgb)
		throws IOException
	{
		final BufferedImage image = new BufferedImage(width, height, type);
		for (int i = 0; i < width * height; i++)
			image.setRGB(i % width, i / width, rgb.applyAsInt(i));
		Files.createDirectories(file.toAbsolutePath().getParent());
		ImageIO.write(image, "png", file.toFile());
	}

	/** Writes a gzipped NIfTI-1 file of 32-bit numbers, X fastest, in mm; of one plane it is flat. */
	public static void nifti(final Path file, final float[] values, final float voxel, final int... size) throws IOException {
		final int dims = size.length == 3 && size[2] == 1 ? 2 : size.length;
		final ByteBuffer b = ByteBuffer.allocate(352 + 4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
		b.putInt(0, 348).putShort(40, (short) dims);
		for (int d = 1; d <= 7; d++)
			b.putShort(40 + 2 * d, (short) (d <= dims ? size[d - 1] : 1)).putFloat(76 + 4 * d, d <= dims ? voxel : 1);
		b.putFloat(76, 1).putShort(70, (short) 16).putShort(72, (short) 32).putFloat(108, 352).putFloat(112, 1).put(123, (byte) 2);
		b.put(344, new byte[] { 'n', '+', '1', 0 });
		for (int i = 0; i < values.length; i++)
			b.putFloat(352 + 4 * i, values[i]);
		Files.createDirectories(file.toAbsolutePath().getParent());
		try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
			out.write(b.array());
		}
	}
}
