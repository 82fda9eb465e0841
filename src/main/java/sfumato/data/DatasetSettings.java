package sfumato.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import sfumato.files.Geometry;
import sfumato.labels.LabelClass;
import sfumato.labels.LabelNumbers;
import sfumato.labels.MissingLabels;
import sfumato.text.Excerpt;
import sfumato.text.Json;
import sfumato.text.TextFile;
import sfumato.text.UserException;

/**
 * The settings in {@code dataset.json} for the label maps beside it, which commands take as defaults: {@code {"polarity": "inverted",
 * "missing": "empty-slices", "geometry": "shifted", "numbers": "instances", "classes": ["background", "liver", {"name": "tumour",
 * "color": "#D55E00"}]}}.
 *
 * @param polarity of the masks
 * @param missing how label maps show that a rater has not looked
 * @param geometry how images and label maps are brought into one orientation
 * @param numbers what the numbers in label maps mean
 * @param classes names and colours, background first; empty if nothing is said of them
 */
record DatasetSettings(Polarity polarity, MissingLabels missing, Geometry geometry, LabelNumbers numbers, List<LabelClass> classes) {

	static final String NAME = "dataset.json";

	private static final String POLARITY = "polarity", MISSING = "missing", GEOMETRY = "geometry", NUMBERS = "numbers", CLASSES = "classes";

	/**
	 * Reads the file, if there is one.
	 *
	 * @throws IOException if it is damaged or has other keys
	 */
	static DatasetSettings read(final Path folder) throws IOException {
		final Path file = folder.resolve(NAME);
		if (!Files.isRegularFile(file)) return new DatasetSettings(Polarity.NORMAL, MissingLabels.NONE,
			Geometry.MATCH, LabelNumbers.CLASSES, List.of());
		final JsonObject content = content(file);
		for (final Map.Entry<String, JsonElement> entry : content.entrySet())
			if (!List.of(POLARITY, MISSING, GEOMETRY, NUMBERS, CLASSES).contains(entry.getKey())) throw new
				IOException(DataMessages.unknownEntry(file, Excerpt.of(entry.getKey()), POLARITY, MISSING, GEOMETRY, NUMBERS, CLASSES));
		try {
			return new DatasetSettings(content.has(POLARITY) ? Polarity.of(content.get(POLARITY).getAsString())
				: Polarity.NORMAL, content.has(MISSING) ? MissingLabels.parse(content.get(MISSING).getAsString())
					: MissingLabels.NONE, content.has(GEOMETRY) ? Geometry.of(content.get(GEOMETRY).getAsString()) : Geometry.MATCH, content.has(
						NUMBERS) ? LabelNumbers.of(content.get(NUMBERS).getAsString()) : LabelNumbers.CLASSES, content.has(CLASSES) ? classes(content.get(CLASSES).getAsJsonArray()) : List.of());
		}
		catch (final IllegalStateException | UnsupportedOperationException e) {
			throw new IOException(DataMessages.wrongEntry(file, POLARITY, MISSING, GEOMETRY, NUMBERS, CLASSES, content), e);
		}
		catch (final IllegalArgumentException e) {
			throw new IOException(file + ": " + Excerpt.sentence(e.getMessage()), e);
		}
	}

	/** A name each, or a name and a colour. */
	private static List<LabelClass> classes(final JsonArray list) {
		final List<LabelClass> classes = new ArrayList<>();
		if (list.size() < 2) throw new UserException(DataMessages.tooFewClassNames(list.size()));
		final List<LabelClass> defaults = LabelClass.defaults(list.size());
		for (final JsonElement e : list) {
			final int rgb = defaults.get(classes.size()).rgb();
			classes.add(e.isJsonObject() ? new LabelClass(text(e.getAsJsonObject(), "name"), e.getAsJsonObject().has("color") ? rgb(text(e
				.getAsJsonObject(), "color")) : rgb) : new LabelClass(e.getAsString(), rgb));
		}
		if (classes.stream().map(LabelClass::name).distinct().count() < classes.size()) throw new UserException(
			DataMessages.classesOfOneName(list));
		return List.copyOf(classes);
	}

	private static String text(final JsonObject o, final String key) {
		if (!o.has(key)) throw new UserException(DataMessages.classLacks(key, o));
		return o.get(key).getAsString();
	}

	private static int rgb(final String color) {
		if (!color.matches("#[0-9A-Fa-f]{6}")) throw new UserException(DataMessages.colourText(color));
		return Integer.parseInt(color.substring(1), 16);
	}

	private static JsonObject content(final Path file) throws IOException {
		try {
			return Json.object(TextFile.read(file), file.toString());
		}
		catch (final IllegalArgumentException e) {
			throw new IOException(DataMessages.datasetSettings(e.getMessage()), e);
		}
	}
}
