package sfumato.data.normalization;

import java.util.Collections;

import org.scijava.plugin.Plugin;

import sfumato.data.normalization.GreyMapping.Line;

/**
 * No normalization: grey values stay unchanged.
 *
 * <pre>{@code
 * var image = ArrayImgs.floats(new float[] { 0, 10, 20, 40 }, 4, 1, 1);
 * new NoNormalization().apply(image).getAt(2, 0, 0).get() // 20
 * }</pre>
 */
@Plugin(type = Normalization.class, name = "none",
	description = "No normalization, for images that are normalised already.")
public final class NoNormalization implements Normalization {

	@Override
	public GreyMapping mapping(final GreyValues image) {
		return new GreyMapping(Collections.nCopies(image.channels(), new Line(0, 1, 0, 1, false)));
	}

	@Override
	public boolean isRelative() {
		return false;
	}
}
