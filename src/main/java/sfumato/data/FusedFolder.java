package sfumato.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;

import sfumato.files.Geometry;
import sfumato.labels.LabelNumbers;
import sfumato.labels.MissingLabels;
import sfumato.output.NewFile;
import sfumato.output.NewFolder;
import sfumato.storage.FileChanges;
import sfumato.text.Json;
import sfumato.text.TextFile;

/** The settings in {@code fusion.json} of the maps beside it, so that an interrupted run can be resumed. */
public final class FusedFolder {

	static final String NAME = "fusion.json";
	/** No file system has longer names. */
	private static final int LONGEST_NAME = 255;

	private static final Gson GSON = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

	/** The contents of the file: names of raters by case, and what made all the maps. */
	private static final class Content {

		private String method;
		private String task;
		private String ending;
		/** Nothing in what was made of ordinary masks. */
		private String polarity;
		/** Nothing where every pixel was labelled. */
		private String missing;
		/** Nothing where files that lie elsewhere were refused. */
		private String geometry;
		/** Nothing where numbers were classes. */
		private String numbers;
		private int classes;
		private Map<String, List<String>> cases = new TreeMap<>();
	}

	private final Path folder;
	private final Content content;

	private FusedFolder(final Path folder, final Content content) {
		this.folder = folder;
		this.content = content;
	}

	/**
	 * Looks into the folder that is to be written to, and writes nothing.
	 *
	 * @throws IOException if there is something else in it, or what was made in another way and must not be replaced
	 */
	static FusedFolder open(final Path folder, final String method, final Dataset dataset, final String ending,
		final boolean overwrite) throws IOException
	{
		final Content fresh = new Content();
		fresh.method = method;
		fresh.task = dataset.task();
		fresh.ending = ending;
		fresh.polarity = dataset.polarity() == Polarity.NORMAL ? null : dataset.polarity().toString();
		fresh.missing = dataset.missing().equals(MissingLabels.NONE) ? null : dataset.missing().toString();
		fresh.geometry = dataset.geometry() == Geometry.MATCH ? null : dataset.geometry().toString();
		fresh.numbers = dataset.numbers() == LabelNumbers.CLASSES ? null : dataset.numbers().toString();
		if (!Files.exists(folder.resolve(NAME))) {
			NewFolder.requireEmpty(folder, "fusing a dataset");
			return new FusedFolder(folder, fresh);
		}
		final Content old = read(folder.resolve(NAME));
		if (!overwrite) {
			requireEqual(folder, "method", old.method, method);
			requireEqual(folder, "task", old.task, fresh.task);
			requireEqual(folder, "ending", old.ending, ending);
			requireEqual(folder, "missing labels", Objects.requireNonNullElse(old.missing, "none"), dataset.missing().toString());
			requireEqual(folder, "polarity", Objects.requireNonNullElse(old.polarity, "normal"), dataset.polarity().toString());
			requireEqual(folder, "geometry", Objects.requireNonNullElse(old.geometry, "match"), dataset.geometry().toString());
			requireEqual(folder, "numbers", Objects.requireNonNullElse(old.numbers, "classes"), dataset.numbers().toString());
			return new FusedFolder(folder, old);
		}
		return new FusedFolder(folder, fresh);
	}

	private static Content read(final Path file) throws IOException {
		try {
			final Content content = GSON.fromJson(Json.parse(TextFile.read(file), file.toString()), Content.class);
			if (content != null && content.method != null && content.task != null && content.ending != null &&
				content.cases != null) return content;
		}
		catch (final JsonParseException | IllegalArgumentException | IllegalStateException e) { // Gson throws all of them
			throw new IOException(DataMessages.damagedRecord(file), e);
		}
		throw new IOException(DataMessages.damagedRecord(file));
	}

	private static void requireEqual(final Path folder, final String what, final String old, final String wanted)
		throws IOException
	{
		if (!old.equals(wanted)) throw new IOException(DataMessages.otherSettings(folder, what, old, wanted));
	}

	/** Removes the maps of an earlier run, so that no folder holds maps of two methods, and makes the folder. */
	void prepare(final boolean overwrite) throws IOException {
		Files.createDirectories(folder);
		final Path file = folder.resolve(NAME);
		if (!overwrite) return;
		try (NewFolder.Claim claim = NewFolder.awaitClaim(file)) {
			if (!Files.exists(file)) return;
			final Content old = read(file);
			for (final String name : old.cases.keySet())
				FileChanges.delete(map(name, old.ending));
			FileChanges.delete(file);
		}
	}

	/** The file of a case. */
	Path map(final String name) throws IOException {
		return map(name, content.ending);
	}

	private Path map(final String name, final String ending) throws IOException {
		// names come from a file that anybody can edit
		return inside(folder, name + ending, NAME);
	}

	/**
	 * A file or folder in a folder, by a name that a file in it says.
	 *
	 * @throws IOException if the name leads out of the folder, or cannot be one
	 */
	public static Path inside(final Path folder, final String name, final String said) throws IOException {
		try {
			final Path place = folder.resolve(name);
			if (!name.isBlank() && name.length() <= LONGEST_NAME && folder.normalize().equals(place.normalize().getParent())) return place;
		}
		catch (final InvalidPathException e) {
			// told below
		}
		throw new IOException(DataMessages.impossibleName(folder.resolve(said), name));
	}

	/** Whether the map of these raters is there. */
	boolean has(final Case c) throws IOException {
		return raters(c).equals(content.cases.get(c.name())) && Files.exists(map(c.name()));
	}

	boolean isEmpty() {
		return content.cases.isEmpty();
	}

	/** How many classes the maps have; 0 if there are none yet. */
	int classes() {
		return content.classes;
	}

	/** Notes that the map of a case is about to be written. */
	void add(final Case c, final int classes) throws IOException {
		final Path file = folder.resolve(NAME);
		// another run may write into this folder, too
		try (NewFolder.Claim claim = NewFolder.awaitClaim(file)) {
			if (Files.exists(file)) {
				final Content now = read(file);
				if (!isMadeAlike(now, content) || now.classes != classes) throw new IOException(DataMessages.rewritten(folder));
				content.cases.putAll(now.cases);
			}
			content.classes = classes;
			content.cases.put(c.name(), raters(c));
			NewFile.write(file, f -> Files.writeString(f, GSON.toJson(content) + "\n"));
		}
	}

	private static boolean isMadeAlike(final Content a, final Content b) {
		return a.method.equals(b.method) && a.task.equals(b.task) && a.ending.equals(b.ending) && Objects.equals(a.polarity,
			b.polarity) && Objects.equals(a.missing, b.missing) && Objects.equals(a.geometry, b.geometry) && Objects.equals(a.numbers,
				b.numbers);
	}

	private static List<String> raters(final Case c) {
		return List.copyOf(c.raters().keySet());
	}
}
