package sfumato.labels;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;

import sfumato.text.UserException;

/** Images one pixel high, for the examples in this documentation. */
public final class OneRow {

	private OneRow() {}

	/** Two classes with these probabilities of the second one, the foreground; one pixel each. */
	public static ProbabilityMap map(final double... foreground) {
		final int n = foreground.length;
		final float[] values = new float[2 * n];
		for (int i = 0; i < n; i++) {
			values[i] = (float) (1 - foreground[i]);
			values[n + i] = (float) foreground[i];
		}
		return ProbabilityMap.of(ArrayImgs.floats(values, n, 1, 2), LabelClass.defaults(2));
	}

	/** Hard labels: {@code "0012"} are four pixels, the last of class 2. There are two classes at least. */
	public static ProbabilityMap labels(final String digits) {
		return ProbabilityMap.oneHot(image(digits), LabelClass.defaults(Math.max(2, 1 + digits.chars().map(c -> c - '0').max().orElse(1))));
	}

	/** Raters of one image, each with labels as in {@link #labels}; their names are 1, 2 and so on. */
	public static HardRaters raters(final String... digits) {
		final List<Img<UnsignedByteType>> images = new ArrayList<>();
		for (final String d : digits)
			images.add(image(d));
		final int classes = Math.max(2, 1 + String.join("", digits).chars().map(c -> c - '0').max().orElse(1));
		return HardRaters.of(IntStream.rangeClosed(1, digits.length).mapToObj(Integer::toString).toList(), images, OptionalInt.of(classes),
			OptionalInt.empty());
	}

	/** The probabilities of the first foreground class, pixel by pixel. */
	public static List<Float> foreground(final ProbabilityMap map) {
		final List<Float> values = new ArrayList<>();
		for (final FloatType v : map.channel(1))
			values.add(v.get());
		return values;
	}

	private static Img<UnsignedByteType> image(final String digits) {
		if (!digits.matches("[0-9]+")) throw new UserException(LabelMessages.digits(digits));
		final byte[] labels = new byte[digits.length()];
		for (int i = 0; i < labels.length; i++)
			labels[i] = (byte) (digits.charAt(i) - '0');
		return ArrayImgs.unsignedBytes(labels, labels.length, 1);
	}
}
