package sfumato.commands.evaluate;

import java.util.List;

import ij.measure.ResultsTable;

import sfumato.geometry.ConnectedObjects;
import sfumato.labels.Comparison;
import sfumato.metrics.ObjectMatches;
import sfumato.metrics.ObjectMatching;
import sfumato.metrics.ObjectScore;
import sfumato.metrics.SegmentationMetric;

/** A table with one row per object of a prediction and of its reference: position, size and matched object. */
final class ObjectTable {

	private ObjectTable() {}

	/**
	 * Returns a table with one row per object.
	 *
	 * @param metrics the first object metric sets the matching; without one the default is used
	 */
	static ResultsTable of(final Comparison images, final List<SegmentationMetric> metrics) {
		final ObjectMatching matching = metrics.stream().filter(ObjectScore.class::isInstance).map(m -> ((ObjectScore) m).options()
			.matching()).findFirst().orElseGet(ObjectMatching::new);
		final ResultsTable table = new ResultsTable();
		table.showRowNumbers(false);
		table.setNaNEmptyCells(true);
		for (int c = 1; c < images.numClasses(); c++) {
			final ObjectMatches matches = matching.match(images, c);
			final int[] back = new int[matches.reference().count()];
			for (int o = 0; o < matches.prediction().count(); o++)
				if (matches.partner(o) != ObjectMatches.NONE) back[matches.partner(o)] = 1 + o;
			for (int o = 0; o < matches.prediction().count(); o++)
				row(table, "prediction", images, c, matches.prediction(), o, 1 + matches.partner(o), matches.iou(o));
			for (int o = 0; o < back.length; o++)
				row(table, "reference", images, c, matches.reference(), o, back[o], back[o] == 0 ? 0 : matches.iou(back[o] - 1));
		}
		return table;
	}

	/**
	 * Adds the row of an object.
	 *
	 * @param partner number of the matching object, counted from 1; 0 without a match
	 */
	private static void row(final ResultsTable table, final String of, final Comparison images, final int c,
		final ConnectedObjects objects, final int number, final int partner, final double iou)
	{
		final double[] size = images.pixelSize(), center = objects.center(number);
		final boolean pixels = images.unit().equals("pixel") || images.unit().equals("pixels");
		table.incrementCounter();
		table.addLabel(of);
		table.addValue("class", images.reference().classes().get(c).name());
		table.addValue("object", 1 + number);
		table.addValue(pixels ? "pixels" : (size.length == 2 ? "area_" : "volume_") + images.unit() + size.length, objects.size(
			number) * images.pixelVolume());
		for (int d = 0; d < center.length; d++)
			table.addValue("xyz".substring(d, d + 1), (center[d] + 0.5) * size[d]); // as ImageJ, from the corner of the image
		if (partner == 0) return;
		table.addValue("partner", partner);
		table.addValue("IoU", 100 * iou);
	}
}
