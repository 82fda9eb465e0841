package sfumato.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ObjIntConsumer;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import net.imglib2.Cursor;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sfumato.LocalData;
import sfumato.NeedsLocalData;

/** Files that other programs wrote, against what nibabel reads from them. */
class NiftiRealFilesTest {

	/** Headers without pixels, the older Analyze format, and values on surfaces. */
	private static final Set<String> LONE_OR_OTHER = Set.of("nibabel/nifti1.hdr", "nibabel/nifti2.hdr",
		"nibabel/analyze.hdr", "nibabel/row_major.dconn.nii");

	@TempDir
	Path folder;

	/** {@code image.affine} of nibabel 5.4.2. */
	@Test
	@NeedsLocalData(variant = "affinesMatchTheHeader")
	void affinesMatchNibabel() throws IOException {
		final Path nibabel = LocalData.folder("nifti_reader/nibabel");
		final double[] turned = { -2, 6.714716e-19, 9.081025e-18, 117.8551, -6.714716e-19, 1.973711, -0.3555282, -35.72294, 8.255481e-18,
			0.3232076, 2.171082, -7.248798 };
		final Map<String, double[]> affines = Map.of("anatomical.nii", new double[] { -2, 0, 0, 32, 0, 2, 0, -40, 0, 0, 2, -16 },
			"example4d.nii.gz", turned, "example_nifti2.nii.gz", turned, "reoriented_anat_moved.nii", new double[] { 4, 0, 0, -35.2979, 0, 4,
				0, -47.97758, 0, 0, 4, -27.59941 });
		for (final Map.Entry<String, double[]> e : affines.entrySet())
			checkAffine(nibabel.resolve(e.getKey()), e.getValue());
	}

	/** A quarter turn about Z by the quaternion (√½, 0, 0, √½), and the matrix that this is. */
	@Test
	void affinesMatchTheHeader() throws IOException {
		final double[] turned = { 0, -3, 0, 7, 2, 0, 0, -5, 0, 0, 4, 1.5 };
		final byte[] file = new NiftiBytes(1, ByteOrder.LITTLE_ENDIAN, 4, 3, 2, 2).pixdim(1, 2).pixdim(2, 3).pixdim(3, 4).unit(2).with(b -> b
			.put(new byte[24]));
		final ByteBuffer header = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
		header.putShort(252, (short) 1).putShort(254, (short) 1).putFloat(264, (float) Math.sqrt(0.5));
		header.putFloat(268, 7).putFloat(272, -5).putFloat(276, 1.5f);
		for (int i = 0; i < 12; i++)
			header.putFloat(280 + 4 * i, (float) turned[i]);
		checkAffine(NiftiBytes.save(folder.resolve("turned.nii.gz"), file), turned);
	}

	private static void checkAffine(final Path file, final double[] affine) throws IOException {
		final VoxelGrid grid = Nifti.grid(file);
		assertArrayEquals(affine, grid.affine().orElseThrow(), 1e-5, file.toString());
		// the qform of each says the same as its sform
		final Orientation o = grid.orientation();
		final VoxelGrid quaternion = new VoxelGrid("qform", grid.dimensions(), grid.edges(), grid.unit(), new Orientation(o.qformCode(), o
				.quaternion(), 0, o.matrix(), o.thickness()));
		final VoxelGrid matrix = new VoxelGrid("sform", grid.dimensions(), grid.edges(), grid.unit(), new Orientation(0, o.quaternion(), o
				.sformCode(), o.matrix(), o.thickness()));
		assertTrue(matrix.align(quaternion).displacement() < VoxelGrid.SMALLEST_SHIFT, file.toString());
	}

	@Test
	@NeedsLocalData(variant = "valuesMatchTheBytes")
	void valuesMatchNibabel() throws IOException {
		checkFiles(LocalData.folder("nifti_reader"), 34, 6);
	}

	/** Volumes of 3 x 2 x 2 voxels with the numbers 0 to 11 in all types of both versions and byte orders; the mean of them is 5.5. */
	@Test
	void valuesMatchTheBytes() throws IOException {
		final StringBuilder expected = new StringBuilder("{");
		final Map<Integer, ObjIntConsumer<ByteBuffer>> types = Map.of(2, (b, v) -> b.put((byte) v), 4, (b, v) -> b.putShort((short) v), 8, (b,
			v) -> b.putInt(v), 16, (b, v) -> b.putFloat(v), 64, (b, v) -> b.putDouble(v));
		for (final int version : new int[] { 1, 2 })
			for (final ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN))
				types.forEach((type, put) -> {
					final String name = "v" + version + order.toString().charAt(0) + type + (type == 4 ? ".nii.gz" : ".nii");
					final byte[] file = new NiftiBytes(version, order, type, 3, 2, 2).pixdim(1, 0.5).scale(2, -1).with(b -> {
						for (int v = 0; v < 12; v++)
							put.accept(b, v);
					});
					save(name, file);
					expected.append('"').append(name).append("\": {\"class\": \"Nifti\", \"shape\": [3, 2, 2], \"zooms\": [0.5, 1, 1], " +
						"\"min\": -1, \"max\": 21, \"mean\": 10, \"qform_code\": 0, \"sform_code\": 0, " +
						"\"first8_x_fastest\": [\"-1\", \"1\", \"3\", \"5\", \"7\", \"9\", \"11\", \"13\"]},\n");
				});
		save("complex.nii", new NiftiBytes(1, ByteOrder.LITTLE_ENDIAN, 32, 2, 2).with(b -> b.put(new byte[32])));
		expected.append("\"complex.nii\": {\"class\": \"Nifti\", \"dtype_on_disk\": \"complex64\"}}");
		Files.writeString(folder.resolve("expected.json"), expected);
		checkFiles(folder, 20, 1);
	}

	private void save(final String name, final byte[] bytes) {
		try {
			NiftiBytes.save(folder.resolve(name), bytes);
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private void checkFiles(final Path files, final int atLeast, final int atLeastRefused) throws IOException {
		final JsonObject all;
		try (Reader in = Files.newBufferedReader(files.resolve("expected.json"))) {
			all = JsonParser.parseReader(in).getAsJsonObject();
		}
		int compared = 0, refused = 0;
		for (final Map.Entry<String, JsonElement> e : all.entrySet()) {
			final Path file = files.resolve(e.getKey());
			final JsonObject expected = e.getValue().getAsJsonObject();
			if (!Files.exists(file) || !expected.has("class") || !e.getKey().matches(".*\\.(nii|hdr)(\\.gz)?")) continue;
			final boolean complex = expected.has("dtype_on_disk") && expected.get("dtype_on_disk").getAsString().contains(
				"complex");
			if (expected.has("nibabel_error") && !expected.has("mean") || complex) {
				// what nibabel cannot read, or reads as no real numbers: a sentence, or an image, but nothing else
				try {
					Nifti.read(file);
				}
				catch (final IOException sentence) {
					assertTrue(sentence.getMessage().contains(file.getFileName().toString()), sentence.getMessage());
				}
				if (complex || LONE_OR_OTHER.contains(e.getKey())) {
					final String sentence = assertThrows(IOException.class, () -> Nifti.read(file)).getMessage();
					assertTrue(sentence.contains(file.getFileName().toString()) && sentence.endsWith("."), sentence);
					refused++;
				}
				continue;
			}
			final ImageFile read = Nifti.read(file);
			compare(expected, read, e.getKey());
			if (expected.has("qform_code")) {
				assertEquals(expected.get("qform_code").getAsInt(), read.orientation().qformCode(), e.getKey());
				assertEquals(expected.get("sform_code").getAsInt(), read.orientation().sformCode(), e.getKey());
			}
			writesWhatItRead(read, e.getKey());
			compared++;
		}
		assertTrue(compared >= atLeast, compared + " files");
		assertTrue(refused >= atLeastRefused, refused + " files");
	}

	private void writesWhatItRead(final ImageFile file, final String name) throws IOException {
		final Path copy = folder.resolve("copy.nii");
		Nifti.write(copy, file.image(), file.pixelSize(), file.unit(), file.orientation());
		final ImageFile again = Nifti.read(copy);
		assertArrayEquals(file.image().dimensionsAsLongArray(), again.image().dimensionsAsLongArray(), name);
		assertArrayEquals(file.pixelSize(), again.pixelSize(), 1e-6, name);
		assertEquals(file.unit(), again.unit(), name);
		assertEquals(file.orientation().qformCode(), again.orientation().qformCode(), name);
		for (int i = 0; i < 6; i++)
			assertEquals(file.orientation().quaternion().get(i), again.orientation().quaternion().get(i), 1e-5, name);
		for (int i = 0; i < 12; i++)
			assertEquals(file.orientation().matrix().get(i), again.orientation().matrix().get(i), 1e-5, name);
		final Cursor<FloatType> a = Views.flatIterable(file.image()).cursor();
		for (final FloatType b : Views.flatIterable(again.image()))
			assertEquals(a.next().get(), b.get(), name);
	}

	private static void compare(final JsonObject expected, final ImageFile file, final String name) {
		final JsonArray shape = expected.getAsJsonArray("shape");
		long size = 1;
		for (final JsonElement d : shape)
			size *= d.getAsLong();
		final boolean rgb = expected.has("rgb");
		for (int d = 0; d < Math.min(2, shape.size()); d++)
			assertEquals(shape.get(d).getAsLong(), file.image().dimension(d), name);
		if (!rgb) assertEquals(size, file.image().size(), name);
		double sum = 0, min = Double.POSITIVE_INFINITY, max = Double.NEGATIVE_INFINITY;
		long nan = 0, n = 0;
		final JsonArray first = expected.has("first8_x_fastest") ? expected.getAsJsonArray("first8_x_fastest")
			: new JsonArray();
		final Cursor<FloatType> cursor = Views.flatIterable(file.image()).cursor();
		for (int i = 0; cursor.hasNext(); i++) {
			final float v = cursor.next().get();
			if (i < first.size() && !rgb) assertEquals(Float.parseFloat(first.get(i).getAsString().replace("nan", "NaN")), v,
				Float.isNaN(v) ? 1 : 1e-6f * Math.abs(v) + Float.MIN_NORMAL, name + " " + i);
			if (Float.isNaN(v)) {
				nan++;
				continue;
			}
			sum += v;
			n++;
			min = Math.min(min, v);
			max = Math.max(max, v);
		}
		assertEquals(expected.get("min").getAsDouble(), min, 1e-6 * Math.abs(min) + Float.MIN_NORMAL, name);
		assertEquals(expected.get("max").getAsDouble(), max, 1e-6 * Math.abs(max) + Float.MIN_NORMAL, name);
		// nibabel's mean is over opacity, too
		if (!name.contains("rgba")) assertEquals(expected.get("mean").getAsDouble(), sum / n, 1e-6 * Math.max(1, Math.abs(
			max)), name);
		assertEquals(expected.has("nan") ? expected.get("nan").getAsLong() : 0, nan, name);
		final JsonArray zooms = expected.getAsJsonArray("zooms");
		for (int d = 0; d < Math.min(zooms.size(), file.pixelSize().length); d++)
			if (zooms.get(d).getAsDouble() > 0) assertEquals(zooms.get(d).getAsDouble(), file.pixelSize()[d], 1e-6, name);
	}
}
