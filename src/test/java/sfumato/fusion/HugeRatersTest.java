package sfumato.fusion;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import net.imglib2.img.basictypeaccess.array.ByteArray;
import net.imglib2.img.planar.PlanarImg;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.util.Fraction;

import sfumato.labels.HardRaters;

/** More voxels than an int can count. */
@Tag("slow")
class HugeRatersTest {

	@Test
	void countsAreExactBeyondTwoToThe31() {
		// all planes are one array, in which every third pixel is foreground
		final int width = 1300, height = 1300, depth = 1272;
		final byte[] plane = new byte[width * height];
		for (int i = 0; i < plane.length; i += 3)
			plane[i] = 1;
		final PlanarImg<UnsignedByteType, ByteArray> image = new PlanarImg<>(Collections.nCopies(depth, new ByteArray(plane)),
			new long[] { width, height, depth }, new Fraction());
		image.setLinkedType(new UnsignedByteType(image));
		final HardRaters raters = HardRaters.of(List.of("a"), List.of(image), OptionalInt.of(2), OptionalInt.empty());
		final LabelPatterns patterns = LabelPatterns.of(raters);
		final long marked = (long) (width * height + 2) / 3 * depth;
		assertEquals(marked, patterns.count(1));
		assertEquals((long) width * height * depth - marked, patterns.count(0));
		assertEquals(marked, RaterComparison.of(raters).volume(0));
	}
}
