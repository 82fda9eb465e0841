package sfumato.jobs.child;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * The settings of a child process: class path, environment, memory and idle time.
 *
 * @param classPath jars and folders; see {@link ChildClassPath}
 * @param environment variables that it has beside those of this process, e.g. {@code PYTORCH_LIBRARY_PATH}
 * @param megabytes of Java's heap at most, or 0 for as many as this process may take; tensors are beside it
 * @param idle after which it ends if there is nothing to do
 */
public record ChildSettings(List<Path> classPath, Map<String, String> environment, int megabytes, Duration idle) {

	/** The default idle time: long enough to look at a result and change a setting. */
	public static final Duration IDLE = Duration.ofMinutes(5);

	public ChildSettings {
		classPath = List.copyOf(classPath);
		environment = Map.copyOf(environment);
		if (megabytes < 0) throw new UserException(WrongValue.message("The memory of the child process", megabytes,
			"a number of megabytes, or 0 to choose it"));
		if (idle.isNegative() || idle.isZero()) throw new UserException(
			ChildMessages.idle(idle));
	}

	/** With everything chosen. */
	public ChildSettings(final List<Path> classPath) {
		this(classPath, Map.of(), 0, IDLE);
	}
}
