package sfumato.commands.inputs.grouping;

import java.lang.reflect.Field;
import java.lang.reflect.Type;

import org.scijava.command.CommandModuleItem;
import org.scijava.module.MethodCallException;
import org.scijava.module.MethodRef;
import org.scijava.module.Module;
import org.scijava.util.ClassUtils;
import org.scijava.util.Types;

/** An input (or output) that is a field of an object that a command holds, see {@link Inputs}. */
final class GroupedInput<T> extends CommandModuleItem<T> implements HeldInput {

	private final GroupedCommandInfo info;
	private final GroupPath path;
	private final Class<?> group;

	/**
	 * Creates an input of a group.
	 *
	 * @param group the class of the object that holds the input
	 */
	GroupedInput(final GroupedCommandInfo info, final GroupPath path, final Class<?> group, final Field field) {
		super(info, field);
		this.info = info;
		this.path = path;
		this.group = group;
	}

	@Override
	public Object get(final Object command) {
		return ClassUtils.getValue(getField(), path.of(command));
	}

	@Override
	public void set(final Object command, final Object value) {
		ClassUtils.setValue(getField(), path.of(command), value);
	}

	@Override
	public String getName() {
		return path.key(super.getName());
	}

	@Override
	public String getLabel() {
		return path.label(super.getName(), super.getLabel());
	}

	@Override
	public String getDescription() {
		return path.description(super.getName(), super.getDescription());
	}

	@Override
	public boolean isRequired() {
		return path.isRequired(super.getName(), super.isRequired());
	}

	/** Returns the type of the field. SciJava would resolve it against the class of the command, which does not have the field. */
	@Override
	public Type getGenericType() {
		return Types.fieldType(getField(), group);
	}

	@Override
	@SuppressWarnings("unchecked")
	public Class<T> getType() {
		return (Class<T>) Types.raw(getGenericType());
	}

	@Override
	@SuppressWarnings("unchecked")
	public T getDefaultValue() {
		return (T) get(info.untouched());
	}

	@Override
	public void initialize(final Module module) throws MethodCallException {
		call(getInitializer(), module);
	}

	@Override
	public void validate(final Module module) throws MethodCallException {
		if (call(getValidater(), module) instanceof final String problem && !problem.isEmpty()) throw new MethodCallException(
			problem);
	}

	@Override
	public void callback(final Module module) throws MethodCallException {
		call(getCallback(), module);
	}

	private Object call(final String method, final Module module) throws MethodCallException {
		final Object owner = path.of(module.getDelegateObject());
		return new MethodRef(owner.getClass(), method).executeWithResult(owner);
	}
}
