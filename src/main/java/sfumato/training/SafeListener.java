package sfumato.training;

import java.util.List;
import java.util.function.Consumer;

import sfumato.progress.Progress;

/** Forwards training events to a listener until it throws, so that a failing listener does not stop the training. */
public final class SafeListener implements TrainingListener {

	private final TrainingListener listener;
	private final Progress progress;
	private boolean gone;

	/** @param progress its log reports a failing listener */
	public SafeListener(final TrainingListener listener, final Progress progress) {
		this.listener = listener;
		this.progress = progress;
	}

	@Override
	public void next(final String name) {
		forward(l -> l.next(name));
	}

	@Override
	public void begin(final Begin begin) {
		forward(l -> l.begin(begin));
	}

	@Override
	public void step(final Step step) {
		forward(l -> l.step(step));
	}

	@Override
	public void epoch(final int epoch, final List<History.Row> rows) {
		forward(l -> l.epoch(epoch, rows));
	}

	@Override
	public void preview(final Preview preview) {
		forward(l -> l.preview(preview));
	}

	@Override
	public void end(final StopReason ending) {
		forward(l -> l.end(ending));
	}

	private void forward(final Consumer<TrainingListener> news) {
		if (gone) return;
		try {
			news.accept(listener);
		}
		catch (final RuntimeException e) { // whatever it is, it is none of the training's business
			gone = true;
			progress.log(TrainingMessages.listenerFailed(e));
		}
	}
}
