package sfumato.commands.wizard;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

import org.scijava.Context;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.event.EventHandler;
import org.scijava.event.EventService;
import org.scijava.event.EventSubscriber;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.ModuleService;
import org.scijava.task.Task;
import org.scijava.task.event.TaskEvent;

import ij.ImagePlus;
import ij.io.FileSaver;
import ij.measure.ResultsTable;

import sfumato.commands.BaseCommand;
import sfumato.commands.macro.MacroOptions;
import sfumato.commands.macro.ProvenanceRecorder;
import sfumato.commands.tables.TableText;
import sfumato.commands.train.PresetInputs;
import sfumato.commands.train.TrainingCommand;
import sfumato.text.Excerpt;
import sfumato.text.UserException;

/**
 * Runs lines in this process as the macro of the same text does, but keeps images and tables instead of showing them. What a command
 * reads are the options of that text, so that the wizard and its macro cannot do different things. One run at a time.
 */
final class WizardRunner {

	/** What a run does with existing results. */
	enum Existing {
		/** Existing results are an error, as in a macro. */
		REFUSE,
		/** Existing results are replaced. */
		REPLACE,
		/** An interrupted training is resumed. */
		GO_ON
	}

	/** A line that has run, and its outputs. */
	record Outcome(WizardLine line, Map<String, Object> outputs) {}

	private final Context context;
	@SuppressWarnings("unused") // subscriptions are weak references
	private final List<EventSubscriber<?>> subscriptions;
	private final Map<String, ImagePlus> images = new HashMap<>();

	private BaseCommand command;
	private boolean canceled;
	private double fraction;
	private String message = "";
	/** Index of the current line, and the number of lines. */
	private int line, count;

	WizardRunner(final Context context) {
		this.context = context;
		subscriptions = context.service(EventService.class).subscribe(this);
	}

	/**
	 * Runs lines in their order.
	 *
	 * @param log receives the text of each line before it runs
	 * @return the outputs of the lines in their order
	 * @throws CancellationException after {@link #cancel}
	 * @throws UserException with the message of a command
	 * @throws IOException if an image cannot be written
	 */
	List<Outcome> run(final List<WizardLine> lines, final Existing existing, final Consumer<String> log) throws IOException {
		return run(lines, existing, log, Map.of());
	}

	/**
	 * The same with open images.
	 *
	 * @param open by the names that the lines call them by
	 */
	List<Outcome> run(final List<WizardLine> lines, final Existing existing, final Consumer<String> log, final Map<String, ImagePlus> open)
		throws IOException
	{
		final List<Outcome> outcomes = new ArrayList<>();
		begin(lines.size());
		images.putAll(open);
		try {
			for (final WizardLine each : lines) {
				final WizardLine now = each instanceof final WizardLine.Run run ? allowed(run, existing) : each;
				requireGoingOn();
				log.accept(now.text());
				outcomes.add(new Outcome(now, run(now, existing)));
				next();
			}
		}
		finally {
			images.clear();
			end();
		}
		return outcomes;
	}

	/** Cancels the running command. */
	synchronized void cancel() {
		canceled = true;
		if (command != null) command.cancel(null);
	}

	/** Returns the share of the run that is done, from 0 to 1. */
	synchronized double fraction() {
		return count == 0 ? 0 : Math.min(1, (line + fraction) / count);
	}

	/** Returns the current activity. */
	synchronized String message() {
		return canceled ? "Cancelling …" : message;
	}

	private synchronized void begin(final int lines) {
		canceled = false;
		line = 0;
		count = lines;
		fraction = 0;
		message = "";
	}

	private synchronized void next() {
		line++;
		fraction = 0;
	}

	private synchronized void end() {
		command = null;
		count = 0;
	}

	private synchronized void requireGoingOn() {
		if (canceled) throw new CancellationException();
	}

	@EventHandler
	private synchronized void onEvent(final TaskEvent event) {
		final Task task = event.getTask();
		if (command == null || !command.label().equals(task.getName()) || task.getProgressMaximum() <= 0) return;
		fraction = (double) task.getProgressValue() / task.getProgressMaximum();
		if (task.getStatusMessage() != null) message = task.getStatusMessage();
	}

	private WizardLine.Run allowed(final WizardLine.Run run, final Existing existing) {
		final CommandInfo info = info(run.command());
		if (existing == Existing.GO_ON && info.getInput("resume") != null) return run.with("resume", true);
		return existing == Existing.REPLACE && run.options().containsKey("output") && info.getInput("overwrite") != null ? run.with(
			"overwrite", true) : run;
	}

	private Map<String, Object> run(final WizardLine what, final Existing existing) throws IOException {
		if (what instanceof final WizardLine.Run run) return command(run);
		if (what instanceof final WizardLine.MakeFolder make) Files.createDirectories(make.folder());
		else if (what instanceof final WizardLine.Save save) save(save, existing);
		else if (what instanceof final WizardLine.Close close) close.titles().forEach(images::remove);
		return Map.of();
	}

	private void save(final WizardLine.Save save, final Existing existing) throws IOException {
		if (Files.exists(save.file()) && existing != Existing.REPLACE) throw new IOException("\"" + save.file() +
			"\" exists already.");
		final ImagePlus image = images.remove(save.title());
		if (image == null) throw new IllegalStateException("There is no image \"" + Excerpt.of(save.title()) + "\", but " + images.keySet());
		Files.createDirectories(save.file().getParent());
		final FileSaver saver = new FileSaver(image);
		final String file = save.file().toString();
		final boolean written = save.format().equals("PNG") ? saver.saveAsPng(file) : image.getStackSize() > 1 ? saver
			.saveAsTiffStack(file) : saver.saveAsTiff(file);
		if (!written) throw new IOException(WizardMessages.notWritten(file));
	}

	private CommandInfo info(final String leaf) {
		return context.service(CommandService.class).getCommands().stream().filter(c -> c.getMenuPath().getLeaf() != null && c
			.getMenuPath().getLeaf().getName().equals(leaf)).findFirst().orElseThrow(() -> new IllegalStateException(
				"There is no command " + leaf));
	}

	private Map<String, Object> command(final WizardLine.Run run) {
		final ModuleService modules = context.service(ModuleService.class);
		final Module module = modules.createModule(info(run.command()));
		final BaseCommand delegate = (BaseCommand) module.getDelegateObject();
		MacroOptions.set(module, run.given(), delegate.label(), (key, value) -> images.containsKey(value) ? images.get(value)
			: MacroOptions.image(key, value));
		// what there is to see of a training is in the wizard's own window
		if (delegate instanceof TrainingCommand) module.setInput("window", false);
		begin(delegate);
		final int rows = ResultsTable.getResultsTable().size();
		try {
			// without dialogs before and windows after it, but with a record of how it was made
			modules.run(module, List.of(new PresetInputs()), List.of(new ProvenanceRecorder())).get();
		}
		catch (final ExecutionException e) {
			throw new IllegalStateException(delegate.label() + " failed", e.getCause());
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
			delegate.cancel(null);
			throw new CancellationException();
		}
		requireGoingOn();
		if (delegate.isCanceled()) throw new UserException(delegate.getCancelReason());
		return outputs(module, rows);
	}

	private synchronized void begin(final BaseCommand delegate) {
		command = delegate;
		message = delegate.label() + " …";
	}

	private Map<String, Object> outputs(final Module module, final int rows) {
		final Map<String, Object> outputs = new LinkedHashMap<>();
		for (final ModuleItem<?> item : module.getInfo().outputs()) {
			final Object value = item.getValue(module);
			if (value instanceof final ImagePlus image) images.put(image.getTitle(), image);
			outputs.put(item.getName(), value instanceof final ResultsTable table ? aside(table, rows) : value);
		}
		return outputs;
	}

	/** Copies a table, and removes rows that a command added to ImageJ's Results, because this table belongs to the user. */
	private static TableText aside(final ResultsTable table, final int rows) {
		if (table != ResultsTable.getResultsTable()) return TableText.of(table, 0);
		final TableText text = TableText.of(table, rows);
		if (rows == 0) table.reset();
		else table.deleteRows(rows, table.size() - 1);
		return text;
	}
}
