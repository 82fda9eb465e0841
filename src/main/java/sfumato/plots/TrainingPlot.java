package sfumato.plots;

import java.awt.Color;
import java.util.List;
import java.util.stream.IntStream;

import ij.gui.Plot;

/** Draws how numbers developed over the epochs of a training. */
public final class TrainingPlot {

	/** Okabe and Ito's colours without black and yellow. */
	private static final int[] COLORS = { 0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0x56B4E9, 0xE69F00 };

	private TrainingPlot() {}

	/**
	 * One line of the plot.
	 *
	 * @param name for the legend, e.g. {@code training loss}
	 * @param epochs in ascending order, counted from 1
	 * @param values as many as epochs; NaN where nothing was measured, its neighbours are joined
	 */
	public record Series(String name, double[] epochs, double[] values) {

		public Series {
			if (epochs.length != values.length) throw new IllegalArgumentException("The line \"" + name + "\" has " +
				values.length + " values for " + epochs.length + " epochs.");
			epochs = epochs.clone();
			values = values.clone();
		}
	}

	/**
	 * All lines in one plot with a legend.
	 *
	 * @param quantity what the vertical axis shows, e.g. {@code Loss}
	 */
	public static Plot of(final String title, final String quantity, final List<Series> lines) {
		if (lines.isEmpty()) throw new IllegalArgumentException("There is nothing to plot; at least one line is needed.");
		final Plot plot = new Plot(title, "Epoch", quantity);
		plot.setSize(600, 400);
		plot.setLineWidth(2);
		for (int i = 0; i < lines.size(); i++) {
			plot.setColor(new Color(COLORS[i % COLORS.length]));
			final Series line = lines.get(i);
			final int[] measured = IntStream.range(0, line.values().length).filter(e -> !Double.isNaN(line.values()[e])).toArray();
			plot.add("line", IntStream.of(measured).mapToDouble(e -> line.epochs()[e]).toArray(), IntStream.of(measured)
				.mapToDouble(e -> line.values()[e]).toArray());
			plot.setLabel(i, lines.get(i).name());
		}
		plot.setColor(Color.BLACK);
		plot.setLineWidth(1);
		plot.setLimitsToFit(false);
		plot.addLegend(null, "auto");
		return plot;
	}
}
