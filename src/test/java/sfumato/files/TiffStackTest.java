package sfumato.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ij.ImagePlus;
import ij.io.Opener;
import ij.plugin.FileInfoVirtualStack;
import sfumato.commands.MacroRunner;

/** Stacks written in pieces, opened by ImageJ and by Java's own TIFF reader. */
class TiffStackTest {

	private static final int W = 7, H = 5;

	@TempDir
	Path folder;

	@BeforeAll
	static void patch() {
		MacroRunner.imagej(); // one for all tests: a second one would take the hooks of the first
	}

	private static TiffStack.Layout probabilities(final int width, final int height, final int slices) {
		return new TiffStack.Layout(width, height, 2, slices, 1, false, new double[] { 0.25, 0.5, 2 }, "\u00B5m", List.of("background",
			"cell"), List.of(0, 0xE69F00));
	}

	private static float value(final int x, final int y, final int c, final int z) {
		return x + 10 * y + 100 * c + 1000 * z + 0.5f;
	}

	private Path write(final int slices) throws IOException {
		final Path file = folder.resolve("p.tif");
		try (TiffStack tiff = TiffStack.create(file, probabilities(W, H, slices))) {
			for (int z = 0; z < slices; z++)
				for (final int[] rows : new int[][] { { 0, 2 }, { 2, 3 } }) {
					final FloatBuffer b = FloatBuffer.allocate(2 * rows[1] * W);
					for (int c = 0; c < 2; c++)
						for (int y = rows[0]; y < rows[0] + rows[1]; y++)
							for (int x = 0; x < W; x++)
								b.put(value(x, y, c, z));
					tiff.write(z, rows[0], rows[1], b.flip());
				}
			assertFalse(Files.exists(file), "there is no half file");
			tiff.finish();
		}
		return file;
	}

	private static void check(final ImagePlus image, final int slices) {
		assertEquals(2 * slices, image.getStackSize());
		for (int i = 0; i < 2 * slices; i++)
			for (int y = 0; y < H; y++)
				for (int x = 0; x < W; x++)
					assertEquals(value(x, y, i % 2, i / 2), image.getStack().getProcessor(i + 1).getf(x, y));
		assertEquals("cell", image.getStack().getSliceLabel(2));
	}

	@Test
	void imageJOpensDimensionsNamesAndColours() throws IOException {
		final ImagePlus image = new Opener().openImage(write(3).toString());
		check(image, 3);
		assertArrayEquals(new int[] { W, H, 2, 3, 1 }, image.getDimensions());
		assertEquals(0.25, image.getCalibration().pixelWidth, 1e-6);
		assertEquals(0.5, image.getCalibration().pixelHeight, 1e-6);
		assertEquals(2, image.getCalibration().pixelDepth, 1e-6);
		assertEquals("\u00B5m", image.getCalibration().getUnit());
		assertTrue(image.isComposite());
		assertEquals(0xE69F00, image.getLuts()[1].getRGB(255) & 0xFFFFFF);
	}

	@Test
	void imageJOpensAVirtualStack() throws IOException {
		final ImagePlus image = FileInfoVirtualStack.openVirtual(write(3).toString());
		assertTrue(image.getStack().isVirtual());
		check(image, 3);
		assertArrayEquals(new int[] { W, H, 2, 3, 1 }, image.getDimensions());
	}

	@Test
	void imageJOpensRenamedFilesAsVirtualStack() throws IOException {
		final Path own = write(3);
		final ImagePlus saved = new Opener().openImage(own.toString());
		new ij.io.FileSaver(saved).saveAsTiffStack(folder.resolve("saved.tif").toString());
		for (final Path file : List.of(own, Files.move(folder.resolve("saved.tif"), folder.resolve("renamed.tif")))) {
			final ImagePlus image = VirtualTiff.open(file);
			assertTrue(image.getStack().isVirtual());
			check(image, 3);
			check(image, 3); // again
			assertArrayEquals(new int[] { W, H, 2, 3, 1 }, image.getDimensions());
			assertEquals(2, image.getCalibration().pixelDepth, 1e-6);
			assertEquals("\u00B5m", image.getCalibration().getUnit());
		}
	}

	@Test
	void writesADirectoryPerPlane() throws IOException {
		try (ImageInputStream in = ImageIO.createImageInputStream(write(3).toFile())) {
			final ImageReader reader = StreamSupport.stream(Spliterators.spliteratorUnknownSize(ImageIO.getImageReadersByFormatName("tiff"), 0),
				false).filter(r -> r.getClass().getName().startsWith("com.sun.")).findFirst().orElseThrow();
			reader.setInput(in);
			assertEquals(6, reader.getNumImages(true));
			for (int i = 0; i < 6; i++)
				assertEquals(value(3, 4, i % 2, i / 2), reader.read(i).getRaster().getSampleFloat(3, 4, 0));
		}
	}

	@Test
	void writesLabelsAsColourIndices() throws IOException {
		final Path file = folder.resolve("labels.tif");
		try (TiffStack tiff = TiffStack.create(file, new TiffStack.Layout(3, 1, 1, 1, 1, true, new double[] { 1, 1, 1 }, "pixel",
			List.of("a", "b"), List.of(0, 0x56B4E9))))
		{
			tiff.write(0, 0, 1, FloatBuffer.wrap(new float[] { 1, 0, 1 }));
			tiff.finish();
		}
		final ImagePlus image = new Opener().openImage(file.toString());
		assertEquals(8, image.getBitDepth());
		assertArrayEquals(new byte[] { 1, 0, 1 }, (byte[]) image.getProcessor().getPixels());
		assertEquals(0x56B4E9, image.getProcessor().getCurrentColorModel().getRGB(1) & 0xFFFFFF);
		assertEquals(0x56B4E9, ImageIO.read(file.toFile()).getRGB(0, 0) & 0xFFFFFF);
	}

	@Test
	void unfinishedWriteLeavesNoFiles() throws IOException {
		Files.writeString(folder.resolve("old.tif"), "old");
		try (TiffStack tiff = TiffStack.create(folder.resolve("old.tif"), probabilities(W, H, 1))) {
			tiff.write(0, 0, 1, FloatBuffer.allocate(2 * W));
		}
		try (Stream<Path> files = Files.list(folder)) {
			assertEquals(List.of(folder.resolve("old.tif")), files.toList());
		}
		assertEquals("old", Files.readString(folder.resolve("old.tif")));
		assertEquals(FileMessages.noParent(folder.resolve("no/p.tif"), folder.resolve("no")), assertThrows(IOException.class, ()
			-> TiffStack.create(folder.resolve("no/p.tif"), probabilities(W, H, 1))).getMessage());
	}

	@Test
	@Tag("slow") // 5 GB, of which the system stores what is written only, if it can
	void imageJOpensMoreThanFourGigabytes() throws IOException {
		final int slices = 640, side = 1024;
		final Path file = folder.resolve("large.tif");
		try (TiffStack tiff = TiffStack.create(file, probabilities(side, side, slices))) {
			final FloatBuffer row = FloatBuffer.allocate(2 * side);
			for (int i = 0; i < 2 * side; i++)
				row.put(i);
			tiff.write(slices - 1, side - 1, 1, row.flip());
			tiff.finish();
		}
		assertTrue(Files.size(file) > 5L << 30);
		final ImagePlus image = FileInfoVirtualStack.openVirtual(file.toString());
		assertArrayEquals(new int[] { side, side, 2, slices, 1 }, image.getDimensions());
		assertEquals(side + 77, image.getStack().getProcessor(2 * slices).getf(77, side - 1));
		assertEquals(0, image.getStack().getProcessor(2 * slices).getf(77, side - 2));
	}
}
