package sfumato.data.augmentation;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import sfumato.methods.MethodSpec;
import sfumato.methods.Methods;
import sfumato.text.UserException;

/**
 * The data augmentation of a training: augmentations in the order in which they are applied, written with plus signs between them, as in
 * {@code scale(low: 0.5, high: 2) + flip(axis: x)}, or {@code none}.
 *
 * @param geometric those that change where pixels come from
 * @param intensities those that change grey values
 */
public record Augmentations(List<GeometricAugmentation> geometric, List<IntensityAugmentation> intensities) {

	/** The text of no augmentation. */
	public static final String NONE = "none";

	/** The text of the default, which is the paper's: scales 0.5 to 2 and horizontal flips. */
	public static final String STANDARD = "scale(low: 0.5, high: 2) + flip(axis: x)";

	/**
	 * The augmentations of a text.
	 *
	 * @throws UserException in a sentence: an unknown name or option, a weight, the same one twice
	 */
	public static Augmentations parse(final String text) {
		final List<Augmentation> all = specs(text).stream().map(Methods.of(Augmentation.class)::create).toList();
		return new Augmentations(all.stream().filter(GeometricAugmentation.class::isInstance).map(GeometricAugmentation.class::cast).toList(),
			all.stream().filter(IntensityAugmentation.class::isInstance).map(IntensityAugmentation.class::cast).toList());
	}

	/**
	 * The text with all options, without loading a method.
	 *
	 * @throws UserException as {@link #parse}
	 */
	public static String complete(final String text) {
		final List<MethodSpec> specs = specs(text);
		return specs.isEmpty() ? NONE : specs.stream().map(MethodSpec::toString).collect(Collectors.joining(" + "));
	}

	private static List<MethodSpec> specs(final String text) {
		if (text.strip().equalsIgnoreCase(NONE)) return List.of();
		final Set<String> seen = new HashSet<>();
		return MethodSpec.parseSum(text).stream().map(term -> {
			if (term.weight() != 1) throw new UserException(AugmentationMessages.weight(term.weight(), term.method().name()));
			final MethodSpec spec = Methods.of(Augmentation.class).complete(term.method());
			if (!seen.add(spec.toString())) throw new UserException(AugmentationMessages.twice(spec.toString()));
			return spec;
		}).toList();
	}

	/** The geometry of one patch. */
	public PatchGeometry geometry(final int width, final int height, final PatchRandom random) {
		final PatchGeometry geometry = new PatchGeometry(width, height);
		geometric.forEach(a -> a.change(geometry, random));
		return geometry;
	}

	/** Changes the grey values of one patch. */
	public void change(final PatchPixels pixels, final PatchRandom random) {
		intensities.forEach(a -> a.change(pixels, random.next()));
	}

	/** Whether images are seen at their own scale, too. */
	public boolean containsOwnScale() {
		return geometric.stream().filter(ScaleAugmentation.class::isInstance).map(a -> ((ScaleAugmentation) a).options()).allMatch(o -> o
			.low() <= 1 && o.high() >= 1);
	}
}
