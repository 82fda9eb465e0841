package sfumato.progress;

/** A progress that forwards everything to another progress; subclasses override what differs. */
abstract class PassedOn implements Progress {

	private final Progress whole;

	PassedOn(final Progress whole) {
		this.whole = whole;
	}

	@Override
	public void update(final double fraction, final String message) {
		whole.update(fraction, message);
	}

	@Override
	public void log(final String line) {
		whole.log(line);
	}

	@Override
	public boolean isCanceled() {
		return whole.isCanceled();
	}
}
