package sfumato.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import sfumato.GeneratedDatasets;
import sfumato.LocalData;
import sfumato.NeedsLocalData;
import sfumato.data.augmentation.Augmentations;
import sfumato.jobs.cases.DataSelection;
import sfumato.models.ModelFolder;
import sfumato.progress.Progress;
import sfumato.training.settings.TrainingConfiguration;
import sfumato.training.settings.TrainingConfiguration.Labels;
import sfumato.training.settings.TrainingConfiguration.Optimization;
import sfumato.training.settings.TrainingConfiguration.Sampling;

/** All jobs, one after the other, on images of real patients and eyes. */
class RealDataJobsTest {

	@TempDir
	private Path folder;

	@Test
	@NeedsLocalData(variant = "runsEveryJobOnPhantoms")
	void runsEveryJobOnBrains() throws IOException {
		run(LocalData.folder("qubiq_brain_growth"), 1, "dice-weighted");
	}

	@ParameterizedTest
	@CsvSource({ "NIFTI, 1, dice-weighted", "RGB, 3, majority" })
	void runsEveryJobOnPhantoms(final GeneratedDatasets.Format format, final int channels, final String fusion) throws IOException {
		run(GeneratedDatasets.write(folder.resolve("discs"), format, 6, 3, 64, 64), channels, fusion);
	}

	@Tag("slow")
	@ParameterizedTest
	@NeedsLocalData(variant = "runsEveryJobOnPhantoms")
	@CsvSource({ "qubiq_kidney, 1, average", "stare, 3, majority" })
	void runsEveryJobOnLargerImages(final String set, final int channels, final String fusion) throws IOException {
		run(LocalData.folder(set), channels, fusion);
	}

	private void run(final Path data, final int channels, final String fusion) throws IOException {
		final Compute cpu = new Compute("cpu", 1);
		final TrainingConfiguration configuration = new TrainingConfiguration(new Labels(fusion, "none"), "percentile",
			"unet(encoder: mobilenetv2_100)", "0.25*cross-entropy + 0.75*dice-semimetric", new Sampling(2, 64,
				Augmentations.STANDARD, 0), new Optimization(2, 0.01));
		try (LocalJobs jobs = new LocalJobs()) {
			final Path model = jobs.run(new TrainJob(new DataSelection(data, "", "1-4"), configuration, folder.resolve("m"),
				false, cpu), Progress.none());
			assertEquals(channels, ModelFolder.readDescription(model).input().channels());
			jobs.run(new RecalibrateJob(model, new DataSelection(data, "", "5"), "kde(keys: 200)",
				RecalibrateJob.Target.MAJORITY, model, false, cpu), Progress.none());
			final List<EvaluateJob.Scores> scores = jobs.run(new EvaluateJob(model, new DataSelection(data, "", "6"), cpu),
				Progress.none());
			assertEquals(1, scores.size());
			final EvaluateJob.Scores s = scores.get(0);
			assertTrue(s.dice() >= 0 && s.dice() <= 1 && s.bdice() >= 0 && s.bdice() <= 1 && s.humanDice() > 0.5, s.toString());
			// four steps teach little, but how often the foreground occurs is known from the case recalibrated on
			assertTrue(s.ece() < 0.1 && s.ece() <= s.rawEce() + 0.02, s.toString());
		}
	}
}
