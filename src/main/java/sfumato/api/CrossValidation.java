package sfumato.api;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import sfumato.data.Folds;
import sfumato.jobs.CrossValidateJob;
import sfumato.jobs.CrossValidateJob.Shard;
import sfumato.metrics.CountedClasses;
import sfumato.progress.Progress;
import sfumato.statistics.MethodComparison;
import sfumato.text.UserException;
import sfumato.training.settings.LabelMode;
import sfumato.training.settings.TrainingKey;

/**
 * Cross-validates label fusions on the folds of a dataset: each is trained on all folds but one and scored on that one, in turn; {@code
 * Cross-Validate...} in a script. A run that was stopped goes on where it stopped, and several machines can share the work.
 *
 * <pre>{@code
 * CrossValidation.Result result = sfumato.crossValidate(Dataset.open("cells")).methods("majority, average").folds(4).to("folds");
 * System.out.println(result.table().orElseThrow());
 * }</pre>
 */
public final class CrossValidation extends NetworkTraining<CrossValidation> {

	/**
	 * What was done. Models, scores and tables are in the folder.
	 *
	 * @param made networks that were trained and scored now
	 * @param skipped networks that were there already
	 * @param isShard whether others have made, or will make, the rest
	 * @param table the comparison; empty with a shard, or if there is only one method or case
	 */
	public record Result(int made, int skipped, boolean isShard, Optional<MethodTable> table) {}

	private final Dataset data;
	private String methods = "majority, random-rater, average, dice-weighted, majority+boundary(epsilon: 0.5)";
	private int folds = 5;
	private String order = "contiguous", group = "", pool = "", classes = "present", fold = "", shard = "";
	private boolean overwrite;

	CrossValidation(final Sfumato sfumato, final Dataset data) {
		super(sfumato);
		this.data = data;
	}

	@Override
	CrossValidation self() {
		return this;
	}

	/**
	 * {@inheritDoc}
	 *
	 * @throws UserException also for {@code fusion} and {@code smoothing}, which are those of the {@link #methods}
	 */
	@Override
	public CrossValidation set(final String key, final Object value) {
		if (TrainingKey.named(key) == TrainingKey.FUSION || TrainingKey.named(key) == TrainingKey.SMOOTHING) throw new UserException(
			ApiMessages.keyOfMethods(key));
		return super.set(key, value);
	}

	/** Label fusions separated by commas, each with a label smoothing after a plus sign if wanted, e.g. {@code "majority, average"}. */
	public CrossValidation methods(final String list) {
		methods = list;
		return this;
	}

	/** How many folds there are; 5 by default. */
	public CrossValidation folds(final int number) {
		folds = number;
		return this;
	}

	/** Which cases are a fold: {@code contiguous} (the default), {@code shuffled} by the seed, or {@code recorded} in {@code folds.csv}. */
	public CrossValidation order(final String how) {
		order = how;
		return this;
	}

	/** A regular expression for the beginning of a case's name: cases with equal ones stay in one fold; none by default. */
	public CrossValidation group(final String expression) {
		group = expression;
		return this;
	}

	/** A regular expression for the beginning of a case's name: cases with equal ones are counted together; none by default. */
	public CrossValidation pool(final String expression) {
		pool = expression;
		return this;
	}

	/** With more than two classes, which a score is the mean over: {@code present} (the default) or {@code reference}. */
	public CrossValidation classes(final String which) {
		classes = which;
		return this;
	}

	/** The folds that are run or merged, counted from 1, e.g. {@code "1-2"}; all by default. */
	public CrossValidation fold(final String numbers) {
		fold = numbers;
		return this;
	}

	/** The share of the networks that is trained here, e.g. {@code "2/5"}, the second of five; all by default. */
	public CrossValidation shard(final String share) {
		shard = share;
		return this;
	}

	/** Whether an earlier cross-validation in the folder is deleted; not by default. */
	public CrossValidation overwrite(final boolean may) {
		overwrite = may;
		return this;
	}

	/**
	 * Checks all settings and trains nothing.
	 *
	 * @param output the folder that is meant
	 * @throws UserException in a sentence, if a setting is wrong
	 */
	public void check(final Path output) {
		validation(output).select(fold);
		share();
	}

	private Shard share() {
		return shard.isBlank() ? Shard.ALL : Shard.parse(shard);
	}

	/**
	 * Trains and scores what is not there yet, and compares the methods unless this is a shard.
	 *
	 * @param output a new folder, or that of an earlier run with the same settings
	 */
	public Result to(final Path output) throws IOException {
		final sfumato.jobs.CrossValidation validation = validation(output);
		final List<Integer> chosen = validation.select(fold);
		final Shard share = share();
		final Progress progress = sfumato.progress();
		final CrossValidateJob.Result done = sfumato.run(new CrossValidateJob(validation, chosen, share, overwrite, compute()), progress,
			monitor());
		return new Result(done.made(), done.skipped(), share.count() > 1, share.count() > 1 ? Optional.empty() : merge(validation, chosen, progress));
	}

	/** {@link #to(Path)} of a name. */
	public Result to(final String output) throws IOException {
		return to(Path.of(output));
	}

	/**
	 * Compares the methods by what earlier runs have left in a folder; trains nothing and needs no tensor engine.
	 *
	 * @return empty if there is only one method or case
	 * @throws IOException in a sentence: a part is missing, or was made with other settings
	 */
	public Optional<MethodTable> merge(final Path output) throws IOException {
		final sfumato.jobs.CrossValidation validation = validation(output);
		return merge(validation, validation.select(fold), sfumato.progress());
	}

	/** {@link #merge(Path)} of a name. */
	public Optional<MethodTable> merge(final String output) throws IOException {
		return merge(Path.of(output));
	}

	private Optional<MethodTable> merge(final sfumato.jobs.CrossValidation validation, final List<Integer> chosen,
		final Progress progress) throws IOException
	{
		final List<MethodComparison> comparisons = validation.merge(chosen, seed(), progress::log);
		return comparisons.isEmpty() ? Optional.empty() : Optional.of(new MethodTable(comparisons));
	}

	private sfumato.jobs.CrossValidation validation(final Path output) {
		final List<sfumato.jobs.CrossValidation.Method> all = new ArrayList<>();
		for (final LabelMode mode : LabelMode.parseList(methods))
			all.add(new sfumato.jobs.CrossValidation.Method(mode.name(), configuration(Map.of(TrainingKey.FUSION.key(), mode.labels().fusion(),
				TrainingKey.SMOOTHING.key(), mode.labels().smoothing()))));
		final Folds.Order dealt = Folds.Order.of(order);
		// patients that are pooled have to be in one fold
		final String together = group.isBlank() && dealt != Folds.Order.RECORDED ? pool : group;
		return new sfumato.jobs.CrossValidation(data.folder("A cross-validation"), all, new Folds(folds, dealt, seed(), together), start(),
			new sfumato.jobs.CrossValidation.Scoring(CountedClasses.parse(classes), pool), output);
	}
}
