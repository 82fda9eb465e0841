package sfumato.export;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import sfumato.labels.LabelClass;
import sfumato.models.ModelDescription;

/**
 * The axes of a model's input and output, (batch, channel, y, x), in the bioimage.io format. Height and width are
 * {@code min + n step}, both the multiple that the network needs; a pixel's size is given where its unit has a name there.
 */
final class ModelAxes {

	/** Largest image side for which scales are checked, in pixels. */
	private static final int LARGEST = 1 << 16;
	private static final Map<String, String> UNITS = Map.ofEntries(Map.entry("nm", "nanometer"), Map.entry("nanometer",
		"nanometer"), Map.entry("µm", "micrometer"), Map.entry("μm", "micrometer"), Map.entry("um", "micrometer"), Map.entry(
			"micron", "micrometer"), Map.entry("microns", "micrometer"), Map.entry("micrometer", "micrometer"), Map.entry("mm",
				"millimeter"), Map.entry("millimeter", "millimeter"), Map.entry("cm", "centimeter"), Map.entry("centimeter",
					"centimeter"), Map.entry("m", "meter"), Map.entry("meter", "meter"), Map.entry("inch", "inch"));

	private final ModelDescription description;
	private final int multiple;

	ModelAxes(final ModelDescription description, final int multiple) {
		this.description = description;
		this.multiple = multiple;
	}

	/** Describes the axes of the input image. */
	List<Map<String, Object>> input() {
		final Map<String, Object> size = new LinkedHashMap<>();
		size.put("min", multiple);
		size.put("step", multiple);
		final List<String> channels = IntStream.rangeClosed(1, description.input().channels()).mapToObj(c -> "channel_" + c)
			.toList();
		return List.of(axis("batch", "batch"), channel(channels), space("y", 1, size, true), space("x", 0, size, true));
	}

	/** Describes the axes of the output, which has the size of the input. */
	List<Map<String, Object>> output(final String input) {
		return List.of(axis("batch", "batch"), channel(identifiers(description.classes())), space("y", 1, like(input, "y"),
			false), space("x", 0, like(input, "x"), false));
	}

	/** Derives identifiers from class names. Other characters than letters and digits become underscores, and duplicates get a number. */
	static List<String> identifiers(final List<LabelClass> classes) {
		final List<String> names = new ArrayList<>();
		final Set<String> taken = new HashSet<>();
		for (final LabelClass c : classes) {
			final String letters = c.name().strip().replaceAll("[^\\p{L}\\p{Nd}_]", "_");
			final String name = letters.matches("\\p{Nd}.*") ? "class_" + letters : letters;
			String unique = name;
			for (int i = 2; !taken.add(unique); i++)
				unique = name + "_" + i;
			names.add(unique);
		}
		return names;
	}

	private static Map<String, Object> like(final String tensor, final String axis) {
		final Map<String, Object> size = new LinkedHashMap<>();
		size.put("tensor_id", tensor);
		size.put("axis_id", axis);
		return size;
	}

	private static Map<String, Object> axis(final String type, final String id) {
		final Map<String, Object> axis = new LinkedHashMap<>();
		axis.put("type", type);
		axis.put("id", id);
		return axis;
	}

	private static Map<String, Object> channel(final List<String> names) {
		final Map<String, Object> axis = axis("channel", "channel");
		axis.put("channel_names", names);
		return axis;
	}

	private Map<String, Object> space(final String id, final int dimension, final Map<String, Object> size,
		final boolean input)
	{
		final Map<String, Object> axis = axis("space", id);
		final String unit = UNITS.get(description.input().unit().strip().toLowerCase(Locale.ROOT));
		final double edge = description.input().pixelSize().get(dimension);
		if (unit != null && edge > 0 && Double.isFinite(edge)) {
			axis.put("unit", unit);
			axis.put("scale", scale(edge));
		}
		axis.put("size", size);
		if (input) axis.put("concatenable", true);
		return axis;
	}

	/**
	 * Returns the scale for a pixel size: the size itself, or the size as a 32-bit number if readers would lose a pixel. Readers compute an
	 * output side as side · scale / scale and round down. With the 24 bits of a 32-bit number this product is exact.
	 */
	static double scale(final double edge) {
		for (int side = 1; side <= LARGEST; side++)
			if ((int) (side * edge / edge) != side) return (float) edge;
		return edge;
	}
}
