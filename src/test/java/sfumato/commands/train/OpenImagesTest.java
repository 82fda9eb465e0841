package sfumato.commands.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sfumato.Says.assertSays;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.OvalRoi;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;

import sfumato.commands.MacroRunner;
import sfumato.data.DataMessages;
import sfumato.data.Dataset;
import sfumato.data.LoadedCase;
import sfumato.engine.checkpoint.SafeTensors;
import sfumato.engine.checkpoint.Tensor;
import sfumato.images.CaseImages;
import sfumato.jobs.cases.CaseMessages;

/** Training without a folder of data, on stacks that are open. */
class OpenImagesTest {

	private static final int SIDE = 32;

	@TempDir
	Path folder;

	/** A cell in the middle of each slice, brighter than the rest. */
	private static boolean inside(final int x, final int y, final int slice) {
		return Math.hypot(x - 16 - slice, y - 15) < 8;
	}

	private static ImagePlus images(final int n) {
		final ImageStack stack = new ImageStack(SIDE, SIDE);
		final Random random = new Random(4);
		for (int z = 0; z < n; z++) {
			final ByteProcessor ip = new ByteProcessor(SIDE, SIDE);
			for (int i = 0; i < SIDE * SIDE; i++)
				ip.set(i, (inside(i % SIDE, i / SIDE, z) ? 150 : 60) + random.nextInt(40));
			stack.addSlice(ip);
		}
		return new ImagePlus("cells", stack);
	}

	/** A value per pixel, channel and plane. */
	@FunctionalInterface
	private interface Values {
		double at(int x, int y, int c, int z);
	}

	private static ImagePlus labels(final int bits, final int channels, final int slices, final int frames, final Values values) {
		final ImageStack stack = new ImageStack(SIDE, SIDE);
		for (int p = 0; p < slices * frames; p++)
			for (int c = 0; c < channels; c++) {
				final ImageProcessor ip = bits == 32 ? new FloatProcessor(SIDE, SIDE) : new ByteProcessor(SIDE, SIDE);
				for (int i = 0; i < SIDE * SIDE; i++)
					ip.setf(i, (float) values.at(i % SIDE, i / SIDE, c, p));
				stack.addSlice(ip);
			}
		final ImagePlus image = new ImagePlus("labels", stack);
		image.setDimensions(channels, slices, frames);
		image.setOpenAsHyperStack(true);
		return image;
	}

	private static ImagePlus masks(final int n) {
		return labels(8, 1, n, 1, (x, y, c, z) -> inside(x, y, z) ? 255 : 0);
	}

	private CommandModule train(final Object... more) {
		final List<Object> inputs = new ArrayList<>(List.of("network", "unet(encoder: plain, width: 4)", "epochs", 2, "batch", 2,
			"patch", 32, "threads", 1, "overwrite", true, "output", folder.resolve("model").toFile()));
		inputs.addAll(Arrays.asList(more));
		try {
			return MacroRunner.imagej().context().service(CommandService.class).run(TrainNetwork.class, true, inputs.toArray()).get();
		}
		catch (final Exception e) {
			throw new IllegalStateException(e);
		}
	}

	private void assertTrained(final Object... more) {
		final CommandModule done = train(more);
		assertNotNull(done.getOutput("model"), done.getCancelReason());
	}

	private String refused(final Object... more) {
		final CommandModule done = train(more);
		assertTrue(done.isCanceled());
		assertFalse(Files.exists(folder.resolve("model")));
		assertFalse(done.getCancelReason().contains("Exception"), done.getCancelReason());
		return done.getCancelReason();
	}

	private JsonObject data() throws IOException {
		return JsonParser.parseString(Files.readString(folder.resolve("model/training.json"))).getAsJsonObject().getAsJsonObject(
			"data");
	}

	private List<String> names(final String of) throws IOException {
		final List<String> names = new ArrayList<>();
		data().getAsJsonArray(of).forEach(c -> names.add(c.getAsJsonObject().get("name").getAsString()));
		return names;
	}

	@Test
	void openStacksTrainTheSameWeightsAsTheirDataset() throws IOException {
		final Dataset set = Dataset.open(Path.of("test-images/phantoms"));
		final ImageStack pixels = new ImageStack(128, 128), drawn = new ImageStack(128, 128);
		for (final var c : set.cases("1-3")) {
			final LoadedCase loaded = set.load(c);
			pixels.addSlice(c.name(), CaseImages.image(loaded).getProcessor());
			final ImagePlus raters = CaseImages.raters(loaded);
			for (int r = 1; r <= raters.getStackSize(); r++)
				drawn.addSlice(raters.getStack().getSliceLabel(r), raters.getStack().getProcessor(r));
		}
		final ImagePlus images = new ImagePlus("phantoms", pixels), labels = new ImagePlus("raters", drawn);
		labels.setDimensions(1, 5, 3);
		assertTrained("images", images, "labels", labels, "cases", "1-2", "validation", "3");
		final byte[] open = Files.readAllBytes(folder.resolve("model/weights.safetensors"));
		final String history = Files.readString(folder.resolve("model/history.csv"));
		assertEquals(List.of("case01", "case02"), names("cases"));
		assertTrained("dataset", Path.of("test-images/phantoms").toFile(), "cases", "1-2", "validation", "3");
		assertArrayEquals(Files.readAllBytes(folder.resolve("model/weights.safetensors")), open);
		assertEquals(Files.readString(folder.resolve("model/history.csv")), history);
	}

	@Test
	void recordsFilesOfOpenImagesAndLeavesThemUnchanged() throws IOException {
		final ImagePlus images = images(4), labels = masks(4);
		final Path file = folder.resolve("cells.tif");
		IJ.saveAsTiff(images, file.toString());
		final byte[] before = ((byte[]) images.getStack().getPixels(2)).clone();
		assertTrained("images", images, "labels", labels, "cases", "1-2", "validation", "slice 4");
		assertArrayEquals(before, (byte[]) images.getStack().getPixels(2));
		assertEquals(List.of("slice 1", "slice 2"), names("cases"));
		assertEquals(List.of("slice 4"), names("validation"));
		final JsonObject open = data().getAsJsonObject("open"), pixels = open.getAsJsonObject("images");
		assertEquals("cells.tif", pixels.get("title").getAsString());
		assertEquals(file.toString(), pixels.get("file").getAsString());
		assertEquals("32 x 32 x 4 x 1", pixels.get("size").getAsString());
		assertTrue(open.getAsJsonObject("labels").get("file").isJsonNull());
		final String hash = pixels.get("sha256").getAsString();
		assertTrue(Files.readString(folder.resolve("model/README.md")).contains("2 cases of the open images `cells.tif`"));
		images.getStack().getProcessor(2).set(3, 4, 9);
		assertTrained("images", images, "labels", labels);
		assertEquals(4, names("cases").size());
		assertFalse(hash.equals(data().getAsJsonObject("open").getAsJsonObject("images").get("sha256").getAsString()));
	}

	private float[] weights() throws IOException {
		final List<Float> all = new ArrayList<>();
		for (final Tensor t : SafeTensors.read(folder.resolve("model/weights.safetensors")).values())
			for (final float v : t.values())
				all.add(v);
		final float[] values = new float[all.size()];
		for (int i = 0; i < values.length; i++)
			values[i] = all.get(i);
		return values;
	}

	@Test
	void trainsTheSameWeightsFromMasksLabelsAndProbabilities() throws IOException {
		final ImagePlus images = images(2);
		assertTrained("images", images, "labels", masks(2));
		final float[] expected = weights();
		assertTrained("images", images, "labels", labels(32, 1, 2, 1, (x, y, c, z) -> inside(x, y, z) ? 1 : 0));
		assertArrayEquals(expected, weights());
		assertTrained("images", images, "labels", labels(32, 2, 2, 1, (x, y, c, z) -> inside(x, y, z) == (c == 1) ? 1 : 0));
		assertArrayEquals(expected, weights());
		assertTrained("images", images, "labels", labels(8, 3, 2, 1, (x, y, c, z) -> inside(x, y, z) ? 1 : 0));
		assertArrayEquals(expected, weights());
		assertTrained("images", images, "labels", labels(8, 1, 2, 3, (x, y, c, p) -> inside(x, y, p % 2) ? 1 : 0));
		assertArrayEquals(expected, weights());
		images.setDimensions(1, 1, 2);
		assertTrained("images", images, "labels", labels(8, 1, 3, 2, (x, y, c, p) -> inside(x, y, p / 3) ? 1 : 0));
		assertArrayEquals(expected, weights());
	}

	@Test
	void treatsTheIgnoredValueLikeNaN() throws IOException {
		final ImagePlus images = images(3);
		assertTrained("images", images, "ignore", "255", "labels", labels(8, 1, 3, 1, (x, y, c, z) -> z == 1 || y % 4 == 0 ? 255
			: inside(x, y, z) ? 1 : 0));
		assertEquals(List.of("slice 1", "slice 3"), names("cases"));
		final float[] expected = weights();
		assertTrained("images", images, "labels", labels(32, 1, 3, 1, (x, y, c, z) -> z == 1 || y % 4 == 0 ? Double.NaN : inside(x, y,
			z) ? 1 : 0));
		assertArrayEquals(expected, weights());
		assertTrained("images", images, "labels", labels(32, 2, 3, 1, (x, y, c, z) -> z == 1 || y % 4 == 0 ? Double.NaN : inside(x, y,
			z) == (c == 1) ? 1 : 0));
		assertArrayEquals(expected, weights());
	}

	@Test
	void learnsSoftLabelsOfThreeClasses() throws IOException {
		final ImagePlus labels = labels(32, 3, 2, 1, (x, y, c, z) -> inside(x, y, z) ? new double[] { 0.25, 0.5, 0.25 }[c] : c == 0
			? 1 : 0);
		for (int i = 1; i <= 6; i++)
			labels.getStack().setSliceLabel(List.of("nothing", "cell", "nucleus").get((i - 1) % 3), i);
		assertTrained("images", images(2), "labels", labels, "validation", "2");
		final String model = Files.readString(folder.resolve("model/model.json"));
		assertTrue(model.contains("\"nucleus\"") && model.contains("\"cell\""), model);
	}

	private static Roi cell(final int z, final String name, final int group) {
		final Roi roi = new OvalRoi(8 + z, 7, 16, 16);
		roi.setName(name);
		roi.setPosition(z);
		roi.setGroup(group);
		return roi;
	}

	private List<LoadedCase> outlined(final ImagePlus images, final String where, final String by, final boolean background,
		final List<String> log) throws IOException
	{
		final var stack = OpenOutlines.find(images, where, by).label(OpenStack.of(images), background, log::add);
		return stack.load(stack.select(""));
	}

	@Test
	void assignsOverlayOutlinesToRatersByNameOrGroup() throws IOException {
		final ImagePlus images = images(4);
		final Overlay overlay = new Overlay();
		overlay.add(cell(1, "Eva: class1", 3));
		overlay.add(cell(1, "Jan: class2 left", 5));
		overlay.add(cell(2, "Eva: class2", 3));
		images.setOverlay(overlay);
		final List<String> log = new ArrayList<>();
		final List<LoadedCase> cases = outlined(images, "overlay", "name", false, log);
		assertEquals(List.of("slice 1", "slice 2"), cases.stream().map(LoadedCase::name).toList());
		assertEquals(List.of("Eva", "Jan"), cases.get(0).raters().names());
		assertEquals(List.of("Eva"), cases.get(1).raters().names());
		assertEquals(3, cases.get(1).raters().numClasses());
		assertEquals(1, cases.get(0).raters().hard().labels(0).getAt(17, 15).get());
		assertEquals(2, cases.get(0).raters().hard().labels(1).getAt(17, 15).get());
		assertEquals(0, cases.get(0).raters().hard().labels(1).getAt(2, 2).get());
		assertEquals(TrainMenuMessages.outlines(List.of("Eva", "Jan"), TrainMenuMessages.overlay("cells")), log.get(0));
		assertEquals(List.of("3", "5"), outlined(images, "overlay", "group", false, log).get(0).raters().names());
		// the group is no class where it is a rater
		overlay.get(0).setName("left");
		assertEquals(1, outlined(images, "overlay", "group", false, log).get(0).raters().hard().labels(0).getAt(17, 15).get());
		// but where all are of one rater; later ones cover earlier ones
		assertEquals(5, outlined(images, "overlay", "one", false, log).get(0).raters().hard().labels(0).getAt(17, 15).get());
		final List<LoadedCase> all = outlined(images, "overlay", "group", true, log);
		assertEquals(4, all.size());
		assertEquals(2, all.get(3).raters().size());
		assertEquals("left", overlay.get(0).getName());
	}

	@Test
	void readsOutlinesFromFilesAndFrames() throws IOException {
		final ImagePlus images = images(3);
		images.setDimensions(1, 1, 3);
		final Roi roi = new OvalRoi(8, 7, 16, 16);
		roi.setPosition(1, 1, 3);
		final Path raters = Files.createDirectories(folder.resolve("raters"));
		ij.io.RoiEncoder.save(roi, raters.resolve("Eva.roi").toString());
		roi.setPosition(1, 1, 2);
		ij.io.RoiEncoder.save(roi, raters.resolve("Jan.roi").toString());
		final List<LoadedCase> cases = outlined(images, raters.toString(), "one", false, new ArrayList<>());
		assertEquals(List.of("frame 2", "frame 3"), cases.stream().map(LoadedCase::name).toList());
		assertEquals(List.of("Jan"), cases.get(0).raters().names());
		assertEquals(2, outlined(images, raters.resolve("Eva.roi") + "; " + raters.resolve("Jan.roi"), "one", true,
			new ArrayList<>()).get(0).raters().size());
		assertTrained("images", images, "outlines", raters.toString());
	}

	@Test
	void macroTrainsOnAnOverlay() {
		MacroRunner.run("""
			setBatchMode(true);
			newImage("spots", "8-bit noise", 32, 32, 2);
			makeOval(5, 5, 12, 12); Overlay.addSelection; Overlay.setPosition(1);
			makeOval(9, 5, 12, 12); Overlay.addSelection; Overlay.setPosition(2);
			run("Train Network...", "images=spots outlines=overlay network=[unet(encoder: plain, width: 4)] epochs=1 batch=2 " +
				"patch=32 threads=1 output=[%s]");
			""".formatted(folder.resolve("model"))).value();
		assertTrue(Files.exists(folder.resolve("model/model.json")));
	}

	@Test
	void macroTrainsOnSoftLabelsAndStrokes() throws IOException {
		final String dice = MacroRunner.run(Files.readString(Path.of("macros", "13_open_images.ijm")),
			"train=8,epochs=25,network=unet(encoder: plain; width: 8),patch=64,threads=1,output=" + folder).value();
		assertTrue(dice.matches("soft: Dice \\d+\\.\\d\\d\nstrokes: Dice \\d+\\.\\d\\d\n"), dice);
		for (final String line : dice.lines().toList())
			assertTrue(Double.parseDouble(line.replaceAll(".* ", "")) > 60, dice);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
		1 8 1 3  | | The labels "labels" have 3 slices but the images "cells" have 4 slices; every plane needs its labels.
		1 8 4 4  | | The labels "labels" have 4 slices and 4 frames; say which of them are the raters: axis=slice or axis=frame.
		1 8 3 4  | axis=slice | With one rater per slice, the labels "labels" have 3 planes of each, but the images "cells" have 4 planes
		2 8 1 4  | classes | have 2 channels that sum to 1 in every pixel, as classes do; make them 32-bit, or say axis=channel
		2 8 1 4  | bytes | have 2 channels that sum to 255 in every pixel, as classes do; make them 32-bit and divide them by 255
		2 32 1 4 | half | have 2 channels that sum to 0.5 to 0.5; probabilities of classes sum to 1.
		1 8 1 4  | ramp | different whole numbers up to 255, as probabilities times 255 do, and not class numbers
		1 32 1 4 | ramp | hold values up to 255.0, but probabilities are between 0 and 1; divide them by 255
		1 8 1 4  | nothing | All pixels of all raters have the value 9 of missing labels
		1 32 1 4 | half ignore=7 | hold probabilities, in which ignored pixels are NaN; ignore=7 is for label maps.
		""")
	void refusesLabelsThatDoNotFitTheImages(final String shape, final String how, final String message) {
		final int[] s = Arrays.stream(shape.split(" +")).mapToInt(Integer::parseInt).toArray();
		final String kind = how == null ? "" : how.replaceAll(" ?\\w+=\\w+", "");
		final int frames = s[2], slices = s[3];
		final ImagePlus labels = labels(s[1], s[0], slices, frames, (x, y, c, z) -> switch (kind) {
			case "classes" -> inside(x, y, z) == (c == 1) ? 1 : 0;
			case "bytes" -> c == 0 ? 8 * x : 255 - 8 * x;
			case "half" -> 0.25 * (s[0] == 1 ? 2 : 1);
			case "ramp" -> s[1] == 8 ? 8 * x + (x == 31 ? 7 : 0) + y % 2 * (x < 31 ? 1 : 0) : x == 31 ? 255 : x * 8 + 0.5;
			case "nothing" -> 9;
			default -> inside(x, y, z) ? 1 : 0;
		});
		final List<Object> inputs = new ArrayList<>(List.of("images", images(4), "labels", labels));
		if (kind.equals("nothing")) inputs.addAll(List.of("ignore", "9"));
		if (how != null && how.contains("=")) inputs.addAll(Arrays.asList((Object[]) how.replaceFirst("^\\w+ ", "").split("=")));
		final String sentence = refused(inputs.toArray());
		assertTrue(sentence.contains(message), sentence);
	}

	@Test
	void refusesImagesAndDatasetTogether() {
		final ImagePlus images = images(2), labels = masks(2);
		final Object set = Path.of("test-images/phantoms").toFile();
		assertEquals(TrainMenuMessages.datasetAndImages(), refused("images", images, "labels", labels,
			"dataset", set));
		assertEquals(TrainMenuMessages.nothingToTrainOn(), refused());
		assertEquals(TrainMenuMessages.labelsAlone(), refused("labels",
			labels));
		assertEquals(DataMessages.noLabels("cells"), refused("images", images));
		assertEquals(TrainMenuMessages.labelsAndOutlines("overlay"), refused("images", images, "labels", labels,
			"outlines", "overlay"));
		assertEquals(TrainMenuMessages.noOverlay("the overlay of \"cells\""), refused("images", images, "outlines", "overlay"));
		assertEquals(TrainMenuMessages.noManagerOutlines(),
			refused("images", images, "outlines", "manager"));
		assertEquals(TrainMenuMessages.taskOfImages("1"), refused("images", images, "labels", labels,
			"task", "1"));
		assertSays(DataMessages.noRange("3", 2, "slice 1, slice 2"), refused("images", images, "labels", labels, "cases", "3"));
		assertSays(CaseMessages.trainedAndValidated("slice 1"), refused("images", images, "labels", labels, "cases", "1",
			"validation", "1"));
	}

	@Test
	void datasetMayIgnoreAValue() throws IOException {
		final Path data = folder.resolve("data/case1");
		Files.createDirectories(data);
		IJ.saveAsTiff(new ImagePlus("image", images(1).getProcessor()), data.resolve("image.tif").toString());
		IJ.saveAsTiff(new ImagePlus("seg", labels(8, 1, 1, 1, (x, y, c, z) -> y % 4 == 0 ? 7 : inside(x, y, z) ? 1 : 0).getProcessor()),
			data.resolve("task01_seg01.tif").toString());
		assertTrained("dataset", data.getParent().toFile(), "ignore", "7");
		assertEquals("7", data().get("ignore").getAsString());
		assertTrue(Files.readString(folder.resolve("model/model.json")).contains("background"));
	}
}
