package sfumato.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sfumato.Says.assertSays;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Label maps that were stored behind a slope. */
class WholeNumbersTest {

	private static final int UINT8 = 2, INT16 = 4, UINT16 = 512, FLOAT32 = 16;

	@TempDir
	private Path folder;

	/** What is read of stored numbers. */
	private List<Float> read(final int type, final double slope, final double intercept, final List<String> notes,
		final double... stored) throws IOException
	{
		final Path file = folder.resolve("labels.nii");
		NiftiBytes.save(file, new NiftiBytes(1, ByteOrder.LITTLE_ENDIAN, type, stored.length, 1).scale(slope, intercept).with(pixels -> {
			for (final double v : stored)
				switch (type) {
					case UINT8 -> pixels.put((byte) (int) v);
					case FLOAT32 -> pixels.putFloat((float) v);
					default -> pixels.putShort((short) (int) v);
				}
		}));
		final ImageFile image = Nifti.read(file);
		notes.addAll(image.notes());
		final List<Float> values = new ArrayList<>();
		for (final FloatType v : Views.flatIterable(image.image()))
			values.add(v.get());
		return values;
	}

	/** nibabel 5.4.2 stores the labels 0.0 to 4.0 with these slopes, intercepts and numbers in int16, uint16 and uint8. */
	@Test
	void restoresWholeLabelsScaledByNibabel() throws IOException {
		final List<String> notes = new ArrayList<>();
		final List<Float> labels = List.of(0f, 1f, 2f, 3f, 4f);
		assertEquals(labels, read(INT16, 6.103608757257462e-05, 2.000030517578125, notes, -32768, -16384, 0, 16383, 32767));
		assertSays(NiftiMessages.BEHIND_SLOPE + "6.104e-05, off by up to 3.1e-05", notes.get(0));
			assertEquals(NiftiMessages.wholeNumbers("labels.nii", 4, 6.103608757257462e-05, 3.1e-5), notes.get(0));
		assertEquals(labels, read(UINT16, 6.103608757257462e-05, 0, notes, 0, 16384, 32768, 49151, 65535));
		assertEquals(labels, read(UINT8, 0.01568627543747425, 0, notes, 0, 64, 127, 191, 255));
		assertEquals(3, notes.size());
	}

	@Test
	void toleratesHalfASlopeAndAHundredth() throws IOException {
		// a slope of 0.004: 250 steps are 1, but 249 are 0.996, which half a slope does not reach
		assertEquals(List.of(0f, 1f), read(UINT8, 0.004, 0, new ArrayList<>(), 0, 250));
		assertNotEquals(1f, read(UINT8, 0.004, 0, new ArrayList<>(), 0, 249).get(1));
		// a slope of 0.039: 26 steps are 1.014, which is within half a slope but off by more than a hundredth
		assertNotEquals(1f, read(UINT8, 0.039, 0, new ArrayList<>(), 0, 26).get(1));
		// a slope of 0.0336: 30 steps are 1.008
		assertEquals(1f, read(UINT8, 0.0336, 0, new ArrayList<>(), 0, 30).get(1));
	}

	@Test
	void oneFractionKeepsAllValuesUnchanged() throws IOException {
		final List<String> notes = new ArrayList<>();
		final List<Float> values = read(INT16, 1 / 300.0 + 1e-5, 0, notes, 0, 299, 150);
		assertTrue(values.get(1) != 1 && values.get(2) > 0.5, values::toString);
		assertTrue(notes.stream().noneMatch(n -> n.contains("scl_slope")), notes::toString);
	}

	@Test
	void keepsWholeSlopesNegativeValuesAndStoredFractions() throws IOException {
		assertEquals(List.of(-1f, 0f, 1f), read(INT16, 1, -1, new ArrayList<>(), 0, 1, 2));
		assertEquals((float) (-1 * (double) 1.000001f), read(INT16, 1.000001, 0, new ArrayList<>(), -1, 1).get(0));
		assertEquals((float) (1.5 * (double) 1.00001f), read(FLOAT32, 1.5, 0, new ArrayList<>(), 1.00001, 2).get(0));
	}

	@Test
	void keepsGreyImagesWithManyValues() throws IOException {
		final double[] stored = new double[300];
		for (int i = 0; i < stored.length; i++)
			stored[i] = i;
		assertEquals((float) ((double) 1.00001f * 299), read(INT16, 1.00001, 0, new ArrayList<>(), stored).get(299));
	}
}
