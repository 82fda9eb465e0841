package sfumato.fusion;

import org.scijava.plugin.Plugin;

import sfumato.labels.HardRaters;

/**
 * {@code intersection}: a pixel belongs to a class if all raters who labelled it say so, else to the background. What nobody doubts; a
 * single empty mask makes it empty.
 *
 * <pre>{@code
 * HardRaters raters = OneRow.raters("1110", "1100", "1000");
 * OneRow.foreground(new Intersection().fuse(raters)) // [1, 0, 0, 0]
 * }</pre>
 */
@Plugin(type = LabelFusion.class, name = "intersection",
	description = "Intersection: the class that all raters chose; background where they differ.")
public final class Intersection implements PatternFusion {

	@Override
	public Rule rule(final HardRaters raters) {
		return (labels, p) -> {
			final int[] votes = new int[p.length];
			final int voters = LabelPatterns.vote(labels, votes);
			int common = 0;
			for (int c = 1; c < votes.length; c++)
				if (votes[c] == voters) common = c;
			p[common] = 1;
		};
	}

	@Override
	public boolean isHard() {
		return true;
	}
}
