package sfumato.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sfumato.Says.assertSays;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import sfumato.Says;

/** Affines and orders of axes against nibabel 5.4.2 and against hand calculations. */
class VoxelGridTest {

	/**
	 * What nibabel 5.4.2 makes of files that it wrote itself: name, lengths, zooms, quaternion with offset and handedness, sform,
	 * affine of the qform, {@code apply_affine} of the last voxel, affine, shape and voxels 0, 1, 2, 7 and the last one (x fastest) of
	 * {@code as_closest_canonical} of an image whose voxels hold their own number, and {@code io_orientation}: for each axis of the
	 * file the axis of RAS+ and the direction.
	 */
	private static final String NIBABEL = """
		identity | 5 4 3 | 1, 1, 1 | 0, 0, 0, 0, 0, 0, 1 | 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0 | 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0 | 4, 3, 2 | 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0 | 5 4 3 | 0, 1, 2, 7, 59 | 0+ 1+ 2+
		xReversed | 5 4 3 | 0.699999988, 0.800000012, 2.5 | 0, 1, 0, 3, -4, 5, -1 | -0.699999988, 0, 0, 3, 0, 0.800000012, 0, -4, 0, 0, 2.5, 5 | -0.699999988, 0, 0, 3, 0, 0.800000012, 0, -4, 0, 0, 2.5, 5 | 0.200000048, -1.59999996, 10 | 0.699999988, 0, 0, 0.200000048, 0, 0.800000012, 0, -4, 0, 0, 2.5, 5 | 5 4 3 | 4, 3, 2, 7, 55 | 0- 1+ 2+
		bothReversed | 5 4 3 | 0.5, 0.5, 5 | 0, 0, 1, 90, 110, -70, 1 | -0.5, 0, 0, 90, 0, -0.5, 0, 110, 0, 0, 5, -70 | -0.5, 0, 0, 90, 0, -0.5, 0, 110, 0, 0, 5, -70 | 88, 108.5, -60 | 0.5, 0, 0, 88, 0, 0.5, 0, 108.5, 0, 0, 5, -70 | 5 4 3 | 19, 18, 17, 12, 40 | 0- 1- 2+
		sagittal | 3 5 4 | 1.20000005, 0.899999976, 4 | 0.5, 0.5, 0.5, -40, -100, 20, 1 | 0, 0, 4, -40, 1.20000005, 0, 0, -100, 0, 0.899999976, 0, 20 | 0, 0, 4, -40, 1.20000005, 0, 0, -100, 0, 0.899999976, 0, 20 | -28, -97.5999999, 23.5999999 | 4, 0, 0, -40, 0, 1.20000005, 0, -100, 0, 0, 0.899999976, 20 | 4 3 5 | 0, 15, 30, 46, 59 | 1+ 2+ 0+
		sagittalLeftHanded | 3 5 4 | 1.20000005, 0.899999976, 4 | -0.5, -0.5, 0.5, 60, -10, 99, -1 | 0, 0, 4, 60, 1.20000005, 0, 0, -10, 0, -0.899999976, 0, 99 | 0, 0, 4, 60, 1.20000005, 0, 0, -10, 0, -0.899999976, 0, 99 | 72, -7.5999999, 95.4000001 | 4, 0, 0, 60, 0, 1.20000005, 0, -10, 0, 0, 0.899999976, 95.4000001 | 4 3 5 | 12, 27, 42, 58, 47 | 1+ 2- 0+
		coronal | 5 3 4 | 1, 1.5, 2 | -0.707106769, 0, 0, 0, 7, 30, 1 | 1, 0, 0, 0, 0, 0, 2, 7, 0, -1.5, 0, 30 | 1, 0, 0, 0, 0, 5.13428127e-08, 2, 7, 0, -1.5, 6.84570836e-08, 30 | 4, 13.0000001, 27.0000002 | 1, 0, 0, 0, 0, 2, 0, 7, 0, 0, 1.5, 27 | 5 4 3 | 10, 11, 12, 27, 49 | 0+ 2- 1+
		oblique | 5 4 3 | 0.899999976, 0.899999976, 3 | -0.21315141, -0.0375843458, 0.169532016, 12, -8, 4, 1 | 0.845723331, -0.27897796, -0.433631867, 12, 0.307818115, 0.766485691, 1.19139373, -8, 0, -0.380356431, 2.71892333, 4 | 0.84572334, -0.278977948, -0.433631875, 12, 0.30781811, 0.766485649, 1.19139379, -8, 4.6531583e-09, -0.380356426, 2.71892336, 4 | 13.6786958, -2.08648303, 8.29677746 | 0.845723331, -0.27897796, -0.433631867, 12, 0.307818115, 0.766485691, 1.19139373, -8, 0, -0.380356431, 2.71892333, 4 | 5 4 3 | 0, 1, 2, 7, 59 | 0+ 1+ 2+
		obliqueReversed | 4 3 5 | 2, 1, 0.600000024 | 0.430459321, -0.430459321, -0.560985506, -12.5, 8.25, -4, 1 | 0, 0.258819044, -0.579555511, -12.5, -2, 0, 0, 8.25, 0, 0.965925813, 0.155291423, -4 | 1.4353563e-07, 0.258819093, -0.579555511, -12.5, -2, 7.17678148e-08, -3.30416283e-08, 8.25, 1.10138757e-07, 0.965925813, 0.155291462, -4 | -14.3005834, 2.25000001, -1.44698219 | 0.579555511, 0, 0.258819044, -14.818222, 0, 2, 0, 2.25, -0.155291423, 0, 0.965925813, -3.37883431 | 5 4 3 | 51, 39, 27, 26, 8 | 1- 2+ 0-
		halfTurn | 4 5 3 | 1, 2, 3 | 0, 0, 1, 1, 1, 1, 1 | -1, 0, 0, 1, 0, -2, 0, 1, 0, 0, 3, 1 | -1, 0, 0, 1, 0, -2, 0, 1, 0, 0, 3, 1 | -2, -7, 7 | 1, 0, 0, -2, 0, 2, 0, -7, 0, 0, 3, 1 | 4 5 3 | 19, 18, 17, 12, 40 | 0- 1- 2+
		""";

	private static final double ROUNDING = 2e-6;

	private record Row(String name, int[] lengths, double[] zooms, double[] quaternion, double[] sform, double[] qform, double[] last,
		double[] canonical, int[] shape, double[] voxels, String axes)
	{

		private Orientation orientation(final boolean quaternions) {
			final List<Double> q = DoubleStream.of(quaternion).boxed().toList(), m = DoubleStream.of(sform).boxed().toList();
			return quaternions ? new Orientation(1, q, 0, Orientation.UNKNOWN.matrix(), zooms[2]) : new Orientation(0, Orientation.UNKNOWN
				.quaternion(), 2, m, zooms[2]);
		}

		private VoxelGrid grid(final boolean quaternions) {
			return new VoxelGrid(name, longs(lengths), zooms, "mm", orientation(quaternions));
		}

		@Override
		public String toString() {
			return name;
		}
	}

	private static Stream<Row> rows() {
		return NIBABEL.strip().lines().map(line -> {
			final String[] s = line.split("\\|");
			return new Row(s[0].strip(), ints(s[1]), doubles(s[2]), doubles(s[3]), doubles(s[4]), doubles(s[5]), doubles(s[6]), doubles(
				s[7]), ints(s[8]), doubles(s[9]), s[10].strip());
		});
	}

	private static int[] ints(final String text) {
		return Arrays.stream(text.strip().split(" ")).mapToInt(Integer::parseInt).toArray();
	}

	private static double[] doubles(final String text) {
		return Arrays.stream(text.split(",")).mapToDouble(v -> Double.parseDouble(v.strip())).toArray();
	}

	private static long[] longs(final int... lengths) {
		return Arrays.stream(lengths).asLongStream().toArray();
	}

	@ParameterizedTest
	@MethodSource("rows")
	void affinesOfSformsAndQuaternionsMatchNibabel(final Row row) {
		assertArrayEquals(row.sform(), row.grid(false).affine().orElseThrow(), 0);
		final double[] affine = row.grid(true).affine().orElseThrow();
		assertArrayEquals(row.qform(), affine, ROUNDING);
		final double[] last = new double[3];
		for (int r = 0; r < 3; r++)
			last[r] = affine[4 * r + 3] + (row.lengths()[0] - 1) * affine[4 * r] + (row.lengths()[1] - 1) * affine[4 * r + 1] + (row
				.lengths()[2] - 1) * affine[4 * r + 2];
		assertArrayEquals(row.last(), last, 20 * ROUNDING);
	}

	@ParameterizedTest
	@MethodSource("rows")
	void voxelOrderMatchesClosestCanonicalImageOfNibabel(final Row row, @TempDir final Path folder) throws IOException {
		for (final boolean quaternions : new boolean[] { true, false }) {
			final Path path = folder.resolve(row.name() + quaternions + ".nii.gz");
			Nifti.write(path, numbered(row.lengths()), row.zooms(), "mm", row.orientation(quaternions));
			final ImageFile file = Nifti.read(path);
			// the grid of RAS+: exactly the voxels of the canonical image
			final List<Double> matrix = DoubleStream.of(row.canonical()).boxed().toList();
			final double[] edges = { 1, 1, 1 };
			final VoxelGrid canonical = new VoxelGrid("canonical", longs(row.shape()), edges, "mm", new Orientation(0,
				Orientation.UNKNOWN.quaternion(), 2, matrix, 1));
			final GridAlignment alignment = canonical.align(file.grid());
			assertTrue(alignment.displacement() < 1e-5, () -> "displaced by " + alignment.displacement());
			assertEquals(row.axes(), nibabelsAxes(alignment));
			final ImageFile moved = file.alignedTo(canonical, Geometry.MATCH, note -> {});
			assertArrayEquals(longs(row.shape()), moved.spatialDimensions());
			final float[] values = new float[(int) moved.image().size()];
			int i = 0;
			for (final FloatType v : Views.flatIterable(moved.channel(0)))
				values[i++] = v.get();
			assertArrayEquals(new float[] { (float) row.voxels()[0], (float) row.voxels()[1], (float) row.voxels()[2], (float) row
				.voxels()[3], (float) row.voxels()[4] }, new float[] { values[0], values[1], values[2], values[7], values[values.length -
					1] });
			// the moved image says of itself where it lies, and lies there
			assertTrue(canonical.align(moved.grid()).isIdentity());
			assertArrayEquals(row.canonical(), moved.grid().affine().orElseThrow(), 20 * ROUNDING);
		}
	}

	/** For each axis of the file the axis of RAS+ and the direction, as {@code io_orientation} gives them. */
	private static String nibabelsAxes(final GridAlignment alignment) {
		final String[] text = new String[3];
		for (int i = 0; i < 3; i++)
			text[alignment.axes().get(i)] = i + (alignment.flips().get(i) ? "-" : "+");
		return String.join(" ", text);
	}

	private static RandomAccessibleInterval<FloatType> numbered(final int... lengths) {
		final float[] values = new float[lengths[0] * lengths[1] * lengths[2]];
		for (int i = 0; i < values.length; i++)
			values[i] = i;
		return ArrayImgs.floats(values, lengths[0], lengths[1], lengths[2], 1);
	}

	private static VoxelGrid grid(final String name, final long[] lengths, final double... affine) {
		return new VoxelGrid(name, lengths, new double[] { 1, 1, 1 }, "mm", sform(affine));
	}

	private static Orientation sform(final double... affine) {
		return new Orientation(0, Orientation.UNKNOWN.quaternion(), 1, DoubleStream.of(affine).boxed().toList(), 1);
	}

	@Test
	void displacementIsThatOfTheFarthestCornerInReferenceVoxels() {
		final long[] d = { 11, 11, 11 };
		final VoxelGrid reference = grid("a", d, 2, 0, 0, 0, 0, 2, 0, 0, 0, 0, 2, 0);
		// an offset of (3, 4, 0) mm are 5 mm, of voxels of 2 mm
		assertEquals(2.5, reference.align(grid("b", d, 2, 0, 0, 3, 0, 2, 0, 4, 0, 0, 2, 0)).displacement(), 1e-12);
		// voxels that are longer by a hundredth: the eleventh is a tenth of a voxel off
		assertEquals(0.1, reference.align(grid("b", d, 2.02, 0, 0, 0, 0, 2, 0, 0, 0, 0, 2, 0)).displacement(), 1e-12);
		assertEquals(0, reference.align(reference).displacement(), 0);
	}

	@Test
	void reportsAndRefusesByTheDisplacement() {
		final long[] d = { 4, 4, 4 };
		final VoxelGrid reference = grid("a", d, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0);
		final double[] shifts = { 0.0009, 0.0011, 0.099, 0.101 };
		final boolean[] reported = { false, true, true, true }, refused = { false, false, false, true };
		for (int i = 0; i < shifts.length; i++) {
			final GridAlignment alignment = reference.align(grid("b", d, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, shifts[i]));
			assertEquals(reported[i], alignment.isReported(), "reported at " + shifts[i]);
			assertEquals(refused[i], alignment.isRefused(), "refused at " + shifts[i]);
		}
		final GridAlignment far = reference.align(grid("b", d, -1, 0, 0, 8, 0, 1, 0, 0, 0, 0, 1, 0));
		final String message = assertThrows(IllegalArgumentException.class, () -> far.require(Geometry.MATCH, note -> {})).getMessage();
		assertTrue(message.startsWith(
			"b, affine [-1 0 0 8; 0 1 0 0; 0 0 1 0], lies elsewhere than a, affine [1 0 0 0; 0 1 0 0; 0 0 1 0]: up to 5 voxels off. "),
			message);
		assertTrue(message.contains("geometry=shifted"), message);
		final List<String> notes = new ArrayList<>();
		far.require(Geometry.SHIFTED, notes::add);
		assertEquals(FileMessages.reoriented("b", "a", "-X", "Y", "Z"), notes.get(0));
		assertSays(FileMessages.takenByVoxel(Says.ANY), notes.get(1));
	}

	@Test
	void convertsUnitsOfTwoFiles() {
		final VoxelGrid metres = new VoxelGrid("a", new long[] { 4, 4, 2 }, new double[] { 1, 1, 1 }, "m", sform(0.001, 0, 0, 0.005, 0,
			0.001, 0, 0, 0, 0, 0.001, 0));
		assertEquals(0, metres.align(grid("b", new long[] { 4, 4, 2 }, 1, 0, 0, 5, 0, 1, 0, 0, 0, 0, 1, 0)).displacement(), 1e-9);
	}

	@Test
	void comparesSformsWithSformsAndQformsWithQforms() {
		final long[] d = { 4, 4, 4 };
		final List<Double> standard = List.of(3d, 0d, 0d, -90d, 0d, 3d, 0d, -126d, 0d, 0d, 3d, -72d);
		final List<Double> scanner = List.of(0d, 0d, 0d, 7d, 8d, 9d, 1d);
		final double[] edges = { 1, 1, 1 };
		final VoxelGrid both = new VoxelGrid("a", d, edges, "mm", new Orientation(1, scanner, 4, standard, 1));
		final VoxelGrid q = new VoxelGrid("b", d, edges, "mm", new Orientation(1, scanner, 0, Orientation.UNKNOWN.matrix(), 1));
		final VoxelGrid s = new VoxelGrid("c", d, edges, "mm", new Orientation(0, Orientation.UNKNOWN.quaternion(), 4, standard, 1));
		assertEquals(0, both.align(q).displacement(), 0);
		assertEquals(0, both.align(s).displacement(), 0);
		assertTrue(q.align(s).isRefused());
	}

	@Test
	void ignoresFilesWithoutAffineOrOfOtherSize() {
		final long[] d = { 4, 5, 6 };
		final VoxelGrid known = grid("a", d, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0);
		final VoxelGrid unknown = new VoxelGrid("b", d, new double[] { 1, 1, 1 }, "mm", Orientation.UNKNOWN);
		assertFalse(unknown.isKnown());
		assertTrue(known.align(unknown).isIdentity() && !known.align(unknown).isFitting());
		final VoxelGrid other = grid("c", new long[] { 4, 6, 5 }, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0);
		assertFalse(known.align(other).isFitting());
		assertEquals(FileMessages.otherGrid("c", "4 x 6 x 5", "[1 0 0 0; 0 1 0 0; 0 0 1 0]", "a", "4 x 5 x 6",
			"[1 0 0 0; 0 1 0 0; 0 0 1 0]"), assertThrows(IllegalArgumentException.class, () -> known.align(other).require(
				Geometry.MATCH, note -> {})).getMessage());
		known.align(unknown).require(Geometry.MATCH, note -> {});
		for (final double[] broken : new double[][] { { 1, 0, 0, Double.NaN, 0, 1, 0, 0, 0, 0, 1, 0 }, { 1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 1,
			0 }, new double[12] })
			assertFalse(grid("d", d, broken).isKnown(), Arrays.toString(broken));
	}

	@Test
	void flatImagesWithoutAThirdAxisHaveAnAffine() {
		final VoxelGrid flat = grid("a", new long[] { 4, 5 }, 2, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0);
		final VoxelGrid turned = grid("b", new long[] { 4, 5 }, -2, 0, 0, 6, 0, 2, 0, 0, 0, 0, 0, 0);
		final GridAlignment alignment = flat.align(turned);
		assertEquals(List.of(true, false, false), alignment.flips());
		assertEquals(0, alignment.displacement(), 1e-12);
	}

	@Test
	void acceptsFlatImagesAlongAnyAxis() {
		// a coronal plane stored as X, Z with Y of length 1, against the same plane stored as Z, X
		final float[] values = { 1, 2, 3, 4, 5, 6 };
		final ImageFile coronal = new ImageFile(Path.of("a.nii"), ArrayImgs.floats(values, 3, 1, 2, 1), new double[] { 1, 5, 2 }, "mm",
			sform(1, 0, 0, 0, 0, 5, 0, 40, 0, 0, 2, 0), List.of());
		final ImageFile plane = new ImageFile(Path.of("b.nii"), ArrayImgs.floats(new float[6], 2, 3, 1), new double[] { 2, 1 }, "mm",
			sform(0, 1, 0, 0, 0, 0, 5, 40, 2, 0, 0, 0), List.of());
		final ImageFile moved = coronal.alignedTo(plane.grid(), Geometry.MATCH, note -> {});
		assertArrayEquals(new long[] { 2, 3 }, moved.spatialDimensions());
		assertArrayEquals(new double[] { 2, 1 }, moved.pixelSize());
		final List<Float> found = new ArrayList<>();
		Views.flatIterable(moved.image()).forEach(v -> found.add(v.get()));
		assertEquals(List.of(1f, 4f, 2f, 5f, 3f, 6f), found);
		assertSame(coronal, coronal.alignedTo(plane.grid(), Geometry.IGNORE, note -> {}));
	}

	@Test
	void reordersChannelsWithTheirVoxels() {
		final float[] values = new float[4 * 2 * 2 * 3];
		for (int i = 0; i < values.length; i++)
			values[i] = i;
		final ImageFile image = new ImageFile(Path.of("a.nii"), ArrayImgs.floats(values, 4, 2, 2, 3), new double[] { 1, 1, 1 }, "mm", sform(
			-1, 0, 0, 3, 0, 1, 0, 0, 0, 0, 1, 0), List.of());
		final ImageFile moved = image.alignedTo(grid("b", new long[] { 4, 2, 2 }, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0), Geometry.MATCH,
			note -> {});
		for (int c = 0; c < 3; c++)
			assertEquals(16 * c + 3, moved.image().getAt(0, 0, 0, c).get(), 0);
	}
}
