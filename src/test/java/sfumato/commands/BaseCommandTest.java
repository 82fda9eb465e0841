package sfumato.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;

import org.junit.jupiter.api.Test;
import org.scijava.app.event.StatusEvent;
import org.scijava.command.Command;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;
import org.scijava.event.EventHandler;
import org.scijava.event.EventService;
import org.scijava.log.LogListener;
import org.scijava.log.LogService;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Plugin;
import org.scijava.task.Task;
import org.scijava.task.event.TaskEvent;
import org.scijava.thread.ThreadService;

import ij.Menus;
import ij.plugin.PlugIn;

import sfumato.commands.macro.MacroMessages;
import sfumato.files.FileMessages;
import sfumato.progress.Progress;
import sfumato.text.WrongValue;

class BaseCommandTest {

	private static String error(final String options) {
		final MacroRunner.Outcome outcome = MacroRunner.run("a = 1;\nrun(\"Probe Command...\", \"" + options +
			"\");\nexit(\"went on\");");
		assertEquals(2, outcome.line(), "the macro must stop at the command");
		return outcome.error();
	}

	/** What ImageJ prints and logs is not shown; what a bug logs is returned. */
	private static List<Throwable> logged(final Runnable work) {
		final List<Throwable> logged = new ArrayList<>();
		final LogService log = MacroRunner.imagej().context().service(LogService.class);
		final LogListener listener = m -> {
			if (m.throwable() != null) logged.add(m.throwable());
		};
		log.addLogListener(listener);
		work.run();
		log.removeLogListener(listener);
		return logged;
	}

	/** Hears of tasks, as the task monitor does. */
	private static final class Monitor {
		private final List<String> heard = new CopyOnWriteArrayList<>();

		@EventHandler
		public void onEvent(final TaskEvent event) {
			final Task t = event.getTask();
			heard.add(t.getName() + " " + (t.isDone() ? "done" : t.getProgressValue() + "/" + t.getProgressMaximum() + " " + t
				.getStatusMessage()));
		}
	}

	@Test
	void everyCommandIsInTheTaskMonitorWhileItRuns() {
		final EventService events = MacroRunner.imagej().context().service(EventService.class);
		final Monitor monitor = new Monitor();
		events.subscribe(monitor);
		error("ending=mistake");
		assertTrue(monitor.heard.contains("Probe Command 500/1000 half way"), monitor.heard::toString);
		assertEquals("Probe Command done", monitor.heard.get(monitor.heard.size() - 1));
	}

	@Test
	void reportsUserErrorsWithoutStackTrace() {
		assertEquals(List.of(), logged(() -> {
			assertEquals("The text is wrong.", error("ending=mistake"));
			assertEquals("The file is wrong.", error("ending=file"));
		}));
	}

	@Test
	void completesMessagesOfFileSystemsThatHoldAPathOnly() {
		assertEquals(FileMessages.unreadable("\"/there/weights\"", " or written: access is denied."), error("ending=denied"));
	}

	@Test
	void logsTheStackTraceOfABugAndStopsTheMacro() {
		final List<Throwable> logged = logged(() -> assertEquals(
			CommandMessages.unexpected("Probe Command", "java.lang.IllegalStateException: broken inside"),
			error("ending=bug")));
		assertEquals("broken inside", logged.get(0).getMessage());
	}

	@Test
	void cancelledCommandStopsTheMacro() {
		assertEquals(CommandMessages.cancelled("Probe Command"), error("ending=cancel"));
	}

	@Test
	void showsProgressInTheStatusBar() {
		error("ending=mistake");
		assertTrue(MacroRunner.status().stream().anyMatch(e -> "half way".equals(e.getStatusMessage()) && 2 * e
			.getProgressValue() == e.getProgressMaximum()));
	}

	/** ImageJ hides the bar when it is full. */
	@Test
	void aCommandThatFailsLeavesNoBar() {
		error("ending=mistake");
		final List<StatusEvent> bars = MacroRunner.status().stream().filter(e -> e.getProgressMaximum() > 0).toList();
		final StatusEvent last = bars.get(bars.size() - 1);
		assertEquals(last.getProgressMaximum(), last.getProgressValue());
	}

	@Test
	void missingOptionsHaveTheirDefaults() {
		assertEquals("nothing|false|1.5|cpu|null", error(""));
	}

	@Test
	void readsEveryTypeOfValue() {
		assertEquals("two words|true|0.001|gpu|a b.csv", error("text=[two words] flag=TRUE number=1e-3 device=GPU output=[a b.csv]")
			.replace('\\', '/'));
		assertEquals("x|true|1.5|cpu|null", error("text='x' flag"));
	}

	@Test
	void ignoresOptionsInsideBracketsOfAnotherOption() {
		assertEquals("flag=true number=7|false|1.5|cpu|null", error("text=[flag=true number=7]"));
	}

	@Test
	void namesUnreadableValues() {
		assertEquals(WrongValue.message("flag", "maybe", "true or false"), error("flag=maybe"));
		assertEquals(WrongValue.message("number", "1,5", "a number"), error("number=1,5"));
		assertEquals(WrongValue.message("device", "tpu", "one of cpu, gpu"), error("device=tpu"));
		assertEquals(MacroMessages.noValue("number"), error("number"));
		assertEquals(MacroMessages.noOption("Probe Command", "Flag", "ending, text, flag, number, device, output"), error(
			"Flag=true"));
	}

	@Test
	void modulesHoldTheReasonOfFailureForScripts() throws InterruptedException, ExecutionException {
		final CommandModule module = MacroRunner.imagej().context().service(CommandService.class).run(ProbeCommand.class, true,
			"ending", "mistake").get();
		assertTrue(module.isCanceled());
		assertEquals("The text is wrong.", module.getCancelReason());
	}

	/** A training, as it is where there is a screen. */
	@Plugin(type = Command.class, headless = true, description = "Goes on.", menu = { @Menu(label = "Plugins"), @Menu(label = "Sfumato"),
		@Menu(label = "Help"), @Menu(label = "Probe Lasting...") })
	public static final class Outlasting extends BaseCommand {

		@Override
		protected void execute(final Progress progress) {}

		@Override
		protected boolean outlastsMacro() {
			return true;
		}
	}

	/** Tells which macro runs it. */
	public static final class CallerProbe implements PlugIn {

		private static MacroCall call = MacroCall.NONE;

		@Override
		public void run(final String argument) {
			call = MacroCall.of(Thread.currentThread(), MacroRunner.imagej().context().service(ThreadService.class));
		}
	}

	/** Esc in any window of ImageJ ends a macro. */
	@Test
	void aShortCommandEndsWithItsMacroAndALongOneDoesNot() {
		@SuppressWarnings("unchecked")
		final Map<String, String> menu = Menus.getCommands();
		menu.put("Caller Probe", CallerProbe.class.getName());
		final BaseCommand brief = new ProbeCommand(), lasting = new Outlasting();
		MacroRunner.run("run(\"Caller Probe\");").value();
		assertFalse(brief.endsWithMacro());
		for (final BaseCommand command : List.of(brief, lasting))
			command.callByMacro(CallerProbe.call);
		assertTrue(brief.endsWithMacro());
		assertFalse(lasting.endsWithMacro());
	}
}
