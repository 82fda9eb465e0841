package sfumato.engine.checkpoint;

import sfumato.text.Excerpt;

/** Messages about files of weights: PyTorch checkpoints and safetensors. */
public final class CheckpointMessages {

	private CheckpointMessages() {}

	public static String notRead(final Object file, final String reason) {
		return "The checkpoint " + file + " is not read: " + reason + ". In Python, save the weights alone: " +
			"torch.save(model.state_dict(), \"weights.pth\").";
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

	public static String headerTooLong(final Object file, final long bytes) {
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

	public static String incompleteZip() {
		return "it is not a complete zip file";
	}

	public static String noPickle() {
		return "it holds no data.pkl";
	}

	public static String pickleTooLarge(final String entry, final int megabytes) {
		return "its " + Excerpt.of(entry) + " has more than " + megabytes + " MB; save the weights alone";
	}

	public static String noStorages() {
		return "it does not list its storages";
	}

	public static String tensorsTooLarge(final int times) {
		return "its tensors together are more than " + times + " times as large as the file";
	}

	public static String noTensors(final String wanted, final String found) {
		return "it holds no tensors under " + wanted + ", only " + Excerpt.of(found);
	}

	public static String noDictionary() {
		return "it is no dictionary of tensors";
	}

	public static String otherStorage(final String name, final String storageType) {
		return "\"" + Excerpt.of(name) + "\" lies in a " + Excerpt.of(storageType) + ", but only floats and 64-bit " +
			"integers are read";
	}

	public static String numbersOutside(final String name) {
		return "the numbers of \"" + Excerpt.of(name) + "\" are not in it";
	}

	public static String numbersEndEarly(final String name) {
		return "the numbers of \"" + Excerpt.of(name) + "\" end too early";
	}

	public static String otherStorageSize(final String name, final Object size, final Object stride, final long offset, final
		long length)
	{
		return "\"" + name + "\" of size " + Excerpt.of(size) + ", stride " + Excerpt.of(stride) + " and offset " + offset +
			" does not fit its storage of " + length + " numbers";
	}

	public static String instruction(final int instruction) {
		return String.format("it has the pickle instruction 0x%02x", instruction);
	}

	public static String noHeaderLength() {
		return "it does not begin with the length of a header";
	}

	public static String overlap(final String name) {
		return "tensors in it overlap, \"" + Excerpt.of(name) + "\" with another one";
	}

	public static String headerNotJson() {
		return "its header is not JSON";
	}

	public static String noDescription(final String name) {
		return "the header does not say what \"" + name + "\" is";
	}

	public static String bytesOutside(final String name, final String offsets, final long all) {
		return "\"" + name + "\" lies at bytes " + Excerpt.of(offsets) + " of " + all;
	}

	public static String otherByteCount(final String name, final String shape, final String type, final long bytes) {
		return "\"" + name + "\" of shape " + Excerpt.of(shape) + " and type " + type + " has " + bytes + " bytes";
	}

	public static String impossibleShape(final String name, final String shape) {
		return "\"" + name + "\" has the impossible shape " + Excerpt.of(shape);
	}
}
