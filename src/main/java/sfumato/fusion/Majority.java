package sfumato.fusion;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.scijava.plugin.Plugin;

import sfumato.labels.HardRaters;
import sfumato.methods.Configured;
import sfumato.text.UserException;

/**
 * {@code majority(tie: BACKGROUND)}: probability 1 for the class that most of those chose who labelled the pixel. Where several classes share the
 * first place, {@link Tie} decides. With two classes and the default this is the strict majority: of six raters four have to
 * agree on the foreground, 3 : 3 is background.
 *
 * <pre>
 * p_c = 1 for the c with the largest n_c = #{r : label_r = c}, else 0
 * </pre>
 *
 * <pre>{@code
 * HardRaters raters = OneRow.raters("1110", "1100", "1000");
 * OneRow.foreground(new Majority().fuse(raters)) // [1, 1, 0, 0]
 * }</pre>
 */
@Plugin(type = LabelFusion.class, name = "majority",
	description = "Majority vote of the raters; a tie gives the background, the lowest class, or equal shares.")
public final class Majority extends Configured<Majority.Options> implements PatternFusion {

	/** The tie-breaking rule. */
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
			if (tie == null) throw new UserException(FusionMessages.tieMissing());
		}

		public Options() {
			this(Tie.BACKGROUND);
		}
	}

	public Majority() {
		this(new Options());
	}

	public Majority(final Options options) {
		super(options);
	}

	@Override
	public Rule rule(final HardRaters raters) {
		return (labels, p) -> {
			final int[] votes = new int[p.length];
			LabelPatterns.vote(labels, votes);
			final int majority = LabelPatterns.majority(votes);
			if (options.tie() == Tie.BACKGROUND || majority != 0) p[majority] = 1;
			else decide(votes, p);
		};
	}

	/** Background has won or there is a tie: only the votes tell which. */
	private void decide(final int[] votes, final double[] p) {
		final int most = Arrays.stream(votes).max().orElseThrow();
		final int[] first = IntStream.range(0, votes.length).filter(c -> votes[c] == most).toArray();
		if (options.tie() == Tie.LOWEST) p[first[0]] = 1;
		else for (final int c : first)
			p[c] = 1.0 / first.length;
	}

	/** {@inheritDoc} With {@link Tie#UNDECIDED} it is not, even if it so happens that these raters have no tie. */
	@Override
	public boolean isHard() {
		return options.tie() != Tie.UNDECIDED;
	}
}
