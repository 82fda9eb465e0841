package sfumato.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import net.imglib2.Cursor;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import org.junit.jupiter.api.Test;

/** Files that other programs wrote, against what nibabel reads from them. */
class NiftiRealFilesTest {

	private static final Path FOLDER = Path.of("..", "shared", "data", "nifti_reader");

	@Test
	void readsWhatNibabelReads() throws IOException {
		assumeTrue(Files.isDirectory(FOLDER));
		final JsonObject all;
		try (Reader in = Files.newBufferedReader(FOLDER.resolve("expected.json"))) {
			all = JsonParser.parseReader(in).getAsJsonObject();
		}
		int compared = 0;
		for (final Map.Entry<String, JsonElement> e : all.entrySet()) {
			final Path file = FOLDER.resolve(e.getKey());
			final JsonObject expected = e.getValue().getAsJsonObject();
			if (!Files.exists(file) || !expected.has("class") || !e.getKey().matches(".*\\.nii(\\.gz)?")) continue;
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
				if (complex) assertThrows(IOException.class, () -> Nifti.read(file));
				continue;
			}
			compare(expected, Nifti.read(file), e.getKey());
			compared++;
		}
		assertTrue(compared >= 20, compared + " files");
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
