package sfumato.output;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.spi.FileSystemProvider;
import java.util.Set;

/**
 * The platform's files, watched: the process ends at once ({@link Runtime#halt}), as if it had been killed, before a chosen create,
 * rename or delete in a watched folder, or in the middle of a chosen write. For a process that is started with
 * {@code -Djava.nio.file.spi.DefaultFileSystemProvider=sfumato.output.KillingFileSystems}.
 * <p>
 * Only what goes through {@code java.nio.file} is seen. Files that {@code java.io} writes (some image formats) appear without being
 * counted; the renames that give them their names are counted.
 */
public final class KillingFileSystems extends WrappedFileSystems {

	/** What a process ends with. */
	public static final int STATUS = 9;

	/** Operations in the watched folder so far. */
	public record Counts(int creates, int renames, int deletes, int writes, int points) {}

	private static Path watched;
	private static int stride, end, creates, renames, deletes, writes, points;

	/** As {@link java.nio.file.FileSystems} makes it. */
	public KillingFileSystems(final FileSystemProvider platform) {
		super(platform);
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

	private static boolean writes(final Set<? extends OpenOption> options) {
		return options.contains(StandardOpenOption.WRITE) || options.contains(StandardOpenOption.APPEND);
	}

	@Override
	public SeekableByteChannel newByteChannel(final Path path, final Set<? extends OpenOption> options,
		final FileAttribute<?>... attributes) throws IOException
	{
		return writes(options) && isWatched(path) ? newFileChannel(path, options, attributes) : super.newByteChannel(path,
			options, attributes);
	}

	@Override
	public FileChannel newFileChannel(final Path path, final Set<? extends OpenOption> options, final FileAttribute<?>... attributes)
		throws IOException
	{
		if (!writes(options) || !isWatched(path)) return super.newFileChannel(path, options, attributes);
		creates(path);
		return new Written(super.newFileChannel(path, options, attributes));
	}

	@Override
	public void createDirectory(final Path folder, final FileAttribute<?>... attributes) throws IOException {
		creates(folder);
		super.createDirectory(folder, attributes);
	}

	@Override
	public void createSymbolicLink(final Path link, final Path target, final FileAttribute<?>... attributes) throws IOException {
		creates(link);
		super.createSymbolicLink(link, target, attributes);
	}

	@Override
	public void createLink(final Path link, final Path existing) throws IOException {
		creates(link);
		super.createLink(link, existing);
	}

	@Override
	public void delete(final Path path) throws IOException {
		deletes(path);
		super.delete(path);
	}

	@Override
	public boolean deleteIfExists(final Path path) throws IOException {
		deletes(path);
		return super.deleteIfExists(path);
	}

	@Override
	public void copy(final Path from, final Path to, final CopyOption... options) throws IOException {
		creates(to);
		super.copy(from, to, options);
	}

	@Override
	public void move(final Path from, final Path to, final CopyOption... options) throws IOException {
		renames(to);
		super.move(from, to, options);
	}

	/** A file that is written; each write may be the last. */
	private static final class Written extends Channel {

		private Written(final FileChannel inner) {
			super(inner);
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
		public FileChannel truncate(final long size) throws IOException {
			if (endsInWrite()) halt();
			return super.truncate(size);
		}

		@Override
		public long transferFrom(final ReadableByteChannel source, final long position, final long count) throws IOException {
			if (endsInWrite()) halt();
			return super.transferFrom(source, position, count);
		}
	}
}
