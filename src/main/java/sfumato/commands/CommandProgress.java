package sfumato.commands;

import org.scijava.app.StatusService;
import org.scijava.task.Task;

import ij.IJ;

import sfumato.jobs.JobRunner;
import sfumato.progress.Progress;

/** Shows progress in the status bar and in the task manager, and forwards its cancel button. */
final class CommandProgress implements Progress {

	private static final int STEPS = 1000;
	private static final long INTERVAL = 100_000_000L;

	private final BaseCommand command;
	private final Task task;
	private final StatusService status;
	private volatile String computedOn = "";
	private long last = System.nanoTime() - INTERVAL;

	CommandProgress(final BaseCommand command, final Task task, final StatusService status) {
		this.command = command;
		this.task = task;
		this.status = status;
		task.setProgressMaximum(STEPS);
	}

	@Override
	public synchronized void update(final double fraction, final String message) {
		final long now = System.nanoTime();
		if (now - last < INTERVAL && fraction < 1) return; // status bars are slow
		last = now;
		final int step = (int) Math.round(STEPS * Math.min(1, Math.max(0, fraction)));
		task.setProgressValue(step);
		task.setStatusMessage(message);
		status.showStatus(step, STEPS, message);
	}

	@Override
	public void log(final String line) {
		if (line.startsWith(JobRunner.COMPUTING_ON)) computedOn = line.substring(JobRunner.COMPUTING_ON.length());
		IJ.log(line);
	}

	/** Returns the device and the versions of the tensor engine; empty if the command did not need it. */
	String computedOn() {
		return computedOn;
	}

	@Override
	public boolean isCanceled() {
		return task.isCanceled() || command.isCanceled() || Thread.currentThread().isInterrupted() || command.endsWithMacro();
	}
}
