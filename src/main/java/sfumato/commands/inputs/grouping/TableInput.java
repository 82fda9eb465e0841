package sfumato.commands.inputs.grouping;

import java.lang.reflect.Type;
import java.util.List;

import org.scijava.ItemIO;
import org.scijava.ItemVisibility;
import org.scijava.command.CommandModuleItem;

/** An input that is a row of an {@link InputTable} which a command holds. */
final class TableInput<T> extends CommandModuleItem<T> implements HeldInput {

	private final GroupedCommandInfo info;
	private final GroupPath path;
	private final InputTable.Row row;

	TableInput(final GroupedCommandInfo info, final GroupPath path, final InputTable.Row row) {
		super(info, path.last());
		this.info = info;
		this.path = path;
		this.row = row;
	}

	private InputTable table(final Object command) {
		return (InputTable) path.of(command);
	}

	@Override
	public Object get(final Object command) {
		return table(command).value(row.key());
	}

	/** Sets the value after a conversion to the type of the input, as SciJava converts values of fields, e.g. numbers of scripts. */
	@Override
	public void set(final Object command, final Object value) {
		table(command).set(row.key(), value == null || row.type().isInstance(value) ? value : info.converted(value, row.type()));
	}

	@Override
	public String getName() {
		return path.key(row.key());
	}

	@Override
	public String getLabel() {
		return path.label(row.key(), row.label());
	}

	@Override
	public String getDescription() {
		return path.description(row.key(), row.description());
	}

	@Override
	public boolean isRequired() {
		return path.isRequired(row.key(), false);
	}

	@Override
	@SuppressWarnings("unchecked")
	public Class<T> getType() {
		return (Class<T>) row.type();
	}

	@Override
	public Type getGenericType() {
		return row.type();
	}

	@Override
	@SuppressWarnings("unchecked")
	public T getDefaultValue() {
		return (T) get(info.untouched());
	}

	@Override
	public String getWidgetStyle() {
		return row.style();
	}

	@Override
	@SuppressWarnings("unchecked")
	public T getMinimumValue() {
		return (T) row.minimum();
	}

	@Override
	public T getMaximumValue() {
		return null;
	}

	@Override
	@SuppressWarnings("unchecked")
	public List<T> getChoices() {
		return (List<T>) row.choices();
	}

	@Override
	public ItemIO getIOType() {
		return ItemIO.INPUT;
	}

	@Override
	public ItemVisibility getVisibility() {
		return ItemVisibility.NORMAL;
	}

	@Override
	public boolean isAutoFill() {
		return true;
	}

	@Override
	public boolean isPersisted() {
		return false;
	}

	@Override
	public String getPersistKey() {
		return "";
	}

	@Override
	public String getInitializer() {
		return "";
	}

	@Override
	public String getValidater() {
		return "";
	}

	@Override
	public String getCallback() {
		return "";
	}

	@Override
	public Number getStepSize() {
		return null;
	}

	@Override
	public int getColumnCount() {
		return 6;
	}

	@Override
	public boolean is(final String key) {
		return false;
	}

	@Override
	public String get(final String key) {
		return null;
	}
}
