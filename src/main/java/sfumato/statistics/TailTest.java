package sfumato.statistics;

import sfumato.methods.Configured;

/** A test that is asked for one tail or for both, and for nothing else. */
abstract class TailTest extends Configured<TailTest.Options> implements PairedTest {

	/** @param alternative one-sided or two-sided */
	public record Options(Alternative alternative) {

		public Options {
			Alternative.require(alternative);
		}

		public Options() {
			this(Alternative.TWO_SIDED);
		}
	}

	TailTest(final Options options) {
		super(options);
	}

	@Override
	public Alternative alternative() {
		return options.alternative();
	}
}
