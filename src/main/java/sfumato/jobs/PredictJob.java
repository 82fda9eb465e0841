package sfumato.jobs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import sfumato.models.Model;
import sfumato.models.ModelFolder;
import sfumato.planes.PlaneSink;
import sfumato.planes.PlaneSource;
import sfumato.prediction.Prediction;
import sfumato.prediction.PredictionSettings;
import sfumato.prediction.Predictor;
import sfumato.progress.Progress;
import sfumato.text.UserException;

/**
 * Segments an image with a model or an ensemble.
 *
 * @param models the model folders
 * @param source raw grey values; planes are segmented one by one
 * @param sink gets the probabilities
 */
public record PredictJob(List<Path> models, PlaneSource source, PlaneSink sink, PredictionSettings settings,
	Compute compute) implements Job<Prediction>
{

	public PredictJob {
		if (models.isEmpty()) throw new UserException(JobMessages.noModel());
		models = List.copyOf(models);
	}

	@Override
	public String title() {
		return "a prediction";
	}

	@Override
	public long bytes() throws IOException {
		return JobMemory.prediction(models, settings.tile(), source.width(), source.height());
	}

	@Override
	public Prediction execute(final Workbench bench, final Progress progress) throws IOException {
		try (Predictor predictor = new Predictor(read(models), bench.device(), settings)) {
			final Prediction done = predictor.predict(source, sink, bench.loader(), progress);
			progress.log(JobMessages.predicted(done.planes(), done.seconds(), bench.device().name(), done.planes() /
				done.seconds()));
			return done;
		}
	}

	static List<Model> read(final List<Path> folders) throws IOException {
		final List<Model> read = new ArrayList<>();
		for (final Path folder : folders)
			read.add(ModelFolder.read(folder).trained());
		return read;
	}
}
