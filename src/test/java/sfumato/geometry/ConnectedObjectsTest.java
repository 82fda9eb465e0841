package sfumato.geometry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;

import org.junit.jupiter.api.Test;

import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;

import sfumato.geometry.ConnectedObjects.Connectivity;
import sfumato.geometry.ConnectedObjects.Overlap;
import sfumato.labels.TestMaps;

class ConnectedObjectsTest {

	/** Planes behind each other; digits are labels, rows end with a line. */
	private static Img<UnsignedByteType> volume(final String... planes) {
		final String[] first = planes[0].split("\n");
		final String all = String.join("", planes).replace("\n", "");
		final Img<UnsignedByteType> image = ArrayImgs.unsignedBytes(first[0].length(), first.length, planes.length);
		int i = 0;
		for (final UnsignedByteType label : image)
			label.set(all.charAt(i++) - '0');
		return image;
	}

	private static ConnectedObjects objects(final Connectivity connectivity, final int... labels) {
		final int[][] rows = new int[labels.length / 5][5];
		for (int i = 0; i < labels.length; i++)
			rows[i / 5][i % 5] = labels[i];
		return ConnectedObjects.of(TestMaps.image(rows), 1, connectivity, 1);
	}

	@Test
	void connectivityDecidesWhetherCornersJoin() {
		final int[] labels = { //
			1, 0, 0, 1, 1, //
			0, 1, 0, 0, 0, //
			0, 0, 2, 1, 0, //
			1, 0, 0, 1, 1 };
		assertEquals(4, objects(Connectivity.FULL, labels).count());
		assertEquals(5, objects(Connectivity.FACES, labels).count());
	}

	@Test
	void joinsArmsOfASpiral() {
		final ConnectedObjects u = objects(Connectivity.FACES, //
			1, 0, 1, 0, 1, //
			1, 0, 1, 0, 1, //
			1, 1, 1, 1, 1);
		assertEquals(1, u.count());
		assertEquals(11, u.size(0));
		// x: three columns of two pixels at 0, 2, 4 and a row 0 … 4, so 2; y: (3·0 + 3·1 + 5·2)/11
		assertArrayEquals(new double[] { 2, 13.0 / 11 }, u.center(0), 1e-12);
	}

	@Test
	void numbersObjectsByTheirFirstPixels() {
		final ConnectedObjects o = objects(Connectivity.FULL, //
			0, 0, 0, 0, 1, //
			1, 0, 0, 0, 1, //
			1, 0, 1, 1, 0, //
			1, 0, 0, 0, 0);
		assertEquals(2, o.count());
		assertEquals(4, o.size(0));
		assertEquals(3, o.size(1));
	}

	@Test
	void joinsSlicesByCornersSidesOrNotAtAll() {
		final Img<UnsignedByteType> image = volume("100\n000\n000", "000\n010\n000", "000\n010\n000");
		assertEquals(1, ConnectedObjects.of(image, 1, Connectivity.FULL, 1).count());
		assertEquals(2, ConnectedObjects.of(image, 1, Connectivity.FACES, 1).count());
		assertEquals(3, ConnectedObjects.of(image, 1, Connectivity.PLANES, 1).count());
		assertArrayEquals(new double[] { 1, 1, 1.5 }, ConnectedObjects.of(image, 1, Connectivity.FACES, 1).center(1));
	}

	@Test
	void doesNotJoinRowsAcrossSlices() {
		assertEquals(2, ConnectedObjects.of(volume("000\n000\n111", "111\n000\n000"), 1, Connectivity.FULL, 1).count());
	}

	@Test
	void ignoresSmallObjects() {
		final Img<UnsignedByteType> image = volume("1101\n0001\n1001");
		assertEquals(3, ConnectedObjects.of(image, 1, Connectivity.FACES, 1).count());
		final ConnectedObjects large = ConnectedObjects.of(image, 1, Connectivity.FACES, 3);
		assertEquals(1, large.count());
		assertEquals(3, large.size(0));
		assertEquals(List.of(new Overlap(0, 1, 3)), large.overlaps(ConnectedObjects.of(image, 1, Connectivity.FACES, 1)));
	}

	@Test
	void countsSharedPixelsOfEachPair() {
		final ConnectedObjects a = objects(Connectivity.FULL, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0);
		final ConnectedObjects b = objects(Connectivity.FULL, 1, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0);
		assertEquals(List.of(new Overlap(0, 0, 1), new Overlap(0, 1, 2), new Overlap(1, 2, 1)), a.overlaps(b));
		assertThrows(IllegalArgumentException.class, () -> a.overlaps(objects(Connectivity.FULL, 1, 1, 1, 1, 1)));
	}
}
