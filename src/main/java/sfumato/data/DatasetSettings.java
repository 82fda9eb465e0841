package sfumato.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;

import sfumato.labels.MissingLabels;

/**
 * What {@code dataset.json} says of the label maps beside it, for commands that do not ask: {@code {"polarity": "inverted",
 * "missing": "empty-slices"}}.
 *
 * @param polarity of the masks
 * @param missing how label maps show that a rater has not looked
 */
record DatasetSettings(Polarity polarity, MissingLabels missing) {

	static final String NAME = "dataset.json";

	private static final String POLARITY = "polarity", MISSING = "missing";

	/**
	 * Reads the file, if there is one.
	 *
	 * @throws IOException in a sentence, if it is damaged or says something else
	 */
	static DatasetSettings read(final Path folder) throws IOException {
		final Path file = folder.resolve(NAME);
		if (!Files.isRegularFile(file)) return new DatasetSettings(Polarity.NORMAL, MissingLabels.NONE);
		final JsonObject content = content(file);
		for (final String key : content.keySet())
			if (!List.of(POLARITY, MISSING).contains(key)) throw new IOException(file + " says something of \"" + key +
				"\"; known are " + POLARITY + " and " + MISSING + ".");
		try {
			return new DatasetSettings(content.has(POLARITY) ? Polarity.of(content.get(POLARITY).getAsString())
				: Polarity.NORMAL, content.has(MISSING) ? MissingLabels.parse(content.get(MISSING).getAsString())
					: MissingLabels.NONE);
		}
		catch (final IllegalStateException | UnsupportedOperationException e) {
			throw new IOException(file + ": " + POLARITY + " is one of normal, inverted, auto, and " + MISSING +
				" a text or a number, but they are " + content + ".", e);
		}
		catch (final IllegalArgumentException e) {
			throw new IOException(file + ": " + e.getMessage(), e);
		}
	}

	private static JsonObject content(final Path file) throws IOException {
		final String damaged = file + " is damaged; it is written like {\"polarity\": \"inverted\"}.";
		try {
			final JsonElement json = JsonParser.parseString(Files.readString(file));
			if (json.isJsonObject()) return json.getAsJsonObject();
		}
		catch (final JsonParseException e) {
			throw new IOException(damaged, e);
		}
		throw new IOException(damaged);
	}
}
