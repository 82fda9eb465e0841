package sfumato.commands.inputs.grouping;

/** An input whose value is in an object that a command holds. */
interface HeldInput {

	/** Returns the value of the input in a command. */
	Object get(Object command);

	/** Sets the value of the input in a command. */
	void set(Object command, Object value);
}
