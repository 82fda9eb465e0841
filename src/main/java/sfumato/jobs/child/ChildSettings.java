package sfumato.jobs.child;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import sfumato.text.UserException;

/**
 * How a child process is started, and when it ends.
 *
 * @param classPath jars and folders; see {@link ChildClassPath}
 * @param environment variables that it has beside those of this process, e.g. {@code PYTORCH_LIBRARY_PATH}
 * @param megabytes of Java's heap at most, or 0 for as many as this process may take; tensors are beside it
 * @param idle after which it ends if there is nothing to do
 */
public record ChildSettings(List<Path> classPath, Map<String, String> environment, int megabytes, Duration idle) {

	/** Long enough for somebody who looks at a result and changes a number. */
	public static final Duration IDLE = Duration.ofMinutes(5);

	public ChildSettings {
		classPath = List.copyOf(classPath);
		environment = Map.copyOf(environment);
		if (megabytes < 0) throw new UserException("The memory of the process that computes must be a number of " +
			"megabytes, or 0 to choose it, but is " + megabytes + ".");
		if (idle.isNegative() || idle.isZero()) throw new UserException(
			"The time after which the process that computes ends must be greater than 0, but is " + idle + ".");
	}

	/** With everything chosen. */
	public ChildSettings(final List<Path> classPath) {
		this(classPath, Map.of(), 0, IDLE);
	}
}
