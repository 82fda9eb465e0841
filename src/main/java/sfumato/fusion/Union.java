package sfumato.fusion;

import org.scijava.plugin.Plugin;

import sfumato.labels.HardRaters;

/**
 * {@code union}: a pixel is foreground if any rater says so. With several classes it gets the foreground class that most
 * raters chose, the lowest among equals; how many chose background does not matter.
 *
 * <pre>{@code
 * HardRaters raters = OneRow.raters("1110", "1100", "1000");
 * OneRow.foreground(new Union().fuse(raters)) // [1, 1, 1, 0]
 * }</pre>
 */
@Plugin(type = LabelFusion.class, name = "union",
	description = "Union: foreground wherever any rater drew it; of several classes, the one with most votes.")
public final class Union implements PatternFusion {

	@Override
	public Rule rule(final HardRaters raters) {
		return (labels, p) -> {
			final int[] votes = new int[p.length];
			LabelPatterns.vote(labels, votes);
			int best = 1;
			for (int c = 2; c < votes.length; c++)
				if (votes[c] > votes[best]) best = c;
			p[votes[best] > 0 ? best : 0] = 1;
		};
	}

	@Override
	public boolean isHard() {
		return true;
	}
}
