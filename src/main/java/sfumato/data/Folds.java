package sfumato.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import sfumato.statistics.CaseGroups;
import sfumato.text.Choice;
import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * Assigns cases to the folds of a cross-validation: each case is in exactly one fold.
 *
 * @param count how many folds, at least 2
 * @param order which cases come into a fold together
 * @param seed of {@link Order#SHUFFLED}
 * @param group whose a case is, as in {@link CaseGroups}. Cases of one group stay together. Empty: each is its own
 */
public record Folds(int count, Order order, long seed, String group) {

	/** Which cases come into a fold together. */
	public enum Order {
		/** Neighbours: of n, each fold takes n / count (rounded down) and the last one takes the rest, as in the paper. */
		CONTIGUOUS,
		/** Any: the cases are shuffled, and the sizes of the folds differ by at most one. */
		SHUFFLED,
		/** The folds in {@code folds.csv} of the dataset's folder. */
		RECORDED;

		/** The order of that name. */
		public static Order of(final String name) {
			return Choice.of("order", values(), name);
		}
	}

	public Folds {
		if (count < 2) throw new UserException(WrongValue.message("folds", count, "at least 2"));
		group = new CaseGroups(group).expression();
		if (order == Order.RECORDED && !group.isEmpty()) throw new UserException(DataMessages.groupAndRecordedFolds(group));
	}

	/** Folds of neighbours, each case for itself. */
	public Folds(final int count) {
		this(count, Order.CONTIGUOUS, 0, "");
	}

	/**
	 * Assigns the cases of a dataset.
	 *
	 * @param dataset its folder, where {@link Order#RECORDED} folds are
	 * @param names of the cases in their order, all different
	 * @return the positions in that list, ascending, of the cases of each fold
	 * @throws IOException if the folds are not recorded
	 * @throws UserException as {@link #split(List)}, or if the record lacks a case or has none for a fold
	 */
	public List<List<Integer>> split(final Path dataset, final List<String> names) throws IOException {
		return order == Order.RECORDED ? RecordedFolds.split(dataset, names, count) : split(names);
	}

	/**
	 * Assigns by names alone.
	 *
	 * @param names of the cases in their order, all different
	 * @return the positions in that list, ascending, of the cases of each fold
	 * @throws UserException if there are fewer cases (or groups) than folds, or a case is of no group
	 */
	public List<List<Integer>> split(final List<String> names) {
		if (order == Order.RECORDED) throw new UserException(DataMessages.recordedFoldsOfFolder());
		final List<List<Integer>> units = caseGroups(names);
		if (units.size() < count) throw new UserException(group.isEmpty() ? DataMessages.tooManyFolds(count, units.size())
			: DataMessages.tooManyFoldsOfGroups(count, units.size(), names.size()));
		if (order == Order.SHUFFLED) Collections.shuffle(units, new Random(seed));
		final List<List<Integer>> folds = new ArrayList<>();
		for (int f = 0; f < count; f++)
			folds.add(units.subList(begin(f, units.size()), begin(f + 1, units.size())).stream().flatMap(List::stream).sorted()
				.toList());
		return folds;
	}

	/**
	 * How many groups the cases are of.
	 *
	 * @param names of the cases, all different
	 * @throws UserException if a case is of no group
	 */
	public int groups(final List<String> names) {
		return caseGroups(names).size();
	}

	private int begin(final int fold, final int units) {
		if (fold == count) return units;
		return order == Order.CONTIGUOUS ? fold * (units / count) : (int) ((long) fold * units / count);
	}

	/** Groups of cases that stay in one fold, in the order of their first case. */
	private List<List<Integer>> caseGroups(final List<String> names) {
		final CaseGroups groups = new CaseGroups(group);
		final Map<String, List<Integer>> units = new LinkedHashMap<>();
		for (int i = 0; i < names.size(); i++)
			units.computeIfAbsent(groups.of(names.get(i)), k -> new ArrayList<>()).add(i);
		return new ArrayList<>(units.values());
	}
}
