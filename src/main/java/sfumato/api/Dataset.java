package sfumato.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import sfumato.data.CaseSelection;
import sfumato.data.LabelledStack;
import sfumato.files.Geometry;
import sfumato.jobs.cases.DataSelection;
import sfumato.jobs.cases.DataSource;
import sfumato.jobs.cases.OpenImages;
import sfumato.labels.LabelNumbers;
import sfumato.labels.MissingLabels;
import sfumato.text.UserException;

/**
 * Images and what raters said of them: a folder of cases, or images in memory whose planes are cases. Nothing is read before it is
 * used. Immutable.
 *
 * <pre>{@code
 * Dataset training = Dataset.open("cells").cases("1-22");
 * Dataset memory = Dataset.of(Image.of(stack, "XYZ"), Raters.of(List.of(masks1, masks2), "XYZ"));
 * }</pre>
 */
public final class Dataset {

	private final DataSource source;

	private Dataset(final DataSource source) {
		this.source = source;
	}

	/**
	 * A folder with one folder per case, each with an image and label maps like {@code task01_seg01.png}; {@code docs/datasets.md} has the
	 * other layouts.
	 *
	 * @throws IOException in a sentence, if there is no such folder
	 */
	public static Dataset open(final Path folder) throws IOException {
		if (!Files.isDirectory(folder)) throw new IOException(ApiMessages.noDatasetFolder(folder));
		return new Dataset(new DataSelection(folder, "", ""));
	}

	/** {@link #open(Path)} of a name. */
	public static Dataset open(final String folder) throws IOException {
		return open(Path.of(folder));
	}

	/**
	 * Images in memory, each plane of which is a case: {@code slice 1}, {@code slice 2}, … Pixels must not change while they are used.
	 *
	 * @param raters of the same planes
	 * @throws UserException if the two differ in size
	 */
	public static Dataset of(final Image images, final Raters raters) {
		final double[] size = images.pixelSize();
		final LabelledStack stack = LabelledStack.of(new LabelledStack.Origin(images.title(), Optional.empty()), images.planeNames(),
			images.values(), new double[] { size[0], size[1] }, images.unit());
		return new Dataset(new OpenImages(stack.with(new LabelledStack.Origin(raters.title(), Optional.empty()), raters.read()), ""));
	}

	/** What a command has found; for the commands. */
	public static Dataset of(final DataSource source) {
		return new Dataset(source);
	}

	/** The same folder with one of its tasks, e.g. {@code "1"} for {@code task01_seg*}; needed only if there are several. */
	public Dataset task(final String name) {
		final DataSelection s = folder("task");
		return new Dataset(new DataSelection(s.dataset(), name, s.cases(), s.missing()));
	}

	/** Some of the cases: names, globs or positions, e.g. {@code "1-22"} or {@code "1-5+8"}; empty for all. */
	public Dataset cases(final String selection) {
		if (source instanceof final OpenImages open) return new Dataset(new OpenImages(open.stack(), selection));
		final DataSelection s = folder("cases");
		return new Dataset(new DataSelection(s.dataset(), s.task(), selection, s.missing()));
	}

	/**
	 * The same folder whose label maps show in another way than {@code dataset.json} says that a rater has not looked: {@code none},
	 * {@code empty-slices} or a value.
	 */
	public Dataset missing(final String labels) {
		final DataSelection s = folder("missing");
		return new Dataset(new DataSelection(s.dataset(), s.task(), s.cases(), Optional.of(MissingLabels.parse(labels))));
	}

	/** The names of the cases, in natural order. */
	public List<String> names() throws IOException {
		if (source instanceof final OpenImages open) return CaseSelection.positions(open.cases(), open.stack().names()).stream().map(open
			.stack().names()::get).toList();
		final DataSelection s = folder("names");
		return sfumato.data.Dataset.open(s.dataset(), s.task()).cases(s.cases()).stream().map(sfumato.data.Case::name).toList();
	}

	/** The folder as it says itself, or else is said, how to read it. */
	sfumato.data.Dataset opened(final String what, final Optional<LabelNumbers> numbers, final Optional<Geometry> geometry) throws IOException {
		final DataSelection s = folder(what);
		sfumato.data.Dataset set = sfumato.data.Dataset.open(s.dataset(), s.task());
		if (s.missing().isPresent()) set = set.withMissing(s.missing().get());
		if (numbers.isPresent()) set = set.withNumbers(numbers.get());
		if (geometry.isPresent()) set = set.withGeometry(geometry.get());
		return set;
	}

	DataSource source() {
		return source;
	}

	/**
	 * The folder.
	 *
	 * @param what it is needed for
	 * @throws UserException if the images are in memory
	 */
	DataSelection folder(final String what) {
		if (source instanceof final DataSelection s) return s;
		throw new UserException(ApiMessages.datasetInMemory(what));
	}
}
