package sfumato.text;

import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.util.regex.Pattern;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;

/**
 * A tree of parsed JSON text; the only user of Gson's parser. Gson's own recursion overflows the stack at some thousand brackets, and
 * a number such as 1e-999999999 makes {@link java.math.BigDecimal} fill the memory as soon as somebody asks for a whole one; here both
 * are sentences.
 */
public final class Json {

	private static final Gson GSON = new Gson();
	/** Maximum depth of nested brackets. */
	private static final int DEPTH = 100;
	/** Maximum length and exponent of a number. Every 64-bit number is shorter. */
	private static final int NUMBER = 400;
	private static final Pattern EXPONENT = Pattern.compile("[eE][+-]?\\d{1,4}");

	private final JsonReader in;
	private final String where;

	private Json(final String text, final String where) {
		in = new JsonReader(new StringReader(text));
		in.setLenient(true); // people write such files, too
		this.where = where;
	}

	/**
	 * Parses a JSON text. An empty text gives null.
	 *
	 * @param where the name of the text for messages, e.g. that of its file
	 * @throws UserException if the text is not JSON, with {@code where} and the position of the error
	 */
	public static JsonElement parse(final String text, final String where) {
		try {
			return new Json(text, where).document();
		}
		catch (final IOException | IllegalStateException | NumberFormatException | JsonParseException e) {
			throw new UserException(TextMessages.badJson(where, reason(e)), e);
		}
	}

	/**
	 * Parses a JSON text that must be an object.
	 *
	 * @throws UserException as {@link #parse}, and if the text is something else
	 */
	public static JsonObject object(final String text, final String where) {
		final JsonElement json = parse(text, where);
		if (json.isJsonObject()) return json.getAsJsonObject();
		throw new UserException(TextMessages.noJsonObject(where));
	}

	private JsonElement document() throws IOException {
		try {
			in.peek();
		}
		catch (final EOFException e) {
			return JsonNull.INSTANCE;
		}
		final JsonElement json = value(0);
		if (in.peek() != JsonToken.END_DOCUMENT) throw new IllegalStateException("Something follows its end");
		return json;
	}

	private JsonElement value(final int depth) throws IOException {
		if (depth > DEPTH) throw new UserException(TextMessages.tooDeep(where, DEPTH));
		switch (in.peek()) {
			case BEGIN_ARRAY:
				final JsonArray array = new JsonArray();
				in.beginArray();
				while (in.hasNext())
					array.add(value(depth + 1));
				in.endArray();
				return array;
			case BEGIN_OBJECT:
				final JsonObject object = new JsonObject();
				in.beginObject();
				while (in.hasNext()) {
					final String name = in.nextName();
					object.add(name, value(depth + 1));
				}
				in.endObject();
				return object;
			case STRING:
				return new JsonPrimitive(in.nextString());
			case NUMBER:
				return number(in.nextString());
			case BOOLEAN:
				return new JsonPrimitive(in.nextBoolean());
			case NULL:
				in.nextNull();
				return JsonNull.INSTANCE;
			default:
				throw new IllegalStateException("A value is missing");
		}
	}

	/** Reads a number as text. Gson keeps the digits, so that whole numbers stay exact. */
	private JsonElement number(final String text) {
		final int e = Math.max(text.indexOf('e'), text.indexOf('E'));
		if (text.length() > NUMBER || e >= 0 && !EXPONENT.matcher(text.substring(e)).matches()) throw new
			UserException(TextMessages.hugeNumber(where, text));
		return GSON.fromJson(text, JsonElement.class);
	}

	/** Returns the error and its position without class names and the URL at its end. */
	private static String reason(final Exception e) {
		final String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("").replaceFirst(" path \\$.*", "");
		return Excerpt.of(message.replaceFirst("Use JsonReader\\.set\\S+ to accept malformed JSON", "Something that is not JSON"));
	}
}
