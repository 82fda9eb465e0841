package sfumato.updatesite;

import com.google.gson.Gson;

/** Needs one library. */
final class UsesGson {

	private UsesGson() {}

	static String text(final Object value) {
		return new Gson().toJson(value);
	}
}
