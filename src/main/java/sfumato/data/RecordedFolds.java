package sfumato.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import sfumato.output.NewFile;
import sfumato.text.CsvText;
import sfumato.text.TextFile;
import sfumato.text.UserException;

/**
 * The file {@code folds.csv} of a dataset: the fold of each case, from 1. For folds that cannot be made of the names of the cases that
 * there are, such as the paper's folds of LiTS, which also count patients without any tumour.
 *
 * <pre>
 * case,fold
 * case000_0055,1
 * </pre>
 */
public final class RecordedFolds {

	public static final String NAME = "folds.csv";

	private static final String HEADER = "case,fold";

	private RecordedFolds() {}

	public static void write(final Path dataset, final Map<String, Integer> folds) throws IOException {
		final CsvText csv = new CsvText(List.of("case", "fold"));
		folds.forEach((name, fold) -> csv.add(List.of(name, fold)));
		NewFile.write(dataset.resolve(NAME), f -> Files.writeString(f, csv.toString()));
	}

	/**
	 * The positions of the cases of each fold.
	 *
	 * @param names of the cases in their order
	 * @param count of folds
	 * @throws IOException if there is no such file, or it is damaged
	 * @throws UserException if a case has no fold, or a fold no case
	 */
	static List<List<Integer>> split(final Path dataset, final List<String> names, final int count) throws IOException {
		final Map<String, Integer> recorded = read(dataset.resolve(NAME));
		final List<List<Integer>> folds = new ArrayList<>();
		for (int f = 0; f < count; f++)
			folds.add(new ArrayList<>());
		for (int i = 0; i < names.size(); i++) {
			final Integer fold = recorded.get(names.get(i));
			if (fold == null) throw new UserException(DataMessages.noFoldOfCase(dataset.resolve(NAME), names.get(i)));
			if (fold > count) throw new UserException(DataMessages.foldOutOfRange(dataset.resolve(NAME), names.get(i), fold,
				count));
			folds.get(fold - 1).add(i);
		}
		for (int f = 0; f < count; f++)
			if (folds.get(f).isEmpty()) throw new UserException(DataMessages.emptyFold(dataset.resolve(NAME), f, count));
		return folds;
	}

	private static Map<String, Integer> read(final Path file) throws IOException {
		if (!Files.isRegularFile(file)) throw new IOException(DataMessages.noRecordedFolds(file));
		final List<String> lines = TextFile.lines(file);
		final Map<String, Integer> folds = new LinkedHashMap<>();
		if (lines.isEmpty() || !lines.get(0).strip().equals(HEADER)) throw new IOException(DataMessages.foldsHeader(file, HEADER));
		for (int i = 1; i < lines.size(); i++) {
			final String line = lines.get(i);
			if (line.isBlank()) continue;
			final int comma = line.lastIndexOf(',');
			if (comma < 1 || !line.substring(comma + 1).strip().matches("[1-9]\\d{0,5}")) throw new
				IOException(DataMessages.foldsLine(file, i, line));
			folds.put(line.substring(0, comma).strip(), Integer.parseInt(line.substring(comma + 1).strip()));
		}
		return folds;
	}
}
