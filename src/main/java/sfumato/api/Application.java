package sfumato.api;

import java.util.Optional;

import net.imagej.patcher.LegacyHooks;

import org.scijava.Context;

import ij.IJ;

/** The application around a script: Fiji, or the standalone runner. */
final class Application {

	private Application() {}

	/** Its context; empty in a program that uses ImageJ 1 as a library, or not at all. */
	static Optional<Context> context() {
		try {
			// the patched ImageJ 1 of an application has this field
			final Object hooks = IJ.class.getField("_hooks").get(null);
			return hooks instanceof final LegacyHooks h && h.getContext() instanceof final Context context ? Optional.of(context) : Optional
				.empty();
		}
		catch (final ReflectiveOperationException | LinkageError e) {
			return Optional.empty();
		}
	}
}
