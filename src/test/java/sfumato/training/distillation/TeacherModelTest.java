package sfumato.training.distillation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import sfumato.data.LoadedCase;
import sfumato.data.augmentation.Augmentations;
import sfumato.engine.EngineThread;
import sfumato.engine.Parameters;
import sfumato.engine.TensorDevice;
import sfumato.engine.checkpoint.Tensor;
import sfumato.labels.Comparison;
import sfumato.labels.HardRaters;
import sfumato.labels.LabelClass;
import sfumato.labels.TestMaps;
import sfumato.methods.Methods;
import sfumato.models.Model;
import sfumato.models.ModelDescription;
import sfumato.networks.Decoder;
import sfumato.progress.Progress;
import sfumato.recalibration.TemperatureScaling;
import sfumato.training.CanceledAfter;
import sfumato.training.MemoryWatch;
import sfumato.training.Trainer;
import sfumato.training.TrainingCases;
import sfumato.training.Trainings;
import sfumato.training.settings.TrainingConfiguration;
import sfumato.training.settings.TrainingConfiguration.Labels;
import sfumato.training.settings.TrainingConfiguration.Optimization;
import sfumato.training.settings.TrainingConfiguration.Sampling;

/** Small students of small teachers. */
class TeacherModelTest {

	private static final String TEACHER = "unet(encoder: plain, width: 8, aux: true)", STUDENT =
		"unet(encoder: plain, width: 4)";

	private static EngineThread thread;
	private static ExecutorService loader;
	private static List<LoadedCase> cases;

	@BeforeAll
	static void startEngine() {
		thread = EngineThread.start(1);
		loader = Executors.newSingleThreadExecutor();
		cases = TrainingCases.phantoms(4, 3, 48, 0);
	}

	@AfterAll
	static void stopEngine() {
		loader.shutdownNow();
		thread.close();
	}

	private static TrainingConfiguration configuration(final String network, final int epochs) {
		return new TrainingConfiguration(new Labels("majority", "none"), "percentile", network, Trainings.LOSS, new Sampling(2,
			32, Augmentations.STANDARD, 0), new Optimization(epochs, 0.01));
	}

	/** An untrained network that passes for a trained one. */
	private static Model model(final String network) {
		final Map<String, Tensor> weights = Parameters.initial(Methods.of(Decoder.class).create(network).network(1, 2), 5);
		return new Model(new ModelDescription(ModelDescription.FORMAT, "test", new ModelDescription.Input("xyc", 1, 16, List.of(
			1.0, 1.0), "pixel", "percentile"), LabelClass.defaults(2), network, Optional.empty(), "test"), weights, Optional
				.empty());
	}

	private static TensorDevice cpu() {
		return TensorDevice.of(thread.engine(), "cpu");
	}

	private static Trainer.Result distill(final Model teacher, final Distillation distillation,
		final TrainingConfiguration student, final List<LoadedCase> from, final Progress progress) throws Exception
	{
		return thread.call(() -> new TeacherModel(teacher, distillation).trainer(student, cpu(), loader, progress).train(
			TrainingCases.data(from, "majority"), progress));
	}

	@Test
	void distillationWithLabelsOnlyIsBitIdenticalToTraining() throws Exception {
		final TrainingConfiguration student = configuration(STUDENT, 2);
		final Trainer.Result alone = thread.call(() -> new Trainer(student, cpu(), loader).train(TrainingCases.data(cases,
			"majority"), Progress.none()));
		assertEquals(alone.weights(), distill(model(TEACHER), new Distillation("labels", "none", 1), student, cases, Progress
			.none()).weights());
		assertNotEquals(alone.weights(), distill(model(TEACHER), new Distillation(), student, cases, Progress.none())
			.weights());
	}

	@ParameterizedTest
	@ValueSource(strings = { STUDENT, "unet(encoder: plain, width: 4, aux: true)", "deeplabv3plus(encoder: mobilenetv2_100)" })
	void equalSeedsGiveEqualStudents(final String network) throws Exception {
		final Distillation how = new Distillation(DistillationTerms.DEFAULT, "kde(keys: 50)", 2);
		final Trainer.Result a = distill(model(TEACHER), how, configuration(network, 1), cases, Progress.none());
		assertEquals(a.weights(), distill(model(TEACHER), how, configuration(network, 1), cases, Progress.none()).weights());
		assertEquals(4, a.history().rows().stream().filter(r -> r.toString().contains("labels-") || r.toString().contains(
			"teacher-")).count());
	}

	@Test
	void studentApproachesItsTeacherOnUnlabelledImages() throws Exception {
		final List<LoadedCase> unlabelled = cases.stream().map(c -> new LoadedCase(c.source(), c.image(), HardRaters.none(c
			.raters().dimensions(), c.raters().classes()), List.of())).toList();
		final double[] kl = distill(model(TEACHER), new Distillation("kl", "none", 1), configuration(STUDENT, 20), unlabelled,
			Progress.none()).history().values("train", "teacher-cross-entropy");
		assertTrue(kl[19] < 0.3 * kl[0], kl[0] + " to " + kl[19]);
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void teacherStaysUnchangedAndInEvaluationMode(final boolean aux) throws Exception {
		final float[] pixels = new float[2 * 32 * 32];
		final SplittableRandom random = new SplittableRandom(1);
		for (int i = 0; i < pixels.length; i++)
			pixels[i] = random.nextFloat();
		thread.call(() -> {
			try (NDManager m = cpu().newManager(); Teacher teacher = new TeacherModel(model(TEACHER), new Distillation()).onDevice(m,
				aux, Progress.none())) {
				final NDArray both = m.create(pixels, new Shape(2, 1, 32, 32));
				final Map<String, NDArray> first = teacher.logits(both);
				assertEquals(aux ? 2 : 1, first.size());
				assertArrayEquals(first.get("main").toFloatArray(), teacher.logits(both).get("main").toFloatArray(), 0);
				// an image's neighbours in the batch do not matter
				assertArrayEquals(first.get("main").get("0:1").toFloatArray(), teacher.logits(both.get("0:1")).get("main")
					.toFloatArray(), 1e-5f);
			}
			return null;
		});
	}

	@Test
	void memoryDoesNotGrowWithSteps() throws Exception {
		final MemoryWatch watch = new MemoryWatch(thread, MemoryWatch::outsideHeap);
		distill(model(TEACHER), new Distillation(DistillationTerms.DEFAULT, "kde(self: false)", 2), configuration(
			"unet(encoder: plain, width: 4, aux: true)", 60), cases, watch);
		watch.assertFlat(120);
		// one batch with its keys is 10 MB: a leak of a tenth of it per step would be 100 MB; a heap that is touched grows, too
		assertTrue(watch.megabytes(120) < watch.megabytes(20) + 80, watch.megabytes(20) + " MB after 20 steps, " + watch.megabytes(
			120) + " MB after 120");
	}

	@Test
	void logsThatTheTeachersRecalibrationIsIgnored() throws Exception {
		final Model teacher = model(TEACHER);
		final var scaling = new TemperatureScaling().fit(List.of(Comparison.of(TestMaps.randomMap(1, 2, 20, 20), TestMaps
			.randomMap(2, 2, 20, 20))));
		final Model recalibrated = teacher.with(new ModelDescription.RecalibrationDescription("temperature",
			"majority", List.of("case1")), scaling);
		final CanceledAfter progress = CanceledAfter.never();
		final Trainer.Result r = distill(recalibrated, new Distillation(), configuration(STUDENT, 1), cases, progress);
		assertTrue(progress.lines().contains(
			DistillationMessages.recalibrationLeftOut("test")),
			progress.lines()::toString);
		assertEquals(distill(teacher, new Distillation(), configuration(STUDENT, 1), cases, Progress.none()).weights(), r
			.weights());
	}

	@Test
	void warnsOfLossesNotMinimisedAtSoftTargets() throws Exception {
		final CanceledAfter progress = CanceledAfter.never();
		final TrainingConfiguration c = configuration(STUDENT, 1);
		distill(model(TEACHER), new Distillation(), new TrainingConfiguration(c.labels(), c.normalization(), c.network(),
			"cross-entropy + soft-dice", c.sampling(), c.optimization()), cases, progress);
		assertTrue(progress.lines().contains(DistillationMessages.hardLoss("soft-dice")), progress.lines()::toString);
	}

	@Test
	void patchesFitBothNetworks() throws Exception {
		final TrainingConfiguration c = configuration(STUDENT, 1);
		final TrainingConfiguration chosen = new TrainingConfiguration(c.labels(), c.normalization(), c.network(), c.loss(),
			new Sampling(2, 0, Augmentations.STANDARD, 0), c.optimization());
		// 48 pixels are three times 16, which the student asks for, but no multiple of the teacher's 32
		assertEquals(64, distill(model("unet(encoder: mobilenetv2_100)"), new Distillation(), chosen, cases, Progress.none())
			.patch());
		final TrainingConfiguration given = new TrainingConfiguration(c.labels(), c.normalization(), c.network(), c.loss(),
			new Sampling(2, 48, Augmentations.STANDARD, 0), c.optimization());
		assertEquals(DistillationMessages.patchMultiple(48, 32, "test"),
			assertThrows(IllegalArgumentException.class, () -> distill(model("unet(encoder: mobilenetv2_100)"), new Distillation(),
				given, cases, Progress.none())).getMessage());
	}
}
