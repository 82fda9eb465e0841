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
 * @param fields fields with {@link Inputs}, beginning with that of the command
 */
record GroupPath(List<Field> fields) {

	/** The path of the command itself. */
	static final GroupPath COMMAND = new GroupPath(List.of());

	/** Returns the path to the value of a field of the object. */
	GroupPath then(final Field field) {
		return new GroupPath(Stream.concat(fields.stream(), Stream.of(field)).toList());
	}

	boolean isCommand() {
		return fields.isEmpty();
	}

	/** Returns the field that holds the object. */
	Field last() {
		return fields.get(fields.size() - 1);
	}

	/** Returns the object of a command at this path. */
	Object of(final Object command) {
		Object owner = command;
		for (final Field f : fields)
			owner = group(f, owner);
		return owner;
	}

	/** Returns the value of a field with {@link Inputs}. */
	static Object group(final Field field, final Object owner) {
		return Objects.requireNonNull(ClassUtils.getValue(field, owner), () -> "There is no object in " + field);
	}

	private interface Level<T> {

		/**
		 * Changes the value of an input at one level of the path.
		 *
		 * @param name the name of the input at this level
		 */
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

	/**
	 * Returns the key of an input.
	 *
	 * @param name the name of the input in its object
	 */
	String key(final String name) {
		return outwards(name, name, (inputs, called, key) -> inputs.prefix() + key);
	}

	/** Returns the label of an input. */
	String label(final String name, final String own) {
		return outwards(name, own, (inputs, called, label) -> inputs.label() + Arrays.stream(inputs.texts()).filter(t -> t.of().equals(
			called) && !t.label().isEmpty()).map(Inputs.Text::label).findFirst().orElse(label));
	}

	/** Returns the help text of an input. */
	String description(final String name, final String own) {
		return outwards(name, own, (inputs, called, text) -> Arrays.stream(inputs.texts()).filter(t -> t.of().equals(called) && !t
			.description().isEmpty()).map(Inputs.Text::description).findFirst().orElse(text));
	}

	/** Whether an input needs a value. */
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

	/** Returns all inputs that the annotation of a field names. */
	static Stream<String> named(final Inputs inputs) {
		return Stream.of(Arrays.stream(inputs.texts()).map(Inputs.Text::of), Arrays.stream(inputs.without()), Arrays.stream(inputs.optional()),
			Arrays.stream(inputs.needed())).flatMap(s -> s);
	}
}
