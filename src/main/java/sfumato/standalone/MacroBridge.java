package sfumato.standalone;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

import net.imagej.patcher.EssentialLegacyHooks;

import org.scijava.Context;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.log.LogService;
import org.scijava.module.ModuleService;
import org.scijava.thread.ThreadService;

import sfumato.text.Excerpt;

/**
 * Replaces Fiji's imagej-legacy: {@code run("Label...", "options")} in a macro runs the SciJava command with that label and waits for
 * it. The options are read by {@code commands.macro.MacroOptions}.
 */
final class MacroBridge extends EssentialLegacyHooks {

	private static final String PREFIX = "command:";

	private final Context context;

	MacroBridge(final Context context) {
		this.context = context;
	}

	@Override
	public boolean isLegacyMode() {
		return true;
	}

	@Override
	public Object getContext() {
		return context;
	}

	/** Links command threads to the thread of the macro, because ImageJ 1 finds options of a macro by thread. */
	@Override
	public Iterable<Thread> getThreadAncestors() {
		final ThreadService threads = context.service(ThreadService.class);
		final List<Thread> ancestors = new ArrayList<>();
		for (Thread t = threads.getParent(Thread.currentThread()); t != null && !ancestors.contains(t); t = threads
			.getParent(t))
			ancestors.add(t);
		return ancestors;
	}

	@Override
	public Object interceptRunPlugIn(final String className, final String arg) {
		if (!className.startsWith(PREFIX)) return null;
		final CommandInfo info = context.service(CommandService.class).getCommand(className.substring(PREFIX.length()));
		if (info == null) return null;
		try {
			return context.service(ModuleService.class).run(info, true).get();
		}
		catch (final ExecutionException e) {
			throw new IllegalStateException("\"" + Excerpt.of(info.getTitle()) + "\" failed", e.getCause());
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
			return null;
		}
	}

	@Override
	public void error(final Throwable t) {
		context.service(LogService.class).error(t);
	}
}
