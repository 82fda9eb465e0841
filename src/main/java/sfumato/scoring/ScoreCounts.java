package sfumato.scoring;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The number of cases in a mean, and the reasons for excluded cases.
 *
 * @param cases that have a number
 * @param absent cases that have no number because the class of the column is not there
 * @param undefined cases in which there is something, but the score has no value, e.g. a distance where an object is missed
 */
public record ScoreCounts(int cases, int absent, int undefined) {

	/** The state of one case. */
	public interface Scored {

		/** By column; NaN, or no entry, of what has no number. */
		Map<String, Double> values();

		/** The columns of classes that are not there. */
		Set<String> absent();
	}

	/** Counts the cases of a column. */
	public static ScoreCounts of(final String column, final List<? extends Scored> cases) {
		int numbers = 0, absent = 0;
		for (final Scored c : cases)
			if (!Double.isNaN(c.values().getOrDefault(column, Double.NaN))) numbers++;
			else if (c.absent().contains(column)) absent++;
		return new ScoreCounts(numbers, absent, cases.size() - numbers - absent);
	}

	/** Whether all cases have a number. */
	public boolean areAll() {
		return absent == 0 && undefined == 0;
	}
}
