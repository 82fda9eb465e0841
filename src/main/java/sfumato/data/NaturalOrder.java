package sfumato.data;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Natural sort order of names: runs of digits compare as numbers, everything else letter by letter; {@code a2 < a10}. */
public enum NaturalOrder implements Comparator<String> {
	INSTANCE;

	private static final Pattern PART = Pattern.compile("\\d+|\\D");

	@Override
	public int compare(final String a, final String b) {
		final Matcher x = PART.matcher(a), y = PART.matcher(b);
		while (true) {
			final boolean more = x.find();
			if (!y.find()) return more ? 1 : a.compareTo(b);
			if (!more) return -1;
			final String p = x.group(), q = y.group();
			final boolean numbers = Character.isDigit(p.charAt(0)) && Character.isDigit(q.charAt(0));
			final int order = numbers ? new BigInteger(p).compareTo(new BigInteger(q)) : p.compareTo(q);
			if (order != 0) return order;
		}
	}
}
