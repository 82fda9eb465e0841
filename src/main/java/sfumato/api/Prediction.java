package sfumato.api;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import net.imglib2.img.Img;
import net.imglib2.type.numeric.real.FloatType;

import ij.measure.Calibration;

import sfumato.files.StackPlanes;
import sfumato.files.TiffStack;
import sfumato.images.ModelWarnings;
import sfumato.images.StackGeometry;
import sfumato.jobs.PredictJob;
import sfumato.labels.LabelClass;
import sfumato.labels.ProbabilityMap;
import sfumato.output.NewFile;
import sfumato.planes.ImageSink;
import sfumato.planes.ImageSource;
import sfumato.planes.PlaneSink;
import sfumato.planes.PlaneSource;
import sfumato.prediction.PlaneBox;
import sfumato.prediction.PredictionOutput;
import sfumato.progress.Progress;
import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * Segments an image with a model, or with the mean of several; {@code Predict Segmentation...} in a script. Planes are segmented one by
 * one, in tiles, so that images may be larger than the memory.
 *
 * <pre>{@code
 * SoftLabels here = sfumato.predict(image, model).flips(true).run();
 * sfumato.predict(large, model).show("labels").to(Path.of("labels.tif"));
 * }</pre>
 */
public final class Prediction extends TiledPrediction<Prediction> {

	private final Image image;
	private boolean overwrite;
	private String show = "probabilities";
	private Optional<PlaneBox> box = Optional.empty();

	Prediction(final Sfumato sfumato, final Image image, final Model... models) {
		super(sfumato, models);
		if (models.length == 0) throw new UserException(ApiMessages.noModel());
		this.image = image;
	}

	@Override
	Prediction self() {
		return this;
	}

	/** Only a part of every plane is segmented; for {@link #into}, whose writer then gets this part. */
	public Prediction region(final int x, final int y, final int width, final int height) {
		box = Optional.of(new PlaneBox(x, y, width, height));
		return this;
	}

	/** What {@link #to} writes: {@code probabilities} (the default) or {@code labels}. */
	public Prediction show(final String what) {
		PredictionOutput.of(what, false);
		if (what.equalsIgnoreCase("both")) throw new UserException(
			ApiMessages.twoFilesAtOnce());
		show = what;
		return this;
	}

	/** Whether {@link #to} may replace a file; not by default. */
	public Prediction overwrite(final boolean may) {
		overwrite = may;
		return this;
	}

	/**
	 * Segments into memory.
	 *
	 * @throws UserException in a sentence, if the image does not fit the model
	 * @throws IOException in a sentence, if the model cannot be read
	 */
	public SoftLabels run() throws IOException {
		requireWhole();
		final List<LabelClass> classes = classes();
		final PlaneSource source = source();
		final StackGeometry geometry = image.geometry();
		final long[] size = geometry.planes() == 1 && !image.axes().matches(".*[ZT].*") ? new long[] { source.width(), source.height(),
			classes.size() } : new long[] { source.width(), source.height(), source.planes(), classes.size() };
		final Img<FloatType> probabilities = ProbabilityMap.create(new FloatType(), size);
		predict(source, new ImageSink(probabilities));
		return new SoftLabels(ProbabilityMap.of(probabilities, classes), geometry);
	}

	/**
	 * Segments into a TIFF file, piece by piece; ImageJ opens it, also as a virtual stack.
	 *
	 * @param file that ends with {@code .tif}; it appears when it is complete
	 * @return the file
	 */
	public Path to(final Path file) throws IOException {
		requireWhole();
		if (!file.toString().toLowerCase(Locale.ROOT).matches(".*\\.tiff?")) throw new UserException(WrongValue.message("output",
			file, "a TIFF file, .tif or .tiff"));
		NewFile.requireWritable(file, overwrite);
		final List<LabelClass> classes = classes();
		final PredictionOutput what = PredictionOutput.of(show, false).iterator().next();
		final PlaneSource source = source();
		final StackGeometry geometry = image.geometry();
		final Calibration c = geometry.calibration();
		try (TiffStack tiff = TiffStack.create(file, new TiffStack.Layout(source.width(), source.height(), what.channels(classes.size()),
			geometry.slices(), geometry.frames(), what == PredictionOutput.LABELS, new double[] { c.pixelWidth, c.pixelHeight,
				c.pixelDepth }, c.getUnit(), classes.stream().map(LabelClass::name).toList(), classes.stream().map(LabelClass::rgb).toList(),
			geometry.grid())))
		{
			predict(source, what.into(tiff::write, classes.size()));
			tiff.finish();
		}
		return file;
	}

	/** {@link #to(Path)} of a name. */
	public Path to(final String file) throws IOException {
		return to(Path.of(file));
	}

	/** Segments into whatever takes the probabilities, piece by piece. */
	public void into(final PlaneWriter writer) throws IOException {
		predict(source(), writer::write);
	}

	private void requireWhole() {
		if (box.isPresent()) throw new UserException(
			ApiMessages.regionOfResult());
	}

	private List<LabelClass> classes() {
		return models[0].description().classes();
	}

	private PlaneSource source() {
		final int channels = models[0].channels();
		if (image.imp().isPresent()) return new StackPlanes(image.imp().get(), channels);
		return new ImageSource(image.values());
	}

	private void predict(final PlaneSource source, final PlaneSink sink) throws IOException {
		final Progress progress = sfumato.progress();
		for (final Model m : models)
			warn(m, source, progress);
		sfumato.run(new PredictJob(folders(), source, sink, settings(box), compute()), progress);
	}

	/** Says in the log what is different between the image and those that a model was trained on. */
	private void warn(final Model model, final PlaneSource source, final Progress progress) throws IOException {
		if (image.imp().isPresent()) ModelWarnings.ofImage(model.folder(), image.imp().get(), progress);
		ModelWarnings.ofTiles(model.folder(), tile(), Math.max(source.width(), source.height()), progress);
	}
}
