package sfumato.jobs.child;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import sfumato.engine.InstalledEngine;
import sfumato.jobs.JobRunner;
import sfumato.jobs.LocalJobs;
import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * Decides whether jobs run in this process or in a child process: in a child inside Fiji, where the tensor engine is installed in a
 * folder of its own, and where it is not on the class path; else, as in tests and in the standalone runner, in this process.
 */
public final class JobLocation {

	/** System property: {@code local} or {@code child}, whatever the class path is. */
	public static final String WHERE = "sfumato.jobs";

	/** A class of Fiji's own; the tensor engine's library is never loaded beside it. */
	private static final String FIJI = "net/imagej/legacy/LegacyService.class";

	private JobLocation() {}

	/** Whether this process is Fiji, or another program that was built around imagej-legacy. */
	public static boolean isFiji() {
		return JobLocation.class.getClassLoader().getResource(FIJI) != null;
	}

	/**
	 * Whether jobs run in a child process.
	 *
	 * @param imagej ImageJ's folder, if it is known
	 */
	public static boolean isChild(final Optional<Path> imagej) throws IOException {
		return isChild(System.getProperty(WHERE), isFiji() || ChildClassPath.isForChild(imagej), ChildClassPath.holdsEngine());
	}

	/** Whether jobs run in a child process, by what {@link #WHERE} asks for (null: nothing) and what there is. */
	public static boolean isChild(final String asked, final boolean isForChild, final boolean engineIsHere) {
		if (asked == null) return isForChild;
		if (asked.equals("child")) return true;
		if (!asked.equals("local")) throw new UserException(WrongValue.message("The system property " + WHERE, asked,
			"local or child"));
		if (!engineIsHere) throw new UserException(ChildMessages.notOnClassPath(WHERE));
		return false;
	}

	/**
	 * A runner in the right place; nothing starts before its first job.
	 *
	 * @param imagej ImageJ's folder, if it is known
	 * @param settings how a child is started
	 */
	public static JobRunner runner(final Optional<Path> imagej, final ChildJobs.Settings settings) throws IOException {
		return isChild(imagej) ? new ChildJobs(settings) : new LocalJobs();
	}

	/** {@link #runner(Optional, ChildJobs.Settings)} with everything chosen. */
	public static JobRunner runner(final Optional<Path> imagej) throws IOException {
		return runner(imagej, () -> new ChildSettings(ChildClassPath.find(imagej), environment(), 0, ChildSettings.IDLE));
	}

	/**
	 * Variables for every child. It finds the tensor library that somebody has chosen by itself; as another choice is another
	 * environment, another child is started with it.
	 */
	public static Map<String, String> environment() throws IOException {
		final Map<String, String> environment = new HashMap<>();
		InstalledEngine.chosen().ifPresent(e -> environment.put("SFUMATO_ENGINE", e.toString()));
		return environment;
	}
}
