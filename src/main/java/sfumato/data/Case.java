package sfumato.data;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One case of a dataset: the files of its image and of its raters' label maps. Nothing has been read yet.
 *
 * @param name the name of its folder or, in layouts without one, of its image without ending
 * @param image the image file
 * @param raters label map files by the name of the rater, in natural order ({@code 2} before {@code 10}); a rater who is
 *          known by a number has it, without leading zeros, for a name
 */
public record Case(String name, Path image, SortedMap<String, Path> raters) {

	public Case {
		raters = Collections.unmodifiableSortedMap(inOrder(raters));
	}

	private static SortedMap<String, Path> inOrder(final Map<String, Path> raters) {
		final SortedMap<String, Path> sorted = new TreeMap<>(NaturalOrder.INSTANCE);
		sorted.putAll(raters);
		return sorted;
	}
}
