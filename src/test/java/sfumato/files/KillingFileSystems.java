package sfumato.files;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.StandardOpenOption;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The platform's files, watched: the process ends at once ({@link Runtime#halt}), as if it had been killed, before a chosen create,
 * rename or delete in a watched folder, or in the middle of a chosen write. For a process that is started with
 * {@code -Djava.nio.file.spi.DefaultFileSystemProvider=sfumato.files.KillingFileSystems}.
 * <p>
 * Only what goes through {@code java.nio.file} is seen. Files that {@code java.io} writes (some image formats) appear without being
 * counted; the renames that give them their names are counted.
 */
public final class KillingFileSystems extends FileSystemProvider {

	/** What a process ends with. */
	public static final int STATUS = 9;

	/** Operations in the watched folder so far. */
	public record Counts(int creates, int renames, int deletes, int writes, int points) {}

	private static Path watched;
	private static int stride, end, creates, renames, deletes, writes, points;

	private final FileSystemProvider platform;
	private final Watched files;

	/** As {@link java.nio.file.FileSystems} makes it. */
	public KillingFileSystems(final FileSystemProvider platform) {
		this.platform = platform;
		files = new Watched(platform.getFileSystem(URI.create("file:///")));
	}

	/**
	 * Begins to count.
	 *
	 * @param folder whose contents are watched
	 * @param every which writes are points: each of them if 1, every 20th if 20
	 * @param point at which the process ends, from 1; 0 for none
	 */
	public static synchronized void watch(final Path folder, final int every, final int point) {
		watched = unwrap(folder).toAbsolutePath().normalize();
		stride = every;
		end = point;
		creates = renames = deletes = writes = points = 0;
	}

	public static synchronized Counts counts() {
		return new Counts(creates, renames, deletes, writes, points);
	}

	private static boolean isWatched(final Path path) {
		return watched != null && unwrap(path).toAbsolutePath().normalize().startsWith(watched);
	}

	private static void point() {
		points++;
		if (points == end) Runtime.getRuntime().halt(STATUS);
	}

	private static synchronized void creates(final Path path) {
		if (!isWatched(path)) return;
		creates++;
		point();
	}

	private static synchronized void renames(final Path path) {
		if (!isWatched(path)) return;
		renames++;
		point();
	}

	private static synchronized void deletes(final Path path) {
		if (!isWatched(path) || !Files.exists(unwrap(path), LinkOption.NOFOLLOW_LINKS)) return;
		deletes++;
		point();
	}

	/** Whether the process ends in the middle of a write; the caller writes half of it and then calls {@link #halt}. */
	private static synchronized boolean endsInWrite() {
		writes++;
		if (writes % stride != 0) return false;
		points++;
		return points == end;
	}

	private static void halt() {
		Runtime.getRuntime().halt(STATUS);
	}

	/** Writes all of a buffer, or half of it and no more of anything. */
	private static int write(final ByteBuffer from, final Writing to) throws IOException {
		if (!endsInWrite()) return to.write(from);
		to.write(from.duplicate().limit(from.position() + from.remaining() / 2));
		halt();
		return 0;
	}

	@FunctionalInterface
	private interface Writing {

		int write(ByteBuffer from) throws IOException;
	}

	private static Path unwrap(final Path path) {
		return path instanceof final Wrapped w ? w.inner : path;
	}

	private static Iterator<Path> each(final Iterator<Path> all, final UnaryOperator<Path> wrap) {
		return new Iterator<>() {

			@Override
			public boolean hasNext() {
				return all.hasNext();
			}

			@Override
			public Path next() {
				return wrap.apply(all.next());
			}
		};
	}

	private Path wrap(final Path inner) {
		return inner == null ? null : new Wrapped(files, inner);
	}

	@Override
	public String getScheme() {
		return platform.getScheme();
	}

	@Override
	public FileSystem newFileSystem(final URI uri, final Map<String, ?> env) throws IOException {
		return platform.newFileSystem(uri, env);
	}

	@Override
	public FileSystem getFileSystem(final URI uri) {
		return files;
	}

	@Override
	public Path getPath(final URI uri) {
		return wrap(platform.getPath(uri));
	}

	private static boolean writes(final Set<? extends OpenOption> options) {
		return options.contains(StandardOpenOption.WRITE) || options.contains(StandardOpenOption.APPEND);
	}

	@Override
	public SeekableByteChannel newByteChannel(final Path path, final Set<? extends OpenOption> options,
		final FileAttribute<?>... attributes) throws IOException
	{
		return writes(options) && isWatched(path) ? newFileChannel(path, options, attributes) : platform.newByteChannel(unwrap(path),
			options, attributes);
	}

	@Override
	public FileChannel newFileChannel(final Path path, final Set<? extends OpenOption> options, final FileAttribute<?>... attributes)
		throws IOException
	{
		if (!writes(options) || !isWatched(path)) return platform.newFileChannel(unwrap(path), options, attributes);
		creates(path);
		return new Channel(platform.newFileChannel(unwrap(path), options, attributes));
	}

	@Override
	public DirectoryStream<Path> newDirectoryStream(final Path folder, final DirectoryStream.Filter<? super Path> filter)
		throws IOException
	{
		final DirectoryStream<Path> inner = platform.newDirectoryStream(unwrap(folder), p -> filter.accept(wrap(p)));
		return new DirectoryStream<>() {

			@Override
			public Iterator<Path> iterator() {
				return each(inner.iterator(), KillingFileSystems.this::wrap);
			}

			@Override
			public void close() throws IOException {
				inner.close();
			}
		};
	}

	@Override
	public void createDirectory(final Path folder, final FileAttribute<?>... attributes) throws IOException {
		creates(folder);
		platform.createDirectory(unwrap(folder), attributes);
	}

	@Override
	public void createSymbolicLink(final Path link, final Path target, final FileAttribute<?>... attributes) throws IOException {
		creates(link);
		platform.createSymbolicLink(unwrap(link), unwrap(target), attributes);
	}

	@Override
	public void createLink(final Path link, final Path existing) throws IOException {
		creates(link);
		platform.createLink(unwrap(link), unwrap(existing));
	}

	@Override
	public void delete(final Path path) throws IOException {
		deletes(path);
		platform.delete(unwrap(path));
	}

	@Override
	public boolean deleteIfExists(final Path path) throws IOException {
		deletes(path);
		return platform.deleteIfExists(unwrap(path));
	}

	@Override
	public void copy(final Path from, final Path to, final CopyOption... options) throws IOException {
		creates(to);
		platform.copy(unwrap(from), unwrap(to), options);
	}

	@Override
	public void move(final Path from, final Path to, final CopyOption... options) throws IOException {
		renames(to);
		platform.move(unwrap(from), unwrap(to), options);
	}

	@Override
	public Path readSymbolicLink(final Path link) throws IOException {
		return wrap(platform.readSymbolicLink(unwrap(link)));
	}

	@Override
	public boolean isSameFile(final Path a, final Path b) throws IOException {
		return platform.isSameFile(unwrap(a), unwrap(b));
	}

	@Override
	public boolean isHidden(final Path path) throws IOException {
		return platform.isHidden(unwrap(path));
	}

	@Override
	public FileStore getFileStore(final Path path) throws IOException {
		return platform.getFileStore(unwrap(path));
	}

	@Override
	public void checkAccess(final Path path, final AccessMode... modes) throws IOException {
		platform.checkAccess(unwrap(path), modes);
	}

	@Override
	public <V extends FileAttributeView> V getFileAttributeView(final Path path, final Class<V> type, final LinkOption... options) {
		return platform.getFileAttributeView(unwrap(path), type, options);
	}

	@Override
	public <A extends BasicFileAttributes> A readAttributes(final Path path, final Class<A> type, final LinkOption... options)
		throws IOException
	{
		return platform.readAttributes(unwrap(path), type, options);
	}

	@Override
	public Map<String, Object> readAttributes(final Path path, final String attributes, final LinkOption... options)
		throws IOException
	{
		return platform.readAttributes(unwrap(path), attributes, options);
	}

	@Override
	public void setAttribute(final Path path, final String attribute, final Object value, final LinkOption... options)
		throws IOException
	{
		platform.setAttribute(unwrap(path), attribute, value, options);
	}

	private final class Watched extends FileSystem {

		private final FileSystem inner;

		private Watched(final FileSystem inner) {
			this.inner = inner;
		}

		@Override
		public FileSystemProvider provider() {
			return KillingFileSystems.this;
		}

		@Override
		public void close() throws IOException {
			inner.close();
		}

		@Override
		public boolean isOpen() {
			return inner.isOpen();
		}

		@Override
		public boolean isReadOnly() {
			return inner.isReadOnly();
		}

		@Override
		public String getSeparator() {
			return inner.getSeparator();
		}

		@Override
		public Iterable<Path> getRootDirectories() {
			final Iterable<Path> roots = inner.getRootDirectories();
			return () -> each(roots.iterator(), this::wrap);
		}

		@Override
		public Iterable<FileStore> getFileStores() {
			return inner.getFileStores();
		}

		@Override
		public Set<String> supportedFileAttributeViews() {
			return inner.supportedFileAttributeViews();
		}

		@Override
		public Path getPath(final String first, final String... more) {
			return wrap(inner.getPath(first, more));
		}

		@Override
		public PathMatcher getPathMatcher(final String pattern) {
			final PathMatcher matcher = inner.getPathMatcher(pattern);
			return path -> matcher.matches(unwrap(path));
		}

		@Override
		public UserPrincipalLookupService getUserPrincipalLookupService() {
			return inner.getUserPrincipalLookupService();
		}

		@Override
		public WatchService newWatchService() throws IOException {
			return inner.newWatchService();
		}

		private Path wrap(final Path path) {
			return new Wrapped(this, path);
		}
	}

	private static final class Wrapped implements Path {

		private final FileSystem files;
		private final Path inner;

		private Wrapped(final FileSystem files, final Path inner) {
			this.files = files;
			this.inner = inner;
		}

		private Path wrap(final Path path) {
			return path == null ? null : new Wrapped(files, path);
		}

		@Override
		public FileSystem getFileSystem() {
			return files;
		}

		@Override
		public boolean isAbsolute() {
			return inner.isAbsolute();
		}

		@Override
		public Path getRoot() {
			return wrap(inner.getRoot());
		}

		@Override
		public Path getFileName() {
			return wrap(inner.getFileName());
		}

		@Override
		public Path getParent() {
			return wrap(inner.getParent());
		}

		@Override
		public int getNameCount() {
			return inner.getNameCount();
		}

		@Override
		public Path getName(final int index) {
			return wrap(inner.getName(index));
		}

		@Override
		public Path subpath(final int begin, final int end) {
			return wrap(inner.subpath(begin, end));
		}

		@Override
		public boolean startsWith(final Path other) {
			return inner.startsWith(unwrap(other));
		}

		@Override
		public boolean endsWith(final Path other) {
			return inner.endsWith(unwrap(other));
		}

		@Override
		public Path normalize() {
			return wrap(inner.normalize());
		}

		@Override
		public Path resolve(final Path other) {
			return wrap(inner.resolve(unwrap(other)));
		}

		@Override
		public Path relativize(final Path other) {
			return wrap(inner.relativize(unwrap(other)));
		}

		@Override
		public URI toUri() {
			return inner.toUri();
		}

		@Override
		public Path toAbsolutePath() {
			return wrap(inner.toAbsolutePath());
		}

		@Override
		public Path toRealPath(final LinkOption... options) throws IOException {
			return wrap(inner.toRealPath(options));
		}

		@Override
		public WatchKey register(final WatchService watcher, final WatchEvent.Kind<?>[] events, final WatchEvent.Modifier... modifiers)
			throws IOException
		{
			return inner.register(watcher, events, modifiers);
		}

		@Override
		public int compareTo(final Path other) {
			return inner.compareTo(unwrap(other));
		}

		@Override
		public boolean equals(final Object other) {
			return other instanceof final Wrapped w && inner.equals(w.inner);
		}

		@Override
		public int hashCode() {
			return inner.hashCode();
		}

		@Override
		public String toString() {
			return inner.toString();
		}
	}

	/** A file that is written; each write may be the last. */
	private static final class Channel extends FileChannel {

		private final FileChannel inner;

		private Channel(final FileChannel inner) {
			this.inner = inner;
		}

		@Override
		public int read(final ByteBuffer to) throws IOException {
			return inner.read(to);
		}

		@Override
		public long read(final ByteBuffer[] to, final int offset, final int length) throws IOException {
			return inner.read(to, offset, length);
		}

		@Override
		public int read(final ByteBuffer to, final long position) throws IOException {
			return inner.read(to, position);
		}

		@Override
		public int write(final ByteBuffer from) throws IOException {
			return KillingFileSystems.write(from, inner::write);
		}

		@Override
		public long write(final ByteBuffer[] from, final int offset, final int length) throws IOException {
			long n = 0;
			for (int i = offset; i < offset + length; i++)
				n += write(from[i]);
			return n;
		}

		@Override
		public int write(final ByteBuffer from, final long position) throws IOException {
			return KillingFileSystems.write(from, b -> inner.write(b, position));
		}

		@Override
		public long position() throws IOException {
			return inner.position();
		}

		@Override
		public FileChannel position(final long position) throws IOException {
			inner.position(position);
			return this;
		}

		@Override
		public long size() throws IOException {
			return inner.size();
		}

		@Override
		public FileChannel truncate(final long size) throws IOException {
			if (endsInWrite()) halt();
			inner.truncate(size);
			return this;
		}

		@Override
		public void force(final boolean metaData) throws IOException {
			inner.force(metaData);
		}

		@Override
		public long transferTo(final long position, final long count, final WritableByteChannel target) throws IOException {
			return inner.transferTo(position, count, target);
		}

		@Override
		public long transferFrom(final ReadableByteChannel source, final long position, final long count) throws IOException {
			if (endsInWrite()) halt();
			return inner.transferFrom(source, position, count);
		}

		@Override
		public MappedByteBuffer map(final MapMode mode, final long position, final long size) throws IOException {
			return inner.map(mode, position, size);
		}

		@Override
		public FileLock lock(final long position, final long size, final boolean shared) throws IOException {
			return inner.lock(position, size, shared);
		}

		@Override
		public FileLock tryLock(final long position, final long size, final boolean shared) throws IOException {
			return inner.tryLock(position, size, shared);
		}

		@Override
		protected void implCloseChannel() throws IOException {
			inner.close();
		}
	}
}
