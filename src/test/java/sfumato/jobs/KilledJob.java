package sfumato.jobs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import sfumato.data.Dataset;
import sfumato.data.DatasetFusion;
import sfumato.data.Folds;
import sfumato.data.augmentation.Augmentations;
import sfumato.data.simulation.RaterSimulation;
import sfumato.fusion.Average;
import sfumato.fusion.Majority;
import sfumato.jobs.cases.DataSelection;
import sfumato.output.KillingFileSystems;
import sfumato.prediction.PredictionOutput;
import sfumato.prediction.PredictionSettings;
import sfumato.progress.Progress;
import sfumato.training.settings.TrainingConfiguration;
import sfumato.training.settings.TrainingConfiguration.Keep;
import sfumato.training.settings.TrainingConfiguration.Labels;
import sfumato.training.settings.TrainingConfiguration.Optimization;
import sfumato.training.settings.TrainingConfiguration.Sampling;
import sfumato.training.settings.TrainingConfiguration.ValidationOptions;

/** Small jobs that write folders, and a process that runs one of them and ends at a chosen point. */
enum KilledJob {

	TRAINING {

		@Override
		void run(final LocalJobs jobs, final Path inputs, final Path work, final boolean resume, final boolean overwrite)
			throws IOException
		{
			jobs.run(training(inputs, work.resolve("model"), 0, resume, overwrite), Progress.none());
		}
	},

	TRAINING_AGAIN {

		@Override
		void prepare(final LocalJobs jobs, final Path inputs, final Path work) throws IOException {
			jobs.run(training(inputs, work.resolve("model"), 1, false, false), Progress.none());
		}

		@Override
		void run(final LocalJobs jobs, final Path inputs, final Path work, final boolean resume, final boolean overwrite)
			throws IOException
		{
			jobs.run(training(inputs, work.resolve("model"), 0, resume, true), Progress.none());
		}
	},

	CROSS_VALIDATION {

		@Override
		void run(final LocalJobs jobs, final Path inputs, final Path work, final boolean resume, final boolean overwrite)
			throws IOException
		{
			crossValidate(jobs, inputs, work, 0, overwrite);
		}
	},

	CROSS_VALIDATION_AGAIN {

		@Override
		void prepare(final LocalJobs jobs, final Path inputs, final Path work) throws IOException {
			crossValidate(jobs, inputs, work, 1, false);
		}

		@Override
		void run(final LocalJobs jobs, final Path inputs, final Path work, final boolean resume, final boolean overwrite)
			throws IOException
		{
			crossValidate(jobs, inputs, work, 0, true);
		}
	},

	FUSION {

		@Override
		void run(final LocalJobs jobs, final Path inputs, final Path work, final boolean resume, final boolean overwrite)
			throws IOException
		{
			fuse(inputs, work, new DatasetFusion(new Average(), DatasetFusion.Format.TIFF, overwrite));
		}
	},

	FUSION_AGAIN {

		@Override
		void prepare(final LocalJobs jobs, final Path inputs, final Path work) throws IOException {
			fuse(inputs, work, new DatasetFusion(new Majority(), DatasetFusion.Format.TIFF, false));
		}

		@Override
		void run(final LocalJobs jobs, final Path inputs, final Path work, final boolean resume, final boolean overwrite)
			throws IOException
		{
			fuse(inputs, work, new DatasetFusion(new Average(), DatasetFusion.Format.NIFTI, true));
		}
	},

	PREDICTION {

		@Override
		void run(final LocalJobs jobs, final Path inputs, final Path work, final boolean resume, final boolean overwrite)
			throws IOException
		{
			predict(jobs, inputs, work, "model", Set.of(PredictFolderJob.Format.values()), overwrite);
		}
	},

	PREDICTION_AGAIN {

		@Override
		void prepare(final LocalJobs jobs, final Path inputs, final Path work) throws IOException {
			predict(jobs, inputs, work, "other", Set.of(PredictFolderJob.Format.TIFF, PredictFolderJob.Format.PNG), false);
		}

		@Override
		void run(final LocalJobs jobs, final Path inputs, final Path work, final boolean resume, final boolean overwrite)
			throws IOException
		{
			predict(jobs, inputs, work, "model", Set.of(PredictFolderJob.Format.TIFF, PredictFolderJob.Format.NIFTI), true);
		}
	},

	RECALIBRATION {

		@Override
		void run(final LocalJobs jobs, final Path inputs, final Path work, final boolean resume, final boolean overwrite)
			throws IOException
		{
			recalibrate(jobs, inputs, inputs.resolve("model"), work, "kde(keys: 20)", overwrite);
		}
	},

	RECALIBRATION_IN_PLACE {

		@Override
		void prepare(final LocalJobs jobs, final Path inputs, final Path work) throws IOException {
			recalibrate(jobs, inputs, inputs.resolve("model"), work, "kde(keys: 10)", false);
		}

		@Override
		void run(final LocalJobs jobs, final Path inputs, final Path work, final boolean resume, final boolean overwrite)
			throws IOException
		{
			recalibrate(jobs, inputs, work.resolve("model"), work, "kde(keys: 20)", overwrite);
		}
	},

	EXPORT {

		@Override
		void run(final LocalJobs jobs, final Path inputs, final Path work, final boolean resume, final boolean overwrite)
			throws IOException
		{
			jobs.run(new ExportJob(inputs.resolve("model"), "bioimageio", work.resolve("model"), overwrite, CPU), Progress.none());
		}
	},

	EXPORT_AGAIN {

		@Override
		void prepare(final LocalJobs jobs, final Path inputs, final Path work) throws IOException {
			jobs.run(new ExportJob(inputs.resolve("other"), "safetensors", work.resolve("model"), false, CPU), Progress.none());
		}

		@Override
		void run(final LocalJobs jobs, final Path inputs, final Path work, final boolean resume, final boolean overwrite)
			throws IOException
		{
			jobs.run(new ExportJob(inputs.resolve("model"), "onnx", work.resolve("model"), true, CPU), Progress.none());
		}
	};

	/** What counts are told after. */
	static final String COUNTS = "counts ";

	private static final Compute CPU = new Compute("cpu", 1);

	/**
	 * Runs the job.
	 *
	 * @param work an empty folder, or one as {@link #prepare} left it, whatever of that a process that ended has changed
	 * @param resume as the user is told
	 * @param overwrite as the user is told; jobs that are to replace what was prepared overwrite anyway
	 */
	abstract void run(LocalJobs jobs, Path inputs, Path work, boolean resume, boolean overwrite) throws IOException;

	/** Writes what is there before; nothing by default. */
	void prepare(final LocalJobs jobs, final Path inputs, final Path work) throws IOException {}

	/** Whether the job writes one folder {@code model}, which at any time is there as it was before, or complete, or not at all. */
	boolean writesOneFolder() {
		return List.of(TRAINING, TRAINING_AGAIN, RECALIBRATION, RECALIBRATION_IN_PLACE, EXPORT, EXPORT_AGAIN).contains(this);
	}

	/** Writes a dataset and two models. */
	static void writeInputs(final LocalJobs jobs, final Path inputs) throws IOException {
		new RaterSimulation(4, 2, 32, 32, 0).write(inputs.resolve("data"), Progress.none());
		for (int seed = 2; seed < 4; seed++)
			jobs.run(training(inputs, inputs.resolve(seed == 2 ? "model" : "other"), seed, false, false), Progress.none());
	}

	private static TrainingConfiguration configuration(final String fusion, final int epochs, final int seed) {
		return new TrainingConfiguration(new Labels(fusion, "none"), "percentile", "unet(encoder: plain, width: 4)",
			"0.25*cross-entropy + 0.75*dice-semimetric", new Sampling(2, 32, Augmentations.STANDARD, seed), new Optimization(epochs, 0.01))
				.with(new ValidationOptions(1, 1, 0.9, 0, 1, 0, Keep.BEST));
	}

	/** Two steps in two epochs, with a checkpoint after each. */
	private static TrainJob training(final Path inputs, final Path output, final int seed, final boolean resume,
		final boolean overwrite)
	{
		return new TrainJob(new DataSelection(inputs.resolve("data"), "", "1-2"), configuration("random-rater", 2, seed), Optional
			.empty(), new TrainJob.Supervision("3-4", 1, resume, 0), output, overwrite, CPU);
	}

	/** Two methods in two folds. */
	private static void crossValidate(final LocalJobs jobs, final Path inputs, final Path work, final int seed,
		final boolean overwrite) throws IOException
	{
		final CrossValidation validation = new CrossValidation(new DataSelection(inputs.resolve("data"), "", ""), List.of(
			new CrossValidation.Method("average", configuration("average", 1, seed)), new CrossValidation.Method("majority",
				configuration("majority", 1, seed))), new Folds(2), Optional.empty(), work.resolve("folds"));
		jobs.run(new CrossValidateJob(validation, List.of(1, 2), CrossValidateJob.Shard.ALL, overwrite, CPU), Progress.none());
		validation.merge(List.of(1, 2), 0, note -> {});
	}

	private static void fuse(final Path inputs, final Path work, final DatasetFusion fusion) throws IOException {
		final Dataset set = Dataset.open(inputs.resolve("data"), "");
		fusion.write(set, set.cases("1-3"), work.resolve("maps"), Progress.none());
	}

	private static void predict(final LocalJobs jobs, final Path inputs, final Path work, final String model,
		final Set<PredictFolderJob.Format> formats, final boolean overwrite) throws IOException
	{
		jobs.run(new PredictFolderJob(inputs.resolve("data"), "1-3", List.of(inputs.resolve(model)), work.resolve("predicted"),
			formats, Set.of(PredictionOutput.PROBABILITIES, PredictionOutput.LABELS), new PredictionSettings(), Shard.ALL, overwrite, CPU), Progress
				.none());
	}

	private static void recalibrate(final LocalJobs jobs, final Path inputs, final Path model, final Path work,
		final String method, final boolean overwrite) throws IOException
	{
		jobs.run(new RecalibrateJob(model, new DataSelection(inputs.resolve("data"), "", "3-4"), method,
			RecalibrateJob.Target.MAJORITY, work.resolve("model"), overwrite, CPU), Progress.none());
	}

	/**
	 * Makes itself ready, reads the name of a job, which writes are points, and a point, and runs the job up to there; then tells how
	 * much it would have done, if it still lives.
	 *
	 * @param args the folder of the inputs, and the folder to work in
	 */
	public static void main(final String[] args) throws IOException {
		final Path inputs = Path.of(args[0]), work = Path.of(args[1]);
		try (LocalJobs jobs = new LocalJobs()) {
			jobs.run(new EvaluateJob(inputs.resolve("model"), new DataSelection(inputs.resolve("data"), "", "1"), CPU), Progress
				.none()); // starts the engine
			final BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
			final String line = in.readLine();
			if (line == null) return;
			final String[] order = line.split(" ");
			if (!(Files.isDirectory(work))) throw new IOException("There is no " + work);
			KillingFileSystems.watch(work, Integer.parseInt(order[1]), Integer.parseInt(order[2]));
			valueOf(order[0]).run(jobs, inputs, work, false, false);
			final KillingFileSystems.Counts c = KillingFileSystems.counts();
			System.out.println(COUNTS + c.creates() + " " + c.renames() + " " + c.deletes() + " " + c.writes() + " " + c.points());
		}
		System.exit(0);
	}
}
