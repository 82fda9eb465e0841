package sfumato.files;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Stores a {@link VoxelGrid} as properties of an open image, which ImageJ shows (Image&gt;Show Info...), copies with the image and
 * saves in TIFF files:
 *
 * <pre>
 * NIfTI.grid: 20 x 16 x 4 voxels of 1.0 x 1.0 x 3.0 mm
 * NIfTI.qform: 1: quatern_b quatern_c quatern_d qoffset_x qoffset_y qoffset_z pixdim[0]
 * NIfTI.sform: 2: srow_x srow_y srow_z
 * </pre>
 */
public final class GridProperties {

	private static final String GRID = "NIfTI.grid", QFORM = "NIfTI.qform", SFORM = "NIfTI.sform";

	private static final Pattern SIZE = Pattern.compile(
		"(\\d+) x (\\d+) x (\\d+) voxels of (\\S+) x (\\S+) x (\\S+) (\\S+)");

	private static final Pattern FORM = Pattern.compile("(\\d+): (.+)");

	/** The keys, in the order of {@link #of}. */
	public static final List<String> KEYS = List.of(GRID, QFORM, SFORM);

	private GridProperties() {}

	/** The properties of a grid; none if its geometry is unknown. */
	public static Map<String, String> of(final VoxelGrid grid) {
		final Map<String, String> properties = new LinkedHashMap<>();
		if (!grid.isKnown()) return properties;
		final long[] d = grid.dimensions();
		final double[] edges = grid.edges();
		properties.put(GRID, d[0] + " x " + d[1] + " x " + d[2] + " voxels of " + edges[0] + " x " + edges[1] + " x " + edges[2] + " " +
			grid.unit());
		final Orientation o = grid.orientation();
		if (o.qformCode() > 0) properties.put(QFORM, o.qformCode() + ": " + text(o.quaternion()));
		if (o.sformCode() > 0) properties.put(SFORM, o.sformCode() + ": " + text(o.matrix()));
		return properties;
	}

	private static String text(final List<Double> values) {
		return values.stream().map(v -> v.floatValue() == v ? Float.toString(v.floatValue()) : Double.toString(v)).collect(Collectors
			.joining(" "));
	}

	/**
	 * The grid of an image with these properties.
	 *
	 * @param name of the image, for messages
	 * @param properties gives the value of a key, or null
	 * @return empty if there are none, or if they are not as {@link #of} writes them
	 */
	public static Optional<VoxelGrid> read(final String name, final UnaryOperator<String> properties) {
		final String size = properties.apply(GRID);
		final Matcher m = SIZE.matcher(size == null ? "" : size.strip());
		if (!m.matches()) return Optional.empty();
		try {
			final long[] dimensions = { Long.parseLong(m.group(1)), Long.parseLong(m.group(2)), Long.parseLong(m.group(3)) };
			final double[] edges = { Double.parseDouble(m.group(4)), Double.parseDouble(m.group(5)), Double.parseDouble(m.group(6)) };
			final Orientation nothing = Orientation.UNKNOWN;
			final Matcher q = form(properties.apply(QFORM)), s = form(properties.apply(SFORM));
			final boolean hasQ = q.matches(), hasS = s.matches();
			final Orientation orientation = new Orientation(hasQ ? Integer.parseInt(q.group(1)) : 0, hasQ ? numbers(q.group(2)) : nothing
				.quaternion(), hasS ? Integer.parseInt(s.group(1)) : 0, hasS ? numbers(s.group(2)) : nothing.matrix(), edges[2]);
			return Optional.of(new VoxelGrid(name, dimensions, edges, m.group(7), orientation)).filter(VoxelGrid::isKnown);
		}
		catch (final IllegalArgumentException e) { // edited by somebody
			return Optional.empty();
		}
	}

	private static Matcher form(final String text) {
		return FORM.matcher(text == null ? "" : text.strip());
	}

	private static List<Double> numbers(final String text) {
		return Arrays.stream(text.strip().split("\\s+")).map(Double::valueOf).toList();
	}
}
