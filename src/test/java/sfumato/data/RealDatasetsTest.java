package sfumato.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sfumato.Says.assertSays;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import javax.imageio.ImageIO;

import net.imglib2.Cursor;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import sfumato.GeneratedDatasets;
import sfumato.GeneratedDatasets.Format;
import sfumato.LocalData;
import sfumato.NeedsLocalData;
import sfumato.Says;
import sfumato.files.ImageFile;
import sfumato.labels.HardRaters;

/**
 * Datasets of other people, against tables that were computed from the same files by another program: for every case the
 * size, the range of the image and the Dice of every rater with the strict majority.
 */
class RealDatasetsTest {

	@TempDir
	Path folder;

	/** Dice of every rater with the strict majority; two empty masks agree. */
	private static double[] dice(final HardRaters raters) {
		final int[] votes = new int[(int) raters.labels(0).size()];
		for (int r = 0; r < raters.size(); r++) {
			final Cursor<UnsignedByteType> v = raters.labels(r).cursor();
			for (int i = 0; i < votes.length; i++)
				votes[i] += v.next().get();
		}
		final double[] dice = new double[raters.size()];
		for (int r = 0; r < dice.length; r++) {
			long both = 0, sum = 0;
			final Img<UnsignedByteType> labels = raters.labels(r);
			final Cursor<UnsignedByteType> v = labels.cursor();
			for (final int n : votes) {
				final int majority = 2 * n > dice.length ? 1 : 0, label = v.next().get();
				both += majority * label;
				sum += majority + label;
			}
			dice[r] = sum == 0 ? 1 : 2.0 * both / sum;
		}
		return dice;
	}

	private static double[] range(final ImageFile image) {
		double min = Double.POSITIVE_INFINITY, max = Double.NEGATIVE_INFINITY;
		for (final FloatType v : Views.flatIterable(image.image())) {
			min = Math.min(min, v.get());
			max = Math.max(max, v.get());
		}
		return new double[] { min, max };
	}

	@ParameterizedTest
	@CsvSource({ "qubiq_brain_growth, 7, 1", "qubiq_kidney, 3, 1", "lidc_crops, 4, 1", "lidc_crops_variable_raters, 3, 1",
		"liver_ct_3rad, 3, 1", "stare, 2, 3", "cfos_fluo, 8, 1", "bubil_smc, 10, 1", "bubil_outliers, 10, 1" })
	@NeedsLocalData(variant = "readsCasesOfDiscsAsDrawn")
	void readsCasesLikeOtherPrograms(final String name, final int maxRaters, final int channels) throws IOException {
		checkCases(LocalData.folder(name), maxRaters, channels, name.equals("cfos_fluo") || name.equals("bubil_smc") ? 3
			: Integer.MAX_VALUE);
	}

	@ParameterizedTest
	@CsvSource({ "NIFTI, 7, 1", "PNG, 4, 1", "RGB, 2, 3" })
	void readsCasesOfDiscsAsDrawn(final Format format, final int maxRaters, final int channels) throws IOException {
		GeneratedDatasets.write(folder, format, 3, maxRaters, 64, 51);
		GeneratedDatasets.write(folder, "fewer", format, GeneratedDatasets.discs(4, 2, 40, 30, 1, channels));
		if (format == Format.NIFTI) GeneratedDatasets.write(folder, "volume", format, GeneratedDatasets.discs(5, 3, 20, 18, 9, 1));
		checkCases(folder, maxRaters, channels, Integer.MAX_VALUE);
	}

	/** @param atMost so many cases: large images take a second each, and a few show as much as all */
	private static void checkCases(final Path set, final int maxRaters, final int channels, final int atMost) throws IOException {
		final Dataset dataset = Dataset.open(set);
		final List<String> table = Files.readAllLines(set.resolve("stats.csv"));
		final List<String> header = Arrays.asList(table.get(0).split(","));
		int cases = 0;
		for (final String line : table.subList(1, table.size())) {
			if (cases == atMost) break;
			final String[] row = line.split(",", -1);
			final Case c = dataset.cases(row[0]).get(0);
			final LoadedCase loaded = dataset.load(c);
			assertEquals(Integer.parseInt(row[1]), loaded.raters().size(), row[0]);
			assertEquals(2, loaded.raters().numClasses(), row[0]);
			assertEquals(channels, loaded.image().numChannels(), row[0]);
			final long[] size = loaded.image().spatialDimensions();
			assertArrayEquals(size, loaded.raters().dimensions());
			final double[] range = range(loaded.image());
			assertEquals(Double.parseDouble(row[header.indexOf("image_min")]), range[0], 1e-5 * Math.abs(range[0]) + 1e-5);
			assertEquals(Double.parseDouble(row[header.indexOf("image_max")]), range[1], 1e-5 * Math.abs(range[1]) + 1e-5);
			final double[] dice = dice(loaded.raters().hard());
			int r = 0;
			for (final String rater : c.raters().keySet())
				assertEquals(Double.parseDouble(row[header.indexOf(String.format("dice_r%02d", Integer.parseInt(rater)))]),
					dice[r++], 2e-6, row[0] + " rater " + rater);
			assertTrue(dice.length <= maxRaters);
			cases++;
		}
		assertTrue(cases > 0);
	}

	@ParameterizedTest
	@CsvSource({ "qubiq_brain_growth", "qubiq_kidney", "lidc_crops", "lidc_crops_variable_raters", "liver_ct_3rad", "stare",
		"cfos_fluo", "bubil_smc", "bubil_outliers" })
	@NeedsLocalData(variant = "findsTheRatersOfDiscs")
	void findsTheRatersOfEveryCase(final String name) throws IOException {
		checkRaters(LocalData.folder(name));
	}

	@Test
	void findsTheRatersOfDiscs() throws IOException {
		GeneratedDatasets.write(folder, "p10", Format.PNG, GeneratedDatasets.discs(1, 5, 40, 30, 1, 1));
		GeneratedDatasets.write(folder, "p9", Format.PNG, GeneratedDatasets.discs(2, 3, 40, 30, 1, 1));
		checkRaters(folder);
	}

	private static void checkRaters(final Path set) throws IOException {
		final Dataset dataset = Dataset.open(set);
		final Map<String, String> expected = new TreeMap<>(NaturalOrder.INSTANCE), found = new TreeMap<>(NaturalOrder.INSTANCE);
		final List<String> table = Files.readAllLines(set.resolve("stats.csv"));
		final String[] header = table.get(0).split(",");
		for (final String line : table.subList(1, table.size())) {
			final String[] row = line.split(",", -1);
			final StringBuilder raters = new StringBuilder(row[1] + ":");
			for (int i = 0; i < header.length; i++)
				if (header[i].startsWith("dice_r") && !row[i].isEmpty()) raters.append(' ').append(Integer.parseInt(header[i]
					.substring(6)));
			expected.put(row[0], raters.toString());
		}
		for (final Case c : dataset.cases())
			found.put(c.name(), c.raters().size() + ": " + String.join(" ", c.raters().keySet()));
		assertEquals(expected, found);
		assertEquals(Dataset.Layout.CASE_FOLDERS, dataset.layout());
		assertEquals("task01", dataset.task());
	}

	@Test
	@NeedsLocalData(variant = "readsDiscsBesideMasksAsADatasetOfOneRater")
	void readsImagesBesideMasksAsADatasetOfOneRater() throws IOException {
		checkMaskFolder(LocalData.folder("ct_slices"), 24);
	}

	@Test
	void readsDiscsBesideMasksAsADatasetOfOneRater() throws IOException {
		checkMaskFolder(slices(), 2);
	}

	/** Two slices with blue discs in which there are red ones. */
	private Path slices() throws IOException {
		for (final String name : List.of("10036_142", "10036_143")) {
			GeneratedDatasets.png(folder.resolve("kits19_png/images/" + name + ".png"), 30, 24, BufferedImage.TYPE_BYTE_GRAY, i -> i % 200 *
				0x10101);
			GeneratedDatasets.png(folder.resolve("kits19_png/masks/" + name + ".png"), 30, 24, BufferedImage.TYPE_INT_RGB, i -> {
				final double distance = Math.hypot(i % 30 - 14, i / 30 - 11);
				return distance < 4 ? 0xFF0000 : distance < 9 ? 0xFF : 0;
			});
		}
		return folder;
	}

	private static void checkMaskFolder(final Path slices, final int cases) throws IOException {
		final String message = assertThrows(IOException.class, () -> Dataset.open(slices)).getMessage();
		assertTrue(message.contains("its folder kits19_png looks like a dataset"), message);
		final Dataset dataset = Dataset.open(slices.resolve("kits19_png"));
		assertEquals(Dataset.Layout.MASK_FOLDER, dataset.layout());
		assertEquals(cases, dataset.cases().size());
		assertEquals(List.of("masks"), List.copyOf(dataset.cases().get(0).raters().keySet()));
	}

	@Test
	@NeedsLocalData(variant = "readsBlueAndRedDiscsAsTwoClasses")
	void readsBlueKidneysAndRedTumoursAsTwoClasses() throws IOException {
		checkColours(LocalData.folder("ct_slices"));
	}

	@Test
	void readsBlueAndRedDiscsAsTwoClasses() throws IOException {
		checkColours(slices());
	}

	private static void checkColours(final Path slices) throws IOException {
		final Dataset dataset = Dataset.open(slices.resolve("kits19_png"));
		final Case c = dataset.cases("10036_142").get(0);
		final LoadedCase loaded = dataset.load(c);
		assertTrue(loaded.notes().contains("Colours are classes: #0000FF = 1, #FF0000 = 2."), loaded.notes().toString());
		assertEquals(1, loaded.image().numChannels());
		final BufferedImage mask = ImageIO.read(c.raters().get("masks").toFile());
		final Cursor<UnsignedByteType> label = loaded.raters().hard().labels(0).localizingCursor();
		while (label.hasNext()) {
			final int v = label.next().get(), rgb = mask.getRGB(label.getIntPosition(0), label.getIntPosition(1)) & 0xFFFFFF;
			assertEquals(rgb == 0xFF ? 1 : rgb == 0xFF0000 ? 2 : 0, v);
		}
	}

	@Test
	@NeedsLocalData(variant = "readsInvertedMasksOfDiscsByOneOption")
	void readsInvertedMasksOfPublishedDatasetsByOneOption() throws IOException {
		checkInverted(LocalData.folder("bubil_outliers"));
	}

	@Test
	void readsInvertedMasksOfDiscsByOneOption() throws IOException {
		for (final String name : List.of("P05", "P10")) {
			final GeneratedDatasets.Drawn discs = GeneratedDatasets.discs(1, 10, 64, 48, 1, 1);
			// the seventh rater drew something else
			Arrays.setAll(discs.masks()[6], i -> Math.hypot(i % 64 - 9, i / 64 - 9) < 5 ? 1 : 0);
			GeneratedDatasets.write(folder, name, Format.PNG, discs);
			for (int r = 1; r <= 10; r++) {
				final int[] mask = discs.masks()[r - 1];
				GeneratedDatasets.png(folder.resolve("original_masks/" + name + String.format("/task01_seg%02d_Person_ImageJ.png", r)), 64, 48,
					r % 2 == 0 ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_BYTE_GRAY, i -> mask[i] == 0 ? 0xFFFFFF : 0);
			}
		}
		checkInverted(folder);
	}

	private static void checkInverted(final Path set) throws IOException {
		final Dataset given = Dataset.open(set);
		for (final Polarity polarity : List.of(Polarity.INVERTED, Polarity.AUTO)) {
			final Dataset originals = Dataset.open(set.resolve("original_masks")).withPolarity(polarity);
			assertEquals("P05, P10", Dataset.names(originals.cases()));
			final Case c = originals.cases("P10").get(0);
			final HardRaters expected = given.load(given.cases("P10").get(0)).raters().hard(), found = originals.load(c).raters().hard();
			assertEquals(10, found.size());
			assertArrayEquals(dice(expected), dice(found), 0);
			assertEquals(0, dice(found)[6]);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "kits19_labels", "kits19_labels/volumes", "nifti_reader", "liver_ct_3rad/original_mha" })
	@NeedsLocalData(variant = "refusesGeneratedLabelsWithoutImages")
	void refusesLabelsWithoutImages(final String name) throws IOException {
		checkNoCases(LocalData.folder(name));
	}

	@Test
	void refusesGeneratedLabelsWithoutImages() throws IOException {
		GeneratedDatasets.nifti(folder.resolve("volumes/case_00061/segmentation.nii.gz"), new float[24], 1, 2, 3, 4);
		Files.write(Files.createDirectories(folder.resolve("mha")).resolve("Patient01.mha"), new byte[9]);
		for (final String name : List.of("", "volumes", "mha"))
			checkNoCases(folder.resolve(name));
	}

	private static void checkNoCases(final Path labels) {
		assertSays(DataMessages.noCasesIn(Says.ANY), assertThrows(IOException.class, () ->
			Dataset.open(labels)).getMessage());
	}

	@Test
	@NeedsLocalData(variant = "keepsTheSpacingOfVolumesOfBalls")
	void keepsTheSpacingOfVolumes() throws IOException {
		checkSpacing(LocalData.folder("liver_ct_3rad"), 1.73431);
	}

	@Test
	void keepsTheSpacingOfVolumesOfBalls() throws IOException {
		GeneratedDatasets.write(folder, "ball", Format.NIFTI, GeneratedDatasets.discs(5, 3, 20, 18, 9, 1));
		checkSpacing(folder, 1.5);
	}

	private static void checkSpacing(final Path set, final double side) throws IOException {
		final Dataset dataset = Dataset.open(set);
		final LoadedCase c = dataset.load(dataset.cases().get(0));
		assertTrue(c.image().isVolume());
		assertArrayEquals(new double[] { side, side, side }, c.pixelSize(), 1e-5);
		assertEquals("mm", c.unit());
	}
}
