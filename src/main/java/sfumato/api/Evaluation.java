package sfumato.api;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.loops.LoopBuilder;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import ij.ImagePlus;
import ij.measure.Calibration;

import sfumato.calibration.CalibrationBands;
import sfumato.calibration.CalibrationError;
import sfumato.calibration.CalibrationMap;
import sfumato.calibration.ExpectedCalibrationError;
import sfumato.files.Geometry;
import sfumato.images.MapImages;
import sfumato.jobs.Compute;
import sfumato.jobs.CountJob;
import sfumato.jobs.EvaluateJob;
import sfumato.labels.Comparison;
import sfumato.labels.LabelMessages;
import sfumato.labels.LabelNumbers;
import sfumato.labels.ProbabilityMap;
import sfumato.methods.MethodSpec;
import sfumato.methods.Methods;
import sfumato.metrics.CountedClasses;
import sfumato.metrics.SegmentationMetric;
import sfumato.progress.Progress;
import sfumato.scoring.CaseScoring;
import sfumato.scoring.ComparedCase;
import sfumato.text.UserException;

/**
 * Scores a segmentation against a reference; {@code Evaluate Segmentation...} and {@code Evaluate Calibration...} in a script. The images
 * are read once, for whatever is asked first; they must not change afterwards.
 *
 * <pre>{@code
 * Evaluation evaluation = sfumato.evaluate(predicted, truth).metrics("dice, hausdorff").errors("ece(bins: 15), brier");
 * Scores scores = evaluation.run();
 * Reliability reliability = evaluation.reliability(); // the same reading
 * }</pre>
 */
public final class Evaluation {

	/** What is scored, when it is known how. */
	private interface Pair {
		Comparison compare(Progress progress);
	}

	private final Sfumato sfumato;
	private final Pair pair;
	private final String reference;
	private final Optional<ImagePlus[]> open;
	private String title, metrics = EvaluateJob.METRICS, errors = EvaluateJob.ERRORS, classes = "present", device = "cpu";
	private String numbers = LabelNumbers.CLASSES.toString(), geometry = Geometry.MATCH.toString();
	private Optional<Image> region = Optional.empty();
	private boolean selection = true;
	private int resamples = CalibrationBands.RESAMPLES, window = 15;
	private long seed;
	/** What was read, until a setter says that it is to be read in another way. */
	private Optional<Comparison> read = Optional.empty();

	Evaluation(final Sfumato sfumato, final SoftLabels prediction, final SoftLabels reference) {
		this.sfumato = sfumato;
		title = "prediction";
		this.reference = "the reference";
		open = Optional.empty();
		pair = progress -> compare(prediction, reference);
	}

	Evaluation(final Sfumato sfumato, final ImagePlus prediction, final ImagePlus reference) {
		this.sfumato = sfumato;
		title = prediction.getTitle();
		this.reference = "\"" + reference.getTitle() + "\"";
		open = Optional.of(new ImagePlus[] { prediction, reference });
		pair = progress -> MapImages.compare(prediction, reference, region.flatMap(Image::imp).orElse(null), selection, LabelNumbers.of(
			numbers), Geometry.of(geometry), progress);
	}

	/** Metrics separated by commas, e.g. {@code "dice, hausdorff"}; {@code "dice, bdice"} by default, empty for none. */
	public Evaluation metrics(final String list) {
		metrics = list;
		return this;
	}

	/** Calibration errors separated by commas, e.g. {@code "ece(bins: 10), brier"}; {@code "ece(bins: 10)"} by default, empty for none. */
	public Evaluation errors(final String list) {
		errors = list;
		return this;
	}

	/** Metrics and calibration errors in one list, in place of both. */
	public Evaluation scores(final String list) {
		final List<String> some = new ArrayList<>(), others = new ArrayList<>();
		final List<String> known = Methods.of(SegmentationMetric.class).names(), knownErrors = Methods.of(CalibrationError.class).names();
		for (final String text : MethodSpec.splitList(list)) {
			final String name = MethodSpec.parse(text).name();
			if (known.stream().anyMatch(name::equalsIgnoreCase)) some.add(text);
			else if (knownErrors.stream().anyMatch(name::equalsIgnoreCase)) others.add(text);
			else throw new UserException(ApiMessages.noScore(name, String.join(", ", known), String.join(", ", knownErrors)));
		}
		metrics = String.join(", ", some);
		errors = String.join(", ", others);
		return this;
	}

	/** With more than two classes, which a score is the mean over: {@code present} (the default) or {@code reference}. */
	public Evaluation classes(final String which) {
		classes = which;
		return this;
	}

	/** An open image of the same size that is 0 where pixels do not count. Without one, the selection of an open image counts. */
	public Evaluation region(final ImagePlus image) {
		region = Optional.ofNullable(image).map(Image::of);
		read = Optional.empty();
		return this;
	}

	/** Whether an area selection of an open image limits the evaluation to its pixels, if there is no region; it does by default. */
	public Evaluation selection(final boolean counts) {
		selection = counts;
		read = Optional.empty();
		return this;
	}

	/**
	 * An image of the same size that is 0 where pixels do not count.
	 *
	 * @param axes {@code "XY"} or {@code "XYZ"}
	 */
	public Evaluation region(final RandomAccessibleInterval<? extends RealType<?>> image, final String axes) {
		if (open.isPresent()) throw new UserException(ApiMessages.regionInFile());
		region = Optional.of(Image.of(image, axes).title("the region"));
		read = Optional.empty();
		return this;
	}

	/** Of open label maps: {@code classes} (the default), or {@code instances}, a number per object. */
	public Evaluation numbers(final String meaning) {
		numbers = LabelNumbers.of(meaning).toString();
		read = Optional.empty();
		return this;
	}

	/** Of open images that lie elsewhere than each other: {@code match} (the default) refuses them, {@code shifted}, {@code ignore}. */
	public Evaluation geometry(final String how) {
		geometry = how;
		read = Optional.empty();
		return this;
	}

	/** Where pixels are counted: {@code cpu} (the default, which needs no tensor engine), {@code auto} or {@code gpu}. */
	public Evaluation device(final String name) {
		device = name;
		return this;
	}

	/** How often parts of the image are drawn for the intervals of {@link #reliability}; 1000 by default. */
	public Evaluation resamples(final int number) {
		resamples = number;
		return this;
	}

	/** Of these draws; 0 by default. Equal seeds give equal intervals. */
	public Evaluation seed(final long number) {
		seed = number;
		return this;
	}

	/** Side in pixels of the square around each pixel in {@link #calibrationMap}, odd; 15 by default. */
	public Evaluation window(final int side) {
		window = side;
		return this;
	}

	/** What the case is called in the scores; {@code prediction}, or the title of an open image, by default. */
	public Evaluation title(final String name) {
		title = name;
		return this;
	}

	/**
	 * Scores.
	 *
	 * @return of one case
	 * @throws UserException in a sentence: no such metric, images of different size, values that are no probabilities
	 */
	public Scores run() throws IOException {
		final CaseScoring scoring = CaseScoring.of(metrics, errors, CountedClasses.parse(classes));
		if (scoring.metrics().isEmpty() && scoring.errors().isEmpty()) throw new UserException(
			ApiMessages.noMethods());
		final Progress progress = sfumato.progress();
		final Comparison images = images(progress);
		count(sfumato, images, scoring.errors(), device, progress);
		final CaseScoring.Row row = scoring.score(new ComparedCase(title, images));
		for (final String column : scoring.metricColumns())
			if (!row.values().containsKey(column)) progress.log(ApiMessages.hardReference(column, reference));
			else if (Double.isNaN(row.values().get(column))) progress.log(ApiMessages.undefinedScore(column, title));
		return Scores.of(scoring, List.of(row));
	}

	/**
	 * The reliability diagram of the first {@code ece} among the errors; of {@code ece(bins: 10)} if there is none. Its intervals come from
	 * square tiles of the image.
	 */
	public Reliability reliability() {
		final ExpectedCalibrationError drawn = Reliability.drawn(CaseScoring.of("", errors));
		return new Reliability(CalibrationBands.ofTiles(images(sfumato.progress()), drawn, resamples, seed), drawn, resamples);
	}

	/** Every object of both images and its partner, matched as the first metric of objects says, e.g. {@code objects(iou: 0.3)}. */
	public MatchedObjects objects() {
		return MatchedObjects.of(images(sfumato.progress()), CaseScoring.of(metrics, "").metrics());
	}

	/**
	 * The local calibration error: around each pixel the mean probability minus the frequency of the foreground, or the mean confidence minus
	 * the accuracy; from -1 to 1, and 0 is calibrated. NaN where a pixel does not count.
	 *
	 * @param of {@code foreground}, or {@code label}, the most probable class
	 * @return (X, Y) or (X, Y, plane)
	 */
	public RandomAccessibleInterval<FloatType> calibrationMap(final String of) {
		return new CalibrationMap(Reliability.event(of), window).of(images(sfumato.progress()));
	}

	private Comparison images(final Progress progress) {
		if (read.isEmpty()) read = Optional.of(pair.compare(progress));
		return read.get();
	}

	/** Counts pixels on the device that was named, before scores are computed of the counts; nothing on {@code cpu}. */
	static void count(final Sfumato sfumato, final Comparison images, final List<CalibrationError> errors, final String device,
		final Progress progress) throws IOException
	{
		if (device.equals("cpu")) return;
		final CountJob job = CountJob.of(images, errors, new Compute(device, 0));
		job.tell(images, sfumato.run(job, progress));
	}

	private Comparison compare(final SoftLabels prediction, final SoftLabels reference) {
		final ProbabilityMap p = prediction.map(reference), r = reference.map(prediction);
		p.requireComplete("prediction");
		p.requireSameShape(r, "prediction", "reference");
		final Calibration scale = prediction.geometry().calibration();
		final Comparison all = Comparison.of(p, r).withPixelSize(new double[] { scale.pixelWidth, scale.pixelHeight, scale.pixelDepth },
			scale.getUnits());
		return region.map(i -> all.within(mask(i, p))).orElse(all);
	}

	private static Img<UnsignedByteType> mask(final Image region, final ProbabilityMap map) {
		final RandomAccessibleInterval<FloatType> values = region.values();
		final int last = values.numDimensions() - 1;
		if (values.dimension(last) != 1) throw new UserException(ApiMessages.regionChannels(values.dimension(last)));
		final RandomAccessibleInterval<FloatType> plane = Views.hyperSlice(values, last, 0);
		if (!Arrays.equals(plane.dimensionsAsLongArray(), map.spatialDimensions())) throw new
			UserException(LabelMessages.regionSize(ProbabilityMap.size(plane.dimensionsAsLongArray()),
			ProbabilityMap.size(map.spatialDimensions())));
		final Img<UnsignedByteType> mask = ProbabilityMap.create(new UnsignedByteType(), plane.dimensionsAsLongArray());
		LoopBuilder.setImages(plane, mask).forEachPixel((v, m) -> m.set(v.get() == 0 ? 0 : 1));
		return mask;
	}
}
