package sfumato.security;

/** Messages to people, for the classes of this package and for tests. */
final class SecurityMessages {

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
}
