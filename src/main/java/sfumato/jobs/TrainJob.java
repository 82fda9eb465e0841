package sfumato.jobs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import sfumato.data.LoadedCase;
import sfumato.data.Normalization;
import sfumato.fusion.LabelFusion;
import sfumato.methods.Methods;
import sfumato.models.Model;
import sfumato.models.ModelDescription;
import sfumato.models.ModelFolder;
import sfumato.networks.Decoder;
import sfumato.progress.Progress;
import sfumato.training.Trainer;
import sfumato.training.TrainingConfiguration;
import sfumato.training.TrainingData;

/**
 * Trains a network on a data set and writes a model folder.
 *
 * @param data which cases
 * @param configuration everything else that the result depends on
 * @param start the model folder whose weights it begins with; random ones if empty
 * @param output the model folder to be written
 * @param overwrite whether an existing folder may be replaced
 */
public record TrainJob(DataSelection data, TrainingConfiguration configuration, Optional<Path> start, Path output,
	boolean overwrite, Compute compute) implements Job<Path>
{

	/** From random weights. */
	public TrainJob(final DataSelection data, final TrainingConfiguration configuration, final Path output,
		final boolean overwrite, final Compute compute)
	{
		this(data, configuration, Optional.empty(), output, overwrite, compute);
	}

	/** @return the model folder */
	@Override
	public Path execute(final Workbench bench, final Progress progress) throws IOException {
		return execute(bench, progress, Optional.empty());
	}

	/** Trains with a teacher, if there is one. */
	Path execute(final Workbench bench, final Progress progress, final Optional<Teaching> teaching) throws IOException {
		ModelFolder.requireWritable(output, overwrite);
		final Optional<Model> first = start.isEmpty() ? Optional.empty() : Optional.of(ModelFolder.read(start.get()));
		first.ifPresent(this::requireSameNetwork);
		final Trainer trainer = teaching.isPresent() ? teaching.get().trainer(configuration, bench, progress) : new Trainer(
			configuration, bench.device(), bench.loader());
		final Progress reading = progress.part(0, 0.02);
		final List<LoadedCase> cases = teaching.isPresent() ? teaching.get().load(data, reading) : data.load(reading);
		final TrainingData planes = new TrainingData(cases, Methods.of(LabelFusion.class).create(configuration.labels()
			.fusion()), Methods.of(Normalization.class).create(configuration.normalization()));
		if (first.isPresent()) {
			requireSameImages(first.get().description(), planes);
			progress.log("Training begins with the weights of " + start.get());
		}
		// before the training, which may replace that very folder
		final Optional<TrainingRecord.Start> record = first.isEmpty() ? Optional.empty() : Optional.of(
			new TrainingRecord.Start(start.get().toString(), Hashes.sha256(List.of(start.get().resolve(ModelFolder.WEIGHTS)))));
		final Trainer.Result result = trainer.train(planes, first.map(Model::weights), progress.part(0.02, 1));
		progress.checkCanceled();
		new TrainedModel(this, cases, result, bench, record, teaching.map(Teaching::record)).write();
		progress.update(1, "Wrote the model " + output);
		return output;
	}

	private void requireSameNetwork(final Model first) {
		final String network = Methods.of(Decoder.class).complete(first.description().network()).toString();
		if (!network.equals(configuration.network())) throw new IllegalArgumentException("The model \"" + start.get() +
			"\" to start from is " + network + ", but network is " + configuration.network() + ".");
	}

	private void requireSameImages(final ModelDescription first, final TrainingData planes) {
		final int channels = first.input().channels(), classes = first.classes().size();
		if (channels == planes.numChannels() && classes == planes.classes().size()) return;
		throw new IllegalArgumentException("The model \"" + start.get() + "\" to start from takes " + channels +
			" channel(s) and knows " + classes + " classes, but the data set has " + planes.numChannels() + " and " + planes
				.classes().size() + ".");
	}
}
