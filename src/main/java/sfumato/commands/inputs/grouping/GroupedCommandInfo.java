package sfumato.commands.inputs.grouping;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.scijava.Context;
import org.scijava.InstantiableException;
import org.scijava.ItemVisibility;
import org.scijava.ValidityProblem;
import org.scijava.command.Command;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandModuleItem;
import org.scijava.convert.ConvertService;
import org.scijava.module.Module;
import org.scijava.module.ModuleException;
import org.scijava.module.ModuleItem;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.PluginInfo;
import org.scijava.service.Service;
import org.scijava.util.ClassUtils;

import sfumato.text.UserException;

/**
 * Describes a command that may have {@link Inputs}. As with every command, its class is loaded when somebody asks for inputs, not before.
 * <p>
 * A command that was made by hand gets its module from {@link #createModule(Command)}.
 */
public final class GroupedCommandInfo extends CommandInfo {

	private static final String NO_RECORD = "no-record";

	private final Context context;
	private final List<ValidityProblem> problems = new ArrayList<>();
	private Map<String, CommandModuleItem<?>> items;
	private Object untouched;

	/**
	 * Describes a command.
	 *
	 * @param context injected into the objects that hold inputs
	 */
	GroupedCommandInfo(final PluginInfo<Command> command, final Context context) {
		super(command);
		this.context = context;
	}

	/** Returns an instance of the command with its initial values. It is never run. */
	synchronized Object untouched() {
		try {
			if (untouched == null) untouched = loadClass().getDeclaredConstructor().newInstance();
			return untouched;
		}
		catch (final InstantiableException | ReflectiveOperationException e) {
			throw new IllegalStateException(getClassName() + " cannot be made", e);
		}
	}

	/** Converts a value to a type by SciJava's conversions. */
	Object converted(final Object value, final Class<?> type) {
		return context.service(ConvertService.class).convert(value, type);
	}

	/** Returns inputs and outputs by name, in their order. */
	private synchronized Map<String, CommandModuleItem<?>> items() {
		if (items == null) {
			final Map<String, CommandModuleItem<?>> found = new LinkedHashMap<>();
			if (super.isValid()) collect(untouched(), GroupPath.COMMAND, found);
			items = found;
		}
		return items;
	}

	/**
	 * Collects the inputs of an object and of its groups.
	 *
	 * @return the names of the inputs in the object, including those that the command excludes
	 */
	private Set<String> collect(final Object owner, final GroupPath path, final Map<String, CommandModuleItem<?>> found) {
		final Set<String> names = new HashSet<>();
		if (owner instanceof final InputTable table) for (final InputTable.Row row : table.rows()) {
			names.add(row.key());
			if (path.has(row.key())) add(new TableInput<>(this, path, row), path.last(), found);
		}
		for (final Field field : fields(owner.getClass()))
			if (field.isAnnotationPresent(Inputs.class)) {
				if (owner instanceof Module) problem(GroupingMessages.ofModule(), field);
				else names.addAll(group(field, owner, path, found));
			}
			else if (path.isCommand()) {
				final CommandModuleItem<?> own = own(field.getName());
				if (own != null) add(own, field, found); // else SciJava has found a problem
			}
			else if (!isFromContext(field)) {
				final CommandModuleItem<?> item = new GroupedInput<>(this, path, owner.getClass(), field);
				names.add(field.getName());
				if (Modifier.isFinal(field.getModifiers()) && item.getVisibility() != ItemVisibility.MESSAGE) problem(
					GroupingMessages.finalParameter(), field);
				else if (path.has(field.getName())) add(item, path.last(), found);
			}
		return names;
	}

	private List<String> group(final Field field, final Object owner, final GroupPath path, final Map<String, CommandModuleItem<?>> found) {
		final Set<String> names = collect(GroupPath.group(field, owner), path.then(field), found);
		final Inputs inputs = field.getAnnotation(Inputs.class);
		GroupPath.named(inputs).filter(n -> !names.contains(n)).forEach(n -> problem(GroupingMessages.noInputInGroup(n), field));
		return names.stream().map(n -> inputs.prefix() + n).toList();
	}

	private void add(final CommandModuleItem<?> item, final Field from, final Map<String, CommandModuleItem<?>> found) {
		final CommandModuleItem<?> other = found.putIfAbsent(item.getName(), item);
		if (other != null && other != item) problem(GroupingMessages.inputTwice(item.getName()), from);
	}

	private void problem(final String sentence, final Field field) {
		problems.add(new ValidityProblem(sentence + ": " + field));
	}

	private CommandModuleItem<?> own(final String name) {
		final CommandModuleItem<?> input = super.getInput(name);
		return input != null ? input : super.getOutput(name);
	}

	private List<ModuleItem<?>> items(final Predicate<ModuleItem<?>> kind) {
		return items().values().stream().<ModuleItem<?>> map(i -> i).filter(kind).filter(i -> !getPresets().containsKey(i
			.getName())).toList();
	}

	/** In Fiji, imagej-legacy does not record a command that says {@code no-record}; we do (commands.macro.RecordedLines). */
	@Override
	public boolean is(final String key) {
		return NO_RECORD.equals(key) || super.is(key);
	}

	@Override
	public Iterable<ModuleItem<?>> inputs() {
		return items(ModuleItem::isInput);
	}

	@Override
	public Iterable<ModuleItem<?>> outputs() {
		return items(ModuleItem::isOutput);
	}

	@Override
	public CommandModuleItem<?> getInput(final String name) {
		final CommandModuleItem<?> item = items().get(name);
		return item != null && item.isInput() ? item : null;
	}

	@Override
	public CommandModuleItem<?> getOutput(final String name) {
		final CommandModuleItem<?> item = items().get(name);
		return item != null && item.isOutput() ? item : null;
	}

	@Override
	public boolean isValid() {
		return getProblems().isEmpty();
	}

	@Override
	public List<ValidityProblem> getProblems() {
		items();
		return Stream.concat(super.getProblems().stream(), problems.stream()).toList();
	}

	@Override
	public Module createModule() throws ModuleException {
		try {
			final Command command = createInstance();
			injectGroups(command);
			return createModule(command);
		}
		catch (final InstantiableException e) {
			throw new ModuleException(e);
		}
	}

	@Override
	public Module createModule(final Command command) {
		return command instanceof final Module module ? module : new GroupedModule(this, command);
	}

	/** Injects the context into groups. SciJava injects it into the command, but does not know the objects that it holds. */
	private void injectGroups(final Object owner) {
		for (final Field field : fields(owner.getClass()))
			if (field.isAnnotationPresent(Inputs.class)) {
				final Object group = GroupPath.group(field, owner);
				context.inject(group);
				injectGroups(group);
			}
	}

	/** Returns the fields with inputs in SciJava's order: those of a superclass first. */
	private static List<Field> fields(final Class<?> type) {
		final List<Field> fields = type.getSuperclass() == null ? new ArrayList<>() : fields(type.getSuperclass());
		for (final Field field : type.getDeclaredFields())
			if (field.isAnnotationPresent(Inputs.class) || field.isAnnotationPresent(Parameter.class)) {
				field.setAccessible(true);
				fields.add(field);
			}
		return fields;
	}

	private static boolean isFromContext(final Field field) {
		return Service.class.isAssignableFrom(field.getType()) || field.getType() == Context.class;
	}

	/** A module that reads and writes each input in its group. */
	private static final class GroupedModule extends CommandModule {
		GroupedModule(final GroupedCommandInfo info, final Command command) {
			super(info, command);
		}

		@Override
		public Object getInput(final String name) {
			return get(getInfo().getInput(name));
		}

		@Override
		public Object getOutput(final String name) {
			return get(getInfo().getOutput(name));
		}

		@Override
		public void setInput(final String name, final Object value) {
			set(name, getInfo().getInput(name), value);
		}

		@Override
		public void setOutput(final String name, final Object value) {
			set(name, getInfo().getOutput(name), value);
		}

		private Object get(final CommandModuleItem<?> item) {
			if (item == null) return null;
			return item instanceof final HeldInput held ? held.get(getCommand()) : ClassUtils.getValue(item.getField(), getCommand());
		}

		private void set(final String name, final CommandModuleItem<?> item, final Object value) {
			if (item == null) throw new UserException(GroupingMessages.noInput(name));
			if (item instanceof final HeldInput held) held.set(getCommand(), value);
			else ClassUtils.setValue(item.getField(), getCommand(), value);
		}
	}
}
