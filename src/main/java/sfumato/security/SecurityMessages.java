package sfumato.security;

/** Messages about files and folders that are not trusted. */
public final class SecurityMessages {

	private SecurityMessages() {}

	static String noTemporaryFolder(final Object folder) {
		return "There is no folder \"" + folder + "\" for temporary files; set the system property java.io.tmpdir.";
	}

	static String ownerUnknown(final Object path) {
		return "The system does not say who may change \"" + path + "\".";
	}

	static String notAFile(final Object path) {
		return "\"" + path + "\" is not a file.";
	}

	static String notAFolder(final Object path) {
		return "\"" + path + "\" is not a folder.";
	}

	static String missing(final Object path) {
		return "There is no \"" + path + "\".";
	}

	static String tooManyLinks(final Object path) {
		return "\"" + path + "\" leads through too many links.";
	}

	public static String ownedByOther(final Object path, final String account, final String variable) {
		return "\"" + path + "\" belongs to " + account + " and not to you" + advice(variable);
	}

	public static String changeable(final Object path, final String account, final String variable) {
		return "\"" + path + "\" can be changed by " + account + advice(variable);
	}

	private static String advice(final String variable) {
		return ", so nothing is loaded from there and nothing is written there. Use a folder that only you can write to, or name " +
			"this one in the environment variable " + variable + " if you trust all who can.";
	}
}
