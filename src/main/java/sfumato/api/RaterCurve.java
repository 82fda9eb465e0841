package sfumato.api;

import java.util.List;

/**
 * How well few raters stand for many: the agreement of their fusion with that of all raters, or of others. Immutable.
 *
 * <pre>{@code
 * for (RaterCurve.Point p : sfumato.howManyRaters(raters).run().points())
 * 	System.out.println(p.raters() + " raters: Dice " + p.dice());
 * }</pre>
 */
public final class RaterCurve {

	/**
	 * Means over draws, then over cases; fractions.
	 *
	 * @param raters how many were fused
	 * @param cases that have as many raters
	 * @param dice of the most probable classes
	 * @param spread its standard deviation between draws
	 * @param bdice at nine levels of probability
	 * @param softError 0 if the two fusions are equal, 1 if they have nothing in common
	 */
	public record Point(int raters, int cases, double dice, double spread, double bdice, double softError) {}

	private final List<Point> points;
	private final boolean isAgainstAll;

	RaterCurve(final List<Point> points, final boolean isAgainstAll) {
		this.points = List.copyOf(points);
		this.isAgainstAll = isAgainstAll;
	}

	/** A point per number of raters, ascending. */
	public List<Point> points() {
		return points;
	}

	/** Whether few raters are compared with all, of whom they are some; else with others. */
	public boolean isAgainstAll() {
		return isAgainstAll;
	}
}
