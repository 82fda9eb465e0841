package sfumato.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import sfumato.data.Case;
import sfumato.data.LoadedCase;
import sfumato.data.sampling.Sample;
import sfumato.engine.TensorDevice;
import sfumato.files.ImageFile;
import sfumato.fusion.Majority;
import sfumato.labels.HardRaters;
import sfumato.labels.LabelClass;
import sfumato.labels.MissingLabels;
import sfumato.labels.ProbabilityMap;
import sfumato.labels.SoftRaters;
import sfumato.labels.TestMaps;
import sfumato.metrics.Dice;
import sfumato.models.Model;
import sfumato.models.ModelDescription;
import sfumato.prediction.Predictor;
import sfumato.progress.Progress;
import sfumato.training.settings.TrainingConfiguration;
import sfumato.training.settings.TrainingConfiguration.Labels;
import sfumato.training.settings.TrainingConfiguration.Optimization;

/** Training on images of which only some pixels are labelled. */
class SparseAnnotationTest {

	private static final String NETWORK = "unet(encoder: plain, width: 16)";
	private static final int SIDE = 64;

	private static Trainings trainings;
	private static List<LoadedCase> cases;

	@BeforeAll
	static void startEngine() {
		trainings = new Trainings();
		cases = TrainingCases.phantoms(14, 3, SIDE, 0);
	}

	@AfterAll
	static void stopEngine() {
		trainings.close();
	}

	private static LoadedCase labelled(final LoadedCase c, final List<? extends Img<UnsignedByteType>> labels, final int missing) {
		return new LoadedCase(c.source(), c.image(), HardRaters.of(labels.stream().map(l -> "rater " + labels.indexOf(l)).toList(),
			labels, OptionalInt.of(2), OptionalInt.empty(), new MissingLabels(missing, false)), List.of());
	}

	/** Strokes of three pixels' width through the objects and through the background of the majority, the rest ignored. */
	private static LoadedCase scribbled(final LoadedCase c, final int ignored) {
		final ProbabilityMap majority = new Majority().fuse(c.raters());
		final Img<UnsignedByteType> labels = ArrayImgs.unsignedBytes(SIDE, SIDE);
		labels.forEach(l -> l.set(ignored));
		final var label = labels.randomAccess();
		final var truth = Views.extendBorder(majority.argMax()).randomAccess();
		final Random random = new Random(c.name().hashCode());
		for (int stroke = 0, length = 0; stroke < 10;) {
			int x = random.nextInt(SIDE), y = random.nextInt(SIDE);
			final int wanted = stroke % 2;
			final double direction = random.nextDouble() * 2 * Math.PI;
			for (length = 0; length < 9; length++) {
				final int px = (int) (x + length * Math.cos(direction)), py = (int) (y + length * Math.sin(direction));
				if (px < 1 || py < 1 || px > SIDE - 2 || py > SIDE - 2 || truth.setPositionAndGet(px, py).get() != wanted) break;
				for (int i = 0; i < 9; i++) {
					final int qx = px - 1 + i % 3, qy = py - 1 + i / 3;
					if (truth.setPositionAndGet(qx, qy).get() == wanted) label.setPositionAndGet(qx, qy).set(wanted);
				}
			}
			if (length > 3) stroke++;
		}
		return labelled(c, List.of(labels), ignored);
	}

	private static TrainingConfiguration configuration(final String fusion, final int epochs) {
		return new TrainingConfiguration(new Labels(fusion, "none"), "percentile", NETWORK, Trainings.LOSS, Trainings.configuration(
			4, 64, epochs, 3).sampling(), new Optimization(epochs, 0.01));
	}

	private static Trainer.Result train(final List<LoadedCase> on, final String fusion, final int epochs) throws Exception {
		return trainings.train(configuration(fusion, epochs), TrainingCases.data(on, fusion), Progress.none());
	}

	/** Mean Dice with the majority on cases that were not trained on. */
	private static double dice(final Trainer.Result trained) throws Exception {
		final Model model = new Model(new ModelDescription(ModelDescription.FORMAT, "test", new ModelDescription.Input("xyc", 1, 16,
			List.of(1.0, 1.0), "pixel", "percentile"), LabelClass.defaults(2), NETWORK, java.util.Optional.empty(), "test"), trained
				.weights(), java.util.Optional.empty());
		return trainings.thread().call(() -> {
			double sum = 0;
			try (Predictor predictor = new Predictor(model, TensorDevice.of(trainings.thread().engine(), "cpu"), 0)) {
				for (final LoadedCase c : cases.subList(10, 14))
					sum += new Dice().evaluate(predictor.predict(c.image().image(), Progress.none()), new Majority().fuse(c.raters()));
			}
			return sum / 4;
		});
	}

	@Test
	void strokesTrainNearlyAsWellAsFullOutlines() throws Exception {
		final List<LoadedCase> scribbles = new ArrayList<>();
		double labelled = 0;
		for (final LoadedCase c : cases.subList(0, 10)) {
			scribbles.add(scribbled(c, 255));
			for (final UnsignedByteType l : scribbles.get(scribbles.size() - 1).raters().labelled().orElseThrow())
				labelled += l.get() / (10.0 * SIDE * SIDE);
		}
		final double few = dice(train(scribbles, "majority", 40)), all = dice(train(cases.subList(0, 10), "majority", 40));
		assertTrue(labelled < 0.12, labelled + " of the pixels");
		assertTrue(few > 0.75 && few > all - 0.15, few + " of strokes on " + labelled + " of the pixels, " + all + " of outlines");
	}

	@Test
	void ignoredValueDoesNotMatter() throws Exception {
		final List<LoadedCase> some = cases.subList(0, 4);
		final Trainer.Result a = train(some.stream().map(c -> scribbled(c, 255)).toList(), "majority", 2);
		final Trainer.Result b = train(some.stream().map(c -> scribbled(c, 77)).toList(), "majority", 2);
		final Trainer.Result n = train(some.stream().map(c -> maps(scribbled(c, 9))).toList(), "majority", 2);
		a.weights().forEach((name, tensor) -> {
			assertArrayEquals(tensor.values(), b.weights().get(name).values(), name);
			assertArrayEquals(tensor.values(), n.weights().get(name).values(), name);
		});
	}

	/** The same labels as probabilities, NaN where they are missing. */
	private static LoadedCase maps(final LoadedCase c) {
		final ProbabilityMap map = ProbabilityMap.zeros(new long[] { SIDE, SIDE }, LabelClass.defaults(2));
		final var p = map.image().randomAccess();
		final var cursor = c.raters().hard().labels(0).localizingCursor();
		while (cursor.hasNext()) {
			final int label = cursor.next().get();
			for (int k = 0; k < 2; k++)
				p.setPositionAndGet(cursor.getLongPosition(0), cursor.getLongPosition(1), k).set(label == HardRaters.UNLABELED
					? Float.NaN : label == k ? 1 : 0);
		}
		return new LoadedCase(c.source(), c.image(), SoftRaters.of(List.of("1"), List.of(map)), List.of());
	}

	@Test
	void pixelIsLabelledIfAnyRaterLabelledIt() {
		final LoadedCase c = of(4, 1, new int[] { 0, 1, 255, 255 }, new int[] { 1, 255, 1, 255 });
		final Sample average = TrainingCases.data(List.of(c), "average").sample(0, 0, 0);
		assertArrayEquals(new boolean[] { true, true, true, false }, average.labelled());
		assertArrayEquals(new float[] { 0.5f, 0, 0, 1, 0.5f, 1, 1, 0 }, average.target());
		final TrainingData random = TrainingCases.data(List.of(c), "random-rater");
		for (int epoch = 0; epoch < 10; epoch++) {
			final Sample drawn = random.sample(0, epoch, 1);
			assertArrayEquals(new boolean[] { true, true, true, false }, drawn.labelled());
			assertEquals(1, drawn.target()[5]);
			assertEquals(1, drawn.target()[6]);
		}
	}

	@Test
	void skipsPlanesWithoutLabelledPixels() {
		final LoadedCase c = of(2, 3, new int[] { 255, 255, 0, 255, 255, 255 });
		assertEquals(1, TrainingCases.data(List.of(c), "majority").size());
		final LoadedCase none = new LoadedCase(c.source(), new ImageFile(Path.of("empty"), ArrayImgs.floats(2, 1, 1), new double[] {
			1, 1 }, "pixel", List.of()), c.raters().plane(0), List.of());
		assertEquals(TrainingMessages.nothingLabelled("tiny"), assertThrows(
			IllegalArgumentException.class, () -> TrainingCases.data(List.of(none), "majority")).getMessage());
	}

	/** A case of a row of pixels, or of several planes of one. */
	private static LoadedCase of(final int width, final int planes, final int[]... raters) {
		final long[] size = planes == 1 ? new long[] { width, 1 } : new long[] { width, 1, planes };
		final List<Img<UnsignedByteType>> labels = new ArrayList<>();
		for (final int[] rater : raters) {
			final Img<UnsignedByteType> map = ArrayImgs.unsignedBytes(size);
			int i = 0;
			for (final UnsignedByteType v : map)
				v.set(rater[i++]);
			labels.add(map);
		}
		final Img<FloatType> image = planes == 1 ? ArrayImgs.floats(width, 1, 1) : ArrayImgs.floats(width, 1, planes, 1);
		final double[] ones = planes == 1 ? new double[] { 1, 1 } : new double[] { 1, 1, 1 };
		return labelled(new LoadedCase(new Case("tiny", Path.of("tiny"), new TreeMap<>()), new ImageFile(Path.of("tiny"), image, ones,
			"pixel", List.of()), HardRaters.none(size, LabelClass.defaults(2)), List.of()), labels, 255);
	}

	/** Labels of the right half, and a case of that half alone. */
	private static List<LoadedCase> halves(final LoadedCase c) {
		final List<Img<UnsignedByteType>> some = new ArrayList<>(), alone = new ArrayList<>();
		for (int r = 0; r < c.raters().size(); r++) {
			final Img<UnsignedByteType> masked = ArrayImgs.unsignedBytes(SIDE, SIDE), half = ArrayImgs.unsignedBytes(SIDE / 2, SIDE);
			final var in = Views.flatIterable(c.raters().hard().labels(r)).localizingCursor();
			final var to = half.randomAccess();
			for (final UnsignedByteType out : Views.flatIterable(masked)) {
				in.fwd();
				final long x = in.getLongPosition(0) - SIDE / 2;
				out.set(x < 0 ? 255 : in.get().get());
				if (x >= 0) to.setPositionAndGet(x, in.getLongPosition(1)).set(in.get());
			}
			some.add(masked);
			alone.add(half);
		}
		final var image = Views.zeroMin(Views.interval(c.image().image(), new long[] { SIDE / 2, 0, 0 }, new long[] { SIDE - 1, SIDE - 1,
			0 }));
		return List.of(labelled(c, some, 255), TrainingCases.of(c.name(), image, 2, alone));
	}

	@Test
	void halfLabelledImageTrainsLikeItsLabelledHalf() {
		for (final String fusion : List.of("majority", "average", "random-rater", "staple"))
			for (final LoadedCase c : cases.subList(0, 3)) {
				final List<LoadedCase> halves = halves(c);
				final Sample masked = TrainingCases.data(halves.subList(0, 1), fusion).sample(0, 1, 4), alone = TrainingCases.data(halves
					.subList(1, 2), fusion).sample(0, 1, 4);
				assertEquals(null, alone.labelled());
				for (int i = 0; i < SIDE * SIDE; i++) {
					final int x = i % SIDE - SIDE / 2;
					assertEquals(x >= 0, masked.labelled()[i]);
					for (int k = 0; k < 2; k++)
						if (x >= 0) assertEquals(alone.target()[(k * SIDE + i / SIDE) * SIDE / 2 + x], masked.target()[k * SIDE * SIDE + i]);
						else assertEquals(k == 0 ? 1 : 0, masked.target()[k * SIDE * SIDE + i]); // a number, for tensors
				}
			}
	}

	/** In 32 bits, as tensors are: sums over two thousand pixels keep six digits. */
	@Test
	void validationLossIgnoresUnlabelledPixels() throws Exception {
		for (final String loss : List.of("cross-entropy", "dice-semimetric", "focal", Trainings.LOSS))
			for (final LoadedCase c : cases.subList(0, 3)) {
				final List<LoadedCase> halves = halves(c);
				final ProbabilityMap prediction = TestMaps.randomMap(3, 2, SIDE, SIDE);
				final ProbabilityMap half = ProbabilityMap.of(Views.zeroMin(Views.interval(prediction.image(), new long[] { SIDE / 2, 0,
					0 }, new long[] { SIDE - 1, SIDE - 1, 1 })), prediction.classes());
				final double[] losses = trainings.thread().call(() -> {
					final ValidationLoss of = new ValidationLoss(Trainings.configuration(new Labels("average", "none"), loss, 4, 64,
						new Optimization(1, 0.01), 0), TensorDevice.of(trainings.thread().engine(), "cpu"));
					return new double[] { of.sumOverPlanes(prediction, halves.get(0), 0), of.sumOverPlanes(half, halves.get(1), 0) };
				});
				assertEquals(losses[1], losses[0], 1e-6 * Math.abs(losses[1]), loss);
			}
	}
}
