package sfumato.images;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.process.LUT;

import sfumato.labels.LabelClass;

/**
 * Reads and writes class names and colours of ImageJ images: a label map has lines like {@code 2: tumour} in its info text
 * (Image&gt;Show Info...) and a lookup table, a probability map has slice labels and channel colours.
 */
public final class ClassNames {

	private static final Pattern LINE = Pattern.compile("(?m)^(\\d{1,3}): (.*\\S)\\s*$");

	private ClassNames() {}

	/** Names and colours the classes of an 8-bit label map, in which a label is a colour's position. */
	public static void addTo(final ImagePlus labels, final List<LabelClass> classes) {
		final byte[][] rgb = new byte[3][256];
		for (int i = 0; i < classes.size(); i++)
			for (int s = 0; s < 3; s++)
				rgb[s][i] = (byte) (classes.get(i).rgb() >> 16 - 8 * s);
		final LUT lut = new LUT(rgb[0], rgb[1], rgb[2]);
		lut.min = 0;
		lut.max = 255;
		if (labels instanceof final CompositeImage composite) for (int c = 1; c <= labels.getNChannels(); c++)
			composite.setChannelLut(lut, c);
		else labels.setLut(lut);
		labels.setDisplayRange(0, 255);
		labels.setProperty("Info", IntStream.range(0, classes.size()).mapToObj(i -> i + ": " + classes.get(i).name()).collect(Collectors
			.joining("\n")));
	}

	/** How many classes the text of a label map names; empty if it names none. */
	static OptionalInt number(final ImagePlus labels) {
		final int n = names(labels).size();
		return n < 2 ? OptionalInt.empty() : OptionalInt.of(n);
	}

	/** The classes of a label map that has n of them. */
	public static List<LabelClass> ofLabels(final ImagePlus labels, final int n) {
		final List<String> names = names(labels);
		if (names.size() < 2 || names.size() > n || new HashSet<>(names).size() < names.size()) return LabelClass.defaults(n);
		final LUT lut = labels.getBitDepth() == 8 && labels.getLuts().length > 0 ? labels.getLuts()[0] : null;
		final List<LabelClass> defaults = LabelClass.defaults(n);
		return LabelClass.extended(IntStream.range(0, names.size()).mapToObj(c -> new LabelClass(names.get(c), lut == null || isGrey(lut)
			? defaults.get(c).rgb() : lut.getRGB(c) & 0xFFFFFF)).toList(), n);
	}

	private static boolean isGrey(final LUT lut) {
		return IntStream.range(0, 256).map(lut::getRGB).allMatch(v -> (v >> 16 & 0xFF) == (v & 0xFF) && (v >> 8 & 0xFF) == (v & 0xFF));
	}

	/** In order, as far as none is left out. */
	private static List<String> names(final ImagePlus labels) {
		final List<String> names = new ArrayList<>();
		final String info = labels.getInfoProperty();
		for (final Matcher line = LINE.matcher(info == null ? "" : info); line.find();)
			if (Integer.parseInt(line.group(1)) == names.size()) names.add(line.group(2));
		return names;
	}

	/** The classes of a probability map: named by the labels of its slices, if all have one and no two the same. */
	public static List<LabelClass> ofChannels(final ImagePlus probabilities) {
		final int n = probabilities.getNChannels();
		final List<LabelClass> defaults = LabelClass.defaults(n);
		final List<String> names = IntStream.range(0, n).mapToObj(c -> ImagePlusMaps.sliceName(probabilities, c)).toList();
		if (names.contains("") || new HashSet<>(names).size() < n) return defaults;
		return IntStream.range(0, n).mapToObj(c -> new LabelClass(names.get(c), probabilities instanceof final CompositeImage composite
			&& !isGrey(composite.getChannelLut(c + 1)) ? composite.getChannelLut(c + 1).getRGB(255) & 0xFFFFFF : defaults.get(c).rgb()))
			.toList();
	}
}
