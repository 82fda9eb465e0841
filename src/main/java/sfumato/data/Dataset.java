package sfumato.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

import sfumato.files.Geometry;
import sfumato.files.ImageFile;
import sfumato.labels.HardRaters;
import sfumato.labels.LabelClass;
import sfumato.labels.LabelNumbers;
import sfumato.labels.MissingLabels;
import sfumato.progress.Progress;
import sfumato.text.UserException;

/**
 * A folder of cases, each with an image and the label maps of several raters for one task; see the package for the layout. Opening reads
 * file names only.
 */
public final class Dataset {

	/** Images with flat label maps and no more planes than this are read as one flat image with these channels. */
	private static final int MAX_PLANES_AS_CHANNELS = 16;

	private final Path folder;
	private final String task;
	private final Layout layout;
	private final List<Case> cases;
	/** Why a case of the folder cannot be used, by its name. */
	private final Map<String, String> problems;
	private final Polarity polarity;
	private final MissingLabels missing;
	private final Geometry geometry;
	private final LabelNumbers numbers;
	/** Names and colours; empty if nothing is said of them. */
	private final List<LabelClass> classes;
	private final LabelMaps maps;

	/** How the files of a dataset are laid out; see the package. */
	public enum Layout {
		/** A folder per case, with its image and its label maps. */
		CASE_FOLDERS,
		/** A folder of images, and a folder of label maps per rater. */
		RATER_FOLDERS,
		/** A folder of images, and one of label maps, of a single rater. */
		MASK_FOLDER
	}

	/**
	 * Opens a dataset that has one task.
	 *
	 * @throws IOException in a sentence: no such folder, no cases, several tasks
	 */
	public static Dataset open(final Path folder) throws IOException {
		return open(folder, "");
	}

	/**
	 * Opens one task of a dataset.
	 *
	 * @param task its name; a whole number n stands for {@code taskn}, with any number of zeros before n; empty: the only one
	 * @throws IOException in a sentence: no such folder, no cases, several tasks, or none of that name
	 */
	public static Dataset open(final Path folder, final String task) throws IOException {
		return new Dataset(folder, DatasetFolder.scan(folder), task == null ? "" : task.strip());
	}

	/**
	 * The names of the tasks that a folder has label maps of, in natural order.
	 *
	 * @throws IOException in a sentence: no such folder, no cases
	 */
	public static List<String> tasks(final Path folder) throws IOException {
		return DatasetFolder.scan(folder).tasks();
	}

	private Dataset(final Path folder, final DatasetFolder contents, final String task) throws IOException {
		this.folder = folder;
		this.task = contents.task(task);
		layout = contents.layout();
		problems = new TreeMap<>();
		cases = contents.cases(this.task, problems);
		final DatasetSettings settings = DatasetSettings.read(folder);
		polarity = settings.polarity();
		missing = settings.missing();
		geometry = settings.geometry();
		numbers = settings.numbers();
		classes = settings.classes();
		maps = new LabelMaps(cases, polarity, geometry, numbers, missing);
	}

	private Dataset(final Dataset other, final Polarity polarity, final MissingLabels missing, final Geometry geometry,
		final LabelNumbers numbers)
	{
		folder = other.folder;
		task = other.task;
		layout = other.layout;
		problems = other.problems;
		cases = other.cases;
		this.polarity = polarity;
		this.missing = missing;
		this.geometry = geometry;
		this.numbers = numbers;
		classes = other.classes;
		maps = new LabelMaps(cases, polarity, geometry, numbers, missing);
	}

	/** The same dataset with another mask polarity than {@code dataset.json} has. */
	public Dataset withPolarity(final Polarity masks) {
		return new Dataset(this, masks, missing, geometry, numbers);
	}

	/** The same dataset with another mark of unlabelled pixels than {@code dataset.json} has. */
	public Dataset withMissing(final MissingLabels labels) {
		return new Dataset(this, polarity, labels, geometry, numbers);
	}

	/** The same dataset with another geometry setting than {@code dataset.json} has. */
	public Dataset withGeometry(final Geometry other) {
		return new Dataset(this, polarity, missing, other, numbers);
	}

	/** The same dataset with another meaning of label values than {@code dataset.json} has. */
	public Dataset withNumbers(final LabelNumbers other) {
		return new Dataset(this, polarity, missing, geometry, other);
	}

	/** The meaning of label values: from {@code dataset.json} in the folder, else classes. */
	public LabelNumbers numbers() {
		return numbers;
	}

	/** The geometry setting: from {@code dataset.json} in the folder, else strict matching. */
	public Geometry geometry() {
		return geometry;
	}

	/** The mark of unlabelled pixels: from {@code dataset.json} in the folder, else none. */
	public MissingLabels missing() {
		return missing;
	}

	/** The mask polarity: from {@code dataset.json} in the folder, else 0 is background. */
	public Polarity polarity() {
		return polarity;
	}

	/** Names and colours of the classes, background first, from {@code dataset.json} in the folder; else empty. */
	public List<LabelClass> classes() {
		return classes;
	}

	public Path folder() {
		return folder;
	}

	/** How the files are laid out, as it was found. */
	public Layout layout() {
		return layout;
	}

	/** The name of the task, as in the file names; {@code raters} where layouts have one task only. */
	public String task() {
		return task;
	}

	/**
	 * All cases in natural order ({@code case2} before {@code case10}).
	 *
	 * @throws UserException naming a case without image or raters
	 */
	public List<Case> cases() {
		return usable(cases);
	}

	/**
	 * Some cases in natural order, each once.
	 *
	 * @param selection names, globs ({@code case0*}), positions in natural order ({@code 7}) or ranges of them ({@code
	 *          1-22}), separated by commas or plus signs; a name overrides a position; empty: all
	 * @throws UserException naming what there is no case for, or a selected case without image or raters
	 */
	public List<Case> cases(final String selection) {
		return usable(select(selection));
	}

	/** The cases that have an image and raters, in natural order. */
	public List<Case> usableCases() {
		return cases.stream().filter(c -> problem(c) == null).toList();
	}

	/** Why each of the other cases cannot be used, in a sentence; in natural order. */
	public List<String> problems() {
		return cases.stream().map(this::problem).filter(Objects::nonNull).toList();
	}

	/** The text that {@link #cases(String)} reads as exactly these cases of this dataset, at least one. */
	public String selection(final List<Case> chosen) {
		return CaseSelection.text(chosen.stream().map(cases::indexOf).toList(), cases.stream().map(Case::name).toList());
	}

	/** Some cases, also those that cannot be used. */
	List<Case> select(final String selection) {
		final List<String> names = cases.stream().map(Case::name).toList();
		return CaseSelection.positions(selection, names).stream().map(cases::get).toList();
	}

	/** All cases, also those that cannot be used. */
	List<Case> allCases() {
		return cases;
	}

	/** Why a case cannot be used; null if it can. */
	String problem(final Case c) {
		return problems.get(c.name());
	}

	/** Whether the planes of an image are channels, if its label maps are flat. */
	static boolean planesMayBeChannels(final ImageFile image) {
		return image.isVolume() && image.numChannels() == 1 && image.numPlanes() <= MAX_PLANES_AS_CHANNELS;
	}

	private List<Case> usable(final List<Case> chosen) {
		for (final Case c : chosen)
			if (problems.containsKey(c.name())) throw new UserException(problems.get(c.name()));
		return chosen;
	}

	/** The names of cases in one line, for the log. */
	public static String names(final List<Case> cases) {
		return cases.stream().map(Case::name).collect(Collectors.joining(", "));
	}

	/**
	 * Reads a case. The number of classes is what its label maps ask for; where that may differ between cases use
	 * {@link #loadAll}.
	 *
	 * @throws IOException if a file cannot be read
	 * @throws UserException if image and label maps differ in size or labels are wrong
	 */
	public LoadedCase load(final Case c) throws IOException {
		return load(c, OptionalInt.empty());
	}

	/** As {@link #load(Case)}, with the number of classes given. */
	public LoadedCase load(final Case c, final OptionalInt numClasses) throws IOException {
		final List<String> notes = new ArrayList<>();
		if (!c.image().toAbsolutePath().normalize().startsWith(folder.toAbsolutePath().normalize())) notes.add(
			DataMessages.imageIsRead(c.name(), c.image()));
		ImageFile image = maps.image(c);
		final List<RandomAccessibleInterval<FloatType>> labels = labels(c, image, notes);
		if (planesMayBeChannels(image) && labels.get(0).numDimensions() == 2) {
			notes.add(DataMessages.planesAreChannels(image.numPlanes(), c.image().getFileName(), c.name()));
			image = image.planesAsChannels();
		}
		notes.addAll(image.notes());
		final HardRaters raters;
		try {
			raters = named(HardRaters.of(List.copyOf(c.raters().keySet()), labels, classes.isEmpty() ? numClasses : OptionalInt.of(Math
				.max(numClasses.orElse(2), classes.size())), OptionalInt.empty(), missing));
		}
		catch (final UserException e) {
			throw new UserException("Case " + c.name() + ": " + e.getMessage(), e);
		}
		notes.addAll(raters.notes());
		return new LoadedCase(c, image, raters, notes);
	}

	private HardRaters named(final HardRaters raters) {
		final List<LabelClass> known = classes.isEmpty() ? maps.classes() : classes;
		return known.isEmpty() ? raters : raters.withClasses(LabelClass.extended(known, Math.max(known.size(), raters.numClasses())));
	}

	private List<RandomAccessibleInterval<FloatType>> labels(final Case c, final ImageFile image, final List<String> notes)
		throws IOException
	{
		try {
			return maps.read(c, image, notes);
		}
		catch (final UserException e) {
			throw new UserException("Case " + c.name() + ": " + e.getMessage(), e);
		}
	}

	/** What reads the raters' files. */
	LabelMaps maps() {
		return maps;
	}

	/**
	 * Reads cases and gives all the same number of classes: the largest that one of them asks for.
	 *
	 * @throws UserException also if the images differ in their number of channels
	 */
	public List<LoadedCase> loadAll(final List<Case> chosen, final Progress progress) throws IOException {
		final List<LoadedCase> loaded = new ArrayList<>();
		for (final Case c : chosen) {
			progress.checkCanceled();
			progress.update((double) loaded.size() / chosen.size(), DataMessages.reading(c.name()));
			loaded.add(load(c));
			final int channels = loaded.get(0).image().numChannels();
			final LoadedCase last = loaded.get(loaded.size() - 1);
			if (last.image().numChannels() != channels) throw new UserException(DataMessages.caseChannels(c.name(),
				last.image().numChannels(), loaded.get(0).name(), channels));
		}
		final int classes = loaded.stream().mapToInt(c -> c.raters().numClasses()).max().orElse(2);
		return loaded.stream().map(c -> c.withClasses(classes)).toList();
	}
}
