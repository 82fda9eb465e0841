package sfumato.engine.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import sfumato.engine.checkpoint.Pickle.Refused;
import sfumato.engine.checkpoint.Pickle.Storage;

/** Finds the raw numbers in a checkpoint that its pickle refers to. */
interface CheckpointNumbers {

	/** How many bytes a storage has; -1 if there is none of this key. */
	long size(String key);

	/** The bytes of a storage from one of them on. */
	InputStream open(String key, long from) throws IOException;

	/** The order of bytes in a number. */
	ByteOrder order();

	/** Bytes of one number. */
	static int width(final String storageType) throws Refused {
		return switch (storageType) {
			case "ComplexDoubleStorage" -> 16;
			case "DoubleStorage", "LongStorage", "ComplexFloatStorage" -> 8;
			case "FloatStorage", "IntStorage" -> 4;
			case "HalfStorage", "BFloat16Storage", "ShortStorage" -> 2;
			case "CharStorage", "ByteStorage", "BoolStorage" -> 1;
			default -> throw new Refused(CheckpointMessages.unknownStorage(storageType));
		};
	}

	/**
	 * Since PyTorch 1.6: an entry of a zip file for each storage.
	 *
	 * @param folder of the entries in the zip file, empty or with a slash at its end
	 */
	record Zip(ZipFile zip, String folder, ByteOrder order) implements CheckpointNumbers {

		@Override
		public long size(final String key) {
			final ZipEntry entry = zip.getEntry(folder + "data/" + key);
			// stored as they are, as PyTorch does, there can be no more numbers than the file is long
			return entry == null || entry.getMethod() != ZipEntry.STORED ? -1 : entry.getSize();
		}

		@Override
		public InputStream open(final String key, final long from) throws IOException {
			final InputStream in = zip.getInputStream(zip.getEntry(folder + "data/" + key));
			in.skipNBytes(from);
			return in;
		}
	}

	/** Before: one after the other behind the pickles, each with its length. */
	final class Appended implements CheckpointNumbers {

		private record Place(long start, long size) {}

		private final Map<String, Place> places = new LinkedHashMap<>();
		private final FileChannel channel;
		private final ByteOrder order;

		/**
		 * @param start where the first storage begins
		 * @param keys of the storages, in their order
		 */
		Appended(final FileChannel channel, final ByteOrder order, final long start, final List<?> keys,
			final Map<String, Storage> storages) throws IOException
		{
			this.channel = channel;
			this.order = order;
			long at = start;
			for (final Object key : keys) {
				if (!(key instanceof String) || !storages.containsKey(key)) throw new Refused(CheckpointMessages.unusedStorage());
				final ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(order);
				if (channel.read(length, at) < Long.BYTES) throw new Refused(CheckpointMessages.endsTooEarly());
				final long n = length.flip().getLong(), width = width(storages.get(key).type());
				at += Long.BYTES;
				if (n < 0 || n > (channel.size() - at) / width) throw new Refused(CheckpointMessages.endsTooEarly());
				places.put((String) key, new Place(at, n * width));
				at += n * width;
			}
		}

		@Override
		public long size(final String key) {
			return places.containsKey(key) ? places.get(key).size() : -1;
		}

		/** The stream stays open with the file: closing it would close the file. */
		@Override
		public InputStream open(final String key, final long from) throws IOException {
			channel.position(places.get(key).start() + from);
			return new java.io.FilterInputStream(Channels.newInputStream(channel)) {

				@Override
				public void close() {}
			};
		}

		@Override
		public ByteOrder order() {
			return order;
		}
	}
}
