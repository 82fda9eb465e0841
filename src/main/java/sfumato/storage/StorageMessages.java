package sfumato.storage;

/** Messages about changes of files. */
public final class StorageMessages {

	private StorageMessages() {}

	public static String isOpen() {
		return "another program has it open, or it is write-protected; close it there and try again";
	}
}
