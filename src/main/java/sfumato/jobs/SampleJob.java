package sfumato.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import sfumato.files.ImageFiles;
import sfumato.labels.ProbabilityMap;
import sfumato.models.Model;
import sfumato.models.ModelFolder;
import sfumato.prediction.Predictor;
import sfumato.progress.Progress;
import sfumato.text.UserException;

/**
 * Segments the sample image in a model folder again and compares the result with the saved one, to check that this machine reproduces
 * the model.
 *
 * @param model the model folder
 */
public record SampleJob(Path model, Compute compute) implements Job<SampleJob.Answer> {

	/** The tolerance for differences in summation order; larger differences mean another network or image. */
	public static final double TOLERANCE = 1e-3;

	/**
	 * @param difference the largest of two probabilities; NaN if one is no number
	 * @param labels pixels whose most probable class is another one
	 * @param pixels of the sample
	 */
	public record Answer(double difference, long labels, long pixels) {

		/** Whether the result equals the saved one within the tolerance. */
		public boolean isTheSame() {
			return difference <= TOLERANCE;
		}
	}

	@Override
	public String title() {
		return JobMessages.title("the check", model);
	}

	@Override
	public long bytes() throws IOException {
		return JobMemory.prediction(model);
	}

	/**
	 * @throws IOException if the folder has no sample
	 * @throws UserException if the model has not been trained, or the saved answer is of another size
	 */
	@Override
	public Answer execute(final Workbench bench, final Progress progress) throws IOException {
		final Model read = ModelFolder.read(model).trained();
		final Path image = model.resolve("sample").resolve("image.tif"), saved = model.resolve("sample").resolve("probabilities.tif");
		if (!Files.exists(image) || !Files.exists(saved)) throw new IOException(JobMessages.noSample(model, Files.exists(image) ?
			saved : image));
		final RandomAccessibleInterval<FloatType> expected = ImageFiles.read(saved).image();
		try (Predictor predictor = new Predictor(read, bench.device(), 0)) {
			final ProbabilityMap map = predictor.predict(ImageFiles.read(image).image(), progress);
			if (!Arrays.equals(map.image().dimensionsAsLongArray(), expected.dimensionsAsLongArray())) throw new UserException(
				JobMessages.otherSampleSize(model, ProbabilityMap.size(expected.dimensionsAsLongArray()),
					ProbabilityMap.size(map.image().dimensionsAsLongArray())));
			return compare(map, ProbabilityMap.of(expected, map.classes()));
		}
	}

	private static Answer compare(final ProbabilityMap now, final ProbabilityMap then) {
		double difference = 0;
		final Cursor<FloatType> other = Views.flatIterable(then.image()).cursor();
		for (final FloatType p : Views.flatIterable(now.image())) {
			final double d = Math.abs(p.get() - other.next().get());
			difference = Double.isNaN(d) ? d : Math.max(difference, d);
		}
		long labels = 0, pixels = 0;
		final var saved = Views.flatIterable(then.argMax()).cursor();
		for (final var label : Views.flatIterable(now.argMax())) {
			if (label.get() != saved.next().get()) labels++;
			pixels++;
		}
		return new Answer(difference, labels, pixels);
	}
}
