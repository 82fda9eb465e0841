package sfumato.commands.evaluate;

import ij.measure.ResultsTable;

import sfumato.api.MatchedObjects;

/** A table with one row per object of a prediction and of its reference: position, size and matched object. */
final class ObjectTable {

	private ObjectTable() {}

	static ResultsTable of(final MatchedObjects objects) {
		final ResultsTable table = new ResultsTable();
		table.showRowNumbers(false);
		table.setNaNEmptyCells(true);
		for (final MatchedObjects.Item object : objects.list()) {
			table.incrementCounter();
			table.addLabel(object.isPredicted() ? "prediction" : "reference");
			table.addValue("class", object.className());
			table.addValue("object", object.number());
			table.addValue(objects.sizeName(), object.size());
			for (int d = 0; d < object.center().size(); d++)
				table.addValue("xyz".substring(d, d + 1), object.center().get(d));
			if (object.partner().isEmpty()) continue;
			table.addValue("partner", object.partner().getAsInt());
			table.addValue("IoU", 100 * object.iou());
		}
		return table;
	}
}
