package sfumato.jobs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import sfumato.data.Case;
import sfumato.data.Dataset;
import sfumato.data.ImageFolder;
import sfumato.data.LoadedCase;
import sfumato.labels.LabelClass;
import sfumato.progress.Progress;

/**
 * Cases of a data set on disk.
 *
 * @param dataset the folder that holds one folder per case
 * @param task which label maps, e.g. {@code 1} for {@code task01_seg*}; empty if there is one task only
 * @param cases which cases: names, globs or ranges of positions, e.g. {@code 1-22}; empty for all
 */
public record DataSelection(Path dataset, String task, String cases) {

	/**
	 * Finds the cases and reads them, all with the same number of channels and classes.
	 *
	 * @throws IOException if there is no such data set or a file cannot be read
	 * @throws IllegalArgumentException naming what the selection asks for and what there is
	 */
	List<LoadedCase> load(final Progress progress) throws IOException {
		final Dataset set = Dataset.open(dataset, task);
		final List<Case> selected = set.cases(cases);
		progress.log("Cases of " + dataset + ": " + Dataset.names(selected));
		final List<LoadedCase> loaded = set.loadAll(selected, progress);
		return told(loaded, progress);
	}

	/**
	 * Finds the images and reads them; no label maps are needed, nor looked at.
	 *
	 * @param channels that the images must have
	 * @param classes that are told apart in them
	 */
	List<LoadedCase> loadImages(final int channels, final List<LabelClass> classes, final Progress progress)
		throws IOException
	{
		final List<Case> selected = new ImageFolder(dataset).cases(cases);
		progress.log("Images of " + dataset + ", without label maps: " + Dataset.names(selected));
		return told(ImageFolder.load(selected, channels, classes, progress), progress);
	}

	/** What was decided for every case alike is said once. */
	private static List<LoadedCase> told(final List<LoadedCase> loaded, final Progress progress) {
		loaded.stream().flatMap(c -> c.notes().stream()).distinct().forEach(progress::log);
		return loaded;
	}
}
