package sfumato.engine;

import java.util.Arrays;
import java.util.Locale;

import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * The floating-point format of convolutions. Parameters, their gradients, the sums of batch normalization and the logits are 32-bit in
 * any case.
 * <p>
 * A bfloat16 has the range of a 32-bit number and its first 8 binary digits, so nothing has to be scaled, and the result of a
 * convolution is rounded by up to 0.4 %.
 */
public enum TensorPrecision {

		/** the faster one here: {@link #BF16} is tried where the processor or GPU has instructions for it, and both are timed */
		AUTO,
		/** 32-bit */
		FP32,
		/** bfloat16, also where it has to be emulated, which is slow */
		BF16;

	/**
	 * The precision of a name.
	 *
	 * @param name {@code auto}, {@code fp32} or {@code bf16}
	 * @throws UserException for another name
	 */
	public static TensorPrecision of(final String name) {
		return Arrays.stream(values()).filter(p -> p.toString().equals(name.strip().toLowerCase(Locale.ROOT))).findFirst()
			.orElseThrow(() -> new UserException(WrongValue.message("precision", name, "auto, fp32 or bf16")));
	}

	/** Its name, e.g. {@code bf16}. */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}
}
