package sfumato.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;

/**
 * What {@code dataset.json} says of the label maps beside it, for commands that do not ask: {@code {"polarity": "inverted"}}.
 *
 * @param polarity of the masks
 */
record DatasetSettings(Polarity polarity) {

	static final String NAME = "dataset.json";

	private static final String POLARITY = "polarity";

	/**
	 * Reads the file, if there is one.
	 *
	 * @throws IOException in a sentence, if it is damaged or says something else
	 */
	static DatasetSettings read(final Path folder) throws IOException {
		final Path file = folder.resolve(NAME);
		if (!Files.isRegularFile(file)) return new DatasetSettings(Polarity.NORMAL);
		final JsonObject content;
		try {
			final JsonElement json = JsonParser.parseString(Files.readString(file));
			if (!json.isJsonObject()) throw new IOException(file + " is damaged; it is written like {\"polarity\": \"inverted\"}.");
			content = json.getAsJsonObject();
		}
		catch (final JsonParseException e) {
			throw new IOException(file + " is damaged; it is written like {\"polarity\": \"inverted\"}.", e);
		}
		for (final String key : content.keySet())
			if (!key.equals(POLARITY)) throw new IOException(file + " says something of \"" + key + "\"; known is " + POLARITY +
				".");
		if (!content.has(POLARITY)) return new DatasetSettings(Polarity.NORMAL);
		try {
			return new DatasetSettings(Polarity.of(content.get(POLARITY).getAsString()));
		}
		catch (final IllegalArgumentException | IllegalStateException | UnsupportedOperationException e) {
			throw new IOException(file + ": polarity must be one of normal, inverted, auto, but is " + content.get(POLARITY) + ".",
				e);
		}
	}
}
