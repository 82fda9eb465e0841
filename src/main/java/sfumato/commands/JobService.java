package sfumato.commands;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.prefs.PrefService;
import org.scijava.service.AbstractService;
import org.scijava.service.Service;

import ij.IJ;

import sfumato.jobs.JobRunner;
import sfumato.jobs.SharedJobs;
import sfumato.jobs.child.ChildClassPath;
import sfumato.jobs.child.ChildSettings;
import sfumato.jobs.child.JobLocation;
import sfumato.text.UserException;

/**
 * Runs the commands' jobs where {@link JobLocation} says, with the preferences that scripts have set. The first job starts the engine,
 * or the child process; both end with the application.
 */
@Plugin(type = Service.class)
public class JobService extends AbstractService implements SharedJobs {

	/** Preferences for environment variables of child processes; see {@link #prefer}. */
	public static final List<String> VARIABLES = List.of("PYTORCH_LIBRARY_PATH", "PYTORCH_FLAVOR", "PYTORCH_VERSION",
		"LD_LIBRARY_PATH", "OMP_NUM_THREADS", "MALLOC_ARENA_MAX");
	/** Preference for the maximum Java heap of child processes in megabytes; 0 uses the limit of ImageJ. */
	public static final String MEMORY = "memory";
	/** Preference for the minutes without a job after which a child process ends. */
	public static final String IDLE = "idle";

	@Parameter
	private PrefService prefs;

	private JobRunner runner;

	/**
	 * Sets a preference for child processes. The next job uses it.
	 *
	 * @param name one of {@link #VARIABLES}, {@link #MEMORY} or {@link #IDLE}
	 * @param value the new value; empty to restore the default
	 */
	public void prefer(final String name, final String value) {
		if (!VARIABLES.contains(name) && !name.equals(MEMORY) && !name.equals(IDLE)) throw new UserException(
			CommandMessages.noPreference(name, MEMORY, IDLE, String.join(", ", VARIABLES)));
		if (value.isBlank()) prefs.remove(JobService.class, name);
		else prefs.put(JobService.class, name, value.strip());
	}

	@Override
	public synchronized JobRunner runner() throws IOException {
		if (runner == null) runner = JobLocation.runner(imagej(), this::settings);
		return runner;
	}

	private static Optional<Path> imagej() {
		return Optional.ofNullable(IJ.getDirectory("imagej")).map(Path::of);
	}

	/** Whether jobs run in a child process. If so, the next job uses a newly chosen tensor library. */
	public boolean isChild() throws IOException {
		return JobLocation.isChild(imagej());
	}

	/**
	 * Returns the class path of a process that computes with tensors.
	 *
	 * @throws IOException if the tensor engine is not installed
	 */
	public List<Path> classPath() throws IOException {
		return ChildClassPath.find(imagej());
	}

	private ChildSettings settings() throws IOException {
		final Map<String, String> environment = JobLocation.environment();
		for (final String name : VARIABLES) {
			final String value = prefs.get(JobService.class, name);
			if (value != null) environment.put(name, value);
		}
		final int seconds = (int) Math.max(1, 60 * prefs.getDouble(JobService.class, IDLE, ChildSettings.IDLE.toMinutes()));
		return new ChildSettings(classPath(), environment, prefs.getInt(JobService.class, MEMORY, 0), Duration.ofSeconds(seconds));
	}

	@Override
	public synchronized void dispose() {
		if (runner != null) runner.close();
	}
}
