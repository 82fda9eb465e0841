package sfumato.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import net.imglib2.Cursor;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import sfumato.data.augmentation.Augmentations;
import sfumato.data.simulation.RaterSimulation;
import sfumato.files.ImageFiles;
import sfumato.jobs.cases.DataSelection;
import sfumato.methods.Methods;
import sfumato.progress.Progress;
import sfumato.recalibration.Recalibrator;
import sfumato.training.settings.TrainingConfiguration;
import sfumato.training.settings.TrainingConfiguration.Labels;
import sfumato.training.settings.TrainingConfiguration.Optimization;
import sfumato.training.settings.TrainingConfiguration.Sampling;

/** Recalibration on phantoms of which 6 % of the pixels are labelled. */
@Tag("slow")
class SparseRecalibrationTest {

	private static final Compute CPU = new Compute("cpu", 1);
	private static final int SIDE = 96, ROWS = 16, RATERS = 5;

	@TempDir
	private static Path shared;
	@TempDir
	private Path folder;

	private static LocalJobs jobs;
	private static Path whole;
	private static Path model;

	@BeforeAll
	static void train() throws IOException {
		jobs = new LocalJobs();
		whole = shared.resolve("whole");
		final RaterSimulation simulation = new RaterSimulation(12, RATERS, SIDE, SIDE, 0);
		simulation.write(whole, Progress.none());
		model = jobs.run(new TrainJob(new DataSelection(whole, "", "1-8"), new TrainingConfiguration(new Labels("majority", "none"),
			"percentile", "unet(encoder: plain, width: 8)", "0.25*cross-entropy + 0.75*dice-semimetric", new Sampling(4, 64,
				Augmentations.STANDARD, 0), new Optimization(100, 0.01)), Optional.empty(), new TrainJob.Supervision("", 0, false, 0), shared
					.resolve("model"), false, CPU), Progress.none());
	}

	@AfterAll
	static void stop() {
		jobs.close();
	}

	/** The same label maps with another value in all but every sixteenth row. */
	private Path sparse(final int elsewhere) throws IOException {
		final Path data = folder.resolve("sparse" + elsewhere);
		final RaterSimulation simulation = new RaterSimulation(12, RATERS, SIDE, SIDE, 0);
		for (int i = 8; i < 12; i++) {
			final RaterSimulation.SimulatedCase c = simulation.simulate(i);
			final Path of = Files.createDirectories(data.resolve(c.name()));
			ImageFiles.writeByteTiff(of.resolve("image.tif"), c.image(), new double[] { 1, 1 }, "pixel");
			for (int r = 0; r < c.labels().size(); r++) {
				final Img<FloatType> labels = ArrayImgs.floats(SIDE, SIDE, 1);
				final Cursor<FloatType> out = Views.flatIterable(labels).localizingCursor();
				for (final UnsignedByteType label : Views.flatIterable(c.labels().get(r))) {
					out.fwd();
					out.get().set(out.getLongPosition(1) % ROWS == ROWS / 2 ? label.get() == 0 ? 0 : 1 : elsewhere);
				}
				ImageFiles.writeByteTiff(of.resolve("task01_seg0" + (r + 1) + ".tif"), labels, new double[] { 1, 1 }, "pixel");
			}
		}
		Files.writeString(data.resolve("dataset.json"), "{\"missing\": 255}");
		return data;
	}

	private static List<EvaluateJob.Scores> evaluate(final Path of) throws IOException {
		return jobs.run(new EvaluateJob(of, new DataSelection(whole, "", "9-12"), CPU), Progress.none());
	}

	private static double mean(final List<EvaluateJob.Scores> scores, final ToDoubleFunction<EvaluateJob.Scores> of) {
		return 100 * scores.stream().mapToDouble(of).average().orElseThrow();
	}

	private List<EvaluateJob.Scores> recalibrated(final Path data, final String method) throws IOException {
		return evaluate(jobs.run(new RecalibrateJob(model, new DataSelection(data, "", ""), method, RecalibrateJob.Target.MAJORITY,
			folder.resolve("recalibrated-by-" + data.getFileName()), false, CPU), Progress.none()));
	}

	static Stream<String> methods() {
		return Methods.of(Recalibrator.class).names().stream();
	}

	@ParameterizedTest
	@MethodSource("methods")
	void doesNotLearnUnlabelledPixelsAsBackground(final String method) throws IOException {
		final List<EvaluateJob.Scores> before = evaluate(model), after = recalibrated(sparse(255), method);
		final double dice = mean(before, EvaluateJob.Scores::dice), ece = mean(before, EvaluateJob.Scores::ece);
		assertTrue(dice > 90, "Dice " + dice);
		assertEquals(dice, mean(after, EvaluateJob.Scores::dice), 1);
		assertTrue(mean(after, EvaluateJob.Scores::ece) < 2, "ECE " + mean(after, EvaluateJob.Scores::ece));
	}

	/** That the data can tell: the same rest drawn as background is learned as such. */
	@Test
	void learnsLabelledBackground() throws IOException {
		final List<EvaluateJob.Scores> after = recalibrated(sparse(0), "platt");
		assertTrue(mean(after, EvaluateJob.Scores::dice) < 50, "Dice " + mean(after, EvaluateJob.Scores::dice));
	}
}
