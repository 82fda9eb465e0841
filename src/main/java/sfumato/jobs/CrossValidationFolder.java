package sfumato.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import sfumato.models.StrictJson;
import sfumato.output.NewFile;
import sfumato.output.NewFolder;
import sfumato.output.OutputNames;
import sfumato.scoring.ScoreSums;
import sfumato.statistics.ComparisonTable;
import sfumato.statistics.MethodComparison;
import sfumato.storage.FileChanges;
import sfumato.text.Csv;
import sfumato.text.CsvText;
import sfumato.text.TextFile;

/** The output folder of a {@link CrossValidation}. Every file appears whole or not at all, and a part's scores after its model. */
final class CrossValidationFolder {

	private static final String SETTINGS = "settings.json", SCORES = "scores.csv", PARTS = "parts";
	private static final List<String> COLUMNS = List.of("method", "fold", "case", "Dice", "BDice", "ECE", ScoreSums.COLUMN);
	/** A file name has only so many letters. */
	private static final int MAX_NAME = 60;

	private final CrossValidation validation;
	private final Path folder;

	CrossValidationFolder(final CrossValidation validation) {
		this.validation = validation;
		folder = validation.output();
	}

	/**
	 * Creates the folder, or checks that parts may be added to it.
	 *
	 * @return to be closed when no more parts are added; until then nobody can throw them away
	 * @param overwrite whether what an earlier cross-validation left is discarded
	 * @throws IOException if there is something else in it, or parts of other settings that must stay, or that another run is making
	 */
	NewFolder.Claim join(final CrossValidation.Settings settings, final boolean overwrite) throws IOException {
		NewFolder.requireExtensible(folder);
		for (int m = 0; m < validation.methods().size(); m++)
			OutputNames.requireRoom(model(new CrossValidation.Part(m, validation.folds().count())));
		// another share may start at the same time
		try (NewFolder.Claim claim = NewFolder.awaitClaim(folder.resolve(SETTINGS))) {
			prepare(settings, overwrite);
			return NewFolder.join(folder);
		}
	}

	private void prepare(final CrossValidation.Settings settings, final boolean overwrite) throws IOException {
		if (Files.exists(folder.resolve(SETTINGS))) {
			if (!overwrite) {
				requireSame(settings);
				return;
			}
			NewFolder.requireAlone(folder);
			clear();
		}
		NewFolder.requireEmpty(folder, "a cross-validation");
		NewFile.write(folder.resolve(SETTINGS), f -> Files.writeString(f, StrictJson.write(settings)));
	}

	/** Moves parts away before deleting them, so that a killed run leaves no incomplete part. */
	private void clear() throws IOException {
		NewFolder.discard(folder.resolve(PARTS));
		for (final String name : List.of(SCORES, "table.txt", "table.csv", "table.md", "table-pairs.csv", SETTINGS))
			FileChanges.delete(folder.resolve(name));
	}

	/** @throws IOException naming the first setting that differs */
	void requireSame(final CrossValidation.Settings settings) throws IOException {
		final Path file = folder.resolve(SETTINGS);
		if (!Files.exists(file)) throw new IOException(JobMessages.noCrossValidation(folder, SETTINGS));
		final List<String> old = TextFile.lines(file), wanted = StrictJson.write(settings).lines().toList();
		for (int i = 0; i < Math.max(old.size(), wanted.size()); i++) {
			final String a = line(old, i), b = line(wanted, i);
			if (!a.equals(b)) throw new IOException(JobMessages.otherCrossValidation(folder, a, b));
		}
	}

	private static String line(final List<String> lines, final int i) {
		return i < lines.size() ? lines.get(i).strip().replaceFirst(",$", "") : "nothing more";
	}

	/** The model folder of a part. */
	Path model(final CrossValidation.Part part) {
		final String name = validation.methods().get(part.method()).name().replaceAll("[^A-Za-z0-9.]+", "-").replaceAll("-$", "");
		return folder.resolve(PARTS).resolve((part.method() + 1) + "-" + name.substring(0, Math.min(MAX_NAME, name.length())) +
			"-fold" + part.fold());
	}

	/** Whether a part was trained and scored. */
	boolean isComplete(final CrossValidation.Part part) {
		return Files.exists(model(part).resolve(SCORES));
	}

	/** Completes a part. */
	void write(final CrossValidation.Part part, final List<EvaluateJob.Scores> scores) throws IOException {
		final CsvText csv = new CsvText(COLUMNS);
		for (final EvaluateJob.Scores s : scores)
			csv.add(List.of(validation.methods().get(part.method()).name(), part.fold(), s.name(), percent(s.dice()), percent(s.bdice()),
				percent(s.ece()), s.sums()));
		NewFile.write(model(part).resolve(SCORES), f -> Files.writeString(f, csv.toString()));
	}

	private static String percent(final double score) {
		return CsvText.number(100 * score, 6);
	}

	/** The scores of complete parts, one method after the other. */
	Path writeScores(final List<Integer> folds) throws IOException {
		final StringBuilder csv = new StringBuilder(Csv.line(COLUMNS));
		for (int m = 0; m < validation.methods().size(); m++)
			for (final int fold : folds) {
				final List<String> part = TextFile.lines(model(new CrossValidation.Part(m, fold)).resolve(SCORES));
				part.subList(1, part.size()).forEach(line -> csv.append(line).append('\n'));
			}
		NewFile.write(folder.resolve(SCORES), f -> Files.writeString(f, csv));
		return folder.resolve(SCORES);
	}

	void writeTables(final List<MethodComparison> comparisons) throws IOException {
		final ComparisonTable table = new ComparisonTable(comparisons);
		NewFile.write(folder.resolve("table.txt"), f -> Files.writeString(f, table.text()));
		NewFile.write(folder.resolve("table.md"), f -> Files.writeString(f, table.markdown()));
		NewFile.write(folder.resolve("table.csv"), f -> Files.writeString(f, table.csv()));
		NewFile.write(folder.resolve("table-pairs.csv"), f -> Files.writeString(f, table.pairsCsv()));
	}
}
