package sfumato.statistics;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import sfumato.text.UserException;

/**
 * Tells from the name of a case whose it is, so that the cases of a patient are not taken for those of several.
 *
 * @param key what the expression is the value of, for messages
 * @param expression a regular expression for the beginning of a name, e.g. {@code patient\d+}: its first pair of brackets if it
 *          has any, else all that it matches, is the group. Empty: each case is its own
 */
public record CaseGroups(String key, String expression) {

	/** What {@code group} says. */
	public CaseGroups(final String expression) {
		this("group", expression);
	}

	/** @throws UserException if it is no regular expression */
	public CaseGroups {
		expression = expression.strip();
		try {
			Pattern.compile(expression);
		}
		catch (final PatternSyntaxException e) {
			throw new UserException(key + "=" + expression + " is no regular expression: " + e.getDescription() + ".", e);
		}
	}

	/** Whether each case is its own group. */
	public boolean areCases() {
		return expression.isEmpty();
	}

	/** @throws UserException if the name does not say it */
	public String of(final String name) {
		if (areCases()) return name;
		final Matcher matcher = Pattern.compile(expression).matcher(name);
		final String found = !matcher.lookingAt() ? null : matcher.groupCount() == 0 ? matcher.group() : matcher.group(1);
		if (found == null || found.isEmpty()) throw new UserException(key + "=" + expression +
			" does not say whose case \"" + name + "\" is; its name must begin with what the expression matches.");
		return found;
	}
}
