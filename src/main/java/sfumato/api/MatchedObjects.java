package sfumato.api;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

import sfumato.geometry.ConnectedObjects;
import sfumato.labels.Comparison;
import sfumato.metrics.ObjectMatches;
import sfumato.metrics.ObjectMatching;
import sfumato.metrics.ObjectScore;
import sfumato.metrics.SegmentationMetric;
import sfumato.text.CsvText;

/**
 * The connected objects of a prediction and of its reference, and which of them belong together. Immutable.
 *
 * <pre>{@code
 * MatchedObjects objects = sfumato.evaluate(predicted, truth).metrics("objects(iou: 0.3)").objects();
 * long missed = objects.list().stream().filter(o -> !o.isPredicted() && o.partner().isEmpty()).count();
 * }</pre>
 */
public final class MatchedObjects implements CsvTable {

	/**
	 * An object.
	 *
	 * @param isPredicted whether it is one of the prediction, else of the reference
	 * @param className its class
	 * @param number in its image and class, from 1
	 * @param size area or volume in {@link MatchedObjects#unit()}
	 * @param center X, Y and, in a volume, Z from the corner of the image, in the unit of the image
	 * @param partner the number of the matched object in the other image, if there is one
	 * @param iou intersection over union with the partner, a fraction; 0 without one
	 */
	public record Item(boolean isPredicted, String className, int number, double size, List<Double> center, OptionalInt partner,
		double iou)
	{

		public Item {
			center = List.copyOf(center);
		}
	}

	private final List<Item> items;
	private final String unit;
	private final int dimensions;

	private MatchedObjects(final List<Item> items, final String unit, final int dimensions) {
		this.items = List.copyOf(items);
		this.unit = unit;
		this.dimensions = dimensions;
	}

	/** @param metrics of which the first that matches objects says how; none: as by default */
	static MatchedObjects of(final Comparison images, final List<SegmentationMetric> metrics) {
		final ObjectMatching matching = metrics.stream().filter(ObjectScore.class::isInstance).map(m -> ((ObjectScore) m).options()
			.matching()).findFirst().orElseGet(ObjectMatching::new);
		final List<Item> items = new ArrayList<>();
		for (int c = 1; c < images.numClasses(); c++) {
			final ObjectMatches matches = matching.match(images, c);
			final int[] back = new int[matches.reference().count()];
			for (int o = 0; o < matches.prediction().count(); o++)
				if (matches.partner(o) != ObjectMatches.NONE) back[matches.partner(o)] = 1 + o;
			for (int o = 0; o < matches.prediction().count(); o++)
				items.add(item(true, images, c, matches.prediction(), o, 1 + matches.partner(o), matches.iou(o)));
			for (int o = 0; o < back.length; o++)
				items.add(item(false, images, c, matches.reference(), o, back[o], back[o] == 0 ? 0 : matches.iou(back[o] - 1)));
		}
		return new MatchedObjects(items, images.unit(), images.pixelSize().length);
	}

	/** @param partner counted from 1; 0: none */
	private static Item item(final boolean isPredicted, final Comparison images, final int c, final ConnectedObjects objects, final int number,
		final int partner, final double iou)
	{
		final double[] size = images.pixelSize(), center = objects.center(number);
		return new Item(isPredicted, images.reference().classes().get(c).name(), 1 + number, objects.size(number) * images.pixelVolume(),
			IntStream.range(0, center.length).mapToObj(d -> (center[d] + 0.5) * size[d]).toList(), partner == 0 ? OptionalInt.empty()
				: OptionalInt.of(partner), partner == 0 ? 0 : iou); // as ImageJ, from the corner of the image
	}

	/** Class by class, the objects of the prediction, then those of the reference. */
	public List<Item> list() {
		return items;
	}

	/** The unit of sizes: {@code pixels}, or e.g. {@code mm2} of areas and {@code mm3} of volumes. */
	public String unit() {
		return isInPixels() ? "pixels" : unit + dimensions;
	}

	/** What tables call the size: {@code pixels}, {@code area_mm2} or {@code volume_mm3}, say. */
	public String sizeName() {
		return isInPixels() ? "pixels" : (dimensions == 2 ? "area_" : "volume_") + unit();
	}

	private boolean isInPixels() {
		return unit.equals("pixel") || unit.equals("pixels");
	}

	/** A row per object; IoU in percent, and empty cells of an object without a partner. */
	@Override
	public String toCsv() {
		final List<String> header = new ArrayList<>(List.of("of", "class", "object", sizeName()));
		header.addAll(List.of("x", "y", "z").subList(0, dimensions));
		header.addAll(List.of("partner", "IoU"));
		final CsvText csv = new CsvText(header);
		for (final Item i : items) {
			final List<Object> cells = new ArrayList<>(List.of(i.isPredicted() ? "prediction" : "reference", i.className(), i.number(), CsvText
				.number(i.size(), 6)));
			i.center().forEach(x -> cells.add(CsvText.number(x, 6)));
			cells.add(i.partner().isPresent() ? i.partner().getAsInt() : "");
			cells.add(i.partner().isPresent() ? CsvText.number(100 * i.iou(), 6) : "");
			csv.add(cells);
		}
		return csv.toString();
	}
}
