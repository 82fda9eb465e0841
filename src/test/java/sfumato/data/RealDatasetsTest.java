package sfumato.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import sfumato.files.ImageFile;
import sfumato.labels.HardRaters;

/**
 * Data sets of other people, against tables that were computed from the same files by another program: for every case the
 * size, the range of the image and the Dice of every rater with the strict majority.
 */
class RealDatasetsTest {

	private static final Path DATA = Path.of("..", "shared", "data");

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
	void casesAreReadAsOthersReadThem(final String name, final int maxRaters, final int channels) throws IOException {
		assumeTrue(Files.isDirectory(DATA));
		final Dataset dataset = Dataset.open(DATA.resolve(name));
		final List<String> table = Files.readAllLines(DATA.resolve(name).resolve("stats.csv"));
		final List<String> header = Arrays.asList(table.get(0).split(","));
		int cases = 0;
		for (final String line : table.subList(1, table.size())) {
			// large images take a second each; a few show as much as all
			if (cases == 3 && (name.equals("cfos_fluo") || name.equals("bubil_smc"))) break;
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
	void oneCallFindsTheRatersOfEveryCase(final String name) throws IOException {
		assumeTrue(Files.isDirectory(DATA.resolve(name)));
		final Dataset dataset = Dataset.open(DATA.resolve(name));
		final Map<String, String> expected = new TreeMap<>(NaturalOrder.INSTANCE), found = new TreeMap<>(NaturalOrder.INSTANCE);
		final List<String> table = Files.readAllLines(DATA.resolve(name).resolve("stats.csv"));
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
	void imagesBesideMasksAreADataSetOfOneRater() throws IOException {
		assumeTrue(Files.isDirectory(DATA.resolve("ct_slices")));
		final String message = assertThrows(IOException.class, () -> Dataset.open(DATA.resolve("ct_slices"))).getMessage();
		assertTrue(message.contains("its folder kits19_png looks like a data set"), message);
		final Dataset dataset = Dataset.open(DATA.resolve("ct_slices/kits19_png"));
		assertEquals(Dataset.Layout.MASK_FOLDER, dataset.layout());
		assertEquals(24, dataset.cases().size());
		assertEquals(List.of("masks"), List.copyOf(dataset.cases().get(0).raters().keySet()));
	}

	@Test
	void blueKidneysAndRedTumoursAreTwoClasses() throws IOException {
		assumeTrue(Files.isDirectory(DATA.resolve("ct_slices")));
		final Dataset dataset = Dataset.open(DATA.resolve("ct_slices/kits19_png"));
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
	void masksAsTheirAuthorsDistributedThemAreReadByOneOption() throws IOException {
		assumeTrue(Files.isDirectory(DATA.resolve("bubil_outliers/original_masks")));
		final Dataset given = Dataset.open(DATA.resolve("bubil_outliers"));
		for (final Polarity polarity : List.of(Polarity.INVERTED, Polarity.AUTO)) {
			final Dataset originals = Dataset.open(DATA.resolve("bubil_outliers/original_masks")).withPolarity(polarity);
			assertEquals("P05, P10", Dataset.names(originals.cases()));
			final Case c = originals.cases("P10").get(0);
			final HardRaters expected = given.load(given.cases("P10").get(0)).raters().hard(), found = originals.load(c).raters().hard();
			assertEquals(10, found.size());
			assertArrayEquals(dice(expected), dice(found), 0);
			assertEquals(0, dice(found)[6]);
		}
	}

	@Test
	void labelsWithoutImagesAreRefusedInASentence() throws IOException {
		assumeTrue(Files.isDirectory(DATA.resolve("kits19_labels")));
		for (final String name : List.of("kits19_labels", "kits19_labels/volumes", "nifti_reader", "liver_ct_3rad/original_mha"))
			assertTrue(assertThrows(IOException.class, () -> Dataset.open(DATA.resolve(name))).getMessage().startsWith(
				"There are no cases in"), name);
	}

	@Test
	void volumesKeepTheirSpacing() throws IOException {
		assumeTrue(Files.isDirectory(DATA));
		final Dataset dataset = Dataset.open(DATA.resolve("liver_ct_3rad"));
		final LoadedCase c = dataset.load(dataset.cases().get(0));
		assertTrue(c.image().isVolume());
		assertArrayEquals(new double[] { 1.73431, 1.73431, 1.73431 }, c.pixelSize(), 1e-5);
		assertEquals("mm", c.unit());
	}
}
