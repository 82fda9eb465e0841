package sfumato.training.settings;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.stream.Stream;

import sfumato.text.Choice;
import sfumato.text.UserException;

/** Makes the records of a {@link TrainingConfiguration} of values by key: each component is that of the {@link TrainingKey} of its name. */
final class KeyedRecord {

	private KeyedRecord() {}

	/**
	 * A record with records in it.
	 *
	 * @param values by key, and by the names of components that no key is for; what is missing has its standard value
	 * @throws UserException in a sentence, if a record refuses a value
	 */
	static <R extends Record> R of(final Class<R> type, final Map<String, Object> values) {
		final RecordComponent[] components = type.getRecordComponents();
		final Object[] arguments = Stream.of(components).map(c -> value(c, values)).toArray();
		try {
			final Constructor<R> constructor = type.getDeclaredConstructor(Stream.of(components).map(RecordComponent::getType).toArray(
				Class<?>[]::new));
			return constructor.newInstance(arguments);
		}
		catch (final InvocationTargetException e) {
			if (e.getCause() instanceof final RuntimeException refused) throw refused;
			throw new IllegalStateException(e);
		}
		catch (final ReflectiveOperationException e) {
			throw new IllegalStateException(e);
		}
	}

	private static Object value(final RecordComponent component, final Map<String, Object> values) {
		final Class<?> type = component.getType();
		if (type.isRecord()) return of(type.asSubclass(Record.class), values);
		final Object value = Stream.of(TrainingKey.values()).filter(k -> k.isFor(component.getName())).findFirst().map(k -> values.getOrDefault(
			k.key(), k.standard())).orElseGet(() -> values.get(component.getName()));
		if (value == null) throw new IllegalStateException("No key is for " + component);
		return type.isEnum() ? Choice.of(component.getName(), type.getEnumConstants(), value.toString().strip()) : value;
	}
}
