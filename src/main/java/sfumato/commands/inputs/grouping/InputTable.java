package sfumato.commands.inputs.grouping;

import java.util.List;

/** An object whose inputs are rows of a table and no fields, so that the table alone says which there are; see {@link Inputs}. */
public interface InputTable {

	/**
	 * An optional input that is not persisted.
	 *
	 * @param key name of the input
	 * @param type type of the value
	 * @param label label in the dialog
	 * @param description help text
	 * @param style style of the widget; empty for that of the type
	 * @param minimum minimum value in the dialog; null for none
	 * @param choices allowed values; empty for any value
	 */
	record Row(String key, Class<?> type, String label, String description, String style, Object minimum, List<String> choices) {}

	/** Returns the inputs in their order. */
	List<Row> rows();

	/** Returns the current value of an input. */
	Object value(String key);

	/** Sets the value of an input. */
	void set(String key, Object value);
}
