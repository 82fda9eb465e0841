package sfumato.statistics;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import sfumato.text.UserException;

/**
 * Groups cases by patient, from their names, so that cases of a patient are not treated as independent.
 *
 * @param key what the expression is the value of, for messages
 * @param expression a regular expression for the beginning of a name, e.g. {@code patient\d+}: its first pair of brackets if it
 *          has any, else all that it matches, is the group. Empty: each case is its own
 */
public record CaseGroups(String key, String expression) {

	/** The text form, as in the key {@code group}. */
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
			throw new UserException(StatisticsMessages.expression(key, expression, e.getDescription()), e);
		}
	}

	/** Whether each case is its own group. */
	public boolean areCases() {
		return expression.isEmpty();
	}

	/** @throws UserException if the name does not match */
	public String of(final String name) {
		if (areCases()) return name;
		final Matcher matcher = Pattern.compile(expression).matcher(name);
		final String found = !matcher.lookingAt() ? null : matcher.groupCount() == 0 ? matcher.group() : matcher.group(1);
		if (found == null || found.isEmpty()) throw new UserException(StatisticsMessages.noMatch(key, expression, name));
		return found;
	}
}
