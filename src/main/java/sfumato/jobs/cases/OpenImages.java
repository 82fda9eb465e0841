package sfumato.jobs.cases;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import sfumato.data.LabelledStack;
import sfumato.data.LoadedCase;
import sfumato.jobs.records.Hashes;
import sfumato.jobs.records.TrainingRecord;
import sfumato.labels.LabelClass;
import sfumato.progress.Progress;
import sfumato.text.Excerpt;

/**
 * The planes of a stack in memory, each a case.
 *
 * @param stack with its labels
 * @param cases which planes, as those of a dataset: names or positions, e.g. {@code 1-22}; empty for all
 */
public record OpenImages(LabelledStack stack, String cases) implements DataSource {

	@Override
	public List<LoadedCase> load(final Progress progress) {
		final List<Integer> planes = stack.select(cases);
		final List<LoadedCase> loaded = stack.load(planes);
		progress.log(CaseMessages.cases(title(), names(loaded)));
		final List<String> used = loaded.stream().map(LoadedCase::name).toList();
		final List<Integer> empty = planes.stream().filter(p -> !used.contains(stack.names().get(p))).toList();
		if (!empty.isEmpty()) progress.log(CaseMessages.nothingLabelled(stack.names(empty)));
		return loaded;
	}

	@Override
	public List<LoadedCase> loadImages(final int channels, final List<LabelClass> classes, final Progress progress) {
		final List<LoadedCase> loaded = stack.loadImages(stack.select(cases), channels, classes);
		progress.log(CaseMessages.noLabels(Excerpt.of(stack.origin().title()), names(loaded)));
		return loaded;
	}

	private static String names(final List<LoadedCase> cases) {
		return String.join(", ", cases.stream().map(LoadedCase::name).toList());
	}

	@Override
	public boolean hasLabels() {
		return stack.labels().isPresent();
	}

	@Override
	public Split split(final String validation) {
		if (validation.isBlank()) return new Split(this, Optional.empty());
		final List<String> all = stack.names();
		final List<Integer> held = stack.select(validation);
		final List<Integer> others = DataSource.rest(stack.select(cases).stream().map(all::get).toList(), held.stream().map(
			all::get).toList(), !cases.isBlank()).stream().map(all::indexOf).toList();
		return new Split(new OpenImages(stack, stack.selection(others)), Optional.of(new OpenImages(stack, stack.selection(held))));
	}

	@Override
	public TrainingRecord.Data record(final List<LoadedCase> training, final List<LoadedCase> validation) throws IOException {
		return new TrainingRecord.Data("", "", Optional.of(new TrainingRecord.Opened(image(stack.origin(), Hashes.sha256(
			stack.pixels())), stack.labels().map(l -> image(l, Hashes.sha256(stack.raters().orElseThrow()))))), "", records(
				training), records(validation));
	}

	private TrainingRecord.OpenImage image(final LabelledStack.Origin origin, final String sha256) {
		return new TrainingRecord.OpenImage(origin.title(), origin.file().map(Object::toString), stack.size(), sha256);
	}

	private static List<TrainingRecord.CaseRecord> records(final List<LoadedCase> cases) {
		return cases.stream().map(c -> new TrainingRecord.CaseRecord(c.name(), c.image().size(), c.raters().size(), Hashes.sha256(
			c))).toList();
	}

	@Override
	public String title() {
		return "the open images `" + stack.origin().title() + "`" + stack.labels().map(l -> " with the labels `" + l.title() + "`")
			.orElse("");
	}
}
