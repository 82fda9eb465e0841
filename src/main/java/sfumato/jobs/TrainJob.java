package sfumato.jobs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import sfumato.data.LoadedCase;
import sfumato.data.Normalization;
import sfumato.models.ModelFolder;
import sfumato.fusion.LabelFusion;
import sfumato.methods.Methods;
import sfumato.progress.Progress;
import sfumato.training.Trainer;
import sfumato.training.TrainingConfiguration;
import sfumato.training.TrainingData;

/**
 * Trains a network on a data set and writes a model folder.
 *
 * @param data which cases
 * @param configuration everything else that the result depends on
 * @param output the model folder to be written
 * @param overwrite whether an existing folder may be replaced
 */
public record TrainJob(DataSelection data, TrainingConfiguration configuration, Path output, boolean overwrite,
	Compute compute) implements Job<Path>
{

	/** @return the model folder */
	@Override
	public Path execute(final Workbench bench, final Progress progress) throws IOException {
		ModelFolder.requireWritable(output, overwrite);
		final List<LoadedCase> cases = data.load(progress.part(0, 0.02));
		final TrainingData planes = new TrainingData(cases, Methods.of(LabelFusion.class).create(configuration.labels()
			.fusion()), Methods.of(Normalization.class).create(configuration.normalization()));
		final Trainer.Result result = new Trainer(configuration, bench.device(), bench.loader()).train(planes,
			progress.part(0.02, 1));
		progress.checkCanceled();
		new TrainedModel(this, cases, result, bench).write();
		progress.update(1, "Wrote the model " + output);
		return output;
	}
}
