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

import sfumato.files.ImageFiles;

/** The files of a data set's folder, sorted by case, task and rater. */
final class DatasetFolder {

	private static final Pattern RATER = Pattern.compile("(.+)_seg(\\d{1,9})");

	/** What is in the folder of one case. */
	private record Contents(Path folder, List<Path> images, Map<String, SortedMap<Integer, Path>> tasks) {

		String name() {
			return folder.getFileName().toString();
		}
	}

	private final Path folder;
	private final List<Contents> contents = new ArrayList<>();
	private final TreeSet<String> tasks = new TreeSet<>(NaturalOrder.INSTANCE);

	private DatasetFolder(final Path folder) {
		this.folder = folder;
	}

	static DatasetFolder scan(final Path folder) throws IOException {
		if (!Files.isDirectory(folder)) throw new IOException("There is no folder " + folder + (Files.exists(
			folder) ? "; it is a file. A data set is a folder with one folder per case." : "."));
		final DatasetFolder result = new DatasetFolder(folder);
		for (final Path sub : list(folder)) {
			if (!Files.isDirectory(sub)) continue;
			final Contents c = contents(sub);
			if (c.images().isEmpty() && c.tasks().isEmpty()) continue;
			result.contents.add(c);
			result.tasks.addAll(c.tasks().keySet());
		}
		if (result.tasks.isEmpty()) throw new IOException("There are no cases in " + folder +
			"; a case is a folder with a file image.tif (or .nii.gz, .nii, .png) and label maps like task01_seg01.png.");
		return result;
	}

	private static List<Path> list(final Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.sorted((a, b) -> NaturalOrder.INSTANCE.compare(a.getFileName().toString(), b.getFileName()
				.toString())).toList();
		}
	}

	private static Contents contents(final Path folder) throws IOException {
		final Contents contents = new Contents(folder, new ArrayList<>(), new TreeMap<>());
		for (final Path file : list(folder)) {
			// files like ._image.png that macOS leaves on other disks are no images
			if (!ImageFiles.isReadable(file) || file.getFileName().toString().startsWith(".")) continue;
			final String stem = ImageFiles.stem(file);
			final Matcher rater = RATER.matcher(stem);
			if (stem.equals("image")) contents.images().add(file);
			else if (rater.matches()) {
				final int number = Integer.parseInt(rater.group(2));
				final Path other = contents.tasks().computeIfAbsent(rater.group(1), t -> new TreeMap<>()).put(number, file);
				if (other != null) throw new IOException("Case " + contents.name() + " has two label maps of rater " + number +
					", " + other.getFileName() + " and " + file.getFileName() + "; remove one.");
			}
		}
		return contents;
	}

	/**
	 * Finds a task by what the user wrote.
	 *
	 * @throws IOException naming the tasks that there are
	 */
	String task(final String wanted) throws IOException {
		if (wanted.isEmpty()) {
			if (tasks.size() == 1) return tasks.first();
			throw new IOException("There are " + tasks.size() + " tasks in " + folder + "; choose one of " + String.join(", ",
				tasks) + ".");
		}
		final List<String> found = tasks.stream().filter(t -> t.equals(wanted) || wanted.matches("\\d+") && t.toLowerCase(
			Locale.ROOT).matches("task0*" + wanted.replaceFirst("^0+(?=\\d)", ""))).toList();
		if (found.contains(wanted)) return wanted;
		if (found.size() == 1) return found.get(0);
		if (found.size() > 1) throw new IOException("Task " + wanted + " could be any of " + String.join(", ", found) +
			" in " + folder + "; write its whole name.");
		throw new IOException("There is no task \"" + wanted + "\" in " + folder + ". Known: " + String.join(", ", tasks) +
			".");
	}

	/**
	 * All cases in natural order.
	 *
	 * @param problems gets a sentence per case that cannot be used
	 */
	List<Case> cases(final String task, final Map<String, String> problems) {
		final List<Case> cases = new ArrayList<>();
		for (final Contents c : contents) {
			final SortedMap<Integer, Path> raters = c.tasks().getOrDefault(task, new TreeMap<>());
			if (c.images().isEmpty()) problems.put(c.name(), "Case " + c.name() + " in " + folder +
				" has no image; it needs a file image.tif (or .nii.gz, .nii, .png).");
			else if (c.images().size() > 1) problems.put(c.name(), "Case " + c.name() + " in " + folder + " has two images, " +
				c.images().get(0).getFileName() + " and " + c.images().get(1).getFileName() + "; remove one.");
			else if (raters.isEmpty()) problems.put(c.name(), "Case " + c.name() + " in " + folder +
				" has no label maps of task " + task + "; it needs files like " + task +
				"_seg01.png, or must be left out of the cases.");
			cases.add(new Case(c.name(), c.images().isEmpty() ? c.folder() : c.images().get(0), raters));
		}
		return List.copyOf(cases);
	}
}
