package sfumato.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sfumato.Says.assertSays;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.StreamSupport;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.DoubleType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandModule;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;

import sfumato.Says;
import sfumato.commands.CommandCatalogue;
import sfumato.commands.MacroRunner;
import sfumato.data.DataMessages;
import sfumato.files.StackPlanes;
import sfumato.labels.LabelMessages;
import sfumato.statistics.StatisticsMessages;
import sfumato.text.WrongValue;
import sfumato.training.TrainingControl;
import sfumato.training.TrainingListener;
import sfumato.training.TrainingMonitor;
import sfumato.training.settings.SettingsMessages;

/** What the API promises beside the numbers that {@code ApiPageTest} compares. */
class ApiTest {

	@TempDir
	private Path folder;

	private static Img<UnsignedByteType> square(final int from, final int to, final int value) {
		return ApiProgram.square(32, from, to, value);
	}

	private static String message(final org.junit.jupiter.api.function.Executable wrong) {
		return assertThrows(IllegalArgumentException.class, wrong).getMessage();
	}

	private static double[] values(final RandomAccessibleInterval<FloatType> image) {
		return StreamSupport.stream(Views.flatIterable(image).spliterator(), false).mapToDouble(FloatType::get).toArray();
	}

	private Training small(final Sfumato sfumato, final Dataset data) {
		return sfumato.train(data).preset("quick").network("unet(encoder: plain, width: 4)").epochs(2).patch(32).batch(2).checkpoint(0).threads(1)
			.device("cpu");
	}

	@Test
	void refusesImagesWithoutAxes() {
		assertEquals(ApiMessages.axesMissing(3), message(() -> Image.of(ArrayImgs
			.floats(4, 3, 2))));
		assertEquals(ApiMessages.axesNumber("XY", 3, "4, 3, 2", "X, Y, Z, T, C"), message(() -> Image.of(
			ArrayImgs.floats(4, 3, 2), "XY")));
		assertEquals(ApiMessages.axesTwice("XXY", "X, Y, Z, T, C"), message(() -> Image.of(ArrayImgs.floats(4, 3, 2),
			"XXY")));
		assertEquals(ApiMessages.axesLackPlane("xzc"), message(() -> Image.of(ArrayImgs.floats(4, 3, 2), "xzc")));
		assertEquals(ApiMessages.raterAxesMissing(3), message(() -> Raters.of(List.of(
			ArrayImgs.bytes(4, 3, 2)))));
		assertSays(ApiMessages.raterAxisMissing(Says.ANY), message(() -> Raters.of(ArrayImgs.bytes(4, 3, 2), "XYZ")));
		assertEquals(ApiMessages.imageIsNull(), message(() -> Image.of(
			(ImagePlus) null)));
	}

	/** Each value says where it lies: x + 10 y + 100 z + 1000 t + 10000 c. */
	@Test
	void acceptsAxesInAnyOrder() {
		final int[] size = { 3, 2, 4, 2, 2 };
		final String names = "XYZTC";
		double[] expected = null;
		for (final String order : List.of("XYZTC", "CTZYX", "TXCZY", "YXZCT")) {
			final long[] dims = order.chars().mapToLong(c -> size[names.indexOf(c)]).toArray();
			final Img<DoubleType> image = ArrayImgs.doubles(dims);
			final var cursor = image.localizingCursor();
			while (cursor.hasNext()) {
				cursor.fwd();
				double v = 0;
				for (int d = 0; d < dims.length; d++)
					v += Math.pow(10, names.indexOf(order.charAt(d))) * cursor.getIntPosition(d);
				cursor.get().set(v);
			}
			final RandomAccessibleInterval<FloatType> ours = Image.of(image, order).values();
			assertArrayEquals(new long[] { 3, 2, 8, 2 }, ours.dimensionsAsLongArray());
			if (expected == null) expected = values(ours);
			assertArrayEquals(expected, values(ours), order);
		}
		assertEquals(1 + 10 + 300 + 1000 + 10000, expected[1 + 3 * (1 + 2 * (7 + 8))]);
	}

	@Test
	void readsEqualRatersFromAllRepresentations() throws IOException {
		final Img<UnsignedByteType> a = square(4, 20, 255), b = square(8, 24, 255), c = square(8, 20, 255);
		final ImageStack stack = new ImageStack(32, 32);
		final List<ImagePlus> windows = new ArrayList<>();
		for (final Img<UnsignedByteType> i : List.of(a, b, c)) {
			final ByteProcessor ip = new ByteProcessor(32, 32);
			int p = 0;
			for (final UnsignedByteType v : i)
				ip.set(p++, v.get());
			stack.addSlice(ip);
			windows.add(new ImagePlus("mask", ip.duplicate()));
		}
		final double[] before = values(Image.of(a).values());
		try (Sfumato sfumato = Sfumato.create()) {
			final double[] expected = values(sfumato.fuse(Raters.of(List.of(a, b, c)), "average").image());
			assertEquals(1 / 3f, expected[32 * 32 + 4 + 32 * 4], 1e-6);
			for (final Raters same : List.of(Raters.of(Views.stack(a, b, c), "XYR"), Raters.of(Views.permute(Views.stack(a, b, c), 0, 2),
				"RYX"), Raters.of(new ImagePlus("stack", stack)), Raters.of(new ImagePlus("stack", stack), "slice"), Raters.ofImages(windows)))
				assertArrayEquals(expected, values(sfumato.fuse(same).run().image()));
			assertArrayEquals(expected, values(Views.hyperSlice(sfumato.fuse(Raters.of(List.of(Views.addDimension(a, 0, 0), Views
				.addDimension(b, 0, 0), Views.addDimension(c, 0, 0)), "XYZ")).run().image(), 2, 0)));
			assertEquals(List.of("Ann", "Ben", "Cy"), Raters.of(new ImagePlus("stack", stack)).names(List.of("Ann", "Ben", "Cy")).names());
			assertEquals(LabelMessages.namesAndRaters(1, 3), message(() -> Raters.of(List.of(a, b,
				c)).names(List.of("Ann")).size()));
			// probabilities of the foreground
			final Img<FloatType> half = ArrayImgs.floats(2, 1);
			half.forEach(v -> v.set(0.5f));
			assertArrayEquals(new double[] { 0.5, 0.5, 0.5, 0.5 }, values(sfumato.fuse(Raters.of(List.of(half)), "average").image()));
		}
		assertArrayEquals(before, values(Image.of(a).values()));
	}

	@Test
	void scoresAreFractionsAndTablesArePercentages() throws IOException {
		final SoftLabels p = SoftLabels.of(square(4, 20, 1), "XY"), r = SoftLabels.of(square(4, 24, 1), "XY");
		try (Sfumato sfumato = Sfumato.create()) {
			final Scores scores = sfumato.evaluate(p, r, "dice, ece(bins: 10)");
			final double dice = 2.0 * 256 / (256 + 400); // 16 x 16 pixels within 20 x 20
			assertEquals(List.of("Dice", "ECE"), scores.names());
			assertEquals(dice, scores.mean("Dice"), 1e-12);
			assertEquals(100 * dice, scores.shown("prediction", "Dice"), 1e-9);
			assertTrue(scores.toString().contains(String.format(java.util.Locale.ROOT, "%.2f", 100 * dice)), scores::toString);
			assertEquals(ApiMessages.noCaseScore("dice", "Dice, ECE"), message(() -> scores.mean("dice")));
			assertEquals(DataMessages.noCase("x", "prediction"), message(() -> scores.get("x", "Dice")));
			assertSays(ApiMessages.noScore("dicee", Says.ANY, Says.ANY), message(() -> sfumato.evaluate(p, r, "dicee")));
			assertEquals(1, sfumato.evaluate(p, r).region(square(5, 19, 1), "XY").run().mean("Dice"));
			assertEquals(LabelMessages.regionSize("8 x 8", "32 x 32"), message(() -> sfumato.evaluate(p, r)
				.region(ArrayImgs.bytes(8, 8), "XY").run()));
			// a label map that lacks a class of the other one
			final SoftLabels three = SoftLabels.of(square(4, 24, 2), "XY");
			assertEquals(0, sfumato.evaluate(p, three, "dice").mean("Dice"));
			assertEquals(2, sfumato.agreement(Raters.of(List.of(square(4, 20, 1), square(4, 24, 1)))).get("raters", "objects") + 1);
		}
	}

	/** Scores, diagram, map and objects are of one reading, also of images that lie in a file. */
	@Test
	void anEvaluationReadsItsImagesOnce() throws IOException {
		final int[] reads = new int[1];
		final ByteProcessor mask = (ByteProcessor) new ImagePlus("", new ByteProcessor(32, 32)).getProcessor();
		mask.setValue(255);
		mask.fill(new ij.gui.Roi(4, 4, 16, 16));
		final ImageStack stack = new ij.VirtualStack(32, 32, null, null) {

			@Override
			public int getSize() {
				return 2;
			}

			@Override
			public ij.process.ImageProcessor getProcessor(final int n) {
				reads[0]++;
				return mask;
			}

			@Override
			public int getBitDepth() {
				return 8;
			}
		};
		final ImagePlus reference = new ImagePlus("reference", stack), prediction = new ImagePlus("prediction", stack);
		try (Sfumato sfumato = Sfumato.create()) {
			final Evaluation evaluation = sfumato.evaluate(prediction, reference);
			assertEquals(1, evaluation.run().mean("Dice"));
			final int once = reads[0];
			assertTrue(once > 0);
			final Reliability reliability = evaluation.resamples(10).reliability();
			assertEquals(0, reliability.error());
			assertEquals(2 * 32 * 32, reliability.pixels());
			assertEquals(List.of(10, 2L * 32 * 32), List.of(reliability.bins().size(), reliability.bins().get(9).count()));
			assertEquals(2, evaluation.objects().list().size());
			assertEquals(0, values(evaluation.calibrationMap("label"))[0]);
			assertEquals(once, reads[0]);
			// said in another way, they are read again
			evaluation.numbers("instances").run();
			assertTrue(reads[0] > once);
			assertEquals(ApiMessages.noErrors(), message(() -> folders(sfumato, "dice", "").reliability()));
		}
	}

	private FolderScores folders(final Sfumato sfumato, final String metrics, final String errors) throws IOException {
		for (final String name : List.of("p", "r")) {
			Files.createDirectories(folder.resolve(name));
			for (int i = 1; i < 4; i++)
				new ij.io.FileSaver(SoftLabels.of(square(4, 20 + (name.equals("p") ? i : 0), 1), "XY").toLabelImage("")).saveAsTiff(folder
					.resolve(name + "/case" + i + ".tif").toString());
		}
		return sfumato.evaluate(folder.resolve("p"), folder.resolve("r")).metrics(metrics).errors(errors).worst(34).run();
	}

	@Test
	void foldersHaveScoresOfCasesAndTheirMean() throws IOException {
		try (Sfumato sfumato = Sfumato.create()) {
			final FolderScores found = folders(sfumato, "dice", "ece(bins: 10)");
			assertEquals(List.of("case1", "case2", "case3"), found.scores().cases());
			final double[] dice = { 2 * 256 / (256 + 289.0), 2 * 256 / (256 + 324.0), 2 * 256 / (256 + 361.0) };
			for (int i = 0; i < 3; i++)
				assertEquals(dice[i], found.scores().get("case" + (i + 1), "Dice"), 1e-12);
			assertEquals((dice[0] + dice[1] + dice[2]) / 3, found.mean("Dice"), 1e-12);
			assertEquals(List.of("worst 34 %", "95 % from", "95 % to", "mean"), found.summary().cases());
			assertEquals(dice[2], found.summary().get("worst 34 %", "Dice"), 1e-12);
			assertEquals(289, found.volumes().get(0).predicted());
			assertEquals(256, found.volumes().get(0).reference());
			// certain pixels of which 33 + 68 + 105 of 3 x 1024 are wrong
			assertEquals(206 / 3072.0, found.reliability().error(), 1e-12);
			found.requireAll();
			Files.writeString(folder.resolve("p/case2.tif"), "no image");
			final FolderScores some = sfumato.evaluate(folder.resolve("p"), folder.resolve("r")).run();
			assertEquals(List.of("case1", "case3"), some.scores().cases());
			assertTrue(assertThrows(IOException.class, some::requireAll).getMessage().contains("case2"));
		}
	}

	/** The left half of the raters is not labelled; numbers are those of the right half alone. */
	@Test
	void ignoresUnlabelledPixels() throws IOException {
		final List<RandomAccessibleInterval<UnsignedByteType>> whole = new ArrayList<>(), right = new ArrayList<>();
		for (final int to : List.of(20, 24)) {
			final Img<UnsignedByteType> mask = square(4, to, 1);
			right.add(Views.zeroMin(Views.interval(mask.copy(), new long[] { 16, 0 }, new long[] { 31, 31 })));
			Views.interval(mask, new long[] { 0, 0 }, new long[] { 15, 31 }).forEach(v -> v.set(254));
			whole.add(mask);
		}
		final SoftLabels p = SoftLabels.of(square(4, 22, 1), "XY"), half = SoftLabels.of(Views.zeroMin(Views.interval(square(4, 22, 1), new long[] {
			16, 0 }, new long[] { 31, 31 })), "XY");
		final Raters raters = Raters.of(whole).missing("254").names(List.of("Ann", "Ben")), alone = Raters.of(right).names(List.of("Ann",
			"Ben"));
		try (Sfumato sfumato = Sfumato.create()) {
			final SoftLabels fused = sfumato.fuse(raters).run();
			assertTrue(Double.isNaN(values(fused.image())[0]) && Double.isNaN(values(fused.uncertainty())[0]));
			assertFalse(Double.isNaN(values(fused.image())[16]));
			assertEquals(sfumato.evaluate(half, sfumato.fuse(alone).run()).run().of("prediction"), sfumato.evaluate(p, fused).run().of(
				"prediction"));
			assertEquals(sfumato.agreement(alone).of("raters"), sfumato.agreement(raters).of("raters"));
			// an open stack is read alike
			final ImageStack stack = new ImageStack(32, 32);
			for (final RandomAccessibleInterval<UnsignedByteType> r : whole) {
				final ByteProcessor ip = new ByteProcessor(32, 32);
				int i = 0;
				for (final UnsignedByteType v : Views.flatIterable(r))
					ip.set(i++, v.get());
				stack.addSlice(ip);
			}
			final Scores open = sfumato.agreement(Raters.of(new ImagePlus("raters", stack)).missing("254").names(List.of("Ann", "Ben")));
			assertEquals(sfumato.agreement(alone).of("raters"), open.of("raters"));
			// a reference without the class that the prediction has, and with pixels that nobody has labelled
			final Img<FloatType> labels = ArrayImgs.floats(32, 32);
			Views.interval(labels, new long[] { 0, 0 }, new long[] { 15, 31 }).forEach(v -> v.set(Float.NaN));
			final SoftLabels empty = SoftLabels.of(labels, "XY"), three = SoftLabels.of(square(4, 24, 2), "XY");
			assertEquals(0, sfumato.evaluate(three, empty, "dice").mean("Dice"));
			assertEquals(1, sfumato.evaluate(SoftLabels.of(square(0, 16, 2), "XY"), empty, "accuracy").mean("Accuracy"));
		}
	}

	@Test
	void trainsAndPredictsImagesInMemoryLikeOpenImages() throws IOException {
		final Img<UnsignedByteType> image = square(8, 24, 200), mask = square(8, 24, 1);
		final RandomAccessibleInterval<UnsignedByteType> images = Views.stack(image, square(4, 20, 200)), masks = Views.stack(mask, square(4,
			20, 1));
		final Dataset data = Dataset.of(Image.of(images, "XYZ"), Raters.of(List.of(masks), "XYZ"));
		assertEquals(List.of("slice 1", "slice 2"), data.names());
		try (Sfumato sfumato = Sfumato.create()) {
			final Model model = small(sfumato, data.cases("1")).to(folder.resolve("model"));
			assertEquals(List.of("background", "foreground"), model.classNames());
			final SoftLabels volume = sfumato.predict(Image.of(images, "XYZ"), model).threads(1).device("cpu").run();
			assertEquals("XYZC", volume.axes());
			final SoftLabels flat = sfumato.predict(image, model).threads(1).device("cpu").run();
			assertArrayEquals(values(Views.hyperSlice(volume.image(), 2, 0)), values(flat.image()), 1e-6);
			final Path file = sfumato.predict(image, model).threads(1).device("cpu").to(folder.resolve("p.tif"));
			final StackPlanes written = new StackPlanes(new ij.io.Opener().openImage(file.toString()), 2);
			final java.nio.FloatBuffer read = java.nio.FloatBuffer.allocate(2 * 32 * 32);
			written.read(0, 0, 32, read);
			final double[] expected = values(flat.image());
			for (int i = 0; i < expected.length; i++)
				assertEquals(expected[i], read.get(i));
			assertTrue(assertThrows(IOException.class, () -> sfumato.predict(image, model).to(file)).getMessage().contains("p.tif"));
			assertEquals(ApiMessages.datasetInMemory("A recalibration"), message(
				() -> sfumato.recalibrate(model, data).inPlace()));
			assertEquals(ApiMessages.needsTeacher("terms"), message(() -> sfumato.train(data).terms("kl")));
			assertEquals(WrongValue.message("epochs", "1.5", "a whole number"), message(() -> sfumato.train(data).set("epochs",
				1.5)));
			assertSays(SettingsMessages.noKey("learning", "fusion, smoothing, network, " + Says.ANY), message(() ->
				sfumato.train(data).set("learning", 1)));
			assertEquals(ApiMessages.noModel(), message(() -> sfumato.predict(image)));
		}
	}

	@Test
	void reportsProgressAndIsCancelledFromAnotherThread() throws Exception {
		final Dataset data = Dataset.of(Image.of(square(8, 24, 200)), Raters.of(List.of(square(8, 24, 1))));
		try (Sfumato sfumato = Sfumato.create()) {
			final List<String> lines = new CopyOnWriteArrayList<>();
			final List<Double> fractions = new CopyOnWriteArrayList<>();
			sfumato.listener(new ProgressListener() {
				@Override
				public void update(final double fraction, final String message) {
					fractions.add(fraction);
					if (message.startsWith("Epoch 3")) new Thread(sfumato::cancel).start();
				}

				@Override
				public void log(final String line) {
					lines.add(line);
				}
			});
			assertThrows(CancellationException.class, () -> small(sfumato, data).epochs(100000).to(folder.resolve("never")));
			assertFalse(Files.exists(folder.resolve("never")));
			assertTrue(lines.stream().anyMatch(l -> l.startsWith("Computing on CPU")), lines::toString);
			assertTrue(fractions.stream().allMatch(f -> f >= 0 && f <= 1));
			// what comes later is not cancelled
			final List<Long> steps = new CopyOnWriteArrayList<>();
			small(sfumato, data).watch(new TrainingMonitor(new TrainingListener() {
				@Override
				public void step(final Step step) {
					steps.add(step.step());
				}
			}, new TrainingControl())).to(folder.resolve("later"));
			assertEquals(List.of(1L, 2L), steps);
			Thread.currentThread().interrupt();
			assertThrows(CancellationException.class, () -> small(sfumato, data).epochs(100000).to(folder.resolve("interrupted")));
			assertTrue(Thread.interrupted());
		}
	}

	@Test
	void refusesWorkAfterClose() throws IOException {
		final Sfumato sfumato = Sfumato.create();
		sfumato.close();
		assertEquals("This Sfumato is closed; create another one.", assertThrows(IllegalStateException.class, () -> small(sfumato, Dataset.of(
			Image.of(square(8, 24, 200)), Raters.of(List.of(square(8, 24, 1))))).to(folder.resolve("m"))).getMessage());
	}

	@Test
	void whatDoesNotFitIsAnsweredInASentence() throws IOException {
		final Dataset data = Dataset.of(Image.of(square(8, 24, 200)), Raters.of(List.of(square(8, 24, 1))));
		final Raters two = Raters.of(List.of(square(8, 24, 1), square(8, 20, 1))).names(List.of("Ann", "Ben"));
		try (Sfumato sfumato = Sfumato.create()) {
			assertEquals(ApiMessages.datasetInMemory("A cross-validation"), message(() -> sfumato.crossValidate(data).methods("average").merge(
				folder)));
			assertEquals(ApiMessages.keyOfMethods("fusion"), message(() -> sfumato.crossValidate(data).set("fusion", "average")));
			assertEquals(ApiMessages.needsDataset("size"), message(() -> sfumato.compareRaters(two).size(8)));
			final Agreement agreement = sfumato.compareRaters(two).run();
			assertEquals(2 * 144 / (144 + 256.0), agreement.pair("Dice", "Ann", "Ben").mean(), 1e-12); // 12 x 12 pixels within 16 x 16
			assertEquals(agreement.diceMatrix()[0][1], agreement.pair("Dice", "Ben", "Ann").mean());
			assertEquals(sfumato.agreement(two).get("raters", "Dice_majority_Ben"), agreement.mean("Dice_majority", "Ben").mean(), 1e-12);
			assertTrue(Double.isNaN(agreement.mean("Dice_majority").from())); // one case has no interval
			assertFalse(agreement.isOfRaters("Fleiss_kappa"));
			assertEquals(ApiMessages.noRater("Cy", "Ann, Ben"), message(() -> agreement.mean("Dice_majority", "Cy")));
			assertEquals(ApiMessages.noCaseScore("IoU", "Dice, Cohen_kappa, Object_F1"), message(() -> agreement.pair("IoU", "Ann", "Ben")));
			Files.writeString(folder.resolve("s.csv"), "method,case,Dice\na,1,70\na,2,80\nb,1,71\nb,2,83\n");
			final MethodTable table = sfumato.compare(folder.resolve("s.csv")).test("paired-t").run();
			assertEquals(List.of(75.0, 77.0), table.rows("Dice").stream().map(MethodTable.Row::mean).toList());
			assertArrayEquals(new double[] { 71, 83 }, table.values("Dice", "b"));
			assertEquals("b", table.pairs("Dice").get(0).better());
			assertEquals(ApiMessages.noMethod("c", "a, b"), message(() -> table.values("Dice", "c")));
			assertEquals(StatisticsMessages.groupAndPool(), message(() -> sfumato.compare(folder.resolve("s.csv")).group("p").pool("p").run()));
		}
	}

	/** Fields of builders are called as the keys of the commands. */
	@Test
	void buildersUseTheDefaultsOfTheCommands() throws Exception {
		final Sfumato sfumato = Sfumato.create();
		final Model none = null;
		final Dataset data = Dataset.of(Image.of(square(8, 24, 200)), Raters.of(List.of(square(8, 24, 1))));
		final SoftLabels map = SoftLabels.of(square(8, 24, 1), "XY");
		int compared = 0;
		compared += compare("Fuse Raters...", sfumato.fuse(Raters.of(List.of(square(8, 24, 1)))));
		compared += compare("Train Network...", sfumato.train(data));
		compared += compare("Distill Network...", sfumato.train(data));
		compared += compare("Predict Segmentation...", sfumato.predict(Image.of(square(8, 24, 200)), new Model[1]));
		compared += compare("Predict Folder...", sfumato.predictFolder(folder, none));
		compared += compare("Recalibrate Model...", sfumato.recalibrate(none, data));
		compared += compare("Evaluate Model...", sfumato.evaluate(none, data));
		compared += compare("Evaluate Segmentation...", sfumato.evaluate(map, map));
		compared += compare("Evaluate Calibration...", sfumato.evaluate(map, map));
		compared += compare("Evaluate Segmentation...", sfumato.evaluate("p", "r"));
		compared += compare("Evaluate Calibration...", sfumato.evaluate("p", "r"));
		compared += compare("Cross-Validate...", sfumato.crossValidate(data));
		compared += compare("Compare Methods...", sfumato.compare("scores.csv"));
		compared += compare("Rater Agreement...", sfumato.compareRaters(data));
		compared += compare("How Many Raters...", sfumato.howManyRaters(data));
		compared += compare("Export Model...", sfumato.export(none));
		compared += compare("Import Encoder Weights...", sfumato.importWeights("weights"));
		compared += compare("Model Info...", sfumato.check(none));
		compared += compare("Check Sfumato...", sfumato.checkEngine());
		assertTrue(compared > 110, "only " + compared + " defaults were compared");
		sfumato.close();
	}

	/** What is worked on, and what a command without it takes from elsewhere. */
	private static final Set<String> INPUTS = Set.of("raters", "image", "model", "reference", "region", "start", "input",
		"numbers", "geometry", "teacher", "predictions", "references", "weights");

	/** How many fields of a builder have the name of a key; all have its default. */
	private static int compare(final String command, final Object builder) throws Exception {
		final CommandInfo info = CommandCatalogue.shipped().stream().filter(c -> CommandCatalogue.name(c).equals(command)).findFirst()
			.orElseThrow();
		final CommandModule module = (CommandModule) info.createModule();
		int compared = 0;
		for (Class<?> c = builder.getClass(); c != Object.class; c = c.getSuperclass())
			for (final var field : c.getDeclaredFields()) {
				if (info.getInput(field.getName()) == null || INPUTS.contains(field.getName())) continue;
				field.setAccessible(true);
				assertEquals(String.valueOf(module.getInput(field.getName())), String.valueOf(field.get(builder)), command + " " + field
					.getName());
				compared++;
			}
		return compared;
	}

	private static List<String> run(final Path folder, final List<String> options, final String... before) throws Exception {
		final List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", String
			.join(File.pathSeparator, before) + File.pathSeparator + System.getProperty("java.class.path"), "-Djava.awt.headless=true",
			"-Duser.home=" + System.getProperty("user.home")));
		command.addAll(options);
		command.addAll(List.of(ApiProgram.class.getName(), Files.createDirectories(folder).toString()));
		final Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		final List<String> printed;
		try (var out = process.inputReader()) {
			printed = out.lines().toList();
		}
		assertEquals(0, process.waitFor(), () -> String.join("\n", printed));
		return printed.stream().filter(l -> l.startsWith(ApiProgram.MARK)).map(l -> l.substring(ApiProgram.MARK.length())).toList();
	}

	/** Beside imagej-legacy, even where the engine is on the class path. */
	@Test
	@EnabledOnOs(OS.LINUX)
	void usesAChildProcessInsideFijiOnly() throws Exception {
		final List<String> here = run(folder.resolve("here"), List.of());
		assertEquals(List.of("children 0", "children 0", "libtorch true"), here.subList(0, 3));
		final Path marker = folder.resolve("fiji/net/imagej/legacy/LegacyService.class");
		Files.createDirectories(marker.getParent());
		Files.createFile(marker);
		final List<String> there = run(folder.resolve("there"), List.of(), folder.resolve("fiji").toString());
		assertEquals(List.of("children 0", "children 1", "libtorch false"), there.subList(0, 3));
		assertEquals(here.get(3), there.get(3));
		assertEquals("windows true", there.get(4));
	}

	@Test
	void scriptsShareTheChildProcessOfTheirApplication() {
		assertEquals(MacroRunner.imagej().context(), Application.context().orElseThrow());
	}
}
