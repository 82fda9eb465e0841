package sfumato.security;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import sfumato.security.FileAccess.Kind;

/**
 * Decides which files this process may load code and settings from. A file is trusted if nobody but this user and the system's
 * administrators can change or replace it:
 * <ul>
 * <li>it belongs to one of them and no other may write to it;</li>
 * <li>so do all folders above it, up to the root, and no other may rename what is in them. In a folder like {@code /tmp}, which
 * everybody may write to but where the system lets nobody rename the entries of others (the sticky bit), the entry must belong to the
 * user;</li>
 * <li>a link is trusted if it and what it leads to are.</li>
 * </ul>
 * All native libraries, jars and settings are checked here before they are loaded. Who shares such files on purpose names their
 * folders with the system property {@value #PROPERTY} or the environment variable {@value #VARIABLE}, separated like a class path.
 */
public final class Trust {

	/** System property with folders that are trusted regardless of their access rights. */
	public static final String PROPERTY = "sfumato.trust";
	/** Environment variable with the same meaning as {@link #PROPERTY}. */
	public static final String VARIABLE = "SFUMATO_TRUST";

	private static final int MOST_LINKS = 40;

	/** Handles an entry that an untrusted account could change. */
	@FunctionalInterface
	private interface Objection {
		void raise(Path entry, String account, boolean owner) throws IOException;
	}

	private final FileAccess.View view;
	private final Objection objection;
	private final String user;
	private final Set<String> trusted;
	private final Optional<String> system;
	private final List<Path> exempt;

	/**
	 * Creates a rule.
	 *
	 * @param view source of access rights
	 * @param user the account of this process
	 * @param trusted trusted accounts and groups: the user and the administrators
	 * @param system the owner of the root of the file system, trusted unless everybody can create files as this account
	 * @param exempt folders that are trusted without a check
	 */
	Trust(final FileAccess.View view, final String user, final Set<String> trusted, final Optional<String> system,
		final List<Path> exempt)
	{
		this(view, user, trusted, system, exempt, Trust::refuse);
	}

	private Trust(final FileAccess.View view, final String user, final Set<String> trusted, final Optional<String> system,
		final List<Path> exempt, final Objection objection)
	{
		this.view = view;
		this.objection = objection;
		this.user = user;
		this.trusted = Set.copyOf(trusted);
		this.system = system;
		this.exempt = exempt.stream().map(p -> p.toAbsolutePath().normalize()).toList();
	}

	private static final class Holder {
		static String user;
		static Set<String> trusted;
	}

	/**
	 * Returns the rule of this system for the account of this process.
	 *
	 * @throws IOException if the system does not report owners of files
	 */
	public static Trust ofSystem() throws IOException {
		synchronized (Holder.class) {
			if (Holder.trusted == null) {
				Holder.user = SystemAccess.user();
				Holder.trusted = SystemAccess.trusted();
			}
		}
		// in a namespace of users, as some containers have, the files of the administrator outside look like those of nobody
		final Path root = Path.of("").toAbsolutePath().getRoot();
		return new Trust(SystemAccess::of, Holder.user, Holder.trusted, Optional.of(SystemAccess.of(root).owner()), exempted());
	}

	private static List<Path> exempted() {
		return Stream.of(System.getProperty(PROPERTY), System.getenv(VARIABLE)).filter(s -> s != null).flatMap(s -> Arrays.stream(s
			.split(File.pathSeparator))).filter(s -> !s.isBlank()).map(Path::of).toList();
	}

	/**
	 * Checks that only trusted accounts can change a file, before it is opened.
	 *
	 * @throws IOException if the file is not trusted or no regular file, with its path, its owner and what to do
	 */
	public void requireFile(final Path file) throws IOException {
		if (require(file).kind() != Kind.FILE && !isExempt(file)) throw new IOException(SecurityMessages.notAFile(file));
	}

	/**
	 * Checks that only trusted accounts can change a folder or add to it.
	 *
	 * @throws IOException if the folder is not trusted or no folder, with its path, its owner and what to do
	 */
	public void requireFolder(final Path folder) throws IOException {
		if (require(folder).kind() != Kind.FOLDER && !isExempt(folder)) throw new IOException(SecurityMessages.notAFolder(folder));
	}

	/**
	 * Checks a folder and everything below it.
	 *
	 * @throws IOException as {@link #requireFolder}
	 */
	public void requireTree(final Path folder) throws IOException {
		requireFolder(folder);
		if (isExempt(folder)) return;
		try (Stream<Path> entries = Files.list(folder)) {
			for (final Path entry : entries.sorted().toList()) {
				final FileAccess access = view.of(entry);
				if (access.kind() == Kind.LINK) require(entry);
				else check(entry, access, false, true);
				if (access.kind() == Kind.FOLDER) requireTree(entry);
			}
		}
	}

	/**
	 * Checks the nearest existing folder above a path.
	 *
	 * @throws IOException as {@link #requireFolder}, except that others may add to the folder if they cannot change entries of this user
	 */
	public void requirePlace(final Path path) throws IOException {
		Path p = path.toAbsolutePath();
		while (p.getParent() != null && !Files.exists(p, LinkOption.NOFOLLOW_LINKS))
			p = p.getParent();
		walk(p, p, 0, false);
	}

	/**
	 * Checks a jar or folder of a program that is partly loaded already. Only accounts that can change the loaded part may change the entry,
	 * because they control the program anyway. So a shared Fiji is trusted as a whole or not at all.
	 *
	 * @param loaded a loaded file of the program
	 * @throws IOException as {@link #requireFile}
	 */
	public void requireLike(final Path entry, final Path loaded) throws IOException {
		final Set<String> like = new HashSet<>(trusted);
		new Trust(view, user, trusted, system, exempt, (at, account, verb) -> like.add(account)).require(loaded);
		new Trust(view, user, like, system, exempt, Trust::refuse).require(entry);
	}

	/** Whether an entry belongs to the account of this process, whoever may write to it. Links are not followed, and nothing is opened. */
	public boolean isUsers(final Path path) {
		try {
			return view.of(path).owner().equals(user);
		}
		catch (final IOException e) {
			return false;
		}
	}

	/** Whether an entry belongs to this user and nobody else may write to it. Links are not followed, and nothing is opened. */
	public boolean isOwn(final Path path, final Kind kind) {
		try {
			final FileAccess access = view.of(path);
			return access.kind() == kind && access.owner().equals(user) && trusted.containsAll(access.writers());
		}
		catch (final IOException e) {
			return false;
		}
	}

	private boolean isExempt(final Path path) {
		return exempt.stream().anyMatch(path.toAbsolutePath().normalize()::startsWith);
	}

	private FileAccess require(final Path path) throws IOException {
		return walk(path.toAbsolutePath(), path, 0, true);
	}

	/** Checks all names from the root to the entry. Links are followed here, so that each name on their way is checked, too. */
	private FileAccess walk(final Path path, final Path asked, final int links, final boolean whole) throws IOException {
		Path at = path.getRoot();
		FileAccess access = view.of(at);
		if (isExempt(path)) return view.of(path);
		boolean shared = check(at, access, false, whole && path.getNameCount() == 0);
		for (int i = 0; i < path.getNameCount(); i++) {
			final String name = path.getName(i).toString();
			if (name.equals(".")) continue;
			if (name.equals("..")) {
				at = at.getParent() == null ? at : at.getParent();
				access = view.of(at);
				shared = check(at, access, false, whole && i == path.getNameCount() - 1);
				continue;
			}
			at = at.resolve(name);
			final boolean last = i == path.getNameCount() - 1;
			try {
				access = view.of(at);
			}
			catch (final NoSuchFileException e) {
				throw new IOException(SecurityMessages.missing(asked), e);
			}
			shared = check(at, access, shared, whole && last);
			if (access.kind() != Kind.LINK) continue;
			if (links == MOST_LINKS) throw new IOException(SecurityMessages.tooManyLinks(asked));
			final Path target = at.resolveSibling(Files.readSymbolicLink(at));
			return walk(last ? target : target.resolve(path.subpath(i + 1, path.getNameCount())), asked, links + 1, whole);
		}
		return access;
	}

	/**
	 * Checks one entry.
	 *
	 * @param shared whether everybody may add to its parent folder
	 * @param whole whether adding to the entry is forbidden, too
	 * @return whether everybody may add to the entry
	 */
	private boolean check(final Path entry, final FileAccess access, final boolean shared, final boolean whole)
		throws IOException
	{
		final boolean owned = trusted.contains(access.owner()) || !shared && system.filter(access.owner()::equals).isPresent();
		if (!owned) objection.raise(entry, access.owner(), true);
		final Set<String> others = new HashSet<>(whole || access.kind() == Kind.FILE ? access.writers() : access.movers());
		others.removeAll(trusted);
		if (trusted.contains(FileAccess.EVERYBODY)) others.clear();
		final boolean harmless = others.isEmpty() || access.sticky() && access.kind() == Kind.FOLDER && !whole;
		if (!harmless) for (final String account : others.contains(FileAccess.EVERYBODY) ? Set.of(FileAccess.EVERYBODY) : others)
			objection.raise(entry, account, false);
		return !others.isEmpty();
	}

	private static void refuse(final Path entry, final String account, final boolean owner) throws IOException {
		final String who = SystemAccess.name(entry, account);
		throw new IOException(owner ? SecurityMessages.ownedByOther(entry, who, VARIABLE) : SecurityMessages.changeable(entry, who,
			VARIABLE));
	}
}
