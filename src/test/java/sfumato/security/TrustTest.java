package sfumato.security;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryFlag;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.UserPrincipal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sfumato.security.FileAccess.Kind;

/** The rule, on a table of owners and permissions instead of files of other accounts, so that it is tested on every system. */
class TrustTest {

	private static final String ME = "me", BOB = "bob", ADMINISTRATOR = "administrator", ALL = "everybody";

	private final Map<Path, FileAccess> table = new HashMap<>();
	private final Path root = Path.of("").toAbsolutePath().getRoot();
	private final Path home = root.resolve("home").resolve("me"), shared = root.resolve("tmp");

	@BeforeEach
	void makeATree() {
		put(root, Kind.FOLDER, ADMINISTRATOR);
		put(root.resolve("home"), Kind.FOLDER, ADMINISTRATOR);
		put(home, Kind.FOLDER, ME);
		put(home.resolve("lib"), Kind.FOLDER, ME);
		put(home.resolve("lib").resolve("a.so"), Kind.FILE, ME);
		table.put(shared, new FileAccess(Kind.FOLDER, ADMINISTRATOR, Set.of(ALL), Set.of(ALL), true));
	}

	private void put(final Path path, final Kind kind, final String owner, final String... writers) {
		table.put(path, new FileAccess(kind, owner, Set.of(writers), Set.of(writers), false));
	}

	private FileAccess look(final Path path) throws IOException {
		final FileAccess access = table.get(path);
		if (access == null) throw new NoSuchFileException(path.toString());
		return access;
	}

	private Trust trust(final Path... exempt) {
		return new Trust(this::look, ME, Set.of(ME, ADMINISTRATOR), Optional.empty(), List.of(exempt));
	}

	private static void refused(final String beginning, final org.junit.jupiter.api.function.Executable check) {
		final String message = assertThrows(IOException.class, check).getMessage();
		assertTrue(message.startsWith(beginning), message);
		assertTrue(message.length() < 500, message);
	}

	@Test
	void trustsFilesOfUserAndAdministrator() throws IOException {
		trust().requireFile(home.resolve("lib").resolve("a.so"));
		trust().requireFolder(home.resolve("lib"));
		put(home.resolve("lib").resolve("b.so"), Kind.FILE, ADMINISTRATOR);
		trust().requireFile(home.resolve("lib").resolve("b.so"));
	}

	@Test
	void refusesFilesOfAnotherAccount() {
		final Path file = home.resolve("lib").resolve("a.so");
		put(file, Kind.FILE, BOB);
		refused("\"" + file + "\" belongs to \"bob\" and not to you, so nothing is loaded from there", () -> trust().requireFile(
			file));
	}

	@Test
	void refusesFilesWritableByAnotherAccount() {
		final Path file = home.resolve("lib").resolve("a.so");
		put(file, Kind.FILE, ME, BOB);
		refused("\"" + file + "\" can be changed by \"bob\"", () -> trust().requireFile(file));
	}

	@Test
	void refusesFilesInFoldersWritableByOthers() {
		put(home, Kind.FOLDER, ME, ALL);
		refused("\"" + home + "\" can be changed by everybody", () -> trust().requireFile(home.resolve("lib").resolve("a.so")));
		put(home, Kind.FOLDER, BOB);
		refused("\"" + home + "\" belongs to \"bob\"", () -> trust().requireFile(home.resolve("lib").resolve("a.so")));
	}

	@Test
	void stickyFolderProtectsFilesOfTheUserOnly() throws IOException {
		put(shared.resolve("mine"), Kind.FOLDER, ME);
		put(shared.resolve("mine").resolve("a.so"), Kind.FILE, ME);
		trust().requireFile(shared.resolve("mine").resolve("a.so"));
		put(shared.resolve("mine"), Kind.FOLDER, BOB);
		refused("\"" + shared.resolve("mine") + "\" belongs to \"bob\"", () -> trust().requireFile(shared.resolve("mine").resolve(
			"a.so")));
		// into which others can put something, where everything that is there is loaded
		refused("\"" + shared + "\" can be changed by everybody", () -> trust().requireFolder(shared));
		trust().requirePlace(shared.resolve("not").resolve("yet"));
		table.put(shared, new FileAccess(Kind.FOLDER, ADMINISTRATOR, Set.of(ALL), Set.of(ALL), false));
		refused("\"" + shared + "\" can be changed by everybody", () -> trust().requirePlace(shared.resolve("mine")));
	}

	/** Outside a container's namespace of users, everybody has the same name; what everybody can make there is not trusted. */
	@Test
	void trustsTheOwnerOfTheRootUnlessEverybodyCreatesFilesAsOwner() throws IOException {
		final String outside = "account 65534";
		put(root, Kind.FOLDER, outside);
		put(root.resolve("home"), Kind.FOLDER, outside);
		table.put(shared, new FileAccess(Kind.FOLDER, outside, Set.of(ALL), Set.of(ALL), true));
		put(shared.resolve("x"), Kind.FOLDER, outside);
		final Trust trust = new Trust(this::look, ME, Set.of(ME), Optional.of(outside), List.of());
		trust.requireFile(home.resolve("lib").resolve("a.so"));
		assertThrows(IOException.class, () -> trust.requireFolder(shared.resolve("x")));
	}

	@Test
	void trustsFoldersNamedAsTrusted() throws IOException {
		put(home.resolve("lib"), Kind.FOLDER, BOB, ALL);
		final Path file = home.resolve("lib").resolve("a.so");
		assertThrows(IOException.class, () -> trust(home.resolve("li")).requireFile(file));
		trust(home.resolve("lib")).requireFile(file);
	}

	/** A program that several people share is trusted by whoever has started it; what they cannot change already stays refused. */
	@Test
	void trustsPartsOfAProgramWritableByTheSameAccounts() throws IOException {
		final Path program = root.resolve("program"), jar = program.resolve("program.jar"), part = program.resolve("lib").resolve(
			"part.jar"), strange = shared.resolve("lib").resolve("part.jar");
		put(program, Kind.FOLDER, BOB, "group 7");
		put(jar, Kind.FILE, BOB, "group 7");
		put(part.getParent(), Kind.FOLDER, BOB);
		put(part, Kind.FILE, ME, "group 7");
		trust().requireLike(part, jar);
		put(part, Kind.FILE, BOB, "group 8");
		refused("\"" + part + "\" can be changed by \"group 8\"", () -> trust().requireLike(part, jar));
		put(part, Kind.FILE, "carol");
		refused("\"" + part + "\" belongs to \"carol\"", () -> trust().requireLike(part, jar));
		// with a program of one's own, a folder beside it that somebody has made among everybody's temporary files
		put(strange.getParent(), Kind.FOLDER, BOB);
		put(strange, Kind.FILE, BOB);
		put(shared.resolve("mine"), Kind.FOLDER, ME);
		put(shared.resolve("mine").resolve("program.jar"), Kind.FILE, ME);
		refused("\"" + strange.getParent() + "\" belongs to \"bob\"", () -> trust().requireLike(strange, shared.resolve("mine")
			.resolve("program.jar")));
		// one that everybody can change
		put(program, Kind.FOLDER, BOB, ALL);
		put(part, Kind.FILE, "carol", "group 9");
		put(part.getParent(), Kind.FOLDER, ME, ALL, "group 9");
		assertThrows(IOException.class, () -> trust().requireLike(part, jar)); // of another owner than the rest
		put(part, Kind.FILE, ME, "group 9");
		trust().requireLike(part, jar);
	}

	@Test
	void refusesSpecialFiles() {
		final Path pipe = home.resolve("pipe");
		put(pipe, Kind.OTHER, ME);
		refused(SecurityMessages.notAFile(pipe), () -> trust().requireFile(pipe));
		refused(SecurityMessages.notAFolder(pipe), () -> trust().requireFolder(pipe));
		refused(SecurityMessages.missing(home.resolve("x")), () -> trust().requireFile(home.resolve("x")));
	}

	@Test
	void ownsFilesOfThisUserOnly() {
		assertTrue(trust().isOwn(home.resolve("lib"), Kind.FOLDER));
		assertFalse(trust().isOwn(home.resolve("lib"), Kind.FILE));
		assertFalse(trust().isOwn(root.resolve("home"), Kind.FOLDER)); // trusted, but the administrator's
		put(home.resolve("lib"), Kind.FOLDER, ME, ALL);
		assertFalse(trust().isOwn(home.resolve("lib"), Kind.FOLDER));
		assertFalse(trust().isOwn(home.resolve("nothing"), Kind.FILE));
	}

	/** Links are made by the system, and their owners told by a table. */
	@Test
	void trustsLinksIfLinkAndTargetAreTrusted(@TempDir final Path folder) throws IOException {
		final Path real = folder.toRealPath();
		final Path file = Files.writeString(Files.createDirectory(real.resolve("a")).resolve("file"), "x");
		final Path link, loop;
		try {
			link = Files.createSymbolicLink(real.resolve("b"), Path.of("a", "..", "a"));
			loop = Files.createSymbolicLink(real.resolve("loop"), Path.of("loop"));
		}
		catch (final IOException | UnsupportedOperationException e) {
			org.junit.jupiter.api.Assumptions.abort("this account may not make links: " + e);
			return;
		}
		final Map<Path, String> owners = new HashMap<>();
		final Trust trust = new Trust(p -> new FileAccess(Files.isSymbolicLink(p) ? Kind.LINK : Files.isDirectory(p) ? Kind.FOLDER
			: Kind.FILE, owners.getOrDefault(p, ME), Set.of(), Set.of(), false), ME, Set.of(ME), Optional.empty(), List.of());
		final Path through = link.resolve("file");
		assertDoesNotThrow(() -> trust.requireFile(through));
		owners.put(link, BOB);
		refused("\"" + link + "\" belongs to", () -> trust.requireFile(through));
		owners.clear();
		owners.put(file, BOB);
		refused("\"" + file + "\" belongs to", () -> trust.requireFile(through));
		owners.clear();
		owners.put(file.getParent(), BOB);
		refused("\"" + file.getParent() + "\" belongs to", () -> trust.requireFile(through));
		refused(SecurityMessages.tooManyLinks(loop), () -> trust.requireFile(loop));
	}

	private record Account(String getName) implements UserPrincipal {

		@Override
		public String getName() {
			return getName;
		}
	}

	private static AclEntry entry(final AclEntryType type, final String who, final Set<AclEntryFlag> flags,
		final AclEntryPermission... permissions)
	{
		return AclEntry.newBuilder().setType(type).setPrincipal(new Account(who)).setFlags(flags).setPermissions(permissions)
			.build();
	}

	/** The access control lists of Windows, as its root and its folders for programs have them. */
	@Test
	void readsAccessControlLists() {
		final FileAccess access = SystemAccess.ofAcl(Kind.FOLDER, new Account("PC\\me"), List.of( //
			entry(AclEntryType.ALLOW, "PC\\me", Set.of(), AclEntryPermission.values()), //
			entry(AclEntryType.ALLOW, "Readers", Set.of(), AclEntryPermission.READ_DATA, AclEntryPermission.EXECUTE), //
			entry(AclEntryType.ALLOW, "Adders", Set.of(), AclEntryPermission.APPEND_DATA), //
			entry(AclEntryType.ALLOW, "Inheriting", Set.of(AclEntryFlag.INHERIT_ONLY), AclEntryPermission.values()), //
			entry(AclEntryType.DENY, "Denied", Set.of(), AclEntryPermission.values()), //
			entry(AclEntryType.ALLOW, "Movers", Set.of(), AclEntryPermission.DELETE_CHILD), //
			entry(AclEntryType.ALLOW, "Owners", Set.of(), AclEntryPermission.WRITE_OWNER)));
		assertEquals("PC\\me", access.owner());
		assertEquals(Set.of("Movers", "Owners"), access.movers());
		assertEquals(Set.of("Movers", "Owners", "Adders"), access.writers());
	}

	@Test
	void ownsFilesCreatedByThisProcess(@TempDir final Path folder) throws IOException {
		final Path file = Files.writeString(folder.resolve("file"), "x");
		assertTrue(Trust.ofSystem().isOwn(file, Kind.FILE));
		assertTrue(Trust.ofSystem().isOwn(folder, Kind.FOLDER));
		Trust.ofSystem().requireFile(file);
		Trust.ofSystem().requireTree(folder);
	}
}
