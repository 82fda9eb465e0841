package sfumato.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import sfumato.calibration.CalibrationBands;
import sfumato.calibration.ExpectedCalibrationError;
import sfumato.calibration.ReliabilityDiagram;
import sfumato.files.Geometry;
import sfumato.jobs.EvaluateJob;
import sfumato.labels.Comparison;
import sfumato.labels.LabelNumbers;
import sfumato.metrics.ConfusionMatrix;
import sfumato.metrics.CountedClasses;
import sfumato.progress.Progress;
import sfumato.scoring.CaseScoring;
import sfumato.scoring.ComparedCase;
import sfumato.scoring.ComparedFolders;
import sfumato.scoring.ScoreSummary;
import sfumato.scoring.ScoreSummary.Averaging;
import sfumato.statistics.CaseGroups;
import sfumato.text.UserException;

/**
 * Scores a folder of predictions against a folder of references or a dataset; {@code Evaluate Segmentation...} and {@code Evaluate
 * Calibration...} of folders in a script. A prediction belongs to the case that its file is called after. One case is in memory at a time,
 * unless errors of all pixels together need all of them.
 *
 * <pre>{@code
 * FolderScores result = sfumato.evaluate(Path.of("predicted"), Path.of("cells")).cases("7-8").worst(5).run();
 * result.requireAll();
 * double dice = result.mean("Dice");
 * }</pre>
 */
public final class FolderEvaluation {

	/** What is kept of a case. */
	private record Scored(CaseScoring.Row row, ReliabilityDiagram diagram, FolderScores.Volume volume, String unit) {}

	private final Sfumato sfumato;
	private final Path predictions, references;
	private String task = "", cases = "", metrics = EvaluateJob.METRICS, errors = EvaluateJob.ERRORS, classes = "present", device = "cpu",
		pool = "", averaging = "image";
	private double worst;
	private int resamples = CalibrationBands.RESAMPLES;
	private long seed;
	private Optional<LabelNumbers> numbers = Optional.empty();
	private Optional<Geometry> geometry = Optional.empty();

	FolderEvaluation(final Sfumato sfumato, final Path predictions, final Path references) {
		this.sfumato = sfumato;
		this.predictions = predictions;
		this.references = references;
	}

	/** Of a dataset with several tasks the one that counts, e.g. {@code "1"} for {@code task01_seg*}. */
	public FolderEvaluation task(final String name) {
		task = name;
		return this;
	}

	/** Some of the cases: names, globs or positions, e.g. {@code "1-22"}; all by default. */
	public FolderEvaluation cases(final String selection) {
		cases = selection;
		return this;
	}

	/** Metrics separated by commas; {@code "dice, bdice"} by default, empty for none. */
	public FolderEvaluation metrics(final String list) {
		metrics = list;
		return this;
	}

	/** Calibration errors separated by commas; {@code "ece(bins: 10)"} by default, empty for none. */
	public FolderEvaluation errors(final String list) {
		errors = list;
		return this;
	}

	/** With more than two classes, which a score is the mean over: {@code present} (the default) or {@code reference}. */
	public FolderEvaluation classes(final String which) {
		classes = which;
		return this;
	}

	/** What label values mean: {@code classes}, or {@code instances}; by default what the dataset says, else {@code classes}. */
	public FolderEvaluation numbers(final String meaning) {
		numbers = Optional.of(LabelNumbers.of(meaning));
		return this;
	}

	/** Of files whose positions differ: {@code match}, {@code shifted} or {@code ignore}; by default what the dataset says, else match. */
	public FolderEvaluation geometry(final String how) {
		geometry = Optional.of(Geometry.of(how));
		return this;
	}

	/** Where pixels are counted: {@code cpu} (the default, which needs no tensor engine), {@code auto} or {@code gpu}. */
	public FolderEvaluation device(final String name) {
		device = name;
		return this;
	}

	/** A regular expression for the beginning of a case's name: cases with equal ones are counted together; none by default. */
	public FolderEvaluation pool(final String expression) {
		pool = expression;
		return this;
	}

	/** What the mean is one of: {@code image} (cases, the default), {@code dataset} (all pixels together) or {@code class}. */
	public FolderEvaluation averaging(final String what) {
		averaging = what;
		return this;
	}

	/** The percentage of the cases, the worst ones, that the summary has a mean of; 0, the default, for none. */
	public FolderEvaluation worst(final double percent) {
		worst = percent;
		return this;
	}

	/** How often images are drawn for the intervals of the reliability diagram; 1000 by default. */
	public FolderEvaluation resamples(final int number) {
		resamples = number;
		return this;
	}

	/** Of these draws; 0 by default. Equal seeds give equal intervals. */
	public FolderEvaluation seed(final long number) {
		seed = number;
		return this;
	}

	/** The names of the cases that are scored, in natural order; looks at names of files only. */
	public List<String> names() throws IOException {
		return open().names();
	}

	private ComparedFolders open() throws IOException {
		final ComparedFolders folders = ComparedFolders.open(predictions, references, task, cases);
		final ComparedFolders meant = numbers.map(folders::withNumbers).orElse(folders);
		return geometry.map(meant::withGeometry).orElse(meant);
	}

	/**
	 * Scores all cases. A case that cannot be read is logged and does not end the work on the others; see {@link FolderScores#requireAll()}.
	 *
	 * @throws UserException in a sentence: no such metric, images of a case that differ in size
	 * @throws IOException in a sentence: a folder or a prediction is missing, or no case can be read
	 */
	public FolderScores run() throws IOException {
		final CaseScoring scoring = CaseScoring.of(metrics, errors, CountedClasses.parse(classes));
		if (scoring.metrics().isEmpty() && scoring.errors().isEmpty()) throw new UserException(ApiMessages.noMethods());
		final Averaging by = Averaging.parse(averaging);
		ScoreSummary.requirePercent(worst);
		final Progress progress = sfumato.progress();
		final ComparedFolders compared = open();
		final ExpectedCalibrationError drawn = Reliability.drawn(scoring), even = drawn.withEqualWidth();
		final boolean hasErrors = !scoring.errors().isEmpty();
		if (hasErrors && !even.options().equals(drawn.options())) progress.log(ApiMessages.equalWidthBins());
		final CaseGroups patients = new CaseGroups(EvaluateJob.POOL, pool);
		compared.names().forEach(patients::of); // before the work
		final CaseScoring errorsAlone = new CaseScoring(List.of(), scoring.errors(), scoring.classes());
		// all cases stay in memory only where an error is that of all their pixels and no sum over them
		final boolean sums = errorsAlone.averaged().isEmpty(), keeps = by == Averaging.DATASET && !sums;
		final Function<ComparedCase, Scored> score = c -> score(scoring, c, hasErrors ? Optional.of(even) : Optional.empty(), progress);
		final ComparedFolders.Results<ComparedCase> whole = keeps ? compared.map(Function.identity(), progress.part(0, 0.4)) : null;
		final ComparedFolders.Results<Scored> each = keeps ? null : compared.map(score, progress);
		final List<Scored> scored = new ArrayList<>(keeps ? List.of() : each.list());
		final List<ComparedCase> kept = keeps ? whole.list() : List.of();
		for (final ComparedCase c : kept) {
			progress.checkCanceled();
			progress.update(0.4 + 0.6 * scored.size() / kept.size(), "Scoring " + c.name());
			scored.add(score.apply(c));
		}
		final List<CaseScoring.Row> rows = scored.stream().map(Scored::row).toList();
		final Map<String, Double> together = by != Averaging.DATASET || !hasErrors ? Map.of() : sums ? errorsAlone.together(rows) : scoring
			.errors(kept);
		final FolderScores.Averages averages = new FolderScores.Averages(new ScoreSummary(scoring, scoring.pooled(rows, patients)), by, worst,
			together);
		return new FolderScores(averages, hasErrors ? Optional.of(reliability(even, scored, patients)) : Optional.empty(), volumes(scored,
			patients), scored.get(0).unit(), (keeps ? whole : each).withoutResults()::requireAll);
	}

	private Scored score(final CaseScoring scoring, final ComparedCase c, final Optional<ExpectedCalibrationError> drawn,
		final Progress progress)
	{
		try {
			Evaluation.count(sfumato, c.labels(), scoring.errors(), device, progress);
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
		final CaseScoring.Row row = scoring.score(c);
		final Comparison images = c.labels();
		final ConfusionMatrix counts = row.counts();
		final long foregroundAndMissed = counts.total() - counts.truePositives(0);
		return new Scored(row, drawn.map(e -> e.diagram(List.of(images))).orElse(null), new FolderScores.Volume(row.name(), images
			.pixelVolume() * (foregroundAndMissed - counts.falsePositives(0)), images.pixelVolume() * (foregroundAndMissed - counts
				.falseNegatives(0))), images.unit() + (images.pixelSize().length == 2 ? "²" : "³"));
	}

	private Reliability reliability(final ExpectedCalibrationError drawn, final List<Scored> scored, final CaseGroups patients) {
		final Map<String, ReliabilityDiagram> diagrams = new LinkedHashMap<>();
		for (final Scored s : scored)
			diagrams.merge(patients.of(s.row().name()), s.diagram(), ReliabilityDiagram::plus);
		return new Reliability(CalibrationBands.ofImages(List.copyOf(diagrams.values()), resamples, seed), drawn, resamples);
	}

	/** Cases of one patient as one, of their summed sizes. */
	private static List<FolderScores.Volume> volumes(final List<Scored> scored, final CaseGroups patients) {
		final Map<String, FolderScores.Volume> sizes = new LinkedHashMap<>();
		for (final Scored s : scored)
			sizes.merge(patients.of(s.row().name()), s.volume(), FolderScores.Volume::plus);
		final List<FolderScores.Volume> named = new ArrayList<>();
		sizes.forEach((name, v) -> named.add(new FolderScores.Volume(name, v.predicted(), v.reference())));
		return named;
	}
}
