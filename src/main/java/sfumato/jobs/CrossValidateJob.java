package sfumato.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import sfumato.data.Case;
import sfumato.data.Dataset;
import sfumato.jobs.cases.DataSelection;
import sfumato.models.ModelFolder;
import sfumato.output.NewFolder;
import sfumato.progress.Progress;
import sfumato.text.UserException;
import sfumato.text.WrongValue;
import sfumato.training.Clock;
import sfumato.training.SafeListener;

/**
 * Trains and scores the folds of a {@link CrossValidation}, one after the other. Parts that are complete are skipped, and a model that
 * was trained but not scored is scored; so a run that was stopped goes on when it is run again.
 *
 * @param folds which folds, counted from 1
 * @param shard which of their parts
 * @param overwrite whether parts that were made before are discarded; not where other machines may have made them
 */
public record CrossValidateJob(CrossValidation validation, List<Integer> folds, Shard shard, boolean overwrite,
	Compute compute) implements Job<CrossValidateJob.Result>
{

	/**
	 * Every n-th part.
	 *
	 * @param index from 1 to count
	 * @param count of shards, all of which make all parts
	 */
	public record Shard(int index, int count) {
		private static final Pattern FORM = Pattern.compile("\\s*(\\d{1,6})\\s*/\\s*(\\d{1,6})\\s*");

		/** All parts. */
		public static final Shard ALL = new Shard(1, 1);

		public Shard {
			if (index < 1 || index > count) throw new UserException(JobMessages.noShard(index, count, Math.max(1, count),
				Math.max(1, count), Math.max(1, count)));
		}

		/** Reads {@code 2/5}. */
		public static Shard parse(final String text) {
			final Matcher m = FORM.matcher(text);
			if (!m.matches()) throw new UserException(WrongValue.message("shard", text, "like 2/5, the second of five"));
			return new Shard(Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2)));
		}

		private <T> List<T> of(final List<T> all) {
			final List<T> some = new ArrayList<>();
			for (int i = index - 1; i < all.size(); i += count)
				some.add(all.get(i));
			return some;
		}
	}

	/** The number of parts that were made, and of parts that existed before. */
	public record Result(int made, int skipped) {}

	/** Epochs from one checkpoint of a training to the next. */
	private static final int CHECKPOINT = 10;

	public CrossValidateJob {
		folds = List.copyOf(folds);
		if (overwrite && shard.count() > 1) throw new UserException(
			JobMessages.overwriteOfShards());
	}

	@Override
	public String title() {
		return JobMessages.title("the cross-validation", validation.output());
	}

	@Override
	public long bytes() {
		return validation.methods().stream().mapToLong(m -> JobMemory.training(m.configuration(), true)).max().orElse(0);
	}

	@Override
	public List<Path> written() {
		return List.of(validation.output());
	}

	@Override
	public Result execute(final Workbench bench, final Progress progress) throws IOException {
		final DataSelection data = validation.data();
		final Dataset set = Dataset.open(data.dataset(), data.task());
		final List<List<Case>> split = validation.split(set);
		final CrossValidationFolder folder = new CrossValidationFolder(validation);
		try (NewFolder.Claim joined = folder.join(validation.settings(set), overwrite)) {
			return make(folder, split, set, bench, progress);
		}
	}

	private Result make(final CrossValidationFolder folder, final List<List<Case>> split, final Dataset set, final Workbench bench,
		final Progress progress) throws IOException
	{
		final DataSelection data = validation.data();
		final List<CrossValidation.Part> parts = shard.of(validation.parts(folds));
		final long begin = System.nanoTime();
		int made = 0;
		for (int i = 0; i < parts.size(); i++) {
			progress.checkCanceled();
			final CrossValidation.Part part = parts.get(i);
			if (folder.isComplete(part)) {
				progress.log(JobMessages.partExists(validation.name(part)));
				continue;
			}
			final List<Case> held = split.get(part.fold() - 1);
			final List<Case> others = split.stream().filter(f -> f != held).flatMap(List::stream).toList();
			make(part, folder, new DataSelection(data.dataset(), data.task(), set.selection(others)), new DataSelection(data
				.dataset(), data.task(), set.selection(held)), bench, progress.part((double) i / parts.size(), (i + 1.0) / parts
					.size()));
			made++;
			final int left = parts.size() - i - 1;
			if (left > 0) progress.log(JobMessages.partsDone(i + 1, parts.size(), Clock.duration((System.nanoTime() - begin) *
				1e-9 / made * left)));
		}
		progress.update(1, JobMessages.crossValidated(made));
		return new Result(made, parts.size() - made);
	}

	private void make(final CrossValidation.Part part, final CrossValidationFolder folder, final DataSelection training,
		final DataSelection held, final Workbench bench, final Progress progress) throws IOException
	{
		final String name = validation.name(part);
		final Path model = folder.model(part);
		progress.log(name);
		final Progress named = progress.named(name);
		new SafeListener(bench.monitor().listener(), progress).next(name);
		// models appear whole, so one that is there was trained to its end
		if (!Files.exists(model)) new TrainJob(training, validation.methods().get(part.method()).configuration(), validation
			.start(), new TrainJob.Supervision("", CHECKPOINT, true, 0), model, false, compute).execute(bench, named.part(0, 0.9));
		ModelFolder.readDescription(model);
		final List<EvaluateJob.Scores> scores = new EvaluateJob(model, held, compute, validation.scoring().ofJob()).execute(bench, named.part(0.9, 1));
		progress.checkCanceled();
		folder.write(part, scores);
		progress.log(JobMessages.scores(name, mean(scores, EvaluateJob.Scores::dice), mean(scores, EvaluateJob.Scores::bdice),
			mean(scores, EvaluateJob.Scores::ece), scores.size()));
	}

	private static double mean(final List<EvaluateJob.Scores> scores, final ToDoubleFunction<EvaluateJob.Scores> of) {
		return 100 * scores.stream().mapToDouble(of).filter(v -> !Double.isNaN(v)).average().orElse(Double.NaN);
	}
}
