package sfumato.engine.counting;

/** Messages about fusion by counting. */
public final class CountingMessages {

	private CountingMessages() {}

	static String oneKey() {
		return "With one key there is no other that could say anything about it.";
	}

	public static String fusing() {
		return "Fusing";
	}
}
