package sfumato.jobs.child;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sfumato.Says.assertSays;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;

import sfumato.Says;
import sfumato.text.TextMessages;
import sfumato.text.UserException;

/** Exceptions mean the same on the other side of a line of JSON. */
class FailureTest {

	private static Throwable sent(final Throwable t) {
		final Messages messages = Messages.plain();
		final ChildEvent.Failed failed = (ChildEvent.Failed) messages.event(messages.line(new ChildEvent.Failed(Failure.of(t))));
		return assertThrows(Throwable.class, () -> failed.failure().rethrow());
	}

	private static String trace(final Throwable t) {
		final StringWriter text = new StringWriter();
		t.printStackTrace(new PrintWriter(text));
		return text.toString();
	}

	@Test
	void keepsUserMessages() {
		assertEquals("tile is 7.", assertInstanceOf(IllegalArgumentException.class, sent(new UserException("tile is 7.")))
			.getMessage());
		assertEquals("no\n\"file\"", assertInstanceOf(IOException.class, sent(new IOException("no\n\"file\""))).getMessage());
		assertEquals("gone", assertInstanceOf(IOException.class, sent(new UncheckedIOException(new IOException("gone"))))
			.getMessage());
		assertInstanceOf(CancellationException.class, sent(new CancellationException()));
	}

	@Test
	void reportsArgumentErrorsOfLibrariesAsBugs() {
		final IllegalArgumentException bug = new NumberFormatException("For input string: \"x\"");
		assertEquals(trace(bug).replace("java.base/", ""), trace(sent(bug)));
		assertEquals(TextMessages.noName("a?b", "Illegal char <?>"), assertInstanceOf(UserException.class, sent(
			new InvalidPathException("a?b", "Illegal char <?>"))).getMessage());
	}

	@Test
	void keepsFileSystemReasons() {
		assertInstanceOf(NoSuchFileException.class, sent(new NoSuchFileException("a")));
		assertInstanceOf(AccessDeniedException.class, sent(new AccessDeniedException("a")));
		final FileSystemException e = assertInstanceOf(FileSystemException.class, sent(new FileSystemException("a", "b",
			"No space left on device")));
		assertEquals("a b No space left on device", e.getFile() + " " + e.getOtherFile() + " " + e.getReason());
		assertInstanceOf(FileSystemException.class, sent(new DirectoryNotEmptyException("a")));
	}

	@Test
	void keepsStackTraceAndCausesOfBugs() {
		final IllegalStateException bug = new IllegalStateException("deep", new NullPointerException());
		final Throwable there = sent(bug);
		// but for the names of Java's modules
		assertEquals(trace(bug).replace("java.base/", ""), trace(there));
		assertEquals(bug.toString(), there.toString());
		assertEquals(trace(new Error()).lines().findFirst(), Optional.of("java.lang.Error"));
		assertEquals("java.lang.StackOverflowError", sent(new StackOverflowError()).toString());
	}

	@Test
	void reportsMemoryShortageWithTheNumbersOfTheProcess() {
		final long max = Runtime.getRuntime().maxMemory();
		for (final Throwable t : new Throwable[] { new OutOfMemoryError("Java heap space"), new IllegalStateException(
			new OutOfMemoryError("Java heap space")) })
		{
			final String said = assertInstanceOf(IllegalArgumentException.class, sent(t)).getMessage();
			assertSays(TextMessages.notEnoughMemory(TextMessages.javaMemory(Says.ANY, (max >> 20) + " MB") + " (Java heap " +
				"space)" + TextMessages.computerMemory(Says.ANY, Says.ANY), Says.ANY), said);
			assertTrue(said.contains("by the preference \"memory\""), said);
		}
	}

	@Test
	void exitDiagnosisSaysWhatToDo() {
		assertTrue(ExitDiagnosis.sentence(137, Optional.empty()).equals(ChildMessages.killed(137)));
		for (final int code : new int[] { 134, 139, -1073741819, 135 })
			assertEquals(ChildMessages.crashed(code), ExitDiagnosis.sentence(code, Optional.empty()));
		assertEquals(ChildMessages.endedByOther(143), ExitDiagnosis.sentence(143, Optional.empty()));
		assertTrue(ExitDiagnosis.sentence(3, Optional.empty()).contains("has ended (exit code 3). The log shows what it printed"));
	}
}
