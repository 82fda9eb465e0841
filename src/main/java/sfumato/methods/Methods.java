package sfumato.methods;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.scijava.annotations.Index;
import org.scijava.annotations.IndexItem;
import org.scijava.plugin.Plugin;
import org.scijava.plugin.SciJavaPlugin;

import sfumato.text.Excerpt;
import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * The methods of one kind (losses, fusions, …) by the names that macros and model files use; see the package for the
 * grammar and for how to add one.
 *
 * @param <T> the type of the methods, which is a SciJava plugin type
 */
public final class Methods<T extends SciJavaPlugin> {

	/** A method of a weighted sum with its weight. */
	public record Weighted<T>(double weight, T method) {}

	/** An option of a method: its name, Java type and default in text form. */
	public record Option(String name, Class<?> type, String defaultValue) {}

	private record Entry(String name, String description, String className, ClassLoader loader) {

		Class<?> load(final String binaryName) {
			try {
				return Class.forName(binaryName, true, loader);
			}
			catch (final ClassNotFoundException e) {
				throw new IllegalStateException(binaryName + " is in the plugin index but not on the class path", e);
			}
		}
	}

	private static final ClassValue<Methods<?>> ALL = new ClassValue<>() {

		@Override
		@SuppressWarnings({ "unchecked", "rawtypes" })
		protected Methods<?> computeValue(final Class<?> type) {
			return new Methods(type);
		}
	};

	private final String kind;
	private final Class<T> type;
	private final Map<String, Entry> entries = new TreeMap<>();

	/** Finds all methods of a type on the class path. */
	@SuppressWarnings("unchecked")
	public static <T extends SciJavaPlugin> Methods<T> of(final Class<T> type) {
		return (Methods<T>) ALL.get(type);
	}

	private Methods(final Class<T> type) {
		this.type = type;
		kind = type.getSimpleName();
		final ClassLoader loader = type.getClassLoader();
		// wrapped, because SciJava takes Maven's class loader for Eclipse's and would index all classes again
		for (final IndexItem<Plugin> item : Index.load(Plugin.class, new ClassLoader(loader) {})) {
			final Plugin plugin = item.annotation();
			if (!isOfType(plugin)) continue;
			final Entry entry = new Entry(plugin.name(), plugin.description(), item.className(), loader);
			final Entry other = entries.put(entry.name(), entry);
			// the same index can be met twice (a jar and its classes folder on one class path)
			if (other != null && !other.className().equals(entry.className())) throw new IllegalStateException("Two " +
				kind + " plugins are named " + entry.name() + ": " + other.className() + " and " + entry.className());
		}
	}

	private boolean isOfType(final Plugin plugin) {
		try {
			return plugin.type() == type;
		}
		catch (final RuntimeException | LinkageError e) {
			return false; // somebody else's plugin whose type is not on this class path cannot be of ours
		}
	}

	/** Returns all names, sorted. */
	public List<String> names() {
		return List.copyOf(entries.keySet());
	}

	/** Returns the description of a method in one sentence. */
	public String description(final String name) {
		return entry(name).description();
	}

	/** Returns the options of a method with their defaults in order of declaration; empty if it has none. */
	public List<Option> options(final String name) {
		final Class<?> record = optionsOf(entry(name));
		if (record == null) return List.of();
		final Object defaults = defaults(record);
		return Arrays.stream(record.getRecordComponents()).map(c -> new Option(c.getName(), c.getType(), text(get(c,
			defaults)))).toList();
	}

	/**
	 * Creates a method from its text.
	 *
	 * @throws UserException if a name or option is unknown or a value is out of range
	 */
	public T create(final String text) {
		return create(MethodSpec.parse(text));
	}

	/** Creates a method from a parsed text; see {@link #create(String)}. */
	public T create(final MethodSpec spec) {
		final Entry entry = entry(spec.name());
		final Object options = makeOptions(entry, spec);
		final Class<?> c = entry.load(entry.className());
		try {
			final Object method = spec.options().isEmpty() ? c.getConstructor().newInstance() : c.getConstructor(options
				.getClass()).newInstance(options);
			return type.cast(method);
		}
		catch (final InvocationTargetException e) {
			throw rethrow(entry.name(), e);
		}
		catch (final ReflectiveOperationException e) {
			throw new IllegalStateException(entry.className() + " lacks the constructors () and (Options)", e);
		}
	}

	/** Creates the methods of a weighted sum. */
	public List<Weighted<T>> createSum(final String text) {
		return MethodSpec.parseSum(text).stream().map(t -> new Weighted<>(t.weight(), create(t.method()))).toList();
	}

	/** Creates the methods of a comma-separated list. */
	public List<T> createList(final String text) {
		return MethodSpec.splitList(text).stream().map(this::create).toList();
	}

	/**
	 * Checks a method without loading it and adds the defaults of all options that the text omits.
	 *
	 * @throws UserException as {@link #create(String)}
	 */
	public MethodSpec complete(final String text) {
		return complete(MethodSpec.parse(text));
	}

	/** Completes a parsed text; see {@link #complete(String)}. */
	public MethodSpec complete(final MethodSpec spec) {
		final Entry entry = entry(spec.name());
		final Object options = makeOptions(entry, spec);
		return new MethodSpec(entry.name(), options == null ? Map.of() : values(options));
	}

	/** Completes each method of a weighted sum; see {@link #complete(String)}. */
	public List<MethodSpec.Term> completeSum(final String text) {
		return MethodSpec.parseSum(text).stream().map(t -> new MethodSpec.Term(t.weight(), complete(t.method())))
			.toList();
	}

	/** Returns the complete text of a method, from which {@link #create(String)} creates an equal method. */
	public static String textOf(final SciJavaPlugin method) {
		final Plugin plugin = method.getClass().getAnnotation(Plugin.class);
		if (plugin == null) throw new IllegalStateException(method.getClass() + " has no @Plugin annotation");
		try {
			final Object options = method.getClass().getMethod("options").invoke(method);
			return new MethodSpec(plugin.name(), values(options)).toString();
		}
		catch (final NoSuchMethodException e) {
			return plugin.name();
		}
		catch (final ReflectiveOperationException e) {
			throw new IllegalStateException(method.getClass() + " does not tell its options", e);
		}
	}

	private Entry entry(final String name) {
		for (final Entry e : entries.values())
			if (e.name().equalsIgnoreCase(name)) return e;
		throw new UserException(MethodMessages.unknown(kind, name, String.join( ", ", names())));
	}

	/**
	 * Finds the nested record of a class or of one of its superclasses; null if there is none. The method itself is not loaded if the record
	 * is its own, and its dependencies are never loaded.
	 */
	private static Class<?> optionsOf(final Entry entry) {
		try {
			return Class.forName(entry.className() + "$Options", true, entry.loader());
		}
		catch (final ClassNotFoundException e) {
			return inherited(entry);
		}
	}

	private static Class<?> inherited(final Entry entry) {
		try {
			for (Class<?> c = Class.forName(entry.className(), false, entry.loader()).getSuperclass(); c != Object.class; c = c
				.getSuperclass())
				for (final Class<?> member : c.getDeclaredClasses())
					if (member.getSimpleName().equals("Options")) return member;
		}
		catch (final ClassNotFoundException | LinkageError e) {
			// it cannot be made either, and says so then
		}
		return null;
	}

	private Object makeOptions(final Entry entry, final MethodSpec spec) {
		final Class<?> record = optionsOf(entry);
		if (record == null) {
			if (spec.options().isEmpty()) return null;
			throw new UserException(MethodMessages.hasNoOptions(Excerpt.of(spec.options().keySet().iterator().next()),
				entry.name()));
		}
		final Object defaults = defaults(record);
		if (spec.options().isEmpty()) return defaults;
		final RecordComponent[] components = record.getRecordComponents();
		final Map<String, String> given = new LinkedHashMap<>();
		spec.options().forEach((k, v) -> given.put(Stream.of(components).map(RecordComponent::getName).filter(
			n -> n.equalsIgnoreCase(k)).findFirst().orElseThrow(() -> new UserException(MethodMessages.unknownOption(k,
				entry.name(), Stream.of(components).map(RecordComponent::getName).collect( Collectors.joining(", "))))), v));
		final Object[] args = new Object[components.length];
		final Class<?>[] types = new Class<?>[components.length];
		for (int i = 0; i < args.length; i++) {
			types[i] = components[i].getType();
			final String text = given.get(components[i].getName());
			args[i] = text == null ? get(components[i], defaults) : convert(components[i].getName(), text, types[i]);
		}
		try {
			final Constructor<?> constructor = record.getConstructor(types);
			return constructor.newInstance(args);
		}
		catch (final InvocationTargetException e) {
			throw rethrow(entry.name(), e);
		}
		catch (final ReflectiveOperationException e) {
			throw new IllegalStateException(record + " must be public with a public canonical constructor", e);
		}
	}

	private static Object defaults(final Class<?> record) {
		try {
			return record.getConstructor().newInstance();
		}
		catch (final ReflectiveOperationException e) {
			throw new IllegalStateException(record + " needs a public no-argument constructor that holds the defaults", e);
		}
	}

	private static Object get(final RecordComponent component, final Object record) {
		try {
			return component.getAccessor().invoke(record);
		}
		catch (final ReflectiveOperationException e) {
			throw new IllegalStateException(record.getClass() + " must be public", e);
		}
	}

	private static Map<String, String> values(final Object record) {
		final Map<String, String> values = new LinkedHashMap<>();
		for (final RecordComponent c : record.getClass().getRecordComponents())
			values.put(c.getName(), text(get(c, record)));
		return Collections.unmodifiableMap(values);
	}

	private static String text(final Object value) {
		if (value instanceof SciJavaPlugin method) return textOf(method);
		if (value instanceof Double number) return MethodSpec.number(number);
		return String.valueOf(value);
	}

	@SuppressWarnings("unchecked")
	private static Object convert(final String key, final String text, final Class<?> type) {
		if (type.isEnum()) {
			for (final Object constant : type.getEnumConstants())
				if (((Enum<?>) constant).name().equalsIgnoreCase(text.replace('-', '_'))) return constant;
			throw new UserException(WrongValue.message(key, text, "one of " + Stream.of(type.getEnumConstants()).map(
				String::valueOf).collect(Collectors.joining(", "))));
		}
		if (SciJavaPlugin.class.isAssignableFrom(type)) return of((Class<? extends SciJavaPlugin>) type).create(text);
		if (type == String.class) return text;
		if (type == boolean.class) {
			final String flag = text.toLowerCase(Locale.ROOT);
			if (flag.equals("true") || flag.equals("false")) return flag.equals("true");
			throw new UserException(WrongValue.message(key, text, "true or false"));
		}
		try {
			if (type == double.class) return finite(Double.parseDouble(text));
			if (type == int.class) return Integer.parseInt(text);
			if (type == long.class) return Long.parseLong(text);
		}
		catch (final NumberFormatException e) {
			throw new UserException(WrongValue.message(key, text, type == double.class ? "a number" : "a whole number"), e);
		}
		throw new IllegalStateException("Options cannot be of " + type);
	}

	private static double finite(final double value) {
		if (Double.isFinite(value)) return value;
		throw new NumberFormatException();
	}

	private static RuntimeException rethrow(final String name, final InvocationTargetException e) {
		if (e.getCause() instanceof IllegalArgumentException) return new UserException(name + ": " + e
			.getCause().getMessage(), e.getCause());
		return new IllegalStateException(name + " could not be made", e.getCause());
	}
}
