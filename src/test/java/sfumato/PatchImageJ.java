package sfumato;

import net.imagej.patcher.LegacyInjector;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Patches the classes of ImageJ 1, which is only possible before the first of them is loaded: before JUnit looks at any test
 * class. So tests may mention ImageJ as they like, in any order.
 */
public final class PatchImageJ implements LauncherSessionListener {

	@Override
	public void launcherSessionOpened(final LauncherSession session) {
		LegacyInjector.preinit();
	}
}
