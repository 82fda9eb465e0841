package sfumato.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
 * What {@code dataset.json} says of the label maps beside it, for commands that do not ask: {@code {"polarity": "inverted",
 * "missing": "empty-slices", "geometry": "shifted", "numbers": "instances", "classes": ["background", "liver", {"name": "tumour", "color": "#D55E00"}]}}.
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
	 * @throws IOException in a sentence, if it is damaged or says something else
	 */
	static DatasetSettings read(final Path folder) throws IOException {
		final Path file = folder.resolve(NAME);
		if (!Files.isRegularFile(file)) return new DatasetSettings(Polarity.NORMAL, MissingLabels.NONE,
			Geometry.MATCH, LabelNumbers.CLASSES, List.of());
		final JsonObject content = content(file);
		for (final String key : content.keySet())
			if (!List.of(POLARITY, MISSING, GEOMETRY, NUMBERS, CLASSES).contains(key)) throw new IOException(file + " says something of \"" + Excerpt
				.of(key) + "\"; known are " + POLARITY + ", " + MISSING + ", " + GEOMETRY + ", " + NUMBERS + " and " + CLASSES + ".");
		try {
			return new DatasetSettings(content.has(POLARITY) ? Polarity.of(content.get(POLARITY).getAsString())
				: Polarity.NORMAL, content.has(MISSING) ? MissingLabels.parse(content.get(MISSING).getAsString())
					: MissingLabels.NONE, content.has(GEOMETRY) ? Geometry.of(content.get(GEOMETRY).getAsString()) : Geometry.MATCH, content.has(
						NUMBERS) ? LabelNumbers.of(content.get(NUMBERS).getAsString()) : LabelNumbers.CLASSES, content.has(CLASSES) ? classes(content.get(CLASSES).getAsJsonArray()) : List.of());
		}
		catch (final IllegalStateException | UnsupportedOperationException e) {
			throw new IOException(file + ": " + POLARITY + " is one of normal, inverted, auto, and " + MISSING +
				" a text or a number, and " + GEOMETRY + " one of match, shifted, ignore, and " + NUMBERS + " one of classes, instances, and " + CLASSES +
				" a list like [\"background\", \"liver\", {\"name\": \"tumour\", \"color\": \"#D55E00\"}], but they are " + Excerpt.of(
					content) + ".", e);
		}
		catch (final IllegalArgumentException e) {
			throw new IOException(file + ": " + Excerpt.sentence(e.getMessage()), e);
		}
	}

	/** A name each, or a name and a colour. */
	private static List<LabelClass> classes(final JsonArray list) {
		final List<LabelClass> classes = new ArrayList<>();
		if (list.size() < 2) throw new UserException("there are at least 2 classes (background is one), but " + list.size() +
			" are named.");
		final List<LabelClass> defaults = LabelClass.defaults(list.size());
		for (final JsonElement e : list) {
			final int rgb = defaults.get(classes.size()).rgb();
			classes.add(e.isJsonObject() ? new LabelClass(text(e.getAsJsonObject(), "name"), e.getAsJsonObject().has("color") ? rgb(text(e
				.getAsJsonObject(), "color")) : rgb) : new LabelClass(e.getAsString(), rgb));
		}
		if (classes.stream().map(LabelClass::name).distinct().count() < classes.size()) throw new UserException(
			"two classes have the same name in " + Excerpt.of(list) + ".");
		return List.copyOf(classes);
	}

	private static String text(final JsonObject o, final String key) {
		if (!o.has(key)) throw new UserException("a class lacks its " + key + ": " + Excerpt.of(o) + ".");
		return o.get(key).getAsString();
	}

	private static int rgb(final String color) {
		if (!color.matches("#[0-9A-Fa-f]{6}")) throw new UserException("a colour is written like \"#D55E00\", but one is \"" +
			Excerpt.of(color) + "\".");
		return Integer.parseInt(color.substring(1), 16);
	}

	private static JsonObject content(final Path file) throws IOException {
		try {
			return Json.object(TextFile.read(file), file.toString());
		}
		catch (final IllegalArgumentException e) {
			throw new IOException(e.getMessage() + " It is written like {\"polarity\": \"inverted\"}.", e);
		}
	}
}
