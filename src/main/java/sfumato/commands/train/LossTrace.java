package sfumato.commands.train;

import java.util.Arrays;

import sfumato.plots.TrainingCurves;

/** The loss curve of all steps in a bounded number of points: neighbouring points are averaged when there are too many. */
final class LossTrace {

	private static final int MOST = 1000;

	private final double[] epochs = new double[MOST], losses = new double[MOST];
	/** Number of points, number of steps that each point averages, and number of steps in the incomplete point. */
	private int points, per = 1, begun;
	private double epochSum, lossSum;

	/**
	 * Adds the loss of a step.
	 *
	 * @param epoch position of the step in epochs, e.g. 1.5 in the middle of the second epoch
	 */
	void add(final double epoch, final double loss) {
		epochSum += epoch;
		lossSum += loss;
		if (++begun < per) return;
		if (points == MOST) {
			halve();
			if (begun < per) return;
		}
		epochs[points] = epochSum / begun;
		losses[points++] = lossSum / begun;
		epochSum = lossSum = begun = 0;
	}

	private void halve() {
		for (int i = 0; i < MOST / 2; i++) {
			epochs[i] = (epochs[2 * i] + epochs[2 * i + 1]) / 2;
			losses[i] = (losses[2 * i] + losses[2 * i + 1]) / 2;
		}
		points = MOST / 2;
		per *= 2;
	}

	TrainingCurves.Steps steps() {
		return new TrainingCurves.Steps(Arrays.copyOf(epochs, points), Arrays.copyOf(losses, points));
	}
}
