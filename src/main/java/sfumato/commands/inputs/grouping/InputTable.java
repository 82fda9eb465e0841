package sfumato.commands.inputs.grouping;

import java.util.List;

/** An object whose inputs are rows of a table and no fields, so that the table alone says which there are; see {@link Inputs}. */
public interface InputTable {

	/**
	 * An input that is not persisted and may be left out.
	 *
	 * @param key its name
	 * @param type of its values
	 * @param label in the dialog
	 * @param description its help text
	 * @param style of its widget; empty for that of its type
	 * @param minimum in the dialog; null for none
	 * @param choices that there are; empty for any value
	 */
	record Row(String key, Class<?> type, String label, String description, String style, Object minimum, List<String> choices) {}

	/** The inputs in their order. */
	List<Row> rows();

	/** The present value of an input. */
	Object value(String key);

	/** Changes the value of an input. */
	void set(String key, Object value);
}
