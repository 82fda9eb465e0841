package sfumato.installation;

import sfumato.text.Excerpt;

/** Messages to people, for the classes of this package and for tests. */
final class InstallationMessages {

	private InstallationMessages() {}

	static String addressEnding(final String address) {
		return "address is \"" + Excerpt.of(address) + "\", but must end with the name of a jar, wheel or zip.";
	}

	static String noChecksum(final String name) {
		return name + " is not known here; give the SHA-256 that its publisher names as checksum.";
	}

	static String addressScheme(final String address) {
		return "address must begin with https://, http:// or file:, but is \"" + Excerpt.of(address) + "\".";
	}

	static String answers(final Object address, final int code) {
		return "\"" + Excerpt.of(address) + "\" answers " + code + "; is the address right?";
	}

	static String unreachable(final Object address, final String reason) {
		return "\"" + Excerpt.of(address) + "\" cannot be reached: " + reason + ".";
	}

	static String endedEarly(final Object address, final long done, final long size) {
		return "\"" + Excerpt.of(address) + "\" ended after " + done + " of " + size + " bytes; try again.";
	}

	static String otherChecksum(final String name, final String checksum, final String wanted) {
		return "The SHA-256 of " + name + " is " + checksum + " and not " + wanted + "; it is not what its publisher made, or " +
			"did not arrive whole.";
	}

	static String noLibrary(final String library, final String file, final String system) {
		return "There is no " + library + " in " + file + ", so that it is no PyTorch for " + system + ".";
	}

	static String noVersion(final String file) {
		return file + " does not say which version of PyTorch it is.";
	}

	static String noFile(final Object path) {
		return "There is no \"" + path + "\".";
	}

	static String noArchives(final Object folder) {
		return "There are no jars, wheels or zips in \"" + folder + "\"; source=pytorch takes a PyTorch that is unpacked.";
	}

	static String otherVersion(final String file, final String version, final String wanted) {
		return file + " is PyTorch " + version + ", but DJL's bindings are for " + wanted + " and for no other version.";
	}

	static String unreadable(final Object file, final String reason) {
		return "\"" + file + "\" cannot be read as a jar, wheel or zip: " + reason + ".";
	}

	static String processEnded(final int status, final String said) {
		return "The PyTorch library ended the process that tried to load it (exit status " + status + "): " + said;
	}

	static String noFolder(final Object folder) {
		return "There is no folder \"" + folder + "\".";
	}

	static String noLibraryBelow(final String library, final Object folder) {
		return "There is no " + library + " in \"" + folder + "\" or where Python keeps it below; give the folder torch/lib of " +
			"a PyTorch that is installed with pip.";
	}

	static String versionUnknown(final Object folder) {
		return "Nothing beside \"" + folder + "\" says which version of PyTorch it is.";
	}

	static String notPyTorchAlone(final Object folder, final Object other) {
		return "\"" + folder + "\" holds more than PyTorch (" + other + "), and DJL would load it all; take a PyTorch that is " +
			"installed with pip.";
	}
}
