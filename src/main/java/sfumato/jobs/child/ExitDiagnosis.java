package sfumato.jobs.child;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Explains why a child process ended unexpectedly. */
final class ExitDiagnosis {

	/** A process that a signal ended has this and the signal's number as its exit code. */
	private static final int SIGNAL = 128;
	private static final int KILL = SIGNAL + 9;
	/** Illegal instruction, trap, abort, bus error, arithmetic, segmentation fault (and their numbers on macOS). */
	private static final Set<Integer> CRASHES = Set.of(SIGNAL + 4, SIGNAL + 5, SIGNAL + 6, SIGNAL + 7, SIGNAL + 8, SIGNAL + 10,
		SIGNAL + 11);
	/** Hang-up, interrupt, termination. */
	private static final Set<Integer> ENDED = Set.of(SIGNAL + 1, SIGNAL + 2, SIGNAL + 15);

	private ExitDiagnosis() {}

	/** @param report what the JVM has written of its crash */
	static String sentence(final int exit, final Optional<Path> report) {
		if (exit == KILL) return ChildMessages.killed(exit);
		if (CRASHES.contains(exit) || exit < 0 || report.isPresent()) // Windows has large unsigned numbers
			return report.isPresent() ? ChildMessages.crashed(exit, report.get()) : ChildMessages.crashed(exit);
		return ENDED.contains(exit) ? ChildMessages.endedByOther(exit) : ChildMessages.ended(exit);
	}
}
