package sfumato.models;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

import sfumato.text.Excerpt;
import sfumato.text.Json;
import sfumato.text.UserException;

/**
 * Strict JSON serialisation of records: a missing key, an unknown key or a value of another type is an error that names it. (Gson
 * alone turns a missing record component into 0 or null and ignores what it does not know.)
 * <p>
 * A component with {@link IfAbsent} may be missing, so that files of older versions can be read; {@link Formerly} names the form
 * that a record had.
 * <p>
 * Components may be String, int, long, double, boolean, enums, records, sealed interfaces of records, and List, Set,
 * Map&lt;String, …&gt; and Optional of these. An empty Optional is {@code null}; a record that stands for a sealed interface is
 * an object whose only key is the record's simple name.
 * <p>
 * Files are read and written by the static methods. Messages between processes know more types: {@link #messages()}.
 */
public final class StrictJson {

	private static final Gson PAGE = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().serializeNulls().create();
	private static final Gson LINE = new GsonBuilder().disableHtmlEscaping().serializeNulls().create();
	private static final StrictJson FILES = new StrictJson(false, Map.of());
	private static final List<Double> NO_NUMBERS = List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

	/** The representation of a value in JSON. */
	private record Surrogate<T, S>(Class<T> type, Class<S> written, Function<T, S> to, Function<S, T> from) {
		Object surrogate(final Object value) {
			return to.apply(type.cast(value));
		}

		Object original(final Object surrogate) {
			return from.apply(written.cast(surrogate));
		}
	}

	/** Whether doubles may be NaN or infinite; they are then texts, as JSON has no such numbers. */
	private final boolean anyDouble;
	private final Map<Class<?>, Surrogate<?, ?>> surrogates;

	private StrictJson(final boolean anyDouble, final Map<Class<?>, Surrogate<?, ?>> surrogates) {
		this.anyDouble = anyDouble;
		this.surrogates = surrogates;
	}

	/** The record as JSON text, one component a line. */
	public static String write(final Record record) {
		return PAGE.toJson(FILES.toJson(record, record.getClass())) + "\n";
	}

	/**
	 * @param where what the text is, for messages: the file's name
	 * @throws UserException naming file and key
	 */
	public static <T extends Record> T read(final String text, final Class<T> type, final String where) {
		return type.cast(FILES.fromJson(Json.object(text, where), type, where, ""));
	}

	/** For messages, which are one line each and whose doubles may be NaN or infinite. */
	public static StrictJson messages() {
		return new StrictJson(true, Map.of());
	}

	/**
	 * The same with one more type.
	 *
	 * @param type as components are declared
	 * @param surrogate what is written instead of its values: a type that is known
	 */
	public <T, S> StrictJson with(final Class<T> type, final Class<S> surrogate, final Function<T, S> to,
		final Function<S, T> from)
	{
		final Map<Class<?>, Surrogate<?, ?>> more = new HashMap<>(surrogates);
		more.put(type, new Surrogate<>(type, surrogate, to, from));
		return new StrictJson(anyDouble, more);
	}

	/** A value as one line. */
	public String line(final Object value, final Type type) {
		return LINE.toJson(toJson(value, type));
	}

	/**
	 * What {@link #line} has written.
	 *
	 * @throws UserException naming the key
	 */
	public Object value(final String line, final Type type, final String where) {
		return fromJson(Json.parse(line, where), type, where, "");
	}

	private JsonElement toJson(final Object value, final Type type) {
		if (value == null) throw new UserException(ModelMessages.nullValue());
		final Type[] of = type instanceof final ParameterizedType generic ? generic.getActualTypeArguments() : new Type[0];
		if (value instanceof Optional<?> optional) return optional.map(v -> toJson(v, of[0])).orElse(JsonNull.INSTANCE);
		if (value instanceof Collection<?> list) {
			final JsonArray array = new JsonArray();
			list.forEach(v -> array.add(toJson(v, of[0])));
			return array;
		}
		final JsonObject object = new JsonObject();
		if (value instanceof Map<?, ?> map) {
			map.forEach((k, v) -> object.add((String) k, toJson(v, of[1])));
			return object;
		}
		final Class<?> c = raw(type);
		final Surrogate<?, ?> surrogate = surrogates.get(c);
		if (surrogate != null) return toJson(surrogate.surrogate(value), surrogate.written());
		if (value instanceof String s) return new JsonPrimitive(s);
		if (value instanceof Boolean b) return new JsonPrimitive(b);
		if (value instanceof Double d && anyDouble && NO_NUMBERS.contains(d)) return new JsonPrimitive(d.toString());
		if (value instanceof Number n) return new JsonPrimitive(n);
		if (value instanceof Enum<?> e) return new JsonPrimitive(e.name());
		if (c.isSealed()) object.add(value.getClass().getSimpleName(), toJson(value, value.getClass()));
		else if (value instanceof Record) for (final RecordComponent component : value.getClass().getRecordComponents())
			object.add(component.getName(), toJson(get(component, value), component.getGenericType()));
		else throw new IllegalStateException("No JSON form for " + value.getClass());
		return object;
	}

	private static Class<?> raw(final Type type) {
		return (Class<?>) (type instanceof final ParameterizedType generic ? generic.getRawType() : type);
	}

	private static Object get(final RecordComponent component, final Object record) {
		try {
			component.getAccessor().setAccessible(true); // its class need not be public
			return component.getAccessor().invoke(record);
		}
		catch (final ReflectiveOperationException e) {
			throw new IllegalStateException(record.getClass() + " cannot be read", e);
		}
	}

	private Object fromJson(final JsonElement json, final Type type, final String where, final String key) {
		final Class<?> c = raw(type);
		if (c == Optional.class || c == List.class || c == Set.class || c == Map.class) return fromJson(json, (ParameterizedType) type, where, key);
		final Surrogate<?, ?> surrogate = surrogates.get(c);
		if (surrogate != null) return surrogate.original(fromJson(json, surrogate.written(), where, key));
		if (c.isSealed() && c.isInterface()) return readSealed(object(json, where, key), c, where, key);
		if (c.isRecord()) return readAnyForm(object(json, where, key), c, where, key);
		if (!json.isJsonPrimitive()) throw wrong(json, c.getSimpleName(), where, key);
		final JsonPrimitive p = json.getAsJsonPrimitive();
		if (c == boolean.class && p.isBoolean()) return p.getAsBoolean();
		if (c == String.class && p.isString()) return p.getAsString();
		if (c.isEnum() && p.isString()) {
			for (final Object constant : c.getEnumConstants())
				if (((Enum<?>) constant).name().equals(p.getAsString())) return constant;
			throw wrong(json, "one of " + Stream.of(c.getEnumConstants()).map(String::valueOf).collect(Collectors.joining(
				", ")), where, key);
		}
		if (anyDouble && (c == double.class || c == Double.class)) for (final double v : NO_NUMBERS)
			if (p.isString() && p.getAsString().equals(Double.toString(v))) return v;
		if (p.isNumber()) {
			final double v = p.getAsDouble();
			if ((c == double.class || c == Double.class) && Double.isFinite(v)) return v;
			if ((c == int.class || c == Integer.class) && v == (int) v) return (int) v;
			if ((c == long.class || c == Long.class) && Math.abs(v) < 0x1p64) {
				// a double is too coarse to tell the largest whole numbers
				final BigDecimal exact = p.getAsBigDecimal();
				if (exact.compareTo(BigDecimal.valueOf(exact.longValue())) == 0) return exact.longValue();
			}
		}
		throw wrong(json, c.getSimpleName(), where, key);
	}

	private Object fromJson(final JsonElement json, final ParameterizedType type, final String where, final String key) {
		final Type[] of = type.getActualTypeArguments();
		if (type.getRawType() == Optional.class) return json.isJsonNull() ? Optional.empty() : Optional.of(fromJson(json,
			of[0], where, key));
		if (type.getRawType() != Map.class) {
			if (!json.isJsonArray()) throw wrong(json, "a list", where, key);
			final List<Object> list = new ArrayList<>();
			for (final JsonElement e : json.getAsJsonArray())
				list.add(fromJson(e, of[0], where, Excerpt.of(key + "[" + list.size() + "]")));
			return type.getRawType() == List.class ? List.copyOf(list) : Set.copyOf(list);
		}
		final Map<String, Object> map = new LinkedHashMap<>();
		object(json, where, key).entrySet().forEach(e -> map.put(e.getKey(), fromJson(e.getValue(), of[1], where, join(key, e
			.getKey()))));
		return java.util.Collections.unmodifiableMap(map);
	}

	private Object readSealed(final JsonObject json, final Class<?> type, final String where, final String key) {
		final List<Class<?>> permitted = permitted(type).toList();
		for (final Class<?> c : permitted)
			if (json.entrySet().size() == 1 && json.has(c.getSimpleName())) return fromJson(json.get(c.getSimpleName()), c, where, join(key, c
				.getSimpleName()));
		throw wrong(json, "an object whose key is one of " + permitted.stream().map(Class::getSimpleName).collect(Collectors.joining(", ")), where, key);
	}

	/** The classes that there are objects of; what stands between them and their type is sealed, too. */
	private static Stream<Class<?>> permitted(final Class<?> type) {
		return Stream.of(type.getPermittedSubclasses()).flatMap(c -> c.isSealed() ? permitted(c) : Stream.of(c));
	}

	/** Reads a record of the present form, or of the form that it had in older versions. */
	private Object readAnyForm(final JsonObject json, final Class<?> type, final String where, final String key) {
		final Formerly former = type.getAnnotation(Formerly.class);
		if (former == null) return readRecord(json, type, where, key);
		try {
			return readRecord(json, type, where, key);
		}
		catch (final UserException e) {
			try {
				return ((Formerly.Form<?>) readRecord(json, former.value(), where, key)).now();
			}
			catch (final UserException older) {
				throw e; // which names what is wrong with the present form
			}
		}
	}

	private Object readRecord(final JsonObject json, final Class<?> type, final String where, final String key) {
		final RecordComponent[] components = type.getRecordComponents();
		final Set<String> unknown = new TreeSet<>();
		json.entrySet().forEach(e -> unknown.add(e.getKey()));
		final Object[] args = new Object[components.length];
		final Class<?>[] types = new Class<?>[components.length];
		for (int i = 0; i < components.length; i++) {
			final String name = components[i].getName();
			final IfAbsent former = components[i].getAnnotation(IfAbsent.class);
			if (!json.has(name) && former == null) throw new UserException(ModelMessages.lacksKey(where, join(key, name)));
			unknown.remove(name);
			types[i] = components[i].getType();
			args[i] = fromJson(json.has(name) ? json.get(name) : Json.parse(former.value(), where), components[i].getGenericType(),
				where, join(key, name));
		}
		if (!unknown.isEmpty()) throw new UserException(ModelMessages.unknownKey(where, join(key, unknown.iterator().next()),
			Stream.of(components).map(RecordComponent::getName).collect(Collectors.joining(", "))));
		try {
			final Constructor<?> constructor = type.getDeclaredConstructor(types);
			constructor.setAccessible(true); // its class need not be public
			return constructor.newInstance(args);
		}
		catch (final InvocationTargetException e) {
			if (e.getCause() instanceof IllegalArgumentException) throw new UserException(where + ": " + Excerpt.sentence(e.getCause()
				.getMessage()), e.getCause());
			throw new IllegalStateException(type + " could not be made", e.getCause());
		}
		catch (final ReflectiveOperationException e) {
			throw new IllegalStateException(type + " cannot be made", e);
		}
	}

	private static JsonObject object(final JsonElement json, final String where, final String key) {
		if (!json.isJsonObject()) throw wrong(json, "an object", where, key);
		return json.getAsJsonObject();
	}

	private static String join(final String key, final String name) {
		final String last = Excerpt.of(name);
		return key.isEmpty() ? last : Excerpt.of(key + "." + last);
	}

	private static UserException wrong(final JsonElement json, final String expected, final String where,
		final String key)
	{
		return new UserException(ModelMessages.wrongKey(where, key, json, expected));
	}
}
