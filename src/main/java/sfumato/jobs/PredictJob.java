package sfumato.jobs;

import java.io.IOException;
import java.nio.file.Path;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import sfumato.labels.ProbabilityMap;
import sfumato.models.ModelFolder;
import sfumato.prediction.Predictor;
import sfumato.progress.Progress;

/**
 * Segments an image with a model.
 *
 * @param model the model folder
 * @param image raw grey values (X, Y[, Z], C); planes are segmented one by one
 * @param tile side of a tile in pixels, or 0 to choose it
 * @param recalibrate whether the model's recalibration, if it has one, is applied
 */
public record PredictJob(Path model, RandomAccessibleInterval<FloatType> image, int tile, boolean recalibrate,
	Compute compute) implements Job<ProbabilityMap>
{

	/** @return a map of the image's size with the model's classes */
	@Override
	public ProbabilityMap execute(final Workbench bench, final Progress progress) throws IOException {
		try (Predictor predictor = new Predictor(ModelFolder.read(model).trained(), bench.device(), tile)) {
			final ProbabilityMap map = predictor.predict(image, progress.part(0, recalibrate ? 0.9 : 1));
			return recalibrate ? predictor.recalibrate(map, progress.part(0.9, 1)) : map;
		}
	}
}
