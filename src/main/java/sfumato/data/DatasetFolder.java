package sfumato.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import sfumato.data.Dataset.Layout;
import sfumato.files.ImageFiles;
import sfumato.text.TextMessages;

/** The files of a dataset folder, sorted by case, task and rater. */
public final class DatasetFolder {

	/** The only task of the layouts whose file names know none. */
	static final String ONE_TASK = "raters";

	private static final String IMAGES = "images";
	private static final String RATERS = "raters";
	/** Folders of the label maps of a single rater. */
	private static final List<String> MASKS = List.of("masks", "labels");
	/** A rater's number may be followed by a remark: {@code task01_seg08_Person3_Amira}. */
	private static final Pattern RATER = Pattern.compile("(.+)_seg(\\d{1,9})(?:[_ -].*)?");

	/** The files of one case. */
	private record Contents(String name, Path place, List<Path> images, Map<String, SortedMap<String, Path>> tasks) {
		Contents(final String name, final Path place) {
			this(name, place, new ArrayList<>(), new TreeMap<>());
		}

		void add(final String task, final String rater, final Path file) throws IOException {
			final Path other = tasks.computeIfAbsent(task, t -> new TreeMap<>()).put(rater, file);
			if (other != null) throw new IOException(DataMessages.twoLabelMaps(name, rater, other.getFileName(),
				file.getFileName()));
		}
	}

	private final Path folder;
	private final Layout layout;
	private final Map<String, Contents> contents = new TreeMap<>(NaturalOrder.INSTANCE);
	private final TreeSet<String> tasks = new TreeSet<>(NaturalOrder.INSTANCE);

	private DatasetFolder(final Path folder) throws IOException {
		this.folder = folder;
		layout = layout(folder);
	}

	public static DatasetFolder scan(final Path folder) throws IOException {
		final DatasetFolder result = scanAnything(folder);
		if (result.tasks.isEmpty()) throw new IOException(result.noCases());
		return result;
	}

	/** Whether there is a label map of any case. */
	static boolean hasLabelMaps(final Path folder) throws IOException {
		return !scanAnything(folder).tasks.isEmpty();
	}

	private static DatasetFolder scanAnything(final Path folder) throws IOException {
		if (!Files.isDirectory(folder)) throw new IOException(Files.exists(folder) ? DataMessages.datasetIsFile(folder)
			: TextMessages.noFolder(folder));
		final DatasetFolder result = new DatasetFolder(folder);
		switch (result.layout) {
			case CASE_FOLDERS -> result.scanCases();
			case RATER_FOLDERS -> {
				result.scanImages();
				for (final Path rater : folders(folder.resolve(RATERS)))
					result.scanRater(rater);
			}
			default -> {
				result.scanImages();
				result.scanRater(masks(folder));
			}
		}
		result.contents.values().forEach(c -> result.tasks.addAll(c.tasks().keySet()));
		return result;
	}

	private static Layout layout(final Path folder) throws IOException {
		if (!Files.isDirectory(folder.resolve(IMAGES))) return Layout.CASE_FOLDERS;
		return Files.isDirectory(folder.resolve(RATERS)) ? Layout.RATER_FOLDERS : masks(folder) != null ? Layout.MASK_FOLDER
			: Layout.CASE_FOLDERS;
	}

	private static Path masks(final Path folder) {
		return MASKS.stream().map(folder::resolve).filter(Files::isDirectory).findFirst().orElse(null);
	}

	private String noCases() throws IOException {
		for (final Path sub : folders(folder))
			if (layout(sub) != Layout.CASE_FOLDERS) return DataMessages.datasetInside(folder, sub.getFileName());
		return layout == Layout.RATER_FOLDERS ? DataMessages.noRaterFolders(folder) : DataMessages.noCasesIn(folder);
	}

	private static List<Path> list(final Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			// files like ._image.png that macOS leaves on other disks are no images
			return files.filter(f -> !f.getFileName().toString().startsWith(".")).sorted((a, b) -> NaturalOrder.INSTANCE.compare(a
				.getFileName().toString(), b.getFileName().toString())).toList();
		}
	}

	/** The folders in a folder, in natural order. */
	static List<Path> folders(final Path folder) throws IOException {
		return list(folder).stream().filter(Files::isDirectory).toList();
	}

	/** The files of a folder that may be images or label maps, in natural order. */
	static List<Path> files(final Path folder) throws IOException {
		return list(folder).stream().filter(f -> LabelMaps.mayBe(f) && !Files.isDirectory(f)).toList();
	}

	private void scanCases() throws IOException {
		for (final Path sub : folders(folder)) {
			final Contents c = contents(sub);
			if (c.images().isEmpty() && c.tasks().isEmpty()) continue;
			if (c.images().isEmpty()) c.images().addAll(imagesAbove(c.name()));
			contents.put(c.name(), c);
		}
	}

	private static Contents contents(final Path folder) throws IOException {
		final Contents contents = new Contents(folder.getFileName().toString(), folder);
		for (final Path file : files(folder)) {
			final String stem = LabelMaps.stem(file);
			final Matcher rater = RATER.matcher(stem);
			if (stem.equals("image") && ImageFiles.isReadable(file)) contents.images().add(file);
			else if (rater.matches()) contents.add(rater.group(1), Integer.toString(Integer.parseInt(rater.group(2))), file);
		}
		if (Files.isDirectory(folder.resolve(RATERS))) for (final Path file : files(folder.resolve(RATERS)))
			contents.add(ONE_TASK, LabelMaps.stem(file), file);
		return contents;
	}

	/** Other label maps of a dataset, in a folder beside its cases, are about the images of these. */
	private List<Path> imagesAbove(final String name) throws IOException {
		final Path above = folder.toAbsolutePath().normalize().getParent();
		if (above == null || !Files.isDirectory(above.resolve(name))) return List.of();
		return contents(above.resolve(name)).images();
	}

	private void scanImages() throws IOException {
		final Path images = folder.resolve(IMAGES);
		for (final Path file : files(images))
			if (ImageFiles.isReadable(file)) contents.computeIfAbsent(ImageFiles.stem(file), name -> new Contents(name, images))
				.images().add(file);
	}

	private void scanRater(final Path rater) throws IOException {
		for (final Path file : files(rater))
			contents.computeIfAbsent(LabelMaps.stem(file), name -> new Contents(name, folder.resolve(IMAGES))).add(ONE_TASK, rater
				.getFileName().toString(), file);
	}

	Layout layout() {
		return layout;
	}

	/** The names of all tasks, in natural order. */
	public List<String> tasks() {
		return List.copyOf(tasks);
	}

	/**
	 * Finds a task by what the user wrote.
	 *
	 * @throws IOException naming the tasks that there are
	 */
	String task(final String wanted) throws IOException {
		if (wanted.isEmpty()) {
			if (tasks.size() == 1) return tasks.first();
			throw new IOException(DataMessages.severalTasks(tasks.size(), folder, String.join(", ", tasks)));
		}
		final List<String> found = tasks.stream().filter(t -> t.equals(wanted) || wanted.matches("\\d+") && t.toLowerCase(
			Locale.ROOT).matches("task0*" + wanted.replaceFirst("^0+(?=\\d)", ""))).toList();
		if (found.contains(wanted)) return wanted;
		if (found.size() == 1) return found.get(0);
		if (found.size() > 1) throw new IOException(DataMessages.ambiguousTask(wanted, String.join(", ", found), folder));
		if (layout != Layout.CASE_FOLDERS) throw new IOException(DataMessages.oneTaskOnly(wanted, folder, layout ==
			Layout.RATER_FOLDERS ? "raters" : "masks"));
		throw new IOException(DataMessages.noTask(wanted, folder, String.join(", ", tasks)));
	}

	/**
	 * All cases in natural order.
	 *
	 * @param problems gets a sentence per case that cannot be used
	 */
	List<Case> cases(final String task, final Map<String, String> problems) {
		final List<Case> cases = new ArrayList<>();
		for (final Contents c : contents.values()) {
			final SortedMap<String, Path> raters = c.tasks().getOrDefault(task, new TreeMap<>());
			if (c.images().isEmpty()) problems.put(c.name(), DataMessages.noImageOfCase(c.name(), folder, image(c)));
			else if (c.images().size() > 1) problems.put(c.name(), DataMessages.twoImages(c.name(), folder,
				c.images().get(0).getFileName(), c.images().get(1).getFileName()));
			else if (raters.isEmpty()) problems.put(c.name(), noRaters(c, task));
			cases.add(new Case(c.name(), c.images().isEmpty() ? c.place() : c.images().get(0), raters));
		}
		return List.copyOf(cases);
	}

	private String image(final Contents c) {
		return layout == Layout.CASE_FOLDERS ? "image" : IMAGES + "/" + c.name();
	}

	private String noRaters(final Contents c, final String task) {
		if (layout == Layout.CASE_FOLDERS && !task.equals(ONE_TASK)) return DataMessages.noLabelMapsOfTask(c.name(), folder,
			task);
		return DataMessages.noLabelMaps(c.name(), folder, layout == Layout.CASE_FOLDERS ? "raters/NAME.png" : layout ==
			Layout.RATER_FOLDERS ? "raters/NAME/" + c.name() + ".png" : masks(folder).getFileName() + "/" + c.name() + ".png");
	}
}
