package sfumato.engine.counting;

/** Messages to people, for the classes of this package and for tests. */
final class CountingMessages {

	private CountingMessages() {}

	static String oneKey() {
		return "With one key there is no other that could say anything about it.";
	}
}
