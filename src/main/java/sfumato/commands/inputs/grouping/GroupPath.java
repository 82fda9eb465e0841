package sfumato.commands.inputs.grouping;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.scijava.util.ClassUtils;

/**
 * The way from a command to an object that it holds, and what is said along it of that object's inputs. What is said nearer to the
 * command counts.
 *
 * @param fields each with {@link Inputs}, that of the command first
 */
record GroupPath(List<Field> fields) {

	/** The command itself. */
	static final GroupPath COMMAND = new GroupPath(List.of());

	/** The path to what a field of the object holds. */
	GroupPath then(final Field field) {
		return new GroupPath(Stream.concat(fields.stream(), Stream.of(field)).toList());
	}

	boolean isCommand() {
		return fields.isEmpty();
	}

	/** The field that holds the object. */
	Field last() {
		return fields.get(fields.size() - 1);
	}

	/** The object of a command. */
	Object of(final Object command) {
		Object owner = command;
		for (final Field f : fields)
			owner = group(f, owner);
		return owner;
	}

	/** What a field with {@link Inputs} holds. */
	static Object group(final Field field, final Object owner) {
		return Objects.requireNonNull(ClassUtils.getValue(field, owner), () -> "There is no object in " + field);
	}

	private interface Level<T> {

		/** What a value becomes at a level, where the input is called so. */
		T at(Inputs inputs, String name, T value);
	}

	private <T> T outwards(final String name, final T value, final Level<T> step) {
		String called = name;
		T result = value;
		for (int i = fields.size() - 1; i >= 0; i--) {
			final Inputs inputs = fields.get(i).getAnnotation(Inputs.class);
			result = step.at(inputs, called, result);
			called = inputs.prefix() + called;
		}
		return result;
	}

	/** The key of an input that the object calls so. */
	String key(final String name) {
		return outwards(name, name, (inputs, called, key) -> inputs.prefix() + key);
	}

	/** The label of an input. */
	String label(final String name, final String own) {
		return outwards(name, own, (inputs, called, label) -> inputs.label() + Arrays.stream(inputs.texts()).filter(t -> t.of().equals(
			called) && !t.label().isEmpty()).map(Inputs.Text::label).findFirst().orElse(label));
	}

	/** The help text of an input. */
	String description(final String name, final String own) {
		return outwards(name, own, (inputs, called, text) -> Arrays.stream(inputs.texts()).filter(t -> t.of().equals(called) && !t
			.description().isEmpty()).map(Inputs.Text::description).findFirst().orElse(text));
	}

	/** Whether a value has to be given for an input. */
	boolean isRequired(final String name, final boolean own) {
		return outwards(name, own, (inputs, called, required) -> has(inputs.needed(), called) || required && !has(inputs.optional(),
			called));
	}

	/** Whether the command has an input. */
	boolean has(final String name) {
		return outwards(name, true, (inputs, called, there) -> there && !has(inputs.without(), called));
	}

	private static boolean has(final String[] names, final String name) {
		return Arrays.asList(names).contains(name);
	}

	/** All inputs that a field's annotation speaks of. */
	static Stream<String> named(final Inputs inputs) {
		return Stream.of(Arrays.stream(inputs.texts()).map(Inputs.Text::of), Arrays.stream(inputs.without()), Arrays.stream(inputs.optional()),
			Arrays.stream(inputs.needed())).flatMap(s -> s);
	}
}
