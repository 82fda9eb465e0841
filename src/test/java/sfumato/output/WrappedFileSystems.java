package sfumato.output;

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
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The platform's files, for those who look at what happens to them: all is handed on. For a process that is started with
 * {@code -Djava.nio.file.spi.DefaultFileSystemProvider=NAME}.
 * <p>
 * Only what goes through {@code java.nio.file} is seen.
 */
abstract class WrappedFileSystems extends FileSystemProvider {

	private final FileSystemProvider platform;
	private final Whole files;

	WrappedFileSystems(final FileSystemProvider platform) {
		this.platform = platform;
		files = new Whole(platform.getFileSystem(URI.create("file:///")));
	}

	/** Whether names that differ in the case of their letters only are equal. */
	boolean ignoresCase() {
		return false;
	}

	/** Objects to what cannot be a path, with an {@link java.nio.file.InvalidPathException}. */
	void requirePath(final String path) {}

	/** What the platform calls the file of a path. */
	Path inner(final Path path) {
		return unwrap(path);
	}

	/** The views of attributes that programs are told of. */
	Set<String> views(final Set<String> all) {
		return all;
	}

	static Path unwrap(final Path path) {
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
		return wrap(unwrap(platform.getPath(uri))); // the platform may ask the default files, which these are
	}

	@Override
	public SeekableByteChannel newByteChannel(final Path path, final Set<? extends OpenOption> options,
		final FileAttribute<?>... attributes) throws IOException
	{
		return platform.newByteChannel(inner(path), options, attributes);
	}

	@Override
	public FileChannel newFileChannel(final Path path, final Set<? extends OpenOption> options, final FileAttribute<?>... attributes)
		throws IOException
	{
		return platform.newFileChannel(inner(path), options, attributes);
	}

	@Override
	public DirectoryStream<Path> newDirectoryStream(final Path folder, final DirectoryStream.Filter<? super Path> filter)
		throws IOException
	{
		final DirectoryStream<Path> inner = platform.newDirectoryStream(inner(folder), p -> filter.accept(wrap(p)));
		return new DirectoryStream<>() {

			@Override
			public Iterator<Path> iterator() {
				return each(inner.iterator(), WrappedFileSystems.this::wrap);
			}

			@Override
			public void close() throws IOException {
				inner.close();
			}
		};
	}

	@Override
	public void createDirectory(final Path folder, final FileAttribute<?>... attributes) throws IOException {
		platform.createDirectory(inner(folder), attributes);
	}

	@Override
	public void createSymbolicLink(final Path link, final Path target, final FileAttribute<?>... attributes) throws IOException {
		platform.createSymbolicLink(inner(link), unwrap(target), attributes);
	}

	@Override
	public void createLink(final Path link, final Path existing) throws IOException {
		platform.createLink(inner(link), inner(existing));
	}

	@Override
	public void delete(final Path path) throws IOException {
		platform.delete(inner(path));
	}

	@Override
	public boolean deleteIfExists(final Path path) throws IOException {
		return platform.deleteIfExists(inner(path));
	}

	@Override
	public void copy(final Path from, final Path to, final CopyOption... options) throws IOException {
		platform.copy(inner(from), inner(to), options);
	}

	@Override
	public void move(final Path from, final Path to, final CopyOption... options) throws IOException {
		platform.move(inner(from), inner(to), options);
	}

	@Override
	public Path readSymbolicLink(final Path link) throws IOException {
		return wrap(platform.readSymbolicLink(inner(link)));
	}

	@Override
	public boolean isSameFile(final Path a, final Path b) throws IOException {
		return platform.isSameFile(inner(a), inner(b));
	}

	@Override
	public boolean isHidden(final Path path) throws IOException {
		return platform.isHidden(inner(path));
	}

	@Override
	public FileStore getFileStore(final Path path) throws IOException {
		return platform.getFileStore(inner(path));
	}

	@Override
	public void checkAccess(final Path path, final AccessMode... modes) throws IOException {
		platform.checkAccess(inner(path), modes);
	}

	@Override
	public <V extends FileAttributeView> V getFileAttributeView(final Path path, final Class<V> type, final LinkOption... options) {
		return platform.getFileAttributeView(inner(path), type, options);
	}

	@Override
	public <A extends BasicFileAttributes> A readAttributes(final Path path, final Class<A> type, final LinkOption... options)
		throws IOException
	{
		return platform.readAttributes(inner(path), type, options);
	}

	@Override
	public Map<String, Object> readAttributes(final Path path, final String attributes, final LinkOption... options)
		throws IOException
	{
		return platform.readAttributes(inner(path), attributes, options);
	}

	@Override
	public void setAttribute(final Path path, final String attribute, final Object value, final LinkOption... options)
		throws IOException
	{
		platform.setAttribute(inner(path), attribute, value, options);
	}

	private final class Whole extends FileSystem {

		private final FileSystem inner;

		private Whole(final FileSystem inner) {
			this.inner = inner;
		}

		@Override
		public WrappedFileSystems provider() {
			return WrappedFileSystems.this;
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
			return views(inner.supportedFileAttributeViews());
		}

		@Override
		public Path getPath(final String first, final String... more) {
			final Path path = inner.getPath(first, more);
			requirePath(path.toString());
			return wrap(path);
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

		private final Whole files;
		private final Path inner;
		/** What it is compared by. */
		private final Path key;

		private Wrapped(final Whole files, final Path inner) {
			this.files = files;
			this.inner = inner;
			key = key(inner);
		}

		private Path key(final Path path) {
			return files.provider().ignoresCase() ? path.getFileSystem().getPath(path.toString().toLowerCase(Locale.ROOT)) : path;
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
			return key.startsWith(key(unwrap(other)));
		}

		@Override
		public boolean endsWith(final Path other) {
			return key.endsWith(key(unwrap(other)));
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
			return wrap(files.provider().inner(this).toRealPath(options));
		}

		@Override
		public WatchKey register(final WatchService watcher, final WatchEvent.Kind<?>[] events, final WatchEvent.Modifier... modifiers)
			throws IOException
		{
			return inner.register(watcher, events, modifiers);
		}

		@Override
		public int compareTo(final Path other) {
			return key.compareTo(key(unwrap(other)));
		}

		@Override
		public boolean equals(final Object other) {
			return other instanceof final Wrapped w && key.equals(w.key);
		}

		@Override
		public int hashCode() {
			return key.hashCode();
		}

		@Override
		public String toString() {
			return inner.toString();
		}
	}

	/** A file. */
	static class Channel extends FileChannel {

		final FileChannel inner;

		Channel(final FileChannel inner) {
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
			return inner.write(from);
		}

		@Override
		public long write(final ByteBuffer[] from, final int offset, final int length) throws IOException {
			return inner.write(from, offset, length);
		}

		@Override
		public int write(final ByteBuffer from, final long position) throws IOException {
			return inner.write(from, position);
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
