package sfumato.commands.inputs.grouping;

/** Messages about groups of inputs. */
public final class GroupingMessages {

	private GroupingMessages() {}

	public static String noInput(final String name) {
		return "No such input: " + name;
	}

	public static String ofModule() {
		return "A command that is a module itself cannot have it";
	}

	public static String finalParameter() {
		return "A parameter cannot be final";
	}

	public static String noInputInGroup(final String name) {
		return "There is no input " + name + " in it";
	}

	public static String inputTwice(final String name) {
		return "Another parameter is called " + name + ", too";
	}
}
