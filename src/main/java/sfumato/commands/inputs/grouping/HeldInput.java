package sfumato.commands.inputs.grouping;

/** An input whose value is in an object that a command holds. */
interface HeldInput {

	/** Its value in a command. */
	Object get(Object command);

	/** Changes its value in a command. */
	void set(Object command, Object value);
}
