package sfumato.jobs.child;

/** A bug in the child process; prints like the original exception, with its stack trace. */
public final class JobFailure extends RuntimeException {

	private static final long serialVersionUID = 1;

	private final String type;

	/** @param type name of the class of the exception that was thrown */
	JobFailure(final String type, final String message) {
		super(message);
		this.type = type;
	}

	@Override
	public String toString() {
		return getMessage() == null ? type : type + ": " + getMessage();
	}
}
