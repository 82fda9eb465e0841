package sfumato.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import sfumato.text.CsvText;
import sfumato.text.Excerpt;
import sfumato.text.TextFile;

/** The training history: rows of (epoch, split, name, value), as {@code history.csv} holds them. */
public final class History {

	/**
	 * @param epoch counted from 1
	 * @param split the data of the measurement: {@code train} or {@code validation}
	 * @param name {@code loss}, a term of it, or {@code rate}; on validation cases {@code loss} and in percent
	 *          {@code soft_Dice}, {@code Dice}, {@code BDice}, {@code ECE} and {@code human_Dice}
	 */
	public record Row(int epoch, String split, String name, double value) {}

	private final List<Row> rows = new ArrayList<>();

	void add(final int epoch, final String split, final String name, final double value) {
		rows.add(new Row(epoch, split, name, value));
	}

	void addAll(final List<Row> others) {
		rows.addAll(others);
	}

	/** All rows in chronological order. */
	public List<Row> rows() {
		return List.copyOf(rows);
	}

	/**
	 * Reads what {@link #toCsv()} has written.
	 *
	 * @throws IOException if there is no such file or a line of it is no row
	 */
	public static History read(final Path csv) throws IOException {
		if (!Files.exists(csv)) throw new IOException(TrainingMessages.noHistory(csv));
		final History history = new History();
		final List<String> lines = TextFile.lines(csv);
		for (int i = 1; i < lines.size(); i++) {
			final String[] cells = lines.get(i).split(",");
			try {
				history.add(Integer.parseInt(cells[0]), cells[1], cells[2], Double.parseDouble(cells[3]));
			}
			catch (final NumberFormatException | ArrayIndexOutOfBoundsException e) {
				throw new IOException(TrainingMessages.historyLine(csv, i, Excerpt.of(lines.get(i))), e);
			}
		}
		return history;
	}

	/** The names of the measurements of a split, in order of first appearance. */
	public List<String> names(final String split) {
		return rows.stream().filter(r -> r.split().equals(split)).map(Row::name).distinct().toList();
	}

	/** The epochs that {@link #values} belong to. */
	public double[] epochs(final String split, final String name) {
		return rows.stream().filter(r -> r.split().equals(split) && r.name().equals(name)).mapToDouble(Row::epoch).toArray();
	}

	/** The values of one name on one split, in the order of the epochs. */
	public double[] values(final String split, final String name) {
		return rows.stream().filter(r -> r.split().equals(split) && r.name().equals(name)).mapToDouble(Row::value)
			.toArray();
	}

	/** The rows as text with a header, with a decimal point in every locale. */
	public String toCsv() {
		final CsvText csv = new CsvText(List.of("epoch", "split", "name", "value"));
		for (final Row r : rows)
			csv.add(List.of(r.epoch(), r.split(), r.name(), String.format(Locale.ROOT, "%.9g", r.value())));
		return csv.toString();
	}
}
