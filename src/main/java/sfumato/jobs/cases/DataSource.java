package sfumato.jobs.cases;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import sfumato.data.LoadedCase;
import sfumato.jobs.records.TrainingRecord;
import sfumato.labels.LabelClass;
import sfumato.progress.Progress;
import sfumato.text.UserException;

/**
 * The source of the cases of a training. It is plain data; nothing is read before {@link #load}.
 */
public sealed interface DataSource permits DataSelection, OpenImages {

	/**
	 * Finds the cases and reads them, all with the same number of channels and classes.
	 *
	 * @throws IOException if something cannot be found or read
	 * @throws UserException naming what the selection asks for and what there is, or what does not fit together
	 */
	List<LoadedCase> load(Progress progress) throws IOException;

	/**
	 * Finds the images and reads them; labels are neither needed nor read.
	 *
	 * @param channels that the images must have
	 * @param classes that occur in them
	 */
	List<LoadedCase> loadImages(int channels, List<LabelClass> classes, Progress progress) throws IOException;

	/** Whether at least one case has labels. */
	boolean hasLabels() throws IOException;

	/**
	 * The split into training and validation cases.
	 *
	 * @param training of the same kind as the source
	 * @param validation likewise; empty for none
	 */
	record Split(DataSource training, Optional<DataSource> validation) {}

	/**
	 * Splits off validation cases.
	 *
	 * @param validation a selection of all that there is; if blank, nothing is set apart. If this source selects nothing, the
	 *          training has all others
	 * @throws UserException naming cases that are in both, or if none is left to train on
	 */
	Split split(String validation) throws IOException;

	/** What {@code training.json} says of it. */
	TrainingRecord.Data record(List<LoadedCase> training, List<LoadedCase> validation) throws IOException;

	/** A few words for people, e.g. {@code `kidney`, task 1}. */
	String title();

	/**
	 * The names of chosen cases that are not held out.
	 *
	 * @param asked whether the user has selected the chosen ones, so that none of them may be held out
	 */
	static List<String> rest(final List<String> chosen, final List<String> held, final boolean asked) {
		final List<String> both = chosen.stream().filter(held::contains).toList();
		if (asked && !both.isEmpty()) throw new UserException(CaseMessages.trainedAndValidated(String.join(", ", both)));
		final List<String> others = chosen.stream().filter(c -> !held.contains(c)).toList();
		if (others.isEmpty()) throw new UserException(CaseMessages.nothingLeftToTrain(String.join(", ", held)));
		return others;
	}
}
