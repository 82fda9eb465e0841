package sfumato.files;

import net.imagej.patcher.LegacyInjector;

/**
 * Every test that loads classes of ImageJ 1 calls this first: in the JVM that runs all tests, macro tests need the patched
 * classes, which is only possible before the first of them is loaded.
 */
public final class PatchedImageJ {

	private PatchedImageJ() {}

	public static void prepare() {
		LegacyInjector.preinit();
	}
}
