package sfumato.reports;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import sfumato.jobs.records.TrainingRecord;
import sfumato.jobs.records.TrainingRecord.CaseRecord;
import sfumato.methods.MethodSpec;
import sfumato.models.ModelDescription.RecalibrationDescription;
import sfumato.training.distillation.Distillation;
import sfumato.training.settings.TrainingConfiguration;

/**
 * Writes a paragraph for the methods section of a paper from the recorded provenance, with references. Sentences are plain, so that
 * they can be cut and changed.
 */
public final class MethodsText {

	/** Option of each command that names a method, and the type of this method. */
	private static final Map<String, Map<String, String>> METHODS_OF_COMMANDS = Map.of("Fuse Raters...", Map.of("method", "fusion"),
		"Smooth Labels...", Map.of("method", "smoothing"), "Fuse Dataset...", Map.of("method", "fusion", "smoothing", "smoothing"),
		"Recalibrate Model...", Map.of("method", "recalibrator"));

	private final Bibliography sources = new Bibliography();
	private final List<String> paragraphs = new ArrayList<>();

	/**
	 * Starts the text.
	 *
	 * @param software name and version, e.g. {@code Sfumato 1.0.0}
	 */
	public MethodsText(final String software) {
		paragraphs.add("Images were segmented with " + software + sources.cite("sfumato") + ", a plugin suite for Fiji" + sources.cite(
			"fiji") + " and ImageJ" + sources.cite("imagej") + " that works on ImgLib2" + sources.cite("imglib2") + " images.");
	}

	/** Adds a paragraph that describes a model and its training. */
	public MethodsText model(final ModelReport report) {
		final List<String> s = new ArrayList<>();
		s.add("The model \"" + report.description().name() + "\" is " + network(report) + ".");
		report.training().ifPresent(t -> training(t, report, s));
		if (!report.description().trained()) s.add("It was not trained; only its encoder has weights that were learned.");
		else if (report.training().isEmpty()) s.add("How it was trained is not known to its folder.");
		report.description().recalibration().ifPresent(r -> s.add(recalibration(r)));
		s.add("The SHA-256 of its description and weights is " + report.sha256() + ".");
		paragraphs.add(String.join(" ", s));
		return this;
	}

	/**
	 * Adds a paragraph with the macro lines that made an image.
	 *
	 * @param lines command and options of each line, in order of execution
	 * @param asWritten the macro lines themselves
	 * @param engine device and versions of the tensor engine; empty if nothing needed it
	 */
	public MethodsText image(final String title, final List<Map.Entry<String, Map<String, String>>> lines, final String asWritten,
		final String engine)
	{
		final StringBuilder used = new StringBuilder();
		for (final Map.Entry<String, Map<String, String>> line : lines)
			METHODS_OF_COMMANDS.getOrDefault(line.getKey(), Map.of()).forEach((key, kind) -> {
				if (!line.getValue().containsKey(key)) return;
				final MethodSpec method = MethodSpec.parse(line.getValue().get(key));
				used.append(used.isEmpty() ? " It uses the " : ", and the ").append(kind).append(" ").append(method.name()).append(sources
					.cite(kind + " " + method.name()));
			});
		paragraphs.add("The image \"" + title + "\" was made by" + (lines.size() == 1 ? " this line" : " these lines") +
			" of an ImageJ macro:\n" + asWritten.stripTrailing().indent(4).stripTrailing() + (used.isEmpty() ? "" : "\n" + used.toString()
				.strip() + ".") + (engine.isEmpty() ? "" : "\nIt was computed on " + engine + sources.cite("pytorch", "djl") + "."));
		return this;
	}

	/** Returns the paragraphs, followed by the references. */
	public String text() {
		return String.join("\n\n", paragraphs) + "\n\nReferences\n" + sources.text();
	}

	/** Returns the references in BibTeX format. */
	public String bibtex() {
		return sources.bibtex();
	}

	private String network(final ModelReport report) {
		final MethodSpec decoder = MethodSpec.parse(report.description().network());
		final String encoder = decoder.options().containsKey("encoder") ? MethodSpec.parse(decoder.options().get("encoder")).name() : "";
		return (decoder.name().equals("unet") ? "a U-Net" : decoder.name().equals("deeplabv3plus") ? "a DeepLabV3+ network" : "a network \"" +
			decoder.name() + "\"") + sources.cite("decoder " + decoder.name()) + (encoder.isEmpty() ? "" : " with the encoder " + encoder +
				sources.cite("encoder " + encoder)) + " and " + String.format(Locale.ROOT, "%,d", report.graph().parameterCount()) +
			" parameters (" + decoder + "), which tells apart " + report.description().classes().stream().map(c -> c.name()).collect(
				Collectors.joining(", "));
	}

	private void training(final TrainingRecord t, final ModelReport report, final List<String> s) {
		final TrainingConfiguration c = t.configuration();
		s.add("It was trained on " + count(t.data().cases().size(), "case") + " of " + source(t.data()) + " (" + sizes(t.data().cases()) +
			"), each labelled by " + raters(t.data().cases()) + ".");
		s.add(t.teacher().map(x -> distillation(x.distillation(), x.model(), c.labels())).orElseGet(() -> "Targets were " + labels(c
			.labels()) + "."));
		s.add("Grey values were normalized by " + c.normalization() + ".");
		s.add("The loss was " + c.loss() + losses(c.loss()) + ".");
		s.add(t.start().map(b -> "Training began with the weights of \"" + b.model() + "\" (SHA-256 " + b.sha256() + ")").orElse(
			"Training began with random weights") + " and took " + steps(t) + ".");
		if (!t.data().validation().isEmpty()) s.add("On " + count(t.data().validation().size(), "validation case") + " it reached " +
			report.scores() + ".");
		s.add("It was computed in " + hours(t.used().seconds()) + " in " + t.used().precision() + " precision on " + t.used()
			.device() + sources.cite("pytorch") + ", through DJL" + sources.cite("djl") + ".");
	}

	private String labels(final TrainingConfiguration.Labels labels) {
		final MethodSpec fusion = MethodSpec.parse(labels.fusion()), smoothing = MethodSpec.parse(labels.smoothing());
		return "the raters' labels, fused by " + fusion + sources.cite("fusion " + fusion.name()) + (smoothing.name().equals("none") ? ""
			: " and smoothed by " + smoothing + sources.cite("smoothing " + smoothing.name()));
	}

	private String distillation(final Distillation d, final String teacher, final TrainingConfiguration.Labels labels) {
		final MethodSpec kde = MethodSpec.parse(d.kde());
		return "It learned from what the model \"" + teacher + "\" says" + sources.cite("distillation") + " (terms " + d.terms() +
			", temperature " + d.temperature() + ")" + (kde.name().equals("none") ? "" : ", after calibration of the teacher by " + kde +
				sources.cite("teacher " + kde.name())) + (d.needsLabels() ? ", and from " + labels(labels) : "") + ".";
	}

	private String losses(final String loss) {
		return sources.cite(MethodSpec.parseSum(loss).stream().map(l -> "loss " + l.method().name()).toArray(String[]::new));
	}

	private String recalibration(final RecalibrationDescription r) {
		final MethodSpec method = MethodSpec.parse(r.method());
		return "Its probabilities were recalibrated by " + method + sources.cite("recalibrator " + method.name()) + ", fitted to the " + r
			.target() + " of the raters of " + count(r.cases().size(), "case") + ".";
	}

	private static String steps(final TrainingRecord t) {
		final TrainingConfiguration c = t.configuration();
		final TrainingConfiguration.Optimization o = c.optimization();
		final String optimizer = MethodSpec.parse(o.optimizer()).name();
		return t.used().ended().epochs() + " of " + count(o.epochs(), "epoch") + " of " + (optimizer.equals("sgd")
			? "stochastic gradient descent" : optimizer) + " (" + o.optimizer() + ", schedule " + o.schedule() + ", batches of " + t.used()
				.batch() + (c.course().accumulate() > 1 ? " x " + c.course().accumulate() : "") + " patches of " + t.used().patch() + " x " + t
					.used().patch() + " pixels, rate " + o.rate() + ", times " + o.decoderFactor() + " outside the encoder, seed " + c.sampling()
						.seed() + "); the weights after epoch " + t.used().ended().kept() + " were kept";
	}

	/** Describes the source of the cases. */
	static String source(final TrainingRecord.Data data) {
		return data.open().map(o -> "the open images \"" + o.images().title() + "\"").orElseGet(() -> {
			final String path = data.dataset().replace('\\', '/').replaceAll("/+$", "");
			return "the dataset \"" + path.substring(path.lastIndexOf('/') + 1) + "\"" + (data.task().isEmpty() ? "" : ", task " + data
				.task());
		});
	}

	private static String raters(final List<CaseRecord> cases) {
		final int least = cases.stream().mapToInt(CaseRecord::raters).min().orElse(0), most = cases.stream().mapToInt(CaseRecord::raters)
			.max().orElse(0);
		return least == most ? count(most, "rater") : least + " to " + most + " raters";
	}

	/** Lists the most common image sizes. */
	private static String sizes(final List<CaseRecord> cases) {
		final Map<String, Long> sizes = cases.stream().map(CaseRecord::size).collect(Collectors.groupingBy(Function.identity(), Collectors
			.counting()));
		final String commonest = sizes.entrySet().stream().max(Comparator.comparingLong((final Map.Entry<String, Long> e) -> e.getValue())
			.thenComparing(Map.Entry::getKey)).map(Map.Entry::getKey).orElse("");
		return sizes.size() == 1 ? commonest : sizes.size() + " sizes, mostly " + commonest;
	}

	private static String hours(final double seconds) {
		return seconds < 120 ? String.format(Locale.ROOT, "%.0f s", seconds) : seconds < 7200 ? String.format(Locale.ROOT, "%.0f min",
			seconds / 60) : String.format(Locale.ROOT, "%.1f h", seconds / 3600);
	}

	private static String count(final int n, final String what) {
		return n + " " + what + (n == 1 ? "" : "s");
	}
}
