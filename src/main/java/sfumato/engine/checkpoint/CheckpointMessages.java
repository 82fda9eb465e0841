package sfumato.engine.checkpoint;

import sfumato.text.Excerpt;

/** Messages to people, for the classes of this package and for tests. */
public final class CheckpointMessages {

	private CheckpointMessages() {}

	public static String noFile(final Object file) {
		return "There is no file " + file + ".";
	}

	static String notRead(final Object file, final String reason, final String wayOut) {
		return "The checkpoint " + file + " is not read: " + reason + ". " + wayOut;
	}

	static String unreadable(final Object file, final String reason) {
		return "The checkpoint " + file + " cannot be read. " + reason;
	}

	static String noCheckpoint(final Object file) {
		return file + " is no checkpoint: neither a safetensors file nor what torch.save writes.";
	}

	public static String broken(final Object file, final String reason) {
		return "The checkpoint " + file + " cannot be read: " + reason + ".";
	}

	static String unknownStorage(final String storageType) {
		return "it has a " + Excerpt.of(storageType) + ", whose size is not known";
	}

	static String unusedStorage() {
		return "it has a storage that no tensor uses";
	}

	static String endsTooEarly() {
		return "it ends too early";
	}

	static String brokenPickle() {
		return "its pickle is broken";
	}

	static String longInteger(final int bytes) {
		return "it holds an integer of " + bytes + " bytes";
	}

	static String keyType() {
		return "a dictionary in it has a key that is neither a text nor a number";
	}

	static String setsAttributes() {
		return "it sets attributes of an object";
	}

	static String foreignObject(final String name) {
		return "it wants \"" + Excerpt.of(name) + "\", and nothing but tensors is read";
	}

	static String foreignReference() {
		return "it refers to something outside that is no tensor";
	}

	static String partOfStorage() {
		return "a storage in it is part of another one";
	}

	static String tensorAxes(final int n) {
		return "a tensor in it has " + n + " axes";
	}

	public static String tooManyThings(final int most) {
		return "its pickle makes more than " + most + " things, which no checkpoint needs";
	}

	static String headerTooLong(final Object file, final long bytes) {
		return file + " cannot be read. Its header of " + bytes + " bytes does not fit into Java's memory.";
	}

	static String tensorType(final String name, final Object file, final String type) {
		return "The tensor \"" + Excerpt.of(name) + "\" in " + file + " has type " + Excerpt.of(type) + ", but only F16, BF16, " +
			"F32, F64 and I64 can be read.";
	}

	static String becameShorter() {
		return "The file became shorter while it was read.";
	}

	public static String incomplete(final Object file, final String reason) {
		return "The file " + file + " is not a complete safetensors file: " + reason + ".";
	}

	static String tensorLength(final String shape, final int n) {
		return "A tensor of shape " + shape + " cannot hold " + n + " values.";
	}
}
