package sfumato.files;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import sfumato.labels.ProbabilityMap;

/**
 * The positions of an image's voxels in space: the sizes of X, Y and Z, and the affines from voxel index to position in millimetres
 * that the file has.
 * <p>
 * A NIfTI file has up to two affines. The {@code sform} is three rows of a matrix. The {@code qform} is made of a quaternion
 * (a, b, c, d), a = √(1 − b² − c² − d²), the edges of a voxel, a handedness and an offset:
 *
 * <pre>
 *     | a²+b²−c²−d²  2(bc−ad)     2(bd+ac)    |
 * R = | 2(bc+ad)     a²+c²−b²−d²  2(cd−ab)    |     position = R · (dx·i, dy·j, ±dz·k) + offset
 *     | 2(bd−ac)     2(cd+ab)     a²+d²−c²−b² |
 * </pre>
 *
 * A form whose code is 0, or whose matrix has no inverse, says nothing. Two grids are compared by their sforms if both have one, else
 * by their qforms if both have one, else by what each has.
 * <p>
 * Source: the NIfTI-1.1 header nifti1.h (nifti.nimh.nih.gov).
 */
public final class VoxelGrid {

	/** Displacements of corner voxels above this many voxels are reported. */
	public static final double SMALLEST_SHIFT = 0.001;

	/** Displacements of corner voxels above this many voxels are refused. */
	public static final double LARGEST_SHIFT = 0.1;

	/** {@code NIFTI_XFORM_ALIGNED_ANAT}. */
	private static final int ALIGNED = 2;

	private static final int[][] PERMUTATIONS = { { 0, 1, 2 }, { 1, 0, 2 }, { 0, 2, 1 }, { 2, 1, 0 }, { 1, 2, 0 }, { 2, 0, 1 } };

	private final String name;
	private final long[] dimensions;
	private final double[] edges;
	private final String unit;
	private final Orientation orientation;
	private final Optional<double[]> sform;
	private final Optional<double[]> qform;
	/** In one unit of the file. */
	private final double millimetres;

	/**
	 * A grid.
	 *
	 * @param name of the image, for messages
	 * @param dimensions of the image: X, Y and, in a volume, Z
	 * @param pixelSize edges of a voxel along these axes
	 * @param unit of the pixel size and of the affines; other units than m, mm and µm are taken as mm
	 * @param orientation the orientation in the file
	 */
	public VoxelGrid(final String name, final long[] dimensions, final double[] pixelSize, final String unit,
		final Orientation orientation)
	{
		this.name = name;
		this.dimensions = new long[] { dimensions[0], dimensions[1], dimensions.length > 2 ? dimensions[2] : 1 };
		this.orientation = orientation;
		this.unit = unit;
		edges = new double[] { pixelSize[0], pixelSize[1], pixelSize.length > 2 ? pixelSize[2] : orientation.thickness() };
		millimetres = switch (unit) {
			case "m" -> 1000;
			case "\u00B5m" -> 0.001;
			default -> 1;
		};
		sform = orientation.sformCode() > 0 ? valid(orientation.matrix().stream().mapToDouble(v -> v * millimetres).toArray(), edges[2] *
			millimetres) : Optional.empty();
		qform = orientation.qformCode() > 0 ? valid(Arrays.stream(qform(orientation.quaternion(), edges)).map(v -> v * millimetres)
			.toArray(), edges[2] * millimetres) : Optional.empty();
	}

	/** The grid of an image file. */
	public static VoxelGrid of(final ImageFile file) {
		return new VoxelGrid(name(file.path()), file.spatialDimensions(), file.pixelSize(), file.unit(), file.orientation());
	}

	/** Files of one case have one name in two folders, or two names in one folder. */
	static String name(final Path path) {
		final Path folder = path.toAbsolutePath().getParent();
		return folder == null || folder.getFileName() == null ? path.toString() : folder.getFileName().resolve(path.getFileName())
			.toString();
	}

	private static double[] qform(final List<Double> q, final double[] edges) {
		double b = q.get(0), c = q.get(1), d = q.get(2), a = 1 - (b * b + c * c + d * d);
		if (a < 1e-7) { // a turn by 180°, of which rounding may leave a sum above 1
			final double norm = Math.sqrt(b * b + c * c + d * d);
			b /= norm;
			c /= norm;
			d /= norm;
			a = 0;
		}
		else a = Math.sqrt(a);
		final double x = edges[0], y = edges[1], z = q.get(6) < 0 ? -edges[2] : edges[2];
		return new double[] { (a * a + b * b - c * c - d * d) * x, 2 * (b * c - a * d) * y, 2 * (b * d + a * c) * z, q.get(3), //
			2 * (b * c + a * d) * x, (a * a + c * c - b * b - d * d) * y, 2 * (c * d - a * b) * z, q.get(4), //
			2 * (b * d - a * c) * x, 2 * (c * d + a * b) * y, (a * a + d * d - c * c - b * b) * z, q.get(5) };
	}

	/** The affine, if it has an inverse; the axis of flat images, of which some files say nothing, becomes the normal of the plane. */
	private Optional<double[]> valid(final double[] affine, final double thickness) {
		if (Arrays.stream(affine).anyMatch(v -> !Double.isFinite(v))) return Optional.empty();
		final double[][] columns = { column(affine, 0), column(affine, 1), column(affine, 2) };
		for (int i = 0; i < 3; i++) {
			if (norm(columns[i]) > 0 || dimensions[i] > 1) continue;
			final double[] normal = cross(columns[(i + 1) % 3], columns[(i + 2) % 3]);
			final double length = norm(normal);
			for (int r = 0; r < 3 && length > 0; r++) {
				columns[i][r] = normal[r] / length * thickness;
				affine[4 * r + i] = columns[i][r];
			}
		}
		final double volume = Math.abs(dot(columns[0], cross(columns[1], columns[2])));
		final double box = norm(columns[0]) * norm(columns[1]) * norm(columns[2]);
		return box > 0 && volume > 1e-6 * box ? Optional.of(affine) : Optional.empty();
	}

	/** The name of the image in messages. */
	public String name() {
		return name;
	}

	/** The edges of a voxel along X, Y and Z. */
	public double[] edges() {
		return edges.clone();
	}

	/** The unit of {@link #edges()} and of the file's affines. */
	public String unit() {
		return unit;
	}

	/** The orientation as stored in the file. */
	public Orientation orientation() {
		return orientation;
	}

	/** Whether the file has a position for its voxels. */
	public boolean isKnown() {
		return sform.isPresent() || qform.isPresent();
	}

	/** The affine that counts where no other grid is looked at: 3 rows of 4 numbers, in millimetres; empty if there is none. */
	public Optional<double[]> affine() {
		return sform.or(() -> qform).map(double[]::clone);
	}

	/** The lengths of X, Y and Z; Z is 1 of a flat image. */
	public long[] dimensions() {
		return dimensions.clone();
	}

	/** The first plane alone. */
	private VoxelGrid(final VoxelGrid volume) {
		name = volume.name;
		dimensions = new long[] { volume.dimensions[0], volume.dimensions[1], 1 };
		edges = volume.edges;
		unit = volume.unit;
		orientation = volume.orientation;
		sform = volume.sform;
		qform = volume.qform;
		millimetres = volume.millimetres;
	}

	/** What a file in the unit of this one says of an affine in millimetres. */
	Orientation orientation(final double[] affine, final double thickness) {
		return new Orientation(0, Orientation.UNKNOWN.quaternion(), ALIGNED, Arrays.stream(affine).map(v -> v / millimetres).boxed()
			.toList(), thickness);
	}

	/**
	 * How the voxels of another grid are put in the order of this one. Of the six orders of its axes the one is taken whose directions
	 * are nearest to those of this grid (the largest sum of absolute cosines), so that the axes of oblique grids go to the nearest
	 * ones. Then the displacement is the largest distance, in voxels of this grid, between the two positions of one of the eight corner
	 * voxels. A flat grid is compared with the first plane of this one if this one has several.
	 *
	 * @return nothing to be done, if one of the two is not known, or they differ in size in that order
	 */
	public GridAlignment align(final VoxelGrid other) {
		final GridAlignment whole = alignWhole(other);
		return whole.isFitting() || other.dimensions[2] > 1 || dimensions[2] == 1 ? whole : new VoxelGrid(this).alignWhole(other);
	}

	private GridAlignment alignWhole(final VoxelGrid other) {
		final boolean sforms = sform.isPresent() && other.sform.isPresent(), qforms = qform.isPresent() && other.qform.isPresent();
		final Optional<double[]> mine = sforms ? sform : qforms ? qform : affine();
		final Optional<double[]> theirs = sforms ? other.sform : qforms ? other.qform : other.affine();
		if (mine.isEmpty() || theirs.isEmpty()) return GridAlignment.none(this, other);
		final double[] a = mine.get(), b = theirs.get();
		final int[] axes = nearestAxes(a, b);
		final List<Boolean> flips = new ArrayList<>();
		final double[] moved = new double[12];
		for (int r = 0; r < 3; r++)
			moved[4 * r + 3] = b[4 * r + 3];
		for (int i = 0; i < 3; i++) {
			final long length = other.dimensions[axes[i]];
			if (length != dimensions[i]) return GridAlignment.ofOtherSize(this, other, a, b);
			final double[] from = column(b, axes[i]);
			// which way round an axis of length 1 lies is of no consequence
			final boolean flip = length > 1 && dot(column(a, i), from) < 0;
			flips.add(flip);
			for (int r = 0; r < 3; r++) {
				moved[4 * r + i] = flip ? -from[r] : from[r];
				if (flip) moved[4 * r + 3] += (length - 1) * from[r];
			}
		}
		return new GridAlignment(this, other, Arrays.stream(axes).boxed().toList(), flips, displacement(a, moved), List.of(a, b,
			moved));
	}

	private static int[] nearestAxes(final double[] a, final double[] b) {
		int[] best = PERMUTATIONS[0];
		double highest = -1;
		for (final int[] axes : PERMUTATIONS) {
			double sum = 0;
			for (int i = 0; i < 3; i++)
				sum += Math.abs(dot(column(a, i), column(b, axes[i]))) / (norm(column(a, i)) * norm(column(b, axes[i])));
			if (sum > highest + 1e-6) {
				highest = sum;
				best = axes;
			}
		}
		return best;
	}

	private double displacement(final double[] a, final double[] b) {
		final double[] x = column(a, 0), y = column(a, 1), z = column(a, 2);
		final double determinant = dot(x, cross(y, z));
		final double[][] inverse = { cross(y, z), cross(z, x), cross(x, y) };
		double largest = 0;
		for (int corner = 0; corner < 8; corner++) {
			final double[] off = new double[3];
			for (int r = 0; r < 3; r++) {
				off[r] = b[4 * r + 3] - a[4 * r + 3];
				for (int i = 0; i < 3; i++)
					if ((corner >> i & 1) == 1) off[r] += (dimensions[i] - 1) * (b[4 * r + i] - a[4 * r + i]);
			}
			double sum = 0;
			for (final double[] row : inverse)
				sum += Math.pow(dot(row, off) / determinant, 2);
			largest = Math.max(largest, Math.sqrt(sum));
		}
		return largest;
	}

	/** An affine as people write it: {@code [1 0 0 5; 0 1 0 0; 0 0 1 0]}. */
	static String text(final double[] affine) {
		return Arrays.stream(new int[] { 0, 4, 8 }).mapToObj(row -> Arrays.stream(affine, row, row + 4).mapToObj(VoxelGrid::text).collect(
			Collectors.joining(" "))).collect(Collectors.joining("; ", "[", "]"));
	}

	private static String text(final double v) {
		return text(v, 6);
	}

	static String text(final double v, final int digits) {
		return v == 0 ? "0" : new BigDecimal(v).round(new MathContext(digits)).stripTrailingZeros().toPlainString();
	}

	private static double[] column(final double[] affine, final int i) {
		return new double[] { affine[i], affine[4 + i], affine[8 + i] };
	}

	private static double[] cross(final double[] u, final double[] v) {
		return new double[] { u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0] };
	}

	private static double dot(final double[] u, final double[] v) {
		return u[0] * v[0] + u[1] * v[1] + u[2] * v[2];
	}

	private static double norm(final double[] u) {
		return Math.sqrt(dot(u, u));
	}

	/** {@code 20 x 16 x 4, [1 0 0 5; 0 1 0 0; 0 0 1 0]}. */
	@Override
	public String toString() {
		return ProbabilityMap.size(dimensions) + affine().map(a -> ", " + text(a)).orElse("");
	}
}
