package sfumato.commands.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import net.imglib2.img.array.ArrayImgs;
import net.imglib2.view.Views;

import ij.ImagePlus;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;

import sfumato.commands.MacroRunner;
import sfumato.files.ImageFiles;
import sfumato.files.RoiSet;
import sfumato.images.ModelWarnings;
import sfumato.models.ModelFit;
import sfumato.models.ModelMessages;
import sfumato.output.OutputMessages;
import sfumato.prediction.PredictionMessages;
import sfumato.prediction.RandomModels;
import sfumato.progress.Progress;

/** What Predict Segmentation does with images of all kinds, by a network that has learned nothing. */
class PredictSegmentationTest {

	@TempDir
	static Path shared;
	private static Path one, two, color;

	@TempDir
	Path folder;

	@BeforeAll
	static void models() throws IOException {
		one = RandomModels.write(shared.resolve("one"), 1);
		two = RandomModels.write(shared.resolve("two"), 2);
		color = RandomModels.write(shared.resolve("color"), 3, 3, 3, "none");
	}

	/** Predicts an image that the macro opens and returns what it returns then. */
	private static MacroRunner.Outcome predict(final String open, final String options, final String then) {
		return MacroRunner.run("setBatchMode(true);\n" + open + "\nrun(\"Predict Segmentation...\", \"threads=1 model=[" + one +
			"] " + options + "\");\n" + then);
	}

	private static final String CELLS = """
		newImage("cells", "8-bit ramp", 60, 50, 1);
		makeOval(20, 15, 21, 18);
		run("Add...", "value=90");
		run("Select None");
		""";
	private static final String STACK = """
		newImage("cells", "16-bit ramp", 40, 34, 2, 3, 2);
		for (i = 1; i <= nSlices; i++) {
			setSlice(i);
			run("Add...", "value=" + 100 * i + " slice");
		}
		""";
	private static final String SUM = """
		sum = 0;
		for (i = 1; i <= nSlices; i++) {
			setSlice(i);
			getStatistics(area, mean);
			sum += i * mean;
		}
		return getTitle() + " " + d2s(sum, 6);
		""";

	@Test
	void fileEqualsTheImageInMemory() {
		final String memory = predict(CELLS, "show=probabilities", SUM).value();
		final Path file = folder.resolve("p.tif");
		assertEquals(memory, predict(CELLS, "output=[" + file + "]", SUM).value());
		assertEquals(memory.replace("cells-probabilities", "p.tif"), MacroRunner.run("open(\"" + file + "\");" + SUM).value());
		final String again = predict(CELLS, "output=[" + file + "]", "").error();
		assertEquals(OutputMessages.exists(file), again);
		assertEquals(memory, predict(CELLS, "output=[" + file + "] overwrite=true", SUM).value());
	}

	@Test
	void keepsAxesOfHyperstacks() throws IOException {
		final Path model = RandomModels.write(folder.resolve("channels"), 4, 2, 3, "z-score");
		assertEquals("40 34 3 3 2 class 1", MacroRunner.run("setBatchMode(true);\n" + STACK +
			"run(\"Predict Segmentation...\", \"threads=1 model=[" + model + "] output=[" + folder.resolve("h.tif") + "]\");" + """
				getDimensions(w, h, c, z, t);
				Stack.setPosition(2, 3, 2);
				return "" + w + " " + h + " " + c + " " + z + " " + t + " " + getInfo("slice.label");
				""").value());
	}

	@Test
	void predictsVirtualStacksLikeStacksInMemory() {
		final String save = "newImage(\"v\", \"8-bit ramp\", 40, 34, 3); saveAs(\"Tiff\", \"" + folder.resolve("v.tif") +
			"\"); close();";
		MacroRunner.run("setBatchMode(true);" + save).value();
		final String memory = predict("open(\"" + folder.resolve("v.tif") + "\");", "", SUM).value();
		assertEquals(memory, predict("run(\"TIFF Virtual Stack...\", \"open=[" + folder.resolve("v.tif") + "]\");", "", SUM).value());
	}

	@Test
	void readsColoursAsChannelsAndGreyRgbAsOneChannel() {
		final String rgb = "newImage(\"c\", \"RGB ramp\", 40, 34, 1);";
		assertEquals("c-probabilities 3", MacroRunner.run("setBatchMode(true);" + rgb +
			"run(\"Predict Segmentation...\", \"threads=1 model=[" + color + "]\"); return getTitle() + \" \" + nSlices;").value());
		assertEquals(predict("newImage(\"c\", \"8-bit ramp\", 40, 34, 1);", "", SUM).value(), predict(rgb, "", SUM).value());
	}

	@Test
	void givesLabelsUncertaintyAndOverlay() {
		assertEquals("5 1 1 1 1 0.000000", predict(CELLS, "show=both uncertainty=true overlay=true", """
			selectImage("cells-probabilities");
			setSlice(1);
			p = getPixel(30, 20);
			setSlice(2);
			q = getPixel(30, 20);
			selectImage("cells-uncertainty");
			u = getPixel(30, 20) + (p * log(p) + q * log(q)) / log(2);
			return "" + nImages + " " + isOpen("cells-labels") + " " + isOpen("cells-uncertainty") + " " + isOpen("cells-overlay") + " " +
				isOpen("cells-probabilities") + " " + d2s(abs(u) - abs(u) % 0.00001, 6);
			""").value());
	}

	@Test
	void outlinesFollowTheLabels() throws IOException {
		final Path file = folder.resolve("cells.tif");
		final String area = predict(CELLS, "show=labels rois=true overlay=true output=[" + file + "]", """
			selectImage("cells-labels");
			getStatistics(area, mean);
			total = mean * 60 * 50;
			selectImage("cells-overlay");
			sum = 0;
			for (i = 0; i < Overlay.size; i++) {
				Overlay.activateSelection(i);
				getStatistics(area);
				sum += area;
			}
			return "" + total + " " + sum;
			""").value();
		final String[] both = area.split(" ");
		assertEquals(Double.parseDouble(both[0]), Double.parseDouble(both[1]), 1e-6);
		assertTrue(Double.parseDouble(both[0]) > 0 && Double.parseDouble(both[0]) < 3000, "a network that says one thing tests nothing");
		final RoiSet rois = RoiSet.read(folder.resolve("cells-rois.zip"));
		double inside = 0;
		for (final var v : Views.flatIterable(rois.labels(new long[] { 60, 50 }, 1)))
			inside += v.get();
		assertEquals(Double.parseDouble(both[0]), inside);
	}

	@Test
	void segmentsTheSelectionOnly() {
		final String inside = """
			setSlice(2);
			makeOval(10, 5, 30, 20);
			getStatistics(area, mean);
			in = mean;
			run("Make Inverse");
			getStatistics(area, mean, min, max);
			return "" + d2s(in, 5) + " " + max;
			""";
		final String part = predict(CELLS + "makeOval(10, 5, 30, 20);", "region=true", inside).value();
		final String whole = predict(CELLS, "", inside).value();
		assertEquals(whole.split(" ")[0], part.split(" ")[0]);
		assertEquals("0", part.split(" ")[1]);
		assertEquals(part, predict(CELLS + "makeOval(10, 5, 30, 20);", "", inside).value(), "a selection is respected unasked");
		assertEquals(whole, predict(CELLS + "makeOval(10, 5, 30, 20);", "region=false", inside).value());
		assertEquals(PredictMenuMessages.noArea("cells"), predict(CELLS,
			"region=true", "").error());
	}

	@Test
	void averagesEnsembles() {
		final String at = "setSlice(2); return d2s(getPixel(30, 20), 6);";
		final double a = Double.parseDouble(predict(CELLS, "", at).value());
		final double b = Double.parseDouble(MacroRunner.run(CELLS + "run(\"Predict Segmentation...\", \"threads=1 model=[" + two +
			"]\");" + at).value());
		final double mean = Double.parseDouble(MacroRunner.run(CELLS + "run(\"Predict Segmentation...\", \"threads=1 model=[" + one +
			";" + two + "]\");" + at).value());
		assertEquals((a + b) / 2, mean, 2e-6);
	}

	@Test
	void predictionWithFlipsIsEquivariant() {
		final String even = """
			newImage("cells", "8-bit ramp", 64, 48, 1);
			makeRectangle(9, 9, 20, 11);
			run("Add...", "value=50");
			run("Select None");
			""";
		final String there = predict(even, "flips=true", "setSlice(2); return d2s(getPixel(12, 7), 5);").value();
		assertEquals(there, predict(even + "run(\"Flip Horizontally\");", "flips=true",
			"setSlice(2); return d2s(getPixel(51, 7), 5);").value());
	}

	@Test
	void previewsTheNormalization() throws IOException {
		final String picture = MacroRunner.run(CELLS + "run(\"Preview Normalization...\", \"model=[" + one + "]\"); saveAs(\"PNG\", \"" +
			folder.resolve("n.png") + "\"); return getTitle() + \" \" + bitDepth();").value();
		assertEquals("n.png 24", picture);
		assertTrue(Files.size(folder.resolve("n.png")) > 2000);
		assertEquals(PredictionMessages.imageChannels(1, "color", 3), MacroRunner.run(CELLS +
			"run(\"Preview Normalization...\", \"model=[" + color + "]\");").error());
	}

	@Test
	void warnsOfAnotherPixelSizeOrBitDepth() throws IOException {
		final Path model = RandomModels.write(folder.resolve("ct"), 5, 1, 2, "window");
		final Path sample = Files.createDirectory(model.resolve("sample"));
		final var grey = ArrayImgs.floats(8, 8, 1);
		grey.forEach(v -> v.set(900));
		ImageFiles.writeTiff(sample.resolve("image.tif"), grey, new double[] { 1, 1 }, "mm");
		final var scale = new double[] { 0.002, 0.002 };
		assertEquals(List.of(ModelMessages.otherPixelSize("ct", "0.500", "\u00B5m", "x", "0.00200", "mm", "4.00"),
			ModelMessages.otherBits("ct", 16, "x", 8, "window")), ModelFit.differences(model, "x", scale, "mm", 8));
		assertEquals(List.of(), ModelFit.differences(model, "x", new double[] { 500, 500 }, "nm", 16));
	}

	/** A training takes whole numbers for what they need, as files that were saved again in more bits are common. */
	@Test
	void wholeNumbersInMoreBitsThanTheyNeedAreNoOtherBitDepth() throws IOException {
		final Path model = RandomModels.write(folder.resolve("bytes"), 5, 1, 2, "window");
		final var grey = ArrayImgs.floats(8, 8, 1);
		grey.forEach(v -> v.set(200));
		ImageFiles.writeTiff(Files.createDirectory(model.resolve("sample")).resolve("image.tif"), grey, new double[] { 1, 1 }, "mm");
		assertEquals(0, warnings(model, new FloatProcessor(8, 8, new float[64])));
		assertEquals(0, warnings(model, new ShortProcessor(8, 8)));
		final ShortProcessor large = new ShortProcessor(8, 8);
		large.set(3, 3, 300);
		assertEquals(1, warnings(model, large));
		final FloatProcessor fractions = new FloatProcessor(8, 8);
		fractions.setf(3, 3, 0.5f);
		assertEquals(1, warnings(model, fractions));
	}

	private static long warnings(final Path model, final ImageProcessor pixels) throws IOException {
		final List<String> log = new ArrayList<>();
		ModelWarnings.ofImage(model, new ImagePlus("x", pixels), new Progress() {

			@Override
			public void update(final double fraction, final String message) {}

			@Override
			public void log(final String line) {
				log.add(line);
			}

			@Override
			public boolean isCanceled() {
				return false;
			}
		});
		return log.stream().filter(line -> line.contains("-bit")).count();
	}

	@Test
	void advisesTilesOfThePatchSizeForGlobalNetworks() throws IOException {
		final Path model = folder.resolve("deep");
		Files.createDirectories(model);
		final String json = Files.readString(one.resolve("model.json"));
		Files.writeString(model.resolve("model.json"), json.replaceFirst("unet\\(.*\\)\"", "deeplabv3plus(encoder: resnet18d)\""));
		assertEquals(Optional.empty(), ModelFit.tileAdvice(model, 0, 512), "nobody knows");
		final String training = "{\"used\": {\"patch\": 128}}";
		Files.writeString(model.resolve("training.json"), training);
		assertTrue(ModelFit.tileAdvice(model, 0, 512).orElseThrow().contains(
			"was trained on patches of 128 pixels; tile=128 may segment better"));
		assertEquals(Optional.empty(), ModelFit.tileAdvice(model, 0, 160));
		assertEquals(Optional.empty(), ModelFit.tileAdvice(model, 128, 512));
		final Path small = folder.resolve("unet");
		Files.createDirectories(small);
		Files.writeString(small.resolve("model.json"), json);
		Files.writeString(small.resolve("training.json"), training);
		assertEquals(Optional.empty(), ModelFit.tileAdvice(small, 0, 512), "sees little around a pixel");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
		output=DIR/p.png          | must be a TIFF file, .tif or .tiff.
		output=DIR/no/p.tif       | there is no folder
		overlap=-1                | overlap is -1 but must be a number of pixels
		tile=32 overlap=32        | overlap is 32 but must be less than the tile, which is 32.
		show=everything           | show is "everything" but must be one of probabilities, labels, both
		""")
	void refusesWrongInput(final String options, final String sentence) throws IOException {
		final String error = predict(CELLS, options.replace("DIR", folder.toString()), "").error();
		assertTrue(error != null && error.contains(sentence), error);
		try (var files = Files.list(folder)) {
			assertFalse(files.findAny().isPresent(), "nothing is left behind");
		}
	}
}
