package sfumato.output;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileReader;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.CopyOption;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Files of Linux that refuse what Windows refuses, in one folder and on the safe side: for a process that is started with
 * {@code -Djava.nio.file.spi.DefaultFileSystemProvider=sfumato.output.WindowsFileSystems}.
 * <ul>
 * <li>What this process, its parent or a child of it has open or mapped is neither deleted, nor renamed, nor replaced, and nor is a folder
 * with such a file in it. What is open the system says ({@code /proc}), so that files which {@code java.io} or a library has opened count,
 * too; what this process has mapped once stays so for good, as nobody knows when the garbage collector comes. Java on Windows lets files
 * that {@code java.nio} has opened be renamed and deleted; files of other programs it cannot.</li>
 * <li>What another process of these has open is not written to, as if it had asked for that, which programs for tables do.</li>
 * <li>A folder is not renamed onto another, and a write-protected file is not deleted.</li>
 * <li>Names that differ in case only are one name.</li>
 * <li>Names of devices, letters that have a meaning, a dot or a blank at the end, and paths that are too long are refused.</li>
 * </ul>
 * Each refusal is printed, with who asked. Programs are told that there are no POSIX permissions, as on Windows; that they can be asked for
 * nevertheless is all that accounts are known by here.
 */
public final class WindowsFileSystems extends WrappedFileSystems {

	/** System property: the folder in which files are as on Windows. */
	public static final String FOLDER = "sfumato.windows";
	/** How lines of refusals begin. */
	public static final String REFUSED = "refused as Windows does: ";

	private static final int LONGEST_FILE = 259, LONGEST_FOLDER = 247;
	private static final Set<String> DEVICES = devices();
	private static final Set<String> MAPPED = ConcurrentHashMap.newKeySet(), PRINTED = ConcurrentHashMap.newKeySet();

	private final String root;

	/** As {@link java.nio.file.FileSystems} makes it. */
	public WindowsFileSystems(final FileSystemProvider platform) {
		super(platform);
		root = System.getProperty(FOLDER);
	}

	private static Set<String> devices() {
		final Set<String> names = new HashSet<>(List.of("con", "prn", "aux", "nul"));
		for (int i = 1; i < 10; i++)
			names.addAll(List.of("com" + i, "lpt" + i));
		return names;
	}

	@Override
	boolean ignoresCase() {
		return true;
	}

	@Override
	Set<String> views(final Set<String> all) {
		final Set<String> views = new TreeSet<>(all);
		views.remove("posix");
		return views;
	}

	private boolean isWindows(final String absolute) {
		return absolute.equals(root) || absolute.startsWith(root + "/");
	}

	@Override
	void requirePath(final String path) {
		if (path.startsWith("/") && !isWindows(path)) return;
		for (int i = 0; i < path.length(); i++)
			if (path.charAt(i) < ' ' || "<>:\"|?*".indexOf(path.charAt(i)) >= 0) throw new InvalidPathException(path, "Illegal char <" + path
				.charAt(i) + ">", i);
		for (final String name : path.split("/"))
			if (name.endsWith(" ")) throw new InvalidPathException(path, "Trailing char < >");
	}

	@Override
	Path inner(final Path path) {
		final Path asked = unwrap(path);
		final Path absolute = asked.toAbsolutePath().normalize();
		if (!isWindows(absolute.toString()) || Files.exists(asked, LinkOption.NOFOLLOW_LINKS)) return asked;
		Path at = absolute.getFileSystem().getPath(root);
		for (int i = at.getNameCount(); i < absolute.getNameCount(); i++)
			at = likeIt(at, absolute.getName(i));
		return at;
	}

	private static Path likeIt(final Path folder, final Path name) {
		if (Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS)) return folder.resolve(name);
		final String[] all = new File(folder.toString()).list();
		for (final String other : all == null ? new String[0] : all)
			if (other.equalsIgnoreCase(name.toString())) return folder.resolve(other);
		return folder.resolve(name);
	}

	private static <E extends FileSystemException> E refused(final E e) {
		final StringBuilder who = new StringBuilder();
		Stream.of(e.getStackTrace()).filter(t -> t.getClassName().startsWith("sfumato.") && !t.getClassName().startsWith(
			WindowsFileSystems.class.getName())).limit(4).forEach(t -> who.append(" < ").append(t));
		if (PRINTED.add(e.toString() + who)) System.err.println(REFUSED + e + who);
		return e;
	}

	/** Objects to a name that nothing can have. */
	private void requireCreatable(final Path path, final int longest) throws FileSystemException {
		final String absolute = unwrap(path).toAbsolutePath().normalize().toString();
		if (!isWindows(absolute) || Files.exists(inner(path), LinkOption.NOFOLLOW_LINKS)) return;
		final String name = unwrap(path).getFileName().toString();
		if (DEVICES.contains(name.split("\\.", 2)[0].strip().toLowerCase(Locale.ROOT)) || name.endsWith(".")) throw refused(
			new FileSystemException(absolute, null, "The filename, directory name, or volume label syntax is incorrect"));
		if (absolute.length() > longest) throw refused(new FileSystemException(absolute, null, "The filename or extension is too long"));
	}

	/** Objects to what is open, or has something open in it. */
	private void requireClosed(final Path path, final Path other) throws IOException {
		final Path place = inner(path).toAbsolutePath().normalize();
		if (!isWindows(place.toString()) || !Files.exists(place, LinkOption.NOFOLLOW_LINKS) || Files.isSymbolicLink(place)) return;
		final String real = place.getParent().toRealPath().resolve(place.getFileName()).toString();
		for (final String open : open(true))
			if (open.equals(real) || open.startsWith(real + "/")) {
				final String second = other == null ? null : other.toString();
				throw refused(open.equals(real) ? new FileSystemException(path.toString(), second,
					"The process cannot access the file because it is being used by another process") : new AccessDeniedException(path
						.toString(), second, open + " is open"));
			}
	}

	/** @param own whether what this process has open counts, too */
	private Set<String> open(final boolean own) throws IOException {
		final Set<String> open = new HashSet<>();
		final List<ProcessHandle> processes = new ArrayList<>(ProcessHandle.current().children().toList());
		if (own) {
			open.addAll(MAPPED);
			processes.add(ProcessHandle.current());
		}
		ProcessHandle.current().parent().ifPresent(processes::add);
		for (final ProcessHandle process : processes) {
			final String place = "/proc/" + process.pid();
			final File[] files = new File(place + "/fd").listFiles();
			for (final File file : files == null ? new File[0] : files)
				try {
					open.add(readSymbolicLink(file.toPath()).toString());
				}
				catch (final IOException e) {
					// it is closed meanwhile
				}
			try (BufferedReader maps = new BufferedReader(new FileReader(place + "/maps", StandardCharsets.UTF_8))) {
				for (String line = maps.readLine(); line != null; line = maps.readLine())
					if (line.indexOf('/') >= 0) open.add(line.substring(line.indexOf('/')));
			}
			catch (final IOException e) {
				// it has ended
			}
		}
		open.removeIf(p -> !isWindows(p));
		return open;
	}

	@Override
	public SeekableByteChannel newByteChannel(final Path path, final Set<? extends OpenOption> options,
		final FileAttribute<?>... attributes) throws IOException
	{
		requireOpenable(path, options);
		return super.newByteChannel(path, options, attributes);
	}

	@Override
	public FileChannel newFileChannel(final Path path, final Set<? extends OpenOption> options, final FileAttribute<?>... attributes)
		throws IOException
	{
		requireOpenable(path, options);
		return new Mapped(super.newFileChannel(path, options, attributes), inner(path).toAbsolutePath().normalize());
	}

	private void requireOpenable(final Path path, final Set<? extends OpenOption> options) throws IOException {
		if (!options.contains(StandardOpenOption.WRITE) && !options.contains(StandardOpenOption.APPEND)) return;
		requireCreatable(path, LONGEST_FILE);
		final String place = inner(path).toAbsolutePath().normalize().toString();
		if (isWindows(place) && Files.exists(inner(path)) && open(false).contains(place)) throw refused(new FileSystemException(path
			.toString(), null, "The process cannot access the file because it is being used by another process"));
		if (options.contains(StandardOpenOption.TRUNCATE_EXISTING) && MAPPED.contains(place))
			throw refused(new FileSystemException(path.toString(), null,
				"The requested operation cannot be performed on a file with a user-mapped section open"));
	}

	@Override
	public void createDirectory(final Path folder, final FileAttribute<?>... attributes) throws IOException {
		requireCreatable(folder, LONGEST_FOLDER);
		super.createDirectory(folder, attributes);
	}

	@Override
	public void createSymbolicLink(final Path link, final Path target, final FileAttribute<?>... attributes) throws IOException {
		requireCreatable(link, LONGEST_FILE);
		super.createSymbolicLink(link, target, attributes);
	}

	@Override
	public void delete(final Path path) throws IOException {
		requireClosed(path, null);
		final Path place = inner(path);
		if (isWindows(place.toAbsolutePath().toString()) && isProtected(place)) throw refused(new AccessDeniedException(path.toString()));
		super.delete(path);
	}

	private static boolean isProtected(final Path place) throws IOException {
		return Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS) && !Files.getPosixFilePermissions(place).contains(
			PosixFilePermission.OWNER_WRITE);
	}

	@Override
	public boolean deleteIfExists(final Path path) throws IOException {
		if (!Files.exists(inner(path), LinkOption.NOFOLLOW_LINKS)) return false;
		delete(path);
		return true;
	}

	@Override
	public void copy(final Path from, final Path to, final CopyOption... options) throws IOException {
		requireCreatable(to, Files.isDirectory(inner(from)) ? LONGEST_FOLDER : LONGEST_FILE);
		if (Files.exists(inner(to))) requireClosed(to, null);
		super.copy(from, to, options);
		if (isProtected(inner(from))) new File(inner(to).toString()).setWritable(false);
	}

	@Override
	public void move(final Path from, final Path to, final CopyOption... options) throws IOException {
		requireCreatable(to, Files.isDirectory(inner(from)) ? LONGEST_FOLDER : LONGEST_FILE);
		requireClosed(from, to);
		requireClosed(to, null);
		if (isWindows(inner(to).toAbsolutePath().toString()) && Files.isDirectory(inner(to), LinkOption.NOFOLLOW_LINKS)) throw refused(
			new AccessDeniedException(from.toString(), to.toString(), null));
		super.move(from, to, options);
	}

	/** A file, of which it is remembered that it is mapped. */
	private static final class Mapped extends Channel {

		private final Path path;

		private Mapped(final FileChannel inner, final Path path) {
			super(inner);
			this.path = path;
		}

		@Override
		public MappedByteBuffer map(final MapMode mode, final long position, final long size) throws IOException {
			MAPPED.add(path.toString());
			return super.map(mode, position, size);
		}
	}
}
