package sfumato.jobs;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

import sfumato.data.normalization.Normalization;
import sfumato.files.FileHash;
import sfumato.fusion.LabelFusion;
import sfumato.jobs.cases.DataSource;
import sfumato.jobs.records.TrainingRecord;
import sfumato.methods.Methods;
import sfumato.models.Model;
import sfumato.models.ModelDescription;
import sfumato.models.ModelFolder;
import sfumato.networks.Decoder;
import sfumato.output.NewFolder;
import sfumato.progress.Progress;
import sfumato.text.UserException;
import sfumato.text.WrongValue;
import sfumato.training.Checkpoints;
import sfumato.training.StopReason;
import sfumato.training.Trainer;
import sfumato.training.TrainingData;
import sfumato.training.TrainingRun;
import sfumato.training.settings.TrainingConfiguration;

/**
 * Trains a network on a dataset or on images in memory, and writes a model folder.
 *
 * @param data where the cases come from
 * @param configuration everything else that the result depends on
 * @param start the model folder whose weights it begins with; random ones if empty
 * @param supervision what is done meanwhile
 * @param output the model folder to be written
 * @param overwrite whether an existing folder, and an unfinished training, may be replaced
 */
public record TrainJob(DataSource data, TrainingConfiguration configuration, Optional<Path> start,
	Supervision supervision, Path output, boolean overwrite, Compute compute) implements Job<Path>
{

	/**
	 * Validation, checkpoints and time limit of a training.
	 *
	 * @param validation the cases, of the same source, that it is tried on; then no cases selected means all others. Empty: none
	 * @param checkpoint interval of checkpoints in epochs; 0 for none
	 * @param resume whether to resume an interrupted training if there is one
	 * @param minutes after which training ends and the model is written as it is then; 0: no limit
	 */
	public record Supervision(String validation, int checkpoint, boolean resume, double minutes) {
		public Supervision {
			if (checkpoint < 0) throw new UserException(
				WrongValue.message("checkpoint", checkpoint, "a number of epochs, or 0 for none"));
			if (!(minutes >= 0 && minutes < Double.POSITIVE_INFINITY)) throw new UserException(
				WrongValue.message("minutes", minutes, "greater than 0, or 0 for no limit"));
		}

		/** No validation, no checkpoints, no time limit. */
		public static Supervision none() {
			return new Supervision("", 0, false, 0);
		}
	}

	/** Without supervision. */
	public TrainJob(final DataSource data, final TrainingConfiguration configuration, final Optional<Path> start,
		final Path output, final boolean overwrite, final Compute compute)
	{
		this(data, configuration, start, Supervision.none(), output, overwrite, compute);
	}

	/** From random weights, without supervision. */
	public TrainJob(final DataSource data, final TrainingConfiguration configuration, final Path output,
		final boolean overwrite, final Compute compute)
	{
		this(data, configuration, Optional.empty(), output, overwrite, compute);
	}

	/** The folder beside the output in which checkpoints are. */
	Path unfinished() {
		final Path folder = output.toAbsolutePath().normalize();
		return folder.resolveSibling(folder.getFileName() + ".training");
	}

	@Override
	public String title() {
		return JobMessages.title("the training", output);
	}

	@Override
	public long bytes() {
		return JobMemory.training(configuration, !supervision.validation().isBlank());
	}

	@Override
	public List<Path> written() {
		return List.of(output, unfinished());
	}

	/** @return the model folder */
	@Override
	public Path execute(final Workbench bench, final Progress progress) throws IOException {
		return execute(bench, progress, Optional.empty());
	}

	/** Trains with a teacher, if there is one. */
	Path execute(final Workbench bench, final Progress progress, final Optional<DistillJob> distillation) throws IOException {
		ModelFolder.requireWritable(output, overwrite);
		try (NewFolder.Claim claim = NewFolder.claim(output)) {
			return claimed(bench, progress, distillation.isEmpty() ? Optional.empty() : Optional.of(distillation.get().teaching()));
		}
	}

	/** Trains while this run holds the claim of the output. */
	private Path claimed(final Workbench bench, final Progress progress, final Optional<Teaching> teaching) throws IOException {
		lookForUnfinished();
		final Optional<Model> first = start.isEmpty() ? Optional.empty() : Optional.of(ModelFolder.read(start.get()));
		first.ifPresent(this::requireSameNetwork);
		final Trainer trainer = teaching.isPresent() ? teaching.get().trainer(configuration, bench, progress) : new Trainer(
			configuration, bench.device(), bench.loader());
		final TrainingCases cases = TrainingCases.load(data, supervision.validation(), teaching.isPresent() ? teaching.get()::load
			: DataSource::load, progress.part(0, 0.02));
		final TrainingData planes = new TrainingData(cases.training(), Methods.of(LabelFusion.class).create(configuration.labels()
			.fusion()), Methods.of(Normalization.class).create(configuration.normalization()));
		if (first.isPresent()) {
			requireSameImages(first.get().description(), planes);
			progress.log(JobMessages.startsFrom(start.get()));
		}
		// before the training, which may replace that very folder
		final Optional<TrainingRecord.Start> begin = first.isEmpty() ? Optional.empty() : Optional.of(new TrainingRecord.Start(
			start.get().toString(), FileHash.sha256(List.of(start.get().resolve(ModelFolder.WEIGHTS)))));
		final TrainingRecord.Data record = data.record(cases.training(), cases.validation());
		final Checkpoints checkpoints = new Checkpoints(unfinished(), supervision.checkpoint(), TrainingCases.settings(
			configuration, record, begin, teaching.map(Teaching::record)));
		final Trainer.Result result = train(trainer, bench, cases, planes, first, checkpoints, progress.part(0.02, 1));
		progress.checkCanceled();
		new TrainedModel(this, cases.training(), result, bench, record, begin, teaching.map(Teaching::record)).write();
		if (result.ending().reason() != StopReason.Reason.TIME) checkpoints.delete();
		else if (checkpoints.exist()) progress.log(JobMessages.resumable(unfinished()));
		progress.update(1, JobMessages.wroteModel(output));
		return output;
	}

	private Trainer.Result train(final Trainer trainer, final Workbench bench, final TrainingCases cases,
		final TrainingData planes, final Optional<Model> first, final Checkpoints checkpoints, final Progress progress) throws IOException
	{
		TrainingRun run = TrainingRun.plain().from(first.map(Model::weights)).with(checkpoints).watched(bench.monitor());
		if (!cases.validation().isEmpty()) run = run.with(new ModelValidation(TrainedModel.description(this, cases.training()),
			cases.validation(), configuration, bench.device()));
		if (supervision.minutes() > 0) run = run.within(Duration.ofMillis(Math.round(60_000 * supervision.minutes())));
		try {
			return trainer.train(planes, run, progress);
		}
		catch (final CancellationException e) {
			final Optional<String> done = checkpoints.progress();
			if (done.isPresent()) progress.log(JobMessages.cancelled(done.get(), unfinished()));
			throw e;
		}
	}

	/** Refuses to discard an unfinished training unless the user asks for it. */
	private void lookForUnfinished() throws IOException {
		final Checkpoints any = new Checkpoints(unfinished(), 0, Map.of());
		if (supervision.resume() || !any.exist()) return;
		if (!overwrite) throw new IOException(JobMessages.unfinished(unfinished(), any.progress().orElse("")));
		any.delete();
	}

	private void requireSameNetwork(final Model first) {
		final String network = Methods.of(Decoder.class).complete(first.description().network()).toString();
		if (!network.equals(configuration.network())) throw new UserException(JobMessages.otherNetwork(start.get(), network,
			configuration.network()));
	}

	private void requireSameImages(final ModelDescription first, final TrainingData planes) {
		final int channels = first.input().channels(), classes = first.classes().size();
		if (channels == planes.numChannels() && classes == planes.classes().size()) return;
		throw new UserException(JobMessages.startShape(start.get(), channels, classes, planes.numChannels(),
			planes.classes().size()));
	}
}
