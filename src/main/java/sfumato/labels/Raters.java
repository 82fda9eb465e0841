package sfumato.labels;

import java.util.List;
import java.util.Optional;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.UnsignedByteType;

import sfumato.text.UserException;

/**
 * What several raters say of one image, with the pixels that each of them has labelled: label maps ({@link HardRaters}) or
 * probabilities ({@link SoftRaters}), all of one size and with the same classes.
 * <p>
 * A pixel that nobody has labelled counts nowhere. What is made of the raters says so itself: {@link #mask} makes such pixels
 * NaN, and {@link Comparison} and the samples of a training leave out every pixel at which the reference is NaN. There is no
 * second value that a consumer could forget.
 */
public sealed interface Raters permits HardRaters, SoftRaters {

	/** How many raters there are; at least 1, unless they are {@link HardRaters#none}. */
	int size();

	/** What tables and messages call the raters. */
	List<String> names();

	/** What tables and messages call the rater. */
	default String name(final int rater) {
		return names().get(rater);
	}

	/** The classes, background first. */
	List<LabelClass> classes();

	default int numClasses() {
		return classes().size();
	}

	/** The lengths of X, Y and, in a volume, Z. */
	long[] dimensions();

	/** The raters of one plane of a volume; of a flat image, with z = 0, the same raters. Nothing is copied. */
	Raters plane(long z);

	/** Some of the raters, by their numbers from 0. */
	Raters only(int... raters);

	/** The raters who have labelled at least one pixel, in their order; there may be none. */
	Raters onlyLabelling();

	/**
	 * The same raters with more classes, which nobody uses.
	 *
	 * @throws UserException if there would be fewer or too many, or if the raters gave probabilities of other classes
	 */
	Raters withClasses(int numClasses);

	/** The same raters with the names and colours that a model has for the classes, unless they have some of their own. */
	Raters namedBy(List<LabelClass> classes);

	/** The label maps of each rater's most probable class; among equals the lowest. Raters who drew label maps are themselves. */
	HardRaters hard();

	/** Whether every rater is certain of every pixel it labelled, so that {@link #hard()} loses nothing. */
	boolean isHard();

	/**
	 * Where anybody has labelled: (X, Y[, Z]), 1 or, where nobody has, 0.
	 *
	 * @return empty if that is everywhere, or if there are no raters
	 */
	Optional<Img<UnsignedByteType>> labelled();

	/** What was found in the values and decided, one sentence each, for the log. */
	default List<String> notes() {
		return List.of();
	}

	/** The pixels of a rater, as they are kept: label maps (X, Y[, Z]) or probabilities (X, Y[, Z], class). */
	RandomAccessibleInterval<? extends RealType<?>> pixels(int rater);

	/**
	 * Makes the pixels that nobody has labelled NaN in all classes.
	 *
	 * @param fused a map of the size of the raters that was just made of them; it is written to
	 * @return the same map
	 */
	default ProbabilityMap mask(final ProbabilityMap fused) {
		labelled().ifPresent(fused::unlabelOutside);
		return fused;
	}
}
