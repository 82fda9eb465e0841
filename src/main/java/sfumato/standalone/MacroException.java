package sfumato.standalone;

/** The reason and the line where a macro stopped. */
public final class MacroException extends Exception {

	private static final long serialVersionUID = 1;

	private final int line;

	MacroException(final String message, final int line) {
		super(message);
		this.line = line;
	}

	/** Returns the line of the macro, counted from 1. */
	public int line() {
		return line;
	}
}
