package sfumato.data;

import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One case of a data set: where its image and its raters' label maps are. Nothing has been read yet.
 *
 * @param name the name of its folder
 * @param image the image file
 * @param raters label map files by the number of the rater; numbers may have gaps
 */
public record Case(String name, Path image, SortedMap<Integer, Path> raters) {

	public Case {
		raters = Collections.unmodifiableSortedMap(new TreeMap<>(raters));
	}
}
