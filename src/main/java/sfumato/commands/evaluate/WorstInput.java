package sfumato.commands.evaluate;

import org.scijava.plugin.Parameter;

import sfumato.scoring.ScoreSummary;

/** How many of the worst cases are averaged by themselves. */
final class WorstInput {

	@Parameter(label = "Worst cases (%)", persist = false, required = false,
		description = "folders only: adds the mean over the worst cases, e.g. 5 for the worst 5 % of the cases; 0 for none")
	private Double worst = 0.0;

	/** Checks that the value is a percentage. */
	void require() {
		ScoreSummary.requirePercent(worst);
	}

	/** Returns the percentage of worst cases; 0 for none. */
	double percent() {
		return worst;
	}
}
