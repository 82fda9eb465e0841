package sfumato.jobs.cases;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import sfumato.data.Case;
import sfumato.data.Dataset;
import sfumato.data.ImageFolder;
import sfumato.data.LoadedCase;
import sfumato.files.FileHash;
import sfumato.jobs.records.TrainingRecord;
import sfumato.labels.LabelClass;
import sfumato.labels.MissingLabels;
import sfumato.progress.CaseNotes;
import sfumato.progress.Progress;

/**
 * Selected cases of a dataset on disk.
 *
 * @param dataset the folder that holds one folder per case
 * @param task which label maps, e.g. {@code 1} for {@code task01_seg*}; empty if there is one task only
 * @param cases which cases: names, globs or ranges of positions, e.g. {@code 1-22}; empty for all
 * @param missing how label maps show that a rater has not looked; empty: as {@code dataset.json} says, else not at all
 */
public record DataSelection(Path dataset, String task, String cases, Optional<MissingLabels> missing) implements DataSource {

	/** With missing labels as the dataset says. */
	public DataSelection(final Path dataset, final String task, final String cases) {
		this(dataset, task, cases, Optional.empty());
	}

	private DataSelection with(final String others) {
		return new DataSelection(dataset, task, others, missing);
	}

	private Dataset open() throws IOException {
		final Dataset set = Dataset.open(dataset, task);
		return missing.map(set::withMissing).orElse(set);
	}

	@Override
	public List<LoadedCase> load(final Progress progress) throws IOException {
		final Dataset set = open();
		final List<Case> selected = set.cases(cases);
		progress.log(CaseMessages.cases(dataset, Dataset.names(selected)));
		final List<LoadedCase> loaded = set.loadAll(selected, progress);
		return logged(loaded, progress);
	}

	@Override
	public List<LoadedCase> loadImages(final int channels, final List<LabelClass> classes, final Progress progress)
		throws IOException
	{
		final List<Case> selected = new ImageFolder(dataset).cases(cases);
		progress.log(CaseMessages.noLabelMapsOf(dataset, Dataset.names(selected)));
		return logged(ImageFolder.load(selected, channels, classes, progress), progress);
	}

	@Override
	public boolean hasLabels() throws IOException {
		return ImageFolder.hasLabelMaps(dataset);
	}

	@Override
	public Split split(final String validation) throws IOException {
		if (validation.isBlank()) return new Split(this, Optional.empty());
		final Dataset set = open();
		final List<Case> held = set.cases(validation), chosen = set.cases(cases);
		final List<String> others = DataSource.rest(names(chosen), names(held), !cases.isBlank());
		return new Split(with(set.selection(chosen.stream().filter(c -> others.contains(c.name())).toList())), Optional.of(with(set
			.selection(held))));
	}

	private static List<String> names(final List<Case> some) {
		return some.stream().map(Case::name).toList();
	}

	@Override
	public TrainingRecord.Data record(final List<LoadedCase> training, final List<LoadedCase> validation) throws IOException {
		return new TrainingRecord.Data(dataset.toString(), task, Optional.empty(), missing.map(MissingLabels::toString).orElse(""),
			records(training), records(validation));
	}

	private static List<TrainingRecord.CaseRecord> records(final List<LoadedCase> loaded) throws IOException {
		final List<TrainingRecord.CaseRecord> records = new ArrayList<>();
		for (final LoadedCase c : loaded) {
			final List<Path> files = new ArrayList<>(List.of(c.source().image()));
			files.addAll(c.source().raters().values());
			records.add(new TrainingRecord.CaseRecord(c.name(), c.image().size(), c.raters().size(), FileHash.sha256(files)));
		}
		return records;
	}

	@Override
	public String title() {
		return "`" + dataset.getFileName() + "`" + (task.isEmpty() ? "" : ", task " + task);
	}

	/** Logs the notes of cases; what is the same for several is logged once. */
	private static List<LoadedCase> logged(final List<LoadedCase> loaded, final Progress progress) {
		final CaseNotes notes = new CaseNotes();
		loaded.forEach(c -> notes.add(c.name(), c.notes()));
		notes.log(progress);
		return loaded;
	}
}
