package sfumato.commands.wizard;

import java.util.List;
import java.util.stream.IntStream;

import sfumato.data.Folds;
import sfumato.text.UserException;

/**
 * The split of cases into training, calibration and test sets; each case is in one set, and no patient is in two.
 *
 * @param train names of the training cases, in their order
 * @param calibrate names of the calibration cases, in their order
 * @param test names of the test cases, in their order
 * @param patients total number of patients
 */
record WizardSplit(List<String> train, List<String> calibrate, List<String> test, int patients) {

	/** Minimum number of patients of a split. */
	static final int LEAST = 3;

	/**
	 * Splits cases as {@link Folds} does: the first part is for tests, the second for recalibration, all others for training.
	 *
	 * @param cases distinct names of the cases
	 * @param group regular expression whose match is the patient; empty if every case is a patient of its own
	 * @param parts number of parts, at least 3; limited to the number of patients
	 * @param seed random seed; equal seeds give equal splits
	 * @throws UserException if there are too few parts or patients, or a case has no patient
	 */
	static WizardSplit of(final List<String> cases, final String group, final int parts, final long seed) {
		if (parts < LEAST) throw new UserException(WizardMessages.tooFewParts(LEAST, parts));
		final int patients = new Folds(2, Folds.Order.CONTIGUOUS, seed, group).groups(cases);
		if (patients < LEAST) throw new UserException(WizardMessages.tooFewCases(cases.size(), patients, LEAST));
		final List<List<Integer>> folds = new Folds(Math.min(parts, patients), Folds.Order.SHUFFLED, seed, group).split(cases);
		return new WizardSplit(IntStream.range(0, cases.size()).filter(i -> !folds.get(0).contains(i) && !folds.get(1).contains(i))
			.mapToObj(cases::get).toList(), names(folds.get(1), cases), names(folds.get(0), cases), patients);
	}

	/**
	 * The calibration set as two halves, of different patients: one to recalibrate with, one to judge that by.
	 *
	 * @return two lists of names; empty if all cases are of one patient
	 */
	static List<List<String>> halves(final List<String> cases, final String group, final long seed) {
		final Folds folds = new Folds(2, Folds.Order.SHUFFLED, seed, group);
		return folds.groups(cases) < 2 ? List.of() : folds.split(cases).stream().map(part -> names(part, cases)).toList();
	}

	private static List<String> names(final List<Integer> positions, final List<String> cases) {
		return positions.stream().map(cases::get).toList();
	}
}
