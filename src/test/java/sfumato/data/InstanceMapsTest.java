package sfumato.data;

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

import ij.ImagePlus;
import ij.io.FileSaver;
import ij.process.ShortProcessor;

import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sfumato.Says;
import sfumato.data.Finding.Kind;
import sfumato.files.FileMessages;
import sfumato.files.ImageFiles;
import sfumato.fusion.Average;
import sfumato.labels.LabelMessages;
import sfumato.labels.LabelNumbers;
import sfumato.progress.Progress;
import sfumato.scoring.CaseScoring;
import sfumato.scoring.ComparedCase;
import sfumato.scoring.ComparedFolders;
import sfumato.text.WrongValue;

/** Label maps in which each object has a number of its own: 299 pixels in the first rows of 32 x 32. */
class InstanceMapsTest {

	private static final int SIDE = 32, OBJECTS = 299;

	@TempDir
	private Path folder;

	@BeforeEach
	void write() throws IOException {
		Files.createDirectories(folder.resolve("data/case1"));
		ImageFiles.writeByteTiff(folder.resolve("data/case1/image.tif"), ArrayImgs.floats(SIDE, SIDE, 1), new double[] { 1, 1 }, "µm");
		instances(folder.resolve("data/case1/task01_seg01.tif"));
	}

	private static void instances(final Path file) throws IOException {
		final short[] pixels = new short[SIDE * SIDE];
		for (int i = 0; i < OBJECTS; i++)
			pixels[i] = (short) (i + 1);
		Files.createDirectories(file.getParent());
		Files.write(file, new FileSaver(new ImagePlus("", new ShortProcessor(SIDE, SIDE, pixels, null))).serialize());
	}

	private static void mask(final Path file) throws IOException {
		final byte[] labels = new byte[SIDE * SIDE];
		java.util.Arrays.fill(labels, 0, OBJECTS, (byte) 1);
		Files.createDirectories(file.getParent());
		ImageFiles.writeMask(file, ArrayImgs.unsignedBytes(labels, SIDE, SIDE));
	}

	private static long ones(final Dataset dataset) throws IOException {
		long n = 0;
		for (final UnsignedByteType v : dataset.load(dataset.cases().get(0)).raters().hard().labels(0))
			if (v.get() == 1) n++;
		return n;
	}

	@Test
	void refusesInstanceMapsUnlessAsked() throws IOException {
		final Dataset dataset = Dataset.open(folder.resolve("data"));
		final String message = assertThrows(IllegalArgumentException.class, () -> ones(dataset)).getMessage();
		assertSays(LabelMessages.instanceMap("", 299), message);
		assertTrue(message.contains("numbers=instances"), message);
		assertEquals(OBJECTS, ones(dataset.withNumbers(LabelNumbers.INSTANCES)));
		Files.writeString(folder.resolve("data/dataset.json"), "{\"numbers\": \"instances\"}");
		assertEquals(OBJECTS, ones(Dataset.open(folder.resolve("data"))));
		assertEquals(2, Dataset.open(folder.resolve("data")).loadAll(Dataset.open(folder.resolve("data")).cases(), Progress.none()).get(0)
			.raters().numClasses());
		Files.writeString(folder.resolve("data/dataset.json"), "{\"numbers\": \"cells\"}");
		assertTrue(assertThrows(IOException.class, () -> Dataset.open(folder.resolve("data"))).getMessage().endsWith(
			WrongValue.message("numbers", "cells", "one of classes, instances")));
	}

	@Test
	void datasetCheckNamesInstanceMaps() throws IOException {
		final Dataset dataset = Dataset.open(folder.resolve("data"));
		final List<Finding> found = DatasetCheck.check(dataset, Progress.none());
		assertEquals(1, found.size(), found.toString());
		assertEquals(Kind.STRAY, found.get(0).kind());
		assertTrue(found.get(0).detail().contains("instance map of 299 objects"), found.toString());
		assertEquals(List.of(), DatasetCheck.check(dataset.withNumbers(LabelNumbers.INSTANCES), Progress.none()));
	}

	@Test
	void refusesToMixFusedInstanceMapsWithClassMaps() throws IOException {
		final Dataset dataset = Dataset.open(folder.resolve("data"));
		mask(folder.resolve("data/case2/task01_seg01.png"));
		Files.copy(folder.resolve("data/case1/image.tif"), folder.resolve("data/case2/image.tif"));
		final DatasetFusion fusion = new DatasetFusion(new Average(), DatasetFusion.Format.TIFF, false);
		final Dataset both = Dataset.open(folder.resolve("data")).withNumbers(LabelNumbers.INSTANCES);
		fusion.write(both, both.cases(), folder.resolve("fused"), Progress.none());
		final String message = assertThrows(IOException.class, () -> fusion.write(dataset, both.cases("case2"), folder.resolve("fused"),
			Progress.none())).getMessage();
		assertTrue(message.contains("numbers instances and not classes"), message);
	}

	@Test
	void comparesFoldersAsMasks() throws IOException {
		instances(folder.resolve("p/case1.tif"));
		mask(folder.resolve("r/case1.png"));
		final CaseScoring dice = CaseScoring.of("dice", "");
		final ComparedFolders folders = ComparedFolders.open(folder.resolve("p"), folder.resolve("r"), "", "");
		final String message = assertThrows(IllegalArgumentException.class, () -> folders.map(dice::score, Progress.none()).list()).getMessage();
		assertSays(LabelMessages.instanceMap("", 299), message);
		assertTrue(message.length() < 500, message);
		assertEquals(100, folders.withNumbers(LabelNumbers.INSTANCES).map(dice::score, Progress.none()).list().get(0).values().get("Dice"), 0);
		// and a dataset as the reference
		final ComparedFolders raters = ComparedFolders.open(folder.resolve("p"), folder.resolve("data"), "", "").withNumbers(
			LabelNumbers.INSTANCES);
		assertEquals(100, raters.map(dice::score, Progress.none()).list().get(0).values().get("Dice"), 0);
	}

	@Test
	void readsColouredObjectsAsAMask() throws IOException {
		final BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
		for (int i = 0; i < 50; i++)
			image.setRGB(i % SIDE, 2 * (i / SIDE), 0x050301 * (i + 1));
		Files.delete(folder.resolve("data/case1/task01_seg01.tif"));
		ImageIO.write(image, "png", folder.resolve("data/case1/task01_seg01.png").toFile());
		final Dataset dataset = Dataset.open(folder.resolve("data"));
		final String message = assertThrows(IllegalArgumentException.class, () -> ones(dataset)).getMessage();
		assertTrue(message.contains("numbers=instances"), message);
		assertEquals(50, ones(dataset.withNumbers(LabelNumbers.INSTANCES)));
	}

	@Test
	void refusesJpegInTiffAsLabelMap() throws IOException {
		final Path file = folder.resolve("data/case1/task01_seg01.tif");
		Files.delete(file);
		Files.copy(Path.of("src/test/resources/sfumato/files/tiff/jpeg-grey.tif"), file);
		final Dataset dataset = Dataset.open(folder.resolve("data"));
		assertTrue(assertThrows(IOException.class, () -> ones(dataset)).getMessage().contains(
			"task01_seg01.tif is a TIFF with a JPEG image inside, whose values are not those that were drawn"));
		assertEquals(Kind.UNREADABLE, DatasetCheck.check(dataset, Progress.none()).get(0).kind());
		// the image itself may be one
		assertEquals(1, ImageFiles.read(file).numChannels());
		mask(folder.resolve("p/task01_seg01.png"));
		final String message = assertThrows(IOException.class, () -> ComparedFolders.open(folder.resolve("p"), Files.move(file, Files
			.createDirectories(folder.resolve("r")).resolve("task01_seg01.tif")).getParent(), "", "").map(ComparedCase::name, Progress
				.none())).getMessage();
		assertSays(FileMessages.jpegInTiff(Says.ANY), message);
	}
}
