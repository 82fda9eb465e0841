package sfumato.training;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Formats the measurements of an epoch as a log line. */
final class EpochLine {

	private EpochLine() {}

	/** {@code Epoch 12/150: loss 0.213, validation loss 0.25, Dice 88.1, BDice 87.0, ECE 1.9}. */
	static String of(final int epoch, final int epochs, final List<History.Row> rows) {
		final StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "Epoch %d/%d", epoch, epochs));
		add(line, ": loss %.4f", value(rows, "train", "loss"));
		add(line, line.indexOf(":") < 0 ? ": validation loss %.4f" : ", validation loss %.4f", value(rows, "validation", "loss"));
		for (final String name : List.of("Dice", "BDice", "ECE"))
			add(line, ", " + name + " %.1f", value(rows, "validation", name));
		return line.toString();
	}

	private static void add(final StringBuilder line, final String format, final OptionalDouble value) {
		value.ifPresent(v -> line.append(String.format(Locale.ROOT, format, v)));
	}

	private static OptionalDouble value(final List<History.Row> rows, final String split, final String name) {
		return rows.stream().filter(r -> r.split().equals(split) && r.name().equals(name)).mapToDouble(History.Row::value)
			.findFirst();
	}
}
