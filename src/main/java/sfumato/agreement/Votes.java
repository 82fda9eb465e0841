package sfumato.agreement;

import java.util.Arrays;

import sfumato.text.UserException;
import sfumato.text.WrongValue;

/** Validated votes per class; shared by the agreement coefficients of many raters. */
record Votes(long[] perClass) {

	static Votes of(final int[][] votes, final long[] counts) {
		if (votes.length != counts.length) throw new UserException(AgreementMessages.votesAndCounts(votes.length, counts.length));
		final int classes = votes.length == 0 ? 0 : votes[0].length;
		final long[] perClass = new long[classes];
		for (int i = 0; i < votes.length; i++) {
			if (votes[i].length != classes) throw new UserException(AgreementMessages.voteClasses(i, votes[i].length, classes));
			requireCount(counts[i]);
			for (int c = 0; c < classes; c++)
				perClass[c] += counts[i] * requireCount(votes[i][c]);
		}
		return new Votes(perClass);
	}

	static long requireCount(final long n) {
		if (n < 0) throw new UserException(WrongValue.message("A count", n, "at least 0"));
		return n;
	}

	/** Ordered pairs of different raters who chose the same class. */
	static long agreeingPairs(final int[] votes) {
		return Arrays.stream(votes).mapToLong(n -> (long) n * (n - 1)).sum();
	}

	boolean usesOneClass() {
		return Arrays.stream(perClass).filter(n -> n > 0).count() < 2;
	}
}
