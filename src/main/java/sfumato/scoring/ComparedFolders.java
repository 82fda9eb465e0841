package sfumato.scoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import sfumato.data.Case;
import sfumato.data.CaseSelection;
import sfumato.data.Dataset;
import sfumato.data.Failures;
import sfumato.data.LoadedCase;
import sfumato.data.NaturalOrder;
import sfumato.files.Geometry;
import sfumato.files.ImageFile;
import sfumato.files.ImageFiles;
import sfumato.fusion.Average;
import sfumato.fusion.Majority;
import sfumato.labels.Comparison;
import sfumato.labels.LabelNumbers;
import sfumato.labels.MissingLabels;
import sfumato.labels.ProbabilityMap;
import sfumato.labels.SegmentationImage;
import sfumato.progress.CaseNotes;
import sfumato.progress.Progress;
import sfumato.text.TextMessages;
import sfumato.text.UserException;

/**
 * A folder of predictions and their references: a folder of maps or masks, or a dataset with raters. A prediction belongs to the case
 * that its file is called after, {@code case01.tif}; a remark may follow, {@code case01-probabilities.tif}. Files are probability
 * maps, label maps or binary masks ({@link SegmentationImage}) in any format of {@link ImageFiles}.
 * <p>
 * Opening looks at names only; then one case is in memory at a time.
 */
public final class ComparedFolders {

	private record Pair(String name, Path prediction, Path reference, Case raters) {}

	private final List<Pair> pairs;
	private final Dataset dataset;
	private final Geometry geometry;
	private final LabelNumbers numbers;

	private ComparedFolders(final List<Pair> pairs, final Dataset dataset, final Geometry geometry, final LabelNumbers numbers) {
		this.pairs = pairs;
		this.dataset = dataset;
		this.geometry = geometry;
		this.numbers = numbers;
	}

	/**
	 * Opens folders.
	 *
	 * @param predictions a folder of image files
	 * @param references a folder of image files, each called after its case, or a dataset
	 * @param task of the dataset; else empty
	 * @param selection of cases, as of {@link Dataset#cases(String)}; empty: all that are in the references
	 * @throws IOException in a sentence: a folder or the prediction of a case is missing, or there are two
	 */
	public static ComparedFolders open(final Path predictions, final Path references, final String task,
		final String selection) throws IOException
	{
		final Map<String, Path> predicted = images(predictions);
		if (predicted.isEmpty()) throw new IOException(ScoringMessages.noImages(predictions));
		final Map<String, Path> real = images(references);
		final Dataset dataset = real.isEmpty() ? Dataset.open(references, task) : null;
		if (dataset == null && !task.isBlank()) throw new UserException(ScoringMessages.taskOfImages(task, references));
		final List<Case> cases = dataset == null ? List.of() : dataset.cases(selection);
		final List<String> names = List.copyOf(real.keySet());
		final List<String> chosen = dataset == null ? CaseSelection.positions(selection, names).stream().map(names::get).toList()
			: cases.stream().map(Case::name).toList();
		final List<Pair> pairs = new ArrayList<>();
		for (int i = 0; i < chosen.size(); i++)
			pairs.add(new Pair(chosen.get(i), find(chosen.get(i), predicted, predictions), real.get(chosen.get(i)), dataset == null
				? null : cases.get(i)));
		return new ComparedFolders(pairs, dataset, dataset == null ? Geometry.MATCH : dataset.geometry(), dataset == null
			? LabelNumbers.CLASSES : dataset.numbers());
	}

	/** The same folders with another geometry setting. */
	public ComparedFolders withGeometry(final Geometry other) {
		return new ComparedFolders(pairs, dataset == null ? null : dataset.withGeometry(other), other, numbers);
	}

	/** The same folders with another meaning of label values. */
	public ComparedFolders withNumbers(final LabelNumbers other) {
		return new ComparedFolders(pairs, dataset == null ? null : dataset.withNumbers(other), geometry, other);
	}

	/** By the name without ending, in natural order. */
	private static Map<String, Path> images(final Path folder) throws IOException {
		if (!Files.isDirectory(folder)) throw new IOException(Files.exists(folder) ? ScoringMessages.isFile(folder)
			: TextMessages.noFolder(folder));
		final List<Path> files;
		try (Stream<Path> all = Files.list(folder)) {
			// files like ._image.png that macOS leaves on other disks are no images
			files = all.filter(f -> ImageFiles.isReadable(f) && Files.isRegularFile(f) && !f.getFileName().toString().startsWith("."))
				.sorted().toList();
		}
		final Map<String, Path> byName = new TreeMap<>(NaturalOrder.INSTANCE);
		for (final Path file : files) {
			final Path other = byName.put(ImageFiles.stem(file), file);
			if (other != null) throw new IOException(ScoringMessages.twoFiles(folder, other.getFileName(), file.getFileName()));
		}
		return byName;
	}

	private static Path find(final String name, final Map<String, Path> predicted, final Path folder) throws IOException {
		if (predicted.containsKey(name)) return predicted.get(name);
		final List<String> found = predicted.keySet().stream().filter(p -> p.startsWith(name + "-") || p.startsWith(name + "_") || p
			.startsWith(name + ".") || p.startsWith(name + " ")).toList();
		if (found.size() == 1) return predicted.get(found.get(0));
		throw new IOException(found.isEmpty() ? ScoringMessages.noPrediction(folder, name)
			: ScoringMessages.severalPredictions(folder, name, found.stream().map(f ->
				predicted.get(f).getFileName().toString()).collect(Collectors.joining(", "))));
	}

	/** The names of the cases, in natural order. */
	public List<String> names() {
		return pairs.stream().map(Pair::name).toList();
	}

	/** Results of cases, and what is known of the cases that could not be read. */
	public static final class Results<R> {
		private final List<R> results;
		private final Failures failures;

		private Results(final List<R> results, final Failures failures) {
			this.results = results;
			this.failures = failures;
		}

		/** In the order of the cases, without those that could not be read. */
		public List<R> list() {
			return results;
		}

		/** The same without the results, which may be large. */
		public Results<R> withoutResults() {
			return new Results<>(List.of(), failures);
		}

		/**
		 * Ends the work if a case could not be read, once the results of the others are safe. A mean without it would be that of other
		 * cases.
		 *
		 * @param where the results of the others are: {@code the Results table}
		 * @throws IOException in a sentence with the reason of the first one
		 */
		public void requireAll(final String where) throws IOException {
			failures.end(where);
		}
	}

	/**
	 * Does something with each case, which is read as if it were alone. A case that cannot be read does not end the work on the others. If
	 * cases differ in their number of classes, it is done again with those that have fewer, which get classes that they lack, so that in
	 * the end all have as many.
	 *
	 * @param function must be free of side effects
	 * @throws IOException if no case can be read
	 * @throws UserException in a sentence, likewise, if prediction and reference do not fit
	 */
	public <R> Results<R> map(final Function<ComparedCase, R> function, final Progress progress) throws IOException {
		final List<R> results = new ArrayList<>();
		final List<Integer> classes = new ArrayList<>(), read = new ArrayList<>();
		final CaseNotes notes = new CaseNotes();
		final Failures failures = new Failures("scored", pairs.size());
		for (int i = 0; i < pairs.size(); i++) {
			final int at = i;
			progress.checkCanceled();
			progress.update((double) i / pairs.size(), ScoringMessages.scoring(pairs.get(i).name()));
			final Optional<ComparedCase> one = failures.attempt(pairs.get(i).name(), () -> read(at), progress);
			if (one.isEmpty()) continue;
			notes.add(pairs.get(i).name(), one.get().notes());
			classes.add(one.get().numClasses());
			results.add(named(i, () -> function.apply(one.get())));
			read.add(i);
		}
		notes.log(progress);
		if (read.isEmpty()) failures.end("");
		final int most = classes.stream().mapToInt(Integer::intValue).max().orElse(2);
		for (int k = 0; k < read.size(); k++) {
			if (classes.get(k) == most) continue;
			progress.checkCanceled();
			final int i = read.get(k);
			results.set(k, named(i, () -> function.apply(read(i).withClasses(most))));
		}
		progress.update(1, ScoringMessages.scored(results.size()));
		return new Results<>(results, failures);
	}

	/** Reads a case, whose label maps get as many classes as the two ask for. */
	private ComparedCase read(final int i) throws IOException {
		final Pair pair = pairs.get(i);
		return named(i, () -> dataset == null ? ofFiles(pair) : ofRaters(pair));
	}

	private <R> R named(final int i, final Failures.Attempt<R> attempt) throws IOException {
		try {
			return attempt.get();
		}
		catch (final UserException e) {
			final String why = String.valueOf(e.getMessage());
			throw new UserException(why.startsWith("Case ") ? why : "Case " + pairs.get(i).name() + ": " + why, e);
		}
	}

	private ComparedCase ofFiles(final Pair pair) throws IOException {
		final List<String> notes = new ArrayList<>();
		final ImageFile real = read(pair.reference());
		final SegmentationImage drawn = segmentation(real);
		final ProbabilityMap first = map(real, drawn, OptionalInt.empty(), notes);
		final ImageFile predicted = read(pair.prediction()).alignedTo(real.grid(), geometry, notes::add);
		final ProbabilityMap prediction = prediction(predicted, first.numClasses(), notes);
		final ProbabilityMap reference = first.numClasses() < prediction.numClasses() && drawn.isLabelMap() ? map(
			real, drawn, OptionalInt.of(prediction.numClasses()), notes) : first;
		final Comparison images = comparison(prediction, reference, real);
		return new ComparedCase(pair.name(), images, images, notes);
	}

	private ComparedCase ofRaters(final Pair pair) throws IOException {
		final LoadedCase loaded = dataset.load(pair.raters());
		final List<String> notes = new ArrayList<>(loaded.notes());
		final int asked = loaded.raters().numClasses();
		final ImageFile predicted = read(pair.prediction()).alignedTo(loaded.image().grid(), geometry, notes::add);
		final ProbabilityMap prediction = prediction(predicted, asked, notes);
		final LoadedCase c = loaded.withClasses(Math.max(asked, prediction.numClasses()));
		return new ComparedCase(pair.name(), c.compare(prediction, new Majority()), c.compare(prediction, new Average()), notes);
	}

	private ImageFile read(final Path path) throws IOException {
		final ImageFile file = ImageFiles.readLabels(path); // 8 bits are class numbers
		return numbers == LabelNumbers.CLASSES || !segmentation(file).isLabelMap() ? file : file.withImage(numbers.applyToFloats(
			file.image(), MissingLabels.NONE));
	}

	/** As {@link #map}, of at least so many classes; every pixel has to have a prediction. */
	private static ProbabilityMap prediction(final ImageFile file, final int classes, final List<String> notes) {
		final SegmentationImage image = segmentation(file);
		final ProbabilityMap map = map(file, image, atLeast(classes, file, image), notes);
		map.requireComplete("prediction \"" + file.path().getFileName() + "\"");
		return map;
	}

	/** A label map in which not every class occurs gets those of the other, but one with more keeps them. */
	private static OptionalInt atLeast(final int classes, final ImageFile predicted, final SegmentationImage image) {
		if (classes == 2 || !image.isLabelMap()) return OptionalInt.empty();
		float most = 0;
		for (final FloatType v : Views.flatIterable(predicted.image()))
			most = Math.max(most, v.get());
		return most < classes ? OptionalInt.of(classes) : OptionalInt.empty();
	}

	private static SegmentationImage segmentation(final ImageFile file) {
		return new SegmentationImage(file.path().getFileName().toString(), file.image());
	}

	private static ProbabilityMap map(final ImageFile file, final SegmentationImage image, final OptionalInt classes,
		final List<String> notes)
	{
		file.slopeNote().ifPresent(notes::add);
		return image.read(classes, LabelNumbers.CLASSES, notes::add);
	}

	private static Comparison comparison(final ProbabilityMap prediction, final ProbabilityMap reference, final ImageFile real) {
		return Comparison.of(prediction, reference).withPixelSize(real.pixelSize(), real.unit());
	}
}
