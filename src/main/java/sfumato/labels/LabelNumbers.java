package sfumato.labels;

import java.util.Locale;
import java.util.OptionalInt;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.converter.Converters;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.real.FloatType;

import sfumato.text.UserException;
import sfumato.text.WrongValue;

/** The meaning of the values in a label map: classes or instances. */
public enum LabelNumbers {

	/** A number is a class; 0 is background. */
	CLASSES,

	/** A number is an object, as in the instance maps of programs that separate cells: every object is class 1. */
	INSTANCES;

	/**
	 * The meaning of a name as macros write it.
	 *
	 * @throws UserException naming those that there are
	 */
	public static LabelNumbers of(final String name) {
		for (final LabelNumbers numbers : values())
			if (numbers.toString().equals(name.strip())) return numbers;
		throw new UserException(WrongValue.message("numbers", name, "one of classes, instances"));
	}

	/**
	 * The label map as it is meant: of instances, 1 where there is any whole number above 0. Everything else stays as it is: NaN, the
	 * value of missing labels, and what cannot be in a label map, so that it is refused later.
	 */
	public RandomAccessibleInterval<? extends RealType<?>> apply(final RandomAccessibleInterval<? extends RealType<?>> labels,
		final MissingLabels missing)
	{
		return this == CLASSES ? labels : mask(labels, missing);
	}

	/** As {@link #apply}, of floats. */
	public RandomAccessibleInterval<FloatType> applyToFloats(final RandomAccessibleInterval<FloatType> labels,
		final MissingLabels missing)
	{
		return this == CLASSES ? labels : mask(labels, missing);
	}

	private static RandomAccessibleInterval<FloatType> mask(final RandomAccessibleInterval<? extends RealType<?>> labels,
		final MissingLabels missing)
	{
		return Converters.convert(labels, (in, out) -> {
			final float v = in.getRealFloat();
			out.set(v > 0 && v == Math.rint(v) && !(missing.value() > 0 && v == missing.value()) ? 1 : v);
		}, new FloatType());
	}

	/** How many objects there are, if a label map looks like one of instances: most numbers are one connected piece. */
	public static OptionalInt objects(final RandomAccessibleInterval<? extends RealType<?>> labels) {
		return InstanceMap.objects(labels);
	}

	/** What is said of a label map that looks like one of instances, and how it is read. */
	public static String instances(final String rater, final int objects) {
		return LabelMessages.instanceMap(rater, objects);
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}
}
