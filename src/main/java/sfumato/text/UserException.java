package sfumato.text;

/**
 * A mistake that the user can correct: a wrong value, labels that do not fit, an option that there is not. Its message is a sentence with
 * the offending value and what to do; it is shown as it is. All other runtime exceptions are bugs, whose stack trace is logged.
 */
public final class UserException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	public UserException(final String message) {
		super(message);
	}

	public UserException(final String message, final Throwable cause) {
		super(message, cause);
	}
}
