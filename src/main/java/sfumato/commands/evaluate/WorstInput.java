package sfumato.commands.evaluate;

import org.scijava.plugin.Parameter;

import sfumato.scoring.ScoreSummary;

/** How many of the worst cases are averaged by themselves. */
final class WorstInput {

	@Parameter(label = "Worst (%)", persist = false, required = false,
		description = "of the folders: adds the mean over the worst cases, e.g. 5 for the worst 5 % of them; 0 for none")
	private Double worst = 0.0;

	/** Says in a sentence if it is no part of a hundred. */
	void require() {
		ScoreSummary.requirePercent(worst);
	}

	/** How many in percent; 0 for none. */
	double percent() {
		return worst;
	}
}
