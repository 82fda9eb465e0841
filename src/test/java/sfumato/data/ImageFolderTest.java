package sfumato.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sfumato.Says.assertSays;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import net.imglib2.img.array.ArrayImgs;
import sfumato.Says;
import sfumato.files.ImageFiles;
import sfumato.labels.LabelClass;
import sfumato.progress.Progress;
import sfumato.text.TextMessages;

class ImageFolderTest {

	@TempDir
	Path folder;

	private void image(final String file, final long... dims) throws IOException {
		final Path path = folder.resolve(file);
		Files.createDirectories(path.getParent());
		final double[] size = new double[dims.length - 1];
		java.util.Arrays.fill(size, 1);
		ImageFiles.writeTiff(path, ArrayImgs.floats(dims), size, "pixel");
	}

	private List<String> names(final String selection) throws IOException {
		return new ImageFolder(folder).cases(selection).stream().map(Case::name).toList();
	}

	@Test
	void findsImagesInTheFolder() throws IOException {
		image("b10.tif", 4, 3, 1);
		image("b9.tif", 4, 3, 1);
		Files.writeString(folder.resolve("notes.txt"), "no image");
		assertEquals(List.of("b9", "b10"), names(""));
		assertEquals(List.of("b10"), names("2"));
		assertFalse(ImageFolder.hasLabelMaps(folder));
	}

	@Test
	void findsImagesOfAllDatasetLayouts() throws IOException {
		image("case1/image.tif", 4, 3, 1);
		image("case1/task01_seg01.tif", 4, 3, 1);
		image("case2/image.tif", 4, 3, 1);
		assertEquals(List.of("case1", "case2"), names(""));
		assertTrue(ImageFolder.hasLabelMaps(folder));
		image("images/x.tif", 4, 3, 1);
		assertEquals(List.of("x"), names(""));
	}

	@Test
	void casesHaveNoRatersAndTheChosenClasses() throws IOException {
		image("a.tif", 4, 3, 2);
		final LoadedCase c = ImageFolder.load(new ImageFolder(folder).cases(""), 2, LabelClass.defaults(3), Progress.none()).get(
			0);
		assertEquals(0, c.raters().size());
		assertEquals(3, c.raters().numClasses());
		assertArrayEquals(new long[] { 4, 3 }, c.raters().dimensions());
	}

	@Test
	void readsPlanesAsChannelsIfAsManyAreExpected() throws IOException {
		image("v.tif", 5, 4, 3, 1);
		final List<Case> cases = new ImageFolder(folder).cases("");
		final LoadedCase flat = ImageFolder.load(cases, 3, LabelClass.defaults(2), Progress.none()).get(0);
		assertFalse(flat.image().isVolume());
		assertEquals(List.of(DataMessages.channelsOf(3, "v.tif")), flat.notes());
		final LoadedCase volume = ImageFolder.load(cases, 1, LabelClass.defaults(2), Progress.none()).get(0);
		assertArrayEquals(new long[] { 5, 4, 3 }, volume.raters().dimensions());
		assertArrayEquals(new long[] { 5, 4 }, volume.raters().plane(1).dimensions());
		assertEquals(DataMessages.imageChannels("v", 1, 2), assertThrows(IllegalArgumentException.class,
			() -> ImageFolder.load(cases, 2, LabelClass.defaults(2), Progress.none())).getMessage());
	}

	@Test
	void refusesFoldersWithoutImages() throws IOException {
		assertSays(DataMessages.noImages(folder), message(folder));
		assertEquals(TextMessages.noFolder(folder.resolve("x")), message(folder.resolve("x")));
		image("case1/image.tif", 4, 3, 1);
		Files.copy(folder.resolve("case1/image.tif"), folder.resolve("case1/image.tiff"));
		assertSays(DataMessages.twoImages(Says.ANY, Says.ANY, "image.tif", "image.tiff"), message(folder));
		image("images/y.tif", 4, 3, 1);
		Files.copy(folder.resolve("images/y.tif"), folder.resolve("images/y.tiff"));
		assertSays(DataMessages.imagesOfOneName("y", Says.ANY), message(folder));
	}

	private static String message(final Path folder) {
		return assertThrows(IOException.class, () -> new ImageFolder(folder)).getMessage();
	}
}
