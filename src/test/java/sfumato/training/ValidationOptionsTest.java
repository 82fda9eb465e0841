package sfumato.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sfumato.Says.assertSays;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import sfumato.Says;
import sfumato.data.LoadedCase;
import sfumato.data.augmentation.Augmentations;
import sfumato.engine.Parameters;
import sfumato.engine.checkpoint.Tensor;
import sfumato.methods.Methods;
import sfumato.networks.Decoder;
import sfumato.networks.NetworkGraph;
import sfumato.progress.Progress;
import sfumato.text.TextMessages;
import sfumato.training.settings.TrainingConfiguration;
import sfumato.training.settings.TrainingConfiguration.Keep;
import sfumato.training.settings.TrainingConfiguration.Labels;
import sfumato.training.settings.TrainingConfiguration.Optimization;
import sfumato.training.settings.TrainingConfiguration.Sampling;
import sfumato.training.settings.TrainingConfiguration.ValidationOptions;

/** What happens around the steps of a training, with a tiny network. */
class ValidationOptionsTest {

	private static final String NETWORK = "unet(encoder: plain, width: 4, dropout: 0)";

	private static Trainings trainings;
	private static TrainingData data;

	@TempDir
	private Path folder;

	@BeforeAll
	static void startEngine() {
		trainings = new Trainings();
		data = TrainingCases.data(TrainingCases.phantoms(4, 3, 32, 0), "average");
	}

	@AfterAll
	static void stopEngine() {
		trainings.close();
	}

	/** A constant rate of 0.01 for all parts, without momentum and decay. */
	private static TrainingConfiguration configuration(final int batch, final int epochs, final double momentum,
		final ValidationOptions course)
	{
		return new TrainingConfiguration(new Labels(), "percentile", NETWORK, Trainings.LOSS, new Sampling(batch, 32,
			Augmentations.NONE, 0), new Optimization(epochs, 0.01, 1, "sgd(decay: 0, momentum: " + momentum + ")", "constant(warmup: 0)")).with(course);
	}

	private static Trainer.Result train(final TrainingConfiguration c, final TrainingData of, final TrainingRun run)
		throws Exception
	{
		return trainings.train(c, Trainings.labels(c), of, run, Progress.none());
	}

	private static NetworkGraph graph() {
		return Methods.of(Decoder.class).create(NETWORK).network(1, 2);
	}

	private static Map<String, Tensor> initial() {
		return Parameters.initial(graph(), Seeds.of(0, Seeds.Purpose.WEIGHTS));
	}

	/** The values of what is trained, in one row; running statistics are not. */
	private static double[] flat(final Map<String, Tensor> weights) {
		return graph().parameters().stream().filter(p -> p.role().isTrainable()).flatMapToDouble(p -> {
			final float[] v = weights.get(p.name()).values();
			return IntStream.range(0, v.length).mapToDouble(i -> v[i]);
		}).toArray();
	}

	private static double distance(final double[] a, final double[] b) {
		double sum = 0;
		for (int i = 0; i < a.length; i++)
			sum += (a[i] - b[i]) * (a[i] - b[i]);
		return Math.sqrt(sum);
	}

	/** Equal images, so that batch normalization makes of four what it makes of eight, and every loss is a mean over them. */
	@Test
	void accumulatingTwoBatchesOfFourEqualsOneOfEight() throws Exception {
		final List<LoadedCase> equal = Collections.nCopies(8, TrainingCases.phantoms(1, 3, 32, 1).get(0));
		final TrainingData eight = TrainingCases.data(equal, "average");
		final TrainingConfiguration image = new TrainingConfiguration(new Labels(), "percentile", NETWORK,
			"0.25*cross-entropy + 0.75*dice-semimetric(reduction: image)", new Sampling(8, 32, Augmentations.NONE, 0),
			new Optimization(3, 0.01, 1, "sgd(decay: 0)", "constant(warmup: 0)"));
		final TrainingConfiguration half = new TrainingConfiguration(image.labels(), image.normalization(), image.network(), image
			.loss(), new Sampling(4, 32, Augmentations.NONE, 0), image.optimization()).with(new ValidationOptions(2, 0, 0, 0, 0, 0, Keep.BEST));
		final Trainer.Result a = train(image, eight, TrainingRun.plain()), b = train(half, eight, TrainingRun.plain());
		final double moved = distance(flat(a.weights()), flat(initial()));
		assertTrue(distance(flat(a.weights()), flat(b.weights())) < 1e-3 * moved, distance(flat(a.weights()), flat(b
			.weights())) + " of " + moved);
		assertEquals(a.history().values("train", "loss")[2], b.history().values("train", "loss")[2], 1e-5);
		assertEquals(3, b.history().epochs("train", "loss").length);
	}

	@Test
	void limitsAccumulationToTheBatchesOfAnEpoch() throws Exception {
		final TrainingConfiguration c = configuration(3, 1, 0, new ValidationOptions(5, 0, 0, 0, 0, 0, Keep.BEST));
		final CanceledAfter progress = CanceledAfter.never();
		trainings.train(c, Trainings.labels(c), data, TrainingRun.plain(), progress);
		assertTrue(progress.lines().contains(TrainingMessages.smallerStep(4, 1, 5)), progress
			.lines()::toString);
	}

	@Test
	void clipsLargeGradients() throws Exception {
		final double free = distance(flat(train(configuration(4, 1, 0, new ValidationOptions()), data, TrainingRun.plain()).weights()), flat(
			initial()));
		final double clip = 0.01 * free / 0.01; // a hundredth of the gradient
		final double moved = distance(flat(train(configuration(4, 1, 0, new ValidationOptions(1, clip, 0, 0, 0, 0, Keep.BEST)), data, TrainingRun
			.plain()).weights()), flat(initial()));
		assertEquals(0.01 * clip, moved, 1e-2 * moved);
	}

	@Test
	void emaFollowsItsFormula() throws Exception {
		final double[] w0 = flat(initial()), w1 = flat(train(configuration(4, 1, 0, new ValidationOptions()), data, TrainingRun.plain())
			.weights());
		final double[] average = flat(train(configuration(4, 1, 0, new ValidationOptions(1, 0, 0.75, 0, 0, 0, Keep.BEST)), data, TrainingRun
			.plain()).weights());
		for (int i = 0; i < w0.length; i++)
			assertEquals(0.75 * w0[i] + 0.25 * w1[i], average[i], 1e-6);
	}

	/** Says what it is told to say. */
	private static Validation saying(final double... losses) {
		return new Validation() {
			private int n;

			@Override
			public double humanDice() {
				return 0.9;
			}

			@Override
			public Result run(final Map<String, Tensor> weights, final int epoch, final Progress progress) {
				return new Result(new Scores(losses[n++], 0.5, 0.6, 0.7, 0.02), new TrainingListener.Preview(epoch, "case", 1, 1,
					new float[1], new float[2][1], new float[2][1]));
			}
		};
	}

	@Test
	void earlyStoppingSavesTheBestWeights() throws Exception {
		final ValidationOptions course = new ValidationOptions(1, 0, 0, 0, 1, 2, Keep.BEST);
		final Trainer.Result r = train(configuration(4, 50, 0.9, course), data, TrainingRun.plain().with(saying(3, 2, 2.5, 2, 1)));
		assertEquals(StopReason.Reason.PATIENCE, r.ending().reason());
		assertEquals(4, r.ending().epochs());
		assertEquals(2, r.ending().kept());
		final Trainer.Result two = train(configuration(4, 2, 0.9, new ValidationOptions(1, 0, 0, 0, 0, 0, Keep.BEST)), data, TrainingRun.plain());
		assertEquals(two.weights(), r.weights());
		final Trainer.Result four = train(configuration(4, 4, 0.9, new ValidationOptions(1, 0, 0, 0, 0, 0, Keep.BEST)), data, TrainingRun.plain());
		assertEquals(four.weights(), r.other().orElseThrow());
		final Trainer.Result last = train(configuration(4, 50, 0.9, new ValidationOptions(1, 0, 0, 0, 1, 2, Keep.LAST)), data, TrainingRun.plain()
			.with(saying(3, 2, 2.5, 2, 1)));
		assertEquals(four.weights(), last.weights());
		assertEquals(two.weights(), last.other().orElseThrow());
		assertEquals(4, last.ending().kept());
	}

	@Test
	void validatesAtTheConfiguredInterval() throws Exception {
		final History every = train(configuration(4, 8, 0, new ValidationOptions(1, 0, 0, 0, 3, 0, Keep.BEST)), data, TrainingRun.plain().with(
			saying(3, 2, 1))).history();
		assertEquals(List.of(3.0, 6.0, 8.0), Arrays.stream(every.epochs("validation", "Dice")).boxed().toList());
		assertEquals(List.of("loss", "soft_Dice", "Dice", "BDice", "ECE", "human_Dice"), every.names("validation"));
		assertEquals(90, every.values("validation", "human_Dice")[0], 1e-9);
		assertTrue(new ValidationOptions().validates(3, 150) && !new ValidationOptions().validates(4, 150) && new ValidationOptions().validates(1, 20));
	}

	@Test
	void refusesEarlyStoppingWithoutValidationCases() {
		assertEquals(TrainingMessages.patience(2), assertThrows(
			IllegalArgumentException.class, () -> train(configuration(4, 5, 0, new ValidationOptions(1, 0, 0, 0, 0, 2, Keep.BEST)), data,
				TrainingRun.plain())).getMessage());
	}

	@Test
	void continuesTrainingWhenAListenerThrows() throws Exception {
		final List<Long> heard = new ArrayList<>();
		final TrainingListener listener = new TrainingListener() {
			@Override
			public void step(final Step s) {
				heard.add(s.step());
				if (s.step() == 2) throw new IllegalStateException("the screen has gone");
			}
		};
		final TrainingConfiguration c = configuration(2, 3, 0, new ValidationOptions());
		final CanceledAfter progress = CanceledAfter.never();
		final Trainer.Result watched = trainings.train(c, Trainings.labels(c), data, TrainingRun.plain().watched(
			new TrainingMonitor(listener, new TrainingControl())), progress);
		assertEquals(List.of(1L, 2L), heard);
		assertEquals(3, watched.history().epochs("train", "loss").length);
		assertTrue(progress.lines().contains(TrainingMessages.listenerFailed("java.lang.IllegalStateException: the screen has gone")),
			progress.lines()::toString);
	}

	@Test
	void listenerReceivesAllEventsInOrder() throws Exception {
		final List<String> heard = new ArrayList<>();
		final TrainingListener listener = new TrainingListener() {
			@Override
			public void begin(final Begin b) {
				heard.add("begin " + b.epochs() + " " + b.stepsPerEpoch() + " " + b.imagesPerStep() + " " + b.humanDice());
			}

			@Override
			public void step(final Step s) {
				assertTrue(s.imagesPerSecond() > 0 && s.secondsLeft() >= 0 && s.loss() > 0 && s.rate() == 0.01);
				heard.add("step " + s.step() + " of epoch " + s.epoch());
			}

			@Override
			public void epoch(final int epoch, final List<History.Row> rows) {
				heard.add("epoch " + epoch + " " + rows.size());
			}

			@Override
			public void preview(final Preview p) {
				heard.add("preview " + p.epoch());
			}

			@Override
			public void end(final StopReason e) {
				heard.add("end " + e.reason());
			}
		};
		final TrainingConfiguration c = configuration(2, 2, 0, new ValidationOptions(1, 0, 0, 0, 2, 0, Keep.BEST));
		final CanceledAfter progress = CanceledAfter.never();
		trainings.train(c, Trainings.labels(c), data, TrainingRun.plain().with(saying(0.25)).watched(new TrainingMonitor(listener,
			new TrainingControl())), progress);
		assertEquals(List.of("begin 2 2 2 0.9", "step 1 of epoch 1", "step 2 of epoch 1", "epoch 1 4", "step 3 of epoch 2",
			"step 4 of epoch 2", "preview 2", "epoch 2 10", "end all epochs were done"), heard);
		assertTrue(progress.lines().stream().anyMatch(l -> l.matches(
			"Epoch 2/2: loss \\d\\.\\d{4}, validation loss 0\\.2500, Dice 60\\.0, BDice 70\\.0, ECE 2\\.0")), progress
				.lines()::toString);
	}

	/** Like the labels, but something happens in one of the batches. */
	private static Objective.Factory happening(final TrainingConfiguration c, final int in, final IntFunction<Float> what) {
		return manager -> {
			final Objective labels = Trainings.labels(c).create(manager);
			final int[] n = new int[1];
			return new Objective() {
				@Override
				public List<String> names() {
					return labels.names();
				}

				@Override
				public Terms terms(final NDArray images, final NDArray target, final NDArray mask, final long batch) {
					return labels.terms(images, target, mask, batch);
				}

				@Override
				public NDArray total(final NDList terms) {
					return ++n[0] == in ? labels.total(terms).mul(what.apply(in)) : labels.total(terms);
				}

				@Override
				public void close() {
					labels.close();
				}
			};
		};
	}

	@Test
	void namesCasesAndCheckpointWhenTheLossIsNaN() {
		final TrainingConfiguration c = configuration(2, 5, 0, new ValidationOptions());
		final Checkpoints places = new Checkpoints(folder.resolve("m.training"), 1, Map.of("rate", "0.01"));
		final String message = assertThrows(IllegalArgumentException.class, () -> trainings.train(c, happening(c, 8,
			i -> Float.NaN), data, TrainingRun.plain().with(places), Progress.none())).getMessage();
		assertSays(TrainingMessages.lossIsNaN(Double.NaN, 4, TrainingMessages.patchesOfCases("case0" + Says.ANY), 0.01,
			"", TrainingMessages.lastGoodWeights("epoch 3 of 5", Says.ANY + "m.training")), message);
	}

	@Test
	void continuesTrainingWhenACheckpointCannotBeWritten() throws Exception {
		final Path file = Files.createFile(folder.resolve("m.training"));
		final TrainingConfiguration c = configuration(4, 2, 0, new ValidationOptions());
		final CanceledAfter progress = CanceledAfter.never();
		final Trainer.Result r = trainings.train(c, Trainings.labels(c), data, TrainingRun.plain().with(new Checkpoints(file, 1, Map
			.of())), progress);
		assertEquals(2, r.ending().epochs());
		assertTrue(progress.lines().stream().anyMatch(l -> l.startsWith(
			TrainingMessages.noCheckpoint(1, "")) && l.contains("is a file")), progress
				.lines()::toString);
	}

	@Test
	void suggestsASmallerBatchWhenMemoryIsShort() {
		final TrainingConfiguration c = configuration(4, 1, 0, new ValidationOptions());
		assertEquals(TrainingMessages.notEnoughMemory(4, 32, TextMessages.gpuMemory("2.00 GiB", "139.81 GiB", "1.20 GiB"), 1,
			16), memory(c, new EngineException("CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total capacity " +
				"of 139.81 GiB of which 1.20 GiB is free. Including non-PyTorch memory")));
		final String cpu = memory(c, new EngineException("[enforce fail at alloc_cpu.cpp:116] . DefaultCPUAllocator: can't " +
			"allocate memory: you tried to allocate 8589934592 bytes. Error code 12 (Cannot allocate memory)"));
		assertSays(TrainingMessages.notEnoughMemory(4, 32, TextMessages.memoryAsked("8192 MB") +
			TextMessages.javaMemory(Says.ANY, Says.ANY) + TextMessages.computerMemory(Says.ANY, Says.ANY), 1, 16), cpu);
		final String heap = memory(c, new OutOfMemoryError("Java heap space"));
		assertSays(TextMessages.notEnoughMemory(TextMessages.javaMemory(Says.ANY, Says.ANY) + " (Java heap space)" +
			TextMessages.computerMemory(Says.ANY, Says.ANY), Says.ANY), heap);
		assertTrue(heap.contains("B (Java heap space)"), heap);
		// a thread that makes patches tells it by the one that waits for them
		assertEquals(heap.substring(0, 30), memory(c, new IllegalStateException(new OutOfMemoryError("Java heap space"))).substring(0,
			30));
		assertSays(TrainingMessages.notEnoughMemory(4, 32, Says.ANY, 1, 16), memory(c, new EngineException("std::bad_alloc")));
		assertThrows(EngineException.class, () -> trainings.train(c, happening(c, 1, i -> {
			throw new EngineException("shape mismatch");
		}), data, TrainingRun.plain(), Progress.none()));
		assertEquals(Optional.empty(), Optional.of(Trainer.memoryShortage(new EngineException("std::bad_alloc"), 1, 32,
			1, 16)).filter(s -> !s
			.endsWith("Try patch=16.")));
	}

	private static String memory(final TrainingConfiguration c, final Throwable thrown) {
		return assertThrows(IllegalArgumentException.class, () -> trainings.train(c, happening(c, 1, i -> {
			if (thrown instanceof final Error e) throw e;
			throw (RuntimeException) thrown;
		}), data, TrainingRun.plain(), Progress.none())).getMessage();
	}
}
