package sfumato.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryFlag;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import sfumato.security.FileAccess.Kind;
import sfumato.storage.FileChanges;

/**
 * Reads owners and permissions of files from the operating system. On Linux and macOS that is the owner and the permissions of a file
 * (Java does not tell access control lists there); on Windows it is the owner and the access control list.
 */
final class SystemAccess {

	/** Windows permissions that allow an account to replace a file or folder. */
	private static final Set<AclEntryPermission> MOVE = EnumSet.of(AclEntryPermission.DELETE, AclEntryPermission.DELETE_CHILD,
		AclEntryPermission.WRITE_ACL, AclEntryPermission.WRITE_OWNER);
	/** Windows permissions that allow an account to change a file or add to a folder. */
	private static final Set<AclEntryPermission> WRITE = EnumSet.of(AclEntryPermission.WRITE_DATA, AclEntryPermission.APPEND_DATA);

	private static final int STICKY = 01000, GROUP_WRITES = 020, OTHERS_WRITE = 02;
	private static final String ROOT = "account 0";
	/** The group of macOS whose members may become root. */
	private static final String MAC_ADMINISTRATORS = "group 80";

	private SystemAccess() {}

	static FileAccess of(final Path path) throws IOException {
		if (isUnix(path)) return ofUnix(path);
		final BasicFileAttributes basic = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
		final AclFileAttributeView view = Files.getFileAttributeView(path, AclFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
		if (view == null) throw new IOException(SecurityMessages.ownerUnknown(path));
		return ofAcl(kind(basic), view.getOwner(), view.getAcl());
	}

	private static boolean isUnix(final Path path) {
		return path.getFileSystem().supportedFileAttributeViews().contains("unix");
	}

	private static Kind kind(final BasicFileAttributes a) {
		return a.isSymbolicLink() ? Kind.LINK : a.isDirectory() ? Kind.FOLDER : a.isRegularFile() ? Kind.FILE : Kind.OTHER;
	}

	private static FileAccess ofUnix(final Path path) throws IOException {
		final Map<String, Object> facts = Files.readAttributes(path, "unix:uid,gid,mode,isDirectory,isRegularFile,isSymbolicLink",
			LinkOption.NOFOLLOW_LINKS);
		final Kind kind = (boolean) facts.get("isSymbolicLink") ? Kind.LINK : (boolean) facts.get("isDirectory") ? Kind.FOLDER
			: (boolean) facts.get("isRegularFile") ? Kind.FILE : Kind.OTHER;
		final int mode = (int) facts.get("mode");
		final Set<String> writers = new HashSet<>();
		if (kind != Kind.LINK) { // which everybody may write to, as its permissions say, and nobody can
			if ((mode & GROUP_WRITES) != 0) writers.add("group " + facts.get("gid"));
			if ((mode & OTHERS_WRITE) != 0) writers.add(FileAccess.EVERYBODY);
		}
		return new FileAccess(kind, "account " + facts.get("uid"), writers, writers, (mode & STICKY) != 0);
	}

	/** Reads an access control list. Deny entries are ignored, so that the result may contain too many accounts but never too few. */
	static FileAccess ofAcl(final Kind kind, final UserPrincipal owner, final List<AclEntry> entries) {
		final Set<String> writers = new HashSet<>(), movers = new HashSet<>();
		for (final AclEntry e : entries) {
			if (e.type() != AclEntryType.ALLOW || e.flags().contains(AclEntryFlag.INHERIT_ONLY)) continue;
			if (!Collections.disjoint(e.permissions(), MOVE)) movers.add(e.principal().getName());
			if (!Collections.disjoint(e.permissions(), WRITE) || movers.contains(e.principal().getName())) writers.add(e.principal()
				.getName());
		}
		writers.remove(owner.getName());
		movers.remove(owner.getName());
		return new FileAccess(kind, owner.getName(), writers, movers, false);
	}

	/** Returns the account of this process. */
	static String user() throws IOException {
		final Path process = Path.of("/proc/self");
		if (Files.exists(process) && isUnix(process)) return ofUnix(process.toRealPath()).owner();
		final Path file = Files.createTempFile("sfumato", ".tmp"); // the only way that Java has on other systems
		try {
			return of(file).owner();
		}
		finally {
			FileChanges.delete(file);
		}
	}

	/** Returns accounts and groups that have all rights of this user: the user and the administrators. */
	static Set<String> trusted() throws IOException {
		final Set<String> trusted = new HashSet<>(Set.of(user()));
		if (isUnix(Path.of("").toAbsolutePath())) {
			trusted.addAll(Set.of(ROOT, "group 0"));
			if (System.getProperty("os.name").startsWith("Mac")) trusted.add(MAC_ADMINISTRATORS);
			privateGroup().ifPresent(trusted::add);
			return trusted;
		}
		account(trusted, System.getProperty("user.name"));
		account(trusted, System.getenv("USERDOMAIN") + "\\" + System.getProperty("user.name"));
		// the names of administrators are translated; who may write into the system's own folder is one
		final String system = System.getenv("SystemRoot");
		if (system != null) {
			final FileAccess access = of(Path.of(system).resolve("System32"));
			trusted.add(access.owner());
			trusted.addAll(access.writers());
		}
		return trusted;
	}

	private static void account(final Set<String> into, final String name) {
		try {
			into.add(Path.of("").toAbsolutePath().getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(name)
				.getName());
		}
		catch (final IOException e) {
			// there is no account of this name
		}
	}

	/**
	 * Returns the private group that many Linux systems create for each user, with the name of the user. Members may write to files of the
	 * group. It counts as the user if the list of groups names no other member.
	 */
	private static Optional<String> privateGroup() throws IOException {
		final Path process = Path.of("/proc/self"), groups = Path.of("/etc/group");
		if (!Files.exists(process) || !Files.isReadable(groups)) return Optional.empty();
		final PosixFileAttributes self = Files.readAttributes(process.toRealPath(), PosixFileAttributes.class);
		final String name = self.owner().getName();
		if (!self.group().getName().equals(name)) return Optional.empty();
		final Object number = Files.getAttribute(process.toRealPath(), "unix:gid");
		for (final String line : Files.readAllLines(groups, java.nio.charset.StandardCharsets.ISO_8859_1)) {
			final String[] fields = line.split(":", -1);
			if (fields.length == 4 && fields[2].equals(number.toString()) && (fields[3].isBlank() || fields[3].strip().equals(name)))
				return Optional.of("group " + number);
		}
		return Optional.empty();
	}

	/** Returns the readable name of an account or a group. */
	static String name(final Path path, final String account) {
		try {
			if (isUnix(path) && account.startsWith("account ")) return "\"" + Files.getOwner(path, LinkOption.NOFOLLOW_LINKS)
				.getName() + "\"";
			if (isUnix(path) && account.startsWith("group ")) return "the group \"" + Files.readAttributes(path,
				PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS).group().getName() + "\"";
		}
		catch (final IOException | UnsupportedOperationException e) {
			// then the number
		}
		return account.equals(FileAccess.EVERYBODY) ? account : "\"" + account + "\"";
	}
}
