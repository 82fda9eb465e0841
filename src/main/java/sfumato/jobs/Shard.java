package sfumato.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * One of several equal shares of a list, so that several computers can work on it.
 *
 * @param index 1 … count
 * @param count how many shares there are
 */
public record Shard(int index, int count) {

	/** The whole list. */
	public static final Shard ALL = new Shard(1, 1);

	private static final Pattern TEXT = Pattern.compile("\\s*(\\d{1,6})\\s*/\\s*(\\d{1,6})\\s*");

	public Shard {
		if (index < 1 || index > count) throw new UserException(JobMessages.shardRange(index, count));
	}

	/** Reads {@code 2/5}; nothing is {@link #ALL}. */
	public static Shard parse(final String text) {
		if (text.isBlank()) return ALL;
		final Matcher m = TEXT.matcher(text);
		if (!m.matches()) throw new UserException(WrongValue.message("shard", text, "like 2/5, the second of five"));
		return new Shard(Integer.parseInt(m.group(1)), Math.max(1, Integer.parseInt(m.group(2))));
	}

	/** Every count-th element, starting with the index-th: similar neighbours go to different shards. */
	public <T> List<T> of(final List<T> list) {
		final List<T> own = new ArrayList<>();
		for (int i = index - 1; i < list.size(); i += count)
			own.add(list.get(i));
		return own;
	}

	@Override
	public String toString() {
		return index + "/" + count;
	}
}
