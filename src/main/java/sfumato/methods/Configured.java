package sfumato.methods;

/**
 * A method that has options: what it was made with, and what tells them.
 *
 * @param <O> a record whose components are the options; see the package
 */
public abstract class Configured<O extends Record> {

	protected final O options;

	protected Configured(final O options) {
		this.options = options;
	}

	public final O options() {
		return options;
	}
}
