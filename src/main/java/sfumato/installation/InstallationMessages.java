package sfumato.installation;

import sfumato.text.Excerpt;

/** Messages about the installation of the tensor library. */
public final class InstallationMessages {

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

	public static String trying() {
		return "Trying the library";
	}

	public static String usedInPlace(final String version, final String kind, final Object folder) {
		return "PyTorch " + version + " for " + kind + " in " + folder + ", which is used where it is; nothing is copied";
	}

	public static String download(final String version, final String kind, final String size, final Object folder) {
		return "PyTorch " + version + " for " + kind + ", " + size + ", downloaded by DJL from where its developers " +
			"publish it, into " + folder;
	}

	public static String noPublishedChecksum() {
		return "DJL's developers publish no checksums; what comes is as sure as the connection (https). A file whose " +
			"checksum you know can be given with source=file, or with source=download and address.";
	}

	public static String noDriver(final String error) {
		return error + " NVIDIA's driver is not installed here, without which a library for GPUs cannot be loaded.";
	}

	public static String tooOld(final String library, final String jar, final String consequence) {
		return "The " + library + " in " + jar + " is too old: " + consequence + ". Update Fiji (Help > Update...), and if " +
			"that does not help, remove the jar, or the update site that it came with.";
	}

	public static String severalJars(final int n, final String library, final String used, final String others) {
		return "There are " + n + " of " + library + "; " + used + " is used, and not " + others + ".";
	}

	public static String unpacked(final String version, final String kind, final int libraries, final String size, final Object
		folder)
	{
		return "PyTorch " + version + " for " + kind + ", " + libraries + " libraries, " + size + " unpacked, into " + folder;
	}

	public static String downloading(final Object fileName, final long megabytes) {
		return "Downloading " + fileName + " (" + megabytes + " MB)";
	}

	public static String sizeUnknown() {
		return "of a size that the address does not tell";
	}

	public static String fromTo(final Object address, final Object folder) {
		return "from " + address + ", into " + folder;
	}

	public static String checksum(final String name, final String size, final String checksum) {
		return name + ", " + size + ", SHA-256 must be " + checksum;
	}

	public static String unpacking(final String file, final int number, final int all) {
		return "Unpacking " + file + " (" + number + " of " + all + ")";
	}

	public static String sizeForProcessor() {
		return "about 0.1 GB, 0.4 GB unpacked";
	}

	public static String sizeForGpu() {
		return "about 2.5 GB, 4 GB unpacked";
	}

	public static String nothingSaid() {
		return "it said nothing.";
	}

	public static String asPublished() {
		return " (as published)";
	}

	public static String notAsPublished(final String checksum) {
		return " (NOT as published: " + checksum + ")";
	}

	public static String unreadableWithIt() {
		return "Models, datasets and settings cannot be read with it";
	}

	public static String noGpuWithIt() {
		return "With it DJL finds no GPU";
	}

	public static String laterForOthers() {
		return "Other plugins may need a later one; what Sfumato computes with has its own";
	}

	public static String checksum(final String name, final String version, final String kind, final String size, final String
		checksum)
	{
		return name + ", PyTorch " + version + " for " + kind + ", " + size + ", SHA-256 must be " + checksum;
	}
}
