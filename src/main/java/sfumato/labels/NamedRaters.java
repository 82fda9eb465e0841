package sfumato.labels;

import java.util.List;
import java.util.Optional;

import net.imglib2.img.Img;
import net.imglib2.type.numeric.integer.UnsignedByteType;

/** Raters who have names, and who remember where anybody has labelled. */
abstract sealed class NamedRaters implements Raters permits HardRaters, SoftRaters {

	private final List<String> names;
	/** Found when it is asked for first. */
	private volatile Optional<Img<UnsignedByteType>> labelled;

	NamedRaters(final List<String> names) {
		this.names = List.copyOf(names);
	}

	@Override
	public final List<String> names() {
		return names;
	}

	@Override
	public final Optional<Img<UnsignedByteType>> labelled() {
		if (labelled == null) labelled = findLabelled();
		return labelled;
	}

	abstract Optional<Img<UnsignedByteType>> findLabelled();
}
