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
import java.util.List;

import javax.imageio.ImageIO;

import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.view.Views;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sfumato.Says;
import sfumato.data.Finding.Kind;
import sfumato.files.ImageFiles;
import sfumato.files.RoiSet;
import sfumato.labels.LabelClass;
import sfumato.progress.Progress;
import sfumato.text.TextMessages;

class LabelMapsTest {

	private static final int BLACK = 0, BLUE = 0xFF, RED = 0xFF0000, GREEN = 0xFF00, WHITE = 0xFFFFFF;

	@TempDir
	Path folder;

	@BeforeEach
	void images() throws IOException {
		for (final String name : List.of("a", "b"))
			png("images/" + name + ".png", WHITE, BLACK, RED, BLUE, GREEN, WHITE);
	}

	/** A picture of one row. */
	private void png(final String name, final int... colours) throws IOException {
		final BufferedImage image = new BufferedImage(colours.length, 1, BufferedImage.TYPE_INT_RGB);
		image.setRGB(0, 0, colours.length, 1, colours, 0, colours.length);
		Files.createDirectories(folder.resolve(name).getParent());
		ImageIO.write(image, name.endsWith("jpg") ? "jpg" : "png", folder.resolve(name).toFile());
	}

	private void mask(final String name, final int... values) throws IOException {
		final float[] floats = new float[values.length];
		for (int i = 0; i < floats.length; i++)
			floats[i] = values[i];
		Files.createDirectories(folder.resolve(name).getParent());
		ImageFiles.writeByteTiff(folder.resolve(name), ArrayImgs.floats(floats, values.length, 1, 1), new double[] { 1, 1 },
			"pixel");
	}

	private static int[] labels(final LoadedCase c, final int rater) {
		final int[] values = new int[(int) c.raters().hard().labels(rater).size()];
		int i = 0;
		for (final UnsignedByteType v : Views.flatIterable(c.raters().hard().labels(rater)))
			values[i++] = v.get();
		return values;
	}

	private LoadedCase load(final String name, final Polarity polarity) throws IOException {
		final Dataset dataset = Dataset.open(folder).withPolarity(polarity);
		return dataset.load(dataset.cases(name).get(0));
	}

	private String message(final String name, final Polarity polarity) {
		return assertThrows(IllegalArgumentException.class, () -> load(name, polarity)).getMessage();
	}

	@Test
	void mapsColoursToTheSameClassesInAllCases() throws IOException {
		png("raters/eva/a.png", BLACK, RED, RED, BLACK, BLACK, BLACK);
		png("raters/eva/b.png", BLACK, BLUE, GREEN, BLACK, BLACK, RED);
		png("raters/jan/a.png", BLACK, BLACK, BLACK, BLACK, BLACK, BLACK);
		final LoadedCase a = load("a", Polarity.NORMAL);
		assertArrayEquals(new int[] { 0, 3, 3, 0, 0, 0 }, labels(a, 0));
		assertArrayEquals(new int[] { 0, 0, 0, 0, 0, 0 }, labels(a, 1));
		assertTrue(a.notes().contains("Colours are classes: #0000FF = 1, #00FF00 = 2, #FF0000 = 3."), a.notes().toString());
		assertArrayEquals(new int[] { 0, 1, 2, 0, 0, 3 }, labels(load("b", Polarity.NORMAL), 0));
		assertEquals(new LabelClass("class 3", 0xFF0000), a.raters().classes().get(3));
		Files.writeString(folder.resolve("dataset.json"), "{\"classes\": [\"background\", \"a\", \"b\", \"c\", \"d\"]}");
		assertEquals(List.of("background", "a", "b", "c", "d"), load("a", Polarity.NORMAL).raters().classes().stream().map(
			LabelClass::name).toList());
		Files.writeString(folder.resolve("dataset.json"), "{\"classes\": [\"background\", \"a\"]}");
		assertTrue(message("b", Polarity.NORMAL).contains("uses label 3, but there are 2 classes"), message("b", Polarity.NORMAL));
	}

	@Test
	void refusesPhotographsAndMixedGreyAndColour() throws IOException {
		png("raters/eva/a.png", BLACK, RED, RED, BLACK, BLACK, BLACK);
		png("raters/jan/b.png", BLACK, WHITE, BLACK, BLACK, BLACK, BLACK);
		final String mixed = message("a", Polarity.NORMAL);
		assertTrue(mixed.contains("rater jan of case b is grey"), mixed);
		final int[] many = new int[40];
		for (int i = 0; i < many.length; i++)
			many[i] = 0x10 * i + 0xFF0000;
		png("raters/jan/b.png", many);
		final String photo = message("a", Polarity.NORMAL);
		assertSays(DataMessages.tooManyColours("jan", "b", 32, Says.SOME), photo);
	}

	@Test
	void refusesJpegAsLabelMap() throws IOException {
		png("raters/eva/a.jpg", BLACK, WHITE, WHITE, WHITE, BLACK, BLACK);
		final Dataset dataset = Dataset.open(folder);
		final String message = assertThrows(IOException.class, () -> dataset.load(dataset.cases("a").get(0))).getMessage();
		assertTrue(message.contains("a.jpg is a JPEG image"), message);
	}

	@Test
	void guessesNoPolarityUnasked() throws IOException {
		mask("raters/eva/a.tif", 255, 255, 255, 0, 0, 255);
		mask("raters/jan/a.tif", 0, 0, 255, 255, 0, 0);
		assertArrayEquals(new int[] { 1, 1, 1, 0, 0, 1 }, labels(load("a", Polarity.NORMAL), 0));
		final LoadedCase auto = load("a", Polarity.AUTO);
		// of a picture of one row, every pixel lies at an edge
		assertArrayEquals(new int[] { 1, 1, 1, 0, 0, 1 }, labels(auto, 0));
		assertArrayEquals(new int[] { 0, 0, 0, 1, 1, 0 }, labels(load("a", Polarity.INVERTED), 0));
		assertArrayEquals(new int[] { 1, 1, 0, 0, 1, 1 }, labels(load("a", Polarity.INVERTED), 1));
	}

	@Test
	void invertsMasksThatLookInvertedIfAsked() throws IOException {
		mask("raters/eva/a.tif", 255, 255, 255, 0, 255, 255);
		mask("raters/jan/a.tif", 0, 0, 255, 255, 0, 0);
		final LoadedCase auto = load("a", Polarity.AUTO);
		assertArrayEquals(new int[] { 0, 0, 0, 1, 0, 0 }, labels(auto, 0));
		assertArrayEquals(new int[] { 0, 0, 1, 1, 0, 0 }, labels(auto, 1));
		assertTrue(auto.notes().contains(DataMessages.maskInverted("eva", "a")), auto.notes().toString());
		final List<Finding> asTheyAre = DatasetCheck.check(Dataset.open(folder), "a", Progress.none());
		assertTrue(asTheyAre.stream().anyMatch(f -> f.kind() == Kind.INVERTED && f.rater().equals("eva")), asTheyAre.toString());
		final List<Finding> inverted = DatasetCheck.check(Dataset.open(folder).withPolarity(Polarity.AUTO), "a", Progress.none());
		assertTrue(inverted.stream().noneMatch(f -> f.kind() == Kind.INVERTED), inverted.toString());
	}

	@Test
	void refusesToInvertClassNumbers() throws IOException {
		mask("raters/eva/a.tif", 0, 1, 2, 0, 0, 0);
		final String message = message("a", Polarity.INVERTED);
		assertTrue(message.contains("rater eva") && message.contains("0.0, 1.0, 2.0"), message);
		assertArrayEquals(new int[] { 0, 1, 2, 0, 0, 0 }, labels(load("a", Polarity.AUTO), 0));
	}

	@Test
	void datasetFileSetsThePolarity() throws IOException {
		mask("raters/eva/a.tif", 255, 0, 0, 255, 255, 255);
		Files.writeString(folder.resolve("dataset.json"), "{\"polarity\": \"inverted\"}");
		final Dataset dataset = Dataset.open(folder);
		assertEquals(Polarity.INVERTED, dataset.polarity());
		assertArrayEquals(new int[] { 0, 1, 1, 0, 0, 0 }, labels(dataset.load(dataset.cases("a").get(0)), 0));
		assertEquals(Polarity.NORMAL, dataset.withPolarity(Polarity.NORMAL).polarity());
		for (final String[] wrong : new String[][] { { "{\"polarity\": \"odd\"}", "normal, inverted, auto" }, { "{\"colour\": 1}",
			"something of \"colour\"" }, { "{\"classes\": \"liver\"}", "classes a list like" }, { "{\"classes\": [\"background\"]}",
				"at least 2 classes" }, { "{\"classes\": [\"a\", \"a\"]}", "same name" }, { "{\"classes\": [\"a\", {\"name\": " +
					"\"b\", \"color\": \"red\"}]}", "\"red\"" }, { "[]", TextMessages.noJsonObject("") }, { "{", TextMessages.badJson("", "End of input at line 1 column 2") }, {
						"{\"polarity\": {}}", "normal, inverted" } })
		{
			Files.writeString(folder.resolve("dataset.json"), wrong[0]);
			final String message = assertThrows(IOException.class, () -> Dataset.open(folder)).getMessage();
			assertTrue(message.contains(wrong[1]), message);
		}
	}

	@Test
	void readsRoisInBothLayouts() throws IOException {
		final var drawn = ArrayImgs.unsignedBytes(new byte[] { 0, 1, 1, 0, 2, 0 }, 6, 1);
		Files.createDirectories(folder.resolve("raters/eva"));
		RoiSet.write(folder.resolve("raters/eva/a.zip"), drawn);
		mask("raters/jan/a.tif", 0, 0, 2, 1, 0, 0);
		final LoadedCase a = load("a", Polarity.NORMAL);
		assertArrayEquals(new int[] { 0, 1, 1, 0, 2, 0 }, labels(a, 0));
		assertArrayEquals(new int[] { 0, 0, 2, 1, 0, 0 }, labels(a, 1));
		final Path set = folder.resolve("cases");
		Files.createDirectories(set.resolve("x"));
		Files.copy(folder.resolve("images/a.png"), set.resolve("x/image.png"));
		RoiSet.write(set.resolve("x/task01_seg02.zip"), drawn);
		final Dataset cases = Dataset.open(set);
		final LoadedCase x = cases.load(cases.cases().get(0));
		assertEquals("2", x.raters().name(0));
		assertArrayEquals(new int[] { 0, 1, 1, 0, 2, 0 }, labels(x, 0));
	}

	@Test
	void readsRoisWithoutSlicesAsFlatLabelMaps() throws IOException {
		Files.createDirectories(folder.resolve("set/x"));
		ImageFiles.writeTiff(folder.resolve("set/x/image.tif"), ArrayImgs.floats(3, 2, 4, 1), new double[] { 1, 1, 1 }, "mm");
		final Path file = folder.resolve("set/x/task01_seg01.zip");
		RoiSet.write(file, ArrayImgs.unsignedBytes(new byte[] { 0, 1, 0, 0, 0, 0 }, 3, 2));
		Dataset dataset = Dataset.open(folder.resolve("set"));
		assertEquals(4, dataset.load(dataset.cases().get(0)).image().numChannels());
		final var volume = ArrayImgs.unsignedBytes(3, 2, 4);
		volume.getAt(1, 1, 2).set(1);
		RoiSet.write(file, volume);
		dataset = Dataset.open(folder.resolve("set"));
		final LoadedCase c = dataset.load(dataset.cases().get(0));
		assertEquals(1, c.image().numChannels());
		assertEquals(1, c.raters().hard().labels(0).getAt(1, 1, 2).get());
	}
}
