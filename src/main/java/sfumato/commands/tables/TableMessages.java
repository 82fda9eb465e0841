package sfumato.commands.tables;

import java.util.ArrayList;
import java.util.List;

/** Messages about tables of scores of cases. */
public final class TableMessages {

	private TableMessages() {}

	public static String withoutNumber(final String column, final int absent, final int undefined, final String undefinedIn,
		final int cases)
	{
		final List<String> why = new ArrayList<>();
		if (absent > 0) why.add("the class is absent in " + absent);
		if (undefined > 0) why.add("undefined in " + undefinedIn);
		return column + " has no number in " + (absent + undefined) + " of " + cases + " cases, which the mean leaves out: " +
			String.join("; ", why) + ".";
	}
}
