package sfumato.security;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/**
 * Type, owner and write permissions of one entry of a folder, from the operating system. Accounts and groups are names that only
 * {@link FileAccess} and {@link Trust} compare.
 *
 * @param kind type of the entry; links are not followed
 * @param owner account that owns the entry
 * @param writers accounts and groups other than the owner that may change a file, or add entries to a folder
 * @param movers accounts and groups other than the owner that may rename or delete the entry or the entries of the folder
 * @param sticky whether only the owner of an entry in this folder may rename or delete that entry
 */
public record FileAccess(Kind kind, String owner, Set<String> writers, Set<String> movers, boolean sticky) {

	/** Name of all accounts together, in lists of accounts with access. */
	static final String EVERYBODY = "everybody";

	/** The type of a directory entry. */
	public enum Kind {
		/** A regular file. */
		FILE,
		/** A directory. */
		FOLDER,
		/** A symbolic link. */
		LINK,
		/** A pipe, a socket or a device. Opening one can block forever. */
		OTHER
	}

	/** Source of access rights: the system, or a table in tests. */
	@FunctionalInterface
	public interface View {

		/**
		 * Returns the access rights of an entry without opening it and without following links.
		 *
		 * @throws java.nio.file.NoSuchFileException if there is none
		 */
		FileAccess of(Path path) throws IOException;
	}

	public FileAccess {
		writers = Set.copyOf(writers);
		movers = Set.copyOf(movers);
	}
}
