package sfumato.data.preparation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;

import sfumato.data.DataMessages;
import sfumato.data.Folds;
import sfumato.data.FusedFolder;
import sfumato.data.NaturalOrder;
import sfumato.data.RecordedFolds;
import sfumato.output.NewFile;
import sfumato.output.NewFolder;
import sfumato.storage.FileChanges;
import sfumato.text.Excerpt;
import sfumato.text.Json;
import sfumato.text.TextFile;

/** The settings in {@code preparation.json} of the cases beside it, so that an interrupted run can be resumed. */
final class PreparedFolder {

	static final String NAME = "preparation.json";
	private static final String README = "README.md";
	private static final int FOLDS = 5;

	private static final Gson GSON = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

	/** The contents of the file. */
	private static final class Content {
		private Map<String, String> settings;
		private Map<String, Patient> patients = new TreeMap<>(NaturalOrder.INSTANCE);
	}

	/** A patient that is complete. */
	private static final class Patient {
		private List<String> source;
		private int slices;
		private List<String> cases;
	}

	private final Path folder;
	private final Content content;
	/** The content to discard; null: none. */
	private final Content old;

	private PreparedFolder(final Path folder, final Content content, final Content old) {
		this.folder = folder;
		this.content = content;
		this.old = old;
	}

	/**
	 * Looks into the folder that is to be written to, and writes nothing.
	 *
	 * @throws IOException if there is something else in it, or what was made in another way and must not be replaced
	 */
	static PreparedFolder open(final Path folder, final DatasetPreparation how, final Path input) throws IOException {
		final Content fresh = new Content();
		fresh.settings = new LinkedHashMap<>();
		fresh.settings.put("layout", how.layout().toString());
		fresh.settings.put("input", input.toAbsolutePath().normalize().toString());
		fresh.settings.put("task", how.task());
		fresh.settings.put("size", String.valueOf(how.size()));
		fresh.settings.put("crop", String.valueOf(how.crop()));
		fresh.settings.put("values", how.values().name().toLowerCase(Locale.ROOT));
		fresh.settings.put("skip", how.skip().stream().map(String::valueOf).collect(Collectors.joining("+")));
		fresh.settings.put("geometry", how.geometry().toString());
		if (!Files.exists(folder.resolve(NAME))) {
			NewFolder.requireEmpty(folder, "preparing a dataset");
			return new PreparedFolder(folder, fresh, null);
		}
		final Content old = read(folder.resolve(NAME));
		if (how.overwrite()) return new PreparedFolder(folder, fresh, old);
		for (final String key : fresh.settings.keySet())
			if (!fresh.settings.get(key).equals(old.settings.get(key))) throw new
				IOException(PreparationMessages.preparedOtherwise(folder, key, Excerpt.of(old.settings.get(key)),
				fresh.settings.get(key)));
		return new PreparedFolder(folder, old, null);
	}

	private static Content read(final Path file) throws IOException {
		try {
			final Content content = GSON.fromJson(Json.parse(TextFile.read(file), file.toString()), Content.class);
			if (content != null && content.settings != null && content.patients != null && content.patients.values().stream()
				.allMatch(p -> p != null && p.source != null && p.cases != null && !p.cases.contains(null))) return content;
		}
		catch (final JsonParseException | IllegalArgumentException | IllegalStateException e) { // Gson throws all of them
			throw new IOException(DataMessages.damagedRecord(file), e);
		}
		throw new IOException(DataMessages.damagedRecord(file));
	}

	/** Makes the folder, and removes what an earlier run has left in it: all that is to be replaced, or half of a patient. */
	void prepare() throws IOException {
		Files.createDirectories(folder);
		if (old != null) {
			FileChanges.delete(folder.resolve(NAME));
			FileChanges.delete(folder.resolve(RecordedFolds.NAME));
			FileChanges.delete(folder.resolve(README));
			for (final Patient p : old.patients.values())
				for (final String c : p.cases)
					NewFolder.delete(path(c));
		}
		save(); // before the first case, so that the next run knows whose cases these are
	}

	private void save() throws IOException {
		NewFile.write(folder.resolve(NAME), f -> Files.writeString(f, GSON.toJson(content) + "\n"));
	}

	/** The folder of a case. */
	Path path(final String name) throws IOException {
		// names come from a file that anybody can edit
		return FusedFolder.inside(folder, name, NAME);
	}

	/** Whether all cases of a patient are there, made of the same files. */
	boolean has(final ChallengePatient p) throws IOException {
		final Patient there = content.patients.get(p.name());
		if (there == null || !there.source.equals(source(p))) return false;
		for (final String c : there.cases)
			if (!Files.isDirectory(path(c))) return false;
		return true;
	}

	/** Notes that a patient is complete. */
	void add(final ChallengePatient p, final int slices, final List<String> cases) throws IOException {
		final Patient done = new Patient();
		done.source = source(p);
		done.slices = slices;
		done.cases = List.copyOf(cases);
		content.patients.put(p.name(), done);
		save();
	}

	private static List<String> source(final ChallengePatient p) {
		return p.files().stream().map(f -> f.toAbsolutePath().normalize().toString()).toList();
	}

	/** How many cases there are. */
	int cases() {
		return content.patients.values().stream().mapToInt(p -> p.cases.size()).sum();
	}

	/**
	 * Writes the folds and the page for people.
	 *
	 * @return how many cases are in each fold; none if there are too few patients
	 */
	List<Integer> finish(final List<ChallengePatient> patients) throws IOException {
		final Map<String, Integer> folds = new LinkedHashMap<>();
		final List<Integer> counts = new ArrayList<>();
		if (patients.size() >= FOLDS) {
			// of all patients, also those without a tumour, as the reference counts them
			final List<List<Integer>> split = new Folds(FOLDS).split(patients.stream().map(ChallengePatient::name).toList());
			for (int f = 0; f < FOLDS; f++) {
				final int before = folds.size();
				for (final int i : split.get(f))
					for (final String c : content.patients.get(patients.get(i).name()).cases)
						folds.put(c, f + 1);
				counts.add(folds.size() - before);
			}
			RecordedFolds.write(folder, folds);
		}
		final String text = readme(patients.size(), counts);
		NewFile.write(folder.resolve(README), f -> Files.writeString(f, text));
		return counts;
	}

	private String readme(final int patients, final List<Integer> counts) {
		final StringBuilder rows = new StringBuilder();
		content.settings.forEach((k, v) -> rows.append("| `").append(k).append("` | ").append(v.isEmpty() ? "" : "`" + v + "`")
			.append(" |\n"));
		return "# A prepared dataset\n\n" + cases() + " cases of " + patients + " patients" + (counts.isEmpty() ? "" : "; " +
			counts.stream().map(String::valueOf).collect(Collectors.joining(", ")) + " of them in the five folds of `" +
			RecordedFolds.NAME + "`") + ". Made by `Prepare Dataset...` of Sfumato with\n\n| | |\n|---|---|\n" + rows +
			"\n`" + NAME + "` says which file each case was made of. The terms of the data are those of the challenge.\n";
	}
}
