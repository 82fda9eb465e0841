package sfumato.jobs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import sfumato.data.LoadedCase;
import sfumato.fusion.Average;
import sfumato.fusion.LabelFusion;
import sfumato.fusion.Majority;
import sfumato.jobs.cases.DataSelection;
import sfumato.jobs.cases.ModelCases;
import sfumato.labels.Comparison;
import sfumato.methods.Methods;
import sfumato.models.Model;
import sfumato.models.ModelDescription.RecalibrationDescription;
import sfumato.models.ModelFolder;
import sfumato.prediction.Predictor;
import sfumato.progress.Progress;
import sfumato.recalibration.Recalibration;
import sfumato.recalibration.Recalibrator;
import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * Fits a recalibration of a model on held-out cases and saves it in the model.
 *
 * @param model the model folder
 * @param data cases that the network was not trained on
 * @param method text form of a {@link Recalibrator}
 * @param target what is true: the raters' majority or their average
 * @param output the model folder to be written; may be the model itself, whose recalibration is then replaced
 * @param overwrite whether another existing folder may be replaced
 */
public record RecalibrateJob(Path model, DataSelection data, String method, Target target, Path output,
	boolean overwrite, Compute compute) implements Job<Path>
{

	/** The reference of the recalibration. */
	public enum Target {
		/** The strict majority of the raters, the reference of ECE. */
		MAJORITY(new Majority()),
		/** The average of the raters. */
		SOFT(new Average());

		private final LabelFusion fusion;

		Target(final LabelFusion fusion) {
			this.fusion = fusion;
		}

		/**
		 * The target of a name as macros write it.
		 *
		 * @throws UserException naming those that there are
		 */
		public static Target of(final String name) {
			for (final Target t : values())
				if (t.name().equalsIgnoreCase(name.strip())) return t;
			throw new UserException(WrongValue.message("target", name, "majority or soft"));
		}
	}

	public RecalibrateJob {
		method = Methods.of(Recalibrator.class).complete(method).toString();
	}

	@Override
	public String title() {
		return JobMessages.title("the recalibration", output);
	}

	@Override
	public long bytes() throws IOException {
		return JobMemory.prediction(model);
	}

	@Override
	public List<Path> written() {
		return List.of(output);
	}

	/** @return the written model folder */
	@Override
	public Path execute(final Workbench bench, final Progress progress) throws IOException {
		ModelFolder.requireWritable(output, overwrite || ModelFolder.isSame(model, output));
		final Model read = ModelFolder.read(model).trained();
		final List<LoadedCase> cases = ModelCases.load(read, data, progress.part(0, 0.1));
		final List<Comparison> compared = new ArrayList<>();
		try (Predictor predictor = new Predictor(read, bench.device(), 0)) {
			for (final LoadedCase c : cases) {
				final double done = (double) compared.size() / cases.size();
				compared.add(c.compare(ModelCases.predict(predictor, c, progress.part(0.1 + 0.7 * done, 0.1 + 0.7 * (done + 1.0 / cases
					.size()))), target.fusion));
			}
			progress.update(0.8, JobMessages.fitting(method));
			final Recalibration fitted = Methods.of(Recalibrator.class).create(method).fit(compared);
			progress.checkCanceled();
			ModelFolder.recalibrate(model, output, overwrite, new RecalibrationDescription(method, target.name().toLowerCase(
				Locale.ROOT), cases.stream().map(LoadedCase::name).toList()), fitted);
			progress.update(1, JobMessages.recalibrated(output));
		}
		return output;
	}
}
