package sfumato.training;

/** Requests to pause, finish or cancel a training. The training reads them between two steps; safe to call from any thread. */
public final class TrainingControl {

	private volatile boolean finish, pause, cancel;

	/** End after this step and keep the model as it is. */
	public void finish() {
		finish = true;
	}

	/** Wait after this step until {@link #goOn()}; finishing and cancelling end the wait. */
	public void pause() {
		pause = true;
	}

	/** End a {@link #pause()}. */
	public void goOn() {
		pause = false;
	}

	/** Stop without a model. Checkpoints stay. */
	public void cancel() {
		cancel = true;
	}

	public boolean isFinishing() {
		return finish;
	}

	public boolean isPaused() {
		return pause && !finish && !cancel;
	}

	public boolean isCanceled() {
		return cancel;
	}
}
