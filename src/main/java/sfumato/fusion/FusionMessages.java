package sfumato.fusion;

/** Messages to people, for the classes of this package and for tests. */
final class FusionMessages {

	private FusionMessages() {}

	static String zeroOverlapMissing() {
		return "zeroOverlap is missing; say ZERO or ONE.";
	}

	static String tieMissing() {
		return "tie is missing; say BACKGROUND, UNDECIDED or LOWEST.";
	}

	static String priorMissing() {
		return "prior and region are missing.";
	}
}
