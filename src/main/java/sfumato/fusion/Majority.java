package sfumato.fusion;

import org.scijava.plugin.Plugin;

import sfumato.labels.ProbabilityMap;
import sfumato.labels.RaterLabels;

/**
 * {@code majority(tie: BACKGROUND)}: probability 1 for the class that most raters chose. Where several classes share the
 * first place, {@link Tie} decides. With two classes and the default this is the strict majority: of six raters four have to
 * agree on the foreground, 3 : 3 is background.
 */
@Plugin(type = LabelFusion.class, name = "majority", description = "The class that most raters chose; background at a tie.")
public final class Majority implements LabelFusion {

	/** What a pixel becomes in which several classes share the first place. */
	public enum Tie {
		/** Background, whether or not it is among them. */
		BACKGROUND,
		/** Each of them to the same share: with two, 0.5 and 0.5. The result is then not hard. */
		UNDECIDED,
		/** The one with the lowest number. */
		LOWEST
	}

	/**
	 * @param tie what a pixel becomes in which several classes share the first place
	 */
	public record Options(Tie tie) {

		public Options {
			if (tie == null) throw new IllegalArgumentException("tie is missing; say BACKGROUND, UNDECIDED or LOWEST.");
		}

		public Options() {
			this(Tie.BACKGROUND);
		}
	}

	private final Options options;

	public Majority() {
		this(new Options());
	}

	public Majority(final Options options) {
		this.options = options;
	}

	public Options options() {
		return options;
	}

	@Override
	public ProbabilityMap fuse(final RaterLabels raters) {
		final int k = raters.numClasses();
		return RaterCounts.fill(raters, (labels, values) -> {
			final int n = values.length / k;
			final int[] votes = new int[k];
			for (int i = 0; i < n; i++) {
				final int majority = RaterCounts.majority(labels, i, votes);
				if (options.tie() == Tie.BACKGROUND || majority != 0) values[majority * n + i] = 1;
				else decide(votes, values, n, i);
			}
		});
	}

	/** Background has won or there is a tie: only the votes tell which. */
	private void decide(final int[] votes, final float[] values, final int n, final int i) {
		int most = 0;
		for (final int v : votes)
			most = Math.max(most, v);
		int first = 0;
		while (votes[first] < most)
			first++;
		int tied = 0;
		for (final int v : votes)
			if (v == most) tied++;
		if (options.tie() == Tie.LOWEST) values[first * n + i] = 1;
		else for (int c = first; c < votes.length; c++)
			if (votes[c] == most) values[c * n + i] = 1f / tied;
	}

	/** {@inheritDoc} With {@link Tie#UNDECIDED} it is not, even if it so happens that these raters have no tie. */
	@Override
	public boolean isHard() {
		return options.tie() != Tie.UNDECIDED;
	}
}
