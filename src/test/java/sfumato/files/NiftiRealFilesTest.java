package sfumato.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import net.imglib2.Cursor;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that other programs wrote, against what nibabel reads from them. */
class NiftiRealFilesTest {

	private static final Path FOLDER = Path.of("..", "shared", "data", "nifti_reader");

	/** Headers without pixels, the older Analyze format, and values on surfaces. */
	private static final Set<String> LONE_OR_OTHER = Set.of("nibabel/nifti1.hdr", "nibabel/nifti2.hdr",
		"nibabel/analyze.hdr", "nibabel/row_major.dconn.nii");

	@TempDir
	Path folder;

	/** {@code image.affine} of nibabel 5.4.2. */
	@Test
	void affinesAreThoseOfNibabel() throws IOException {
		assumeTrue(Files.isDirectory(FOLDER));
		final double[] turned = { -2, 6.714716e-19, 9.081025e-18, 117.8551, -6.714716e-19, 1.973711, -0.3555282, -35.72294, 8.255481e-18,
			0.3232076, 2.171082, -7.248798 };
		final Map<String, double[]> affines = Map.of("anatomical.nii", new double[] { -2, 0, 0, 32, 0, 2, 0, -40, 0, 0, 2, -16 },
			"example4d.nii.gz", turned, "example_nifti2.nii.gz", turned, "reoriented_anat_moved.nii", new double[] { 4, 0, 0, -35.2979, 0, 4,
				0, -47.97758, 0, 0, 4, -27.59941 });
		for (final Map.Entry<String, double[]> e : affines.entrySet()) {
			final Path file = FOLDER.resolve("nibabel").resolve(e.getKey());
			final VoxelGrid grid = Nifti.grid(file);
			assertArrayEquals(e.getValue(), grid.affine().orElseThrow(), 1e-5, e.getKey());
			// the qform of each says the same as its sform
			final Orientation o = grid.orientation();
			final VoxelGrid quaternion = new VoxelGrid("qform", grid.dimensions(), grid.edges(), grid.unit(), new Orientation(o.qformCode(), o
				.quaternion(), 0, o.matrix(), o.thickness()));
			final VoxelGrid matrix = new VoxelGrid("sform", grid.dimensions(), grid.edges(), grid.unit(), new Orientation(0, o.quaternion(), o
				.sformCode(), o.matrix(), o.thickness()));
			assertTrue(matrix.align(quaternion).displacement() < VoxelGrid.SMALLEST_SHIFT, e.getKey());
		}
	}

	@Test
	void readsWhatNibabelReads() throws IOException {
		assumeTrue(Files.isDirectory(FOLDER));
		final JsonObject all;
		try (Reader in = Files.newBufferedReader(FOLDER.resolve("expected.json"))) {
			all = JsonParser.parseReader(in).getAsJsonObject();
		}
		int compared = 0, refused = 0;
		for (final Map.Entry<String, JsonElement> e : all.entrySet()) {
			final Path file = FOLDER.resolve(e.getKey());
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
		assertTrue(compared >= 34, compared + " files");
		assertTrue(refused >= 6, refused + " files");
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
