package sfumato.commands.wizard;

import java.util.List;
import java.util.stream.IntStream;

import sfumato.data.Folds;
import sfumato.text.UserException;

/**
 * The split of cases into training, calibration and test sets; each case is in one set, and no patient is in two.
 *
 * @param train the names of the cases, in their order
 * @param calibrate likewise
 * @param test likewise
 * @param patients how many there are in all
 */
record WizardSplit(List<String> train, List<String> calibrate, List<String> test, int patients) {

	/** The fewest patients that can be split. */
	static final int LEAST = 3;

	/**
	 * Assigns cases as {@link Folds} does: the first of so many parts is to test, the second to recalibrate, all others to train.
	 *
	 * @param cases their names, all different
	 * @param group a regular expression whose match is the patient; empty: each case is one of its own
	 * @param parts at least 3; fewer are made where there are fewer patients
	 * @param seed equal seeds assign equally
	 * @throws UserException in a sentence: too few parts or patients, or a case that is nobody's
	 */
	static WizardSplit of(final List<String> cases, final String group, final int parts, final long seed) {
		if (parts < LEAST) throw new UserException(WizardMessages.tooFewParts(LEAST, parts));
		final int patients = new Folds(2, Folds.Order.CONTIGUOUS, seed, group).groups(cases);
		if (patients < LEAST) throw new UserException(WizardMessages.tooFewCases(cases.size(), patients, LEAST));
		final List<List<Integer>> folds = new Folds(Math.min(parts, patients), Folds.Order.SHUFFLED, seed, group).split(cases);
		return new WizardSplit(IntStream.range(0, cases.size()).filter(i -> !folds.get(0).contains(i) && !folds.get(1).contains(i))
			.mapToObj(cases::get).toList(), names(folds.get(1), cases), names(folds.get(0), cases), patients);
	}

	private static List<String> names(final List<Integer> positions, final List<String> cases) {
		return positions.stream().map(cases::get).toList();
	}
}
