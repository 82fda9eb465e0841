package sfumato.engine.checkpoint;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

import sfumato.text.Excerpt;
import sfumato.text.Reason;
import sfumato.text.TextMessages;

/**
 * Weights that somebody trained with PyTorch: {@code .safetensors}, or what {@code torch.save} writes ({@code .pth},
 * {@code .pt}, {@code .bin}): since version 1.6 a zip file of a pickle ({@link Pickle}, of which nothing is executed) and one
 * entry of raw numbers per storage, before it pickles and numbers one after the other.
 * <p>
 * Names lose {@code module.} if all of them begin with it, as {@code torch.nn.DataParallel} has them. In a checkpoint that
 * keeps more than weights they are looked for under {@code state_dict}, {@code model_state_dict} and {@code model}.
 */
public final class Checkpoint {

	private static final List<String> NESTED = List.of("state_dict", "model_state_dict", "model");
	private static final String PARALLEL = "module.";
	private static final int LARGEST_PICKLE = 1 << 25;
	/** How files before version 1.6 begin: a pickle of a large number. */
	private static final byte[] APPENDED = HexFormat.of().parseHex("80028a0a6cfc9c46f9206aa850192e");
	private static final int CHUNK = 1 << 20;
	/** So many times one number of the file may be in tensors, as tied weights are. */
	private static final int SHARED = 8;

	private final Path file;
	private final CheckpointNumbers numbers;
	private final Object root;

	private Checkpoint(final Path file, final CheckpointNumbers numbers, final Object root) {
		this.file = file;
		this.numbers = numbers;
		this.root = root;
	}

	/**
	 * Reads all tensors of a checkpoint.
	 *
	 * @return by name, in the order of the file
	 * @throws IOException in a sentence with the file's name, if it is no checkpoint, is broken, or holds something else than
	 *           tensors, numbers and texts
	 */
	public static Map<String, Tensor> read(final Path file) throws IOException {
		if (!Files.isRegularFile(file)) throw new IOException(TextMessages.noFile(file));
		final byte[] start = start(file);
		try {
			if (start.length > 1 && start[0] == 'P' && start[1] == 'K') return alone(readZip(file));
			if (Arrays.equals(start, APPENDED)) return alone(readAppended(file));
		}
		catch (final Pickle.Refused e) {
			throw new IOException(CheckpointMessages.notRead(file, e.getMessage()), e);
		}
		catch (final ZipException | EOFException e) {
			throw unreadable(file, CheckpointMessages.incompleteZip());
		}
		catch (final OutOfMemoryError e) {
			throw new IOException(CheckpointMessages.unreadable(file, Reason.of(e)), e);
		}
		catch (final FileSystemException e) {
			throw new IOException(Reason.of(e), e);
		}
		if (!file.toString().endsWith(".safetensors")) throw new IOException(CheckpointMessages.noCheckpoint(file));
		return alone(SafeTensors.read(file));
	}

	private static byte[] start(final Path file) throws IOException {
		try (InputStream in = Files.newInputStream(file)) {
			return in.readNBytes(APPENDED.length);
		}
	}

	private static Map<String, Tensor> alone(final Map<String, Tensor> tensors) {
		if (!tensors.keySet().stream().allMatch(n -> n.startsWith(PARALLEL))) return tensors;
		final Map<String, Tensor> renamed = new LinkedHashMap<>();
		tensors.forEach((name, t) -> renamed.put(name.substring(PARALLEL.length()), t));
		return renamed;
	}

	private static Map<String, Tensor> readZip(final Path file) throws IOException {
		try (ZipFile zip = new ZipFile(file.toFile())) {
			final String folder = zip.stream().map(ZipEntry::getName).filter(n -> n.matches("([^/]*/)?data\\.pkl")).map(n -> n
				.substring(0, n.length() - "data.pkl".length())).findFirst().orElseThrow(() -> unreadable(file,
					CheckpointMessages.noPickle()));
			final ZipEntry order = zip.getEntry(folder + "byteorder"), pickle = zip.getEntry(folder + "data.pkl");
			final boolean big = order != null && new String(bytes(file, zip, order), StandardCharsets.US_ASCII).strip().equals("big");
			return new Checkpoint(file, new CheckpointNumbers.Zip(zip, folder, big ? ByteOrder.BIG_ENDIAN
				: ByteOrder.LITTLE_ENDIAN), Pickle.read(ByteBuffer.wrap(bytes(file, zip, pickle)), new HashMap<>())).tensors();
		}
	}

	/** Reads an entry without trusting its declared size. */
	private static byte[] bytes(final Path file, final ZipFile zip, final ZipEntry entry) throws IOException {
		try (InputStream in = zip.getInputStream(entry)) {
			final byte[] bytes = in.readNBytes(LARGEST_PICKLE + 1);
			if (bytes.length > LARGEST_PICKLE) throw unreadable(file, CheckpointMessages.pickleTooLarge(entry.getName(),
				LARGEST_PICKLE >> 20));
			return bytes;
		}
	}

	/** Pickles of a version, of the machine, of the checkpoint and of the storages' keys, then the storages. */
	private static Map<String, Tensor> readAppended(final Path file) throws IOException {
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
			final ByteBuffer in = ByteBuffer.allocate((int) Math.min(LARGEST_PICKLE, channel.size()));
			while (in.hasRemaining() && channel.read(in) >= 0)
				continue;
			in.flip().position(APPENDED.length);
			final Map<String, Pickle.Storage> storages = new HashMap<>();
			Pickle.read(in, storages);
			final boolean big = Pickle.read(in, storages) instanceof Map<?, ?> machine && Boolean.FALSE.equals(machine.get(
				"little_endian"));
			final Object root = Pickle.read(in, storages), keys = Pickle.read(in, storages);
			if (!(keys instanceof final List<?> list)) throw unreadable(file, CheckpointMessages.noStorages());
			return new Checkpoint(file, new CheckpointNumbers.Appended(channel, big ? ByteOrder.BIG_ENDIAN
				: ByteOrder.LITTLE_ENDIAN, in.position(), list, storages), root).tensors();
		}
	}

	private Map<String, Tensor> tensors() throws IOException {
		final Map<String, Tensor> tensors = new LinkedHashMap<>();
		long left = Files.size(file) * SHARED;
		for (final Map.Entry<?, ?> e : stateDict().entrySet())
			if (e.getKey() instanceof String name && e.getValue() instanceof Pickle.Strided t) {
				final long span = span(Excerpt.of(name), t);
				left -= Math.max(span, Tensor.size(sizes(t))) * CheckpointNumbers.width(t.storage().type());
				if (left < 0) throw unreadable(CheckpointMessages.tensorsTooLarge(SHARED));
				tensors.put(name, tensor(Excerpt.of(name), t, span));
			}
		return tensors;
	}

	private Map<?, ?> stateDict() throws IOException {
		if (holdsTensors(root)) return (Map<?, ?>) root;
		if (root instanceof Map<?, ?> map) {
			for (final String key : NESTED)
				if (holdsTensors(map.get(key))) return (Map<?, ?>) map.get(key);
			throw unreadable(CheckpointMessages.noTensors(String.join(", ", NESTED),
				map.keySet().stream().map(Excerpt::of).limit(10).collect(Collectors.joining(", "))));
		}
		throw unreadable(CheckpointMessages.noDictionary());
	}

	private static boolean holdsTensors(final Object value) {
		return value instanceof Map<?, ?> map && map.values().stream().anyMatch(Pickle.Strided.class::isInstance);
	}

	private Tensor tensor(final String name, final Pickle.Strided t, final long span) throws IOException {
		final String type = switch (t.storage().type()) {
			case "HalfStorage" -> "F16";
			case "BFloat16Storage" -> "BF16";
			case "FloatStorage" -> "F32";
			case "DoubleStorage" -> "F64";
			case "LongStorage" -> "I64";
			default -> throw unreadable(CheckpointMessages.otherStorage(name, t.storage().type()));
		};
		if (span == 0) return new Tensor(sizes(t), new float[0]);
		final int width = CheckpointNumbers.width(t.storage().type());
		if ((t.offset() + span) * width > Math.min(numbers.size(t.storage().key()), Files.size(file))) throw unreadable(
			CheckpointMessages.numbersOutside(name));
		final float[] values = new float[(int) span];
		try (InputStream in = numbers.open(t.storage().key(), t.offset() * width)) {
			for (int i = 0; i < values.length; i += CHUNK / width) {
				final int n = Math.min(CHUNK / width, values.length - i);
				final byte[] bytes = in.readNBytes(n * width);
				if (bytes.length < n * width) throw unreadable(CheckpointMessages.numbersEndEarly(name));
				SafeTensors.decode(type, ByteBuffer.wrap(bytes).order(numbers.order()), values, i, n);
			}
		}
		return new Tensor(sizes(t), rowMajor(t, values));
	}

	private static long[] sizes(final Pickle.Strided t) {
		return t.size().stream().mapToLong(Long::longValue).toArray();
	}

	/** How many numbers lie between the first and the last of a tensor, both included. */
	private long span(final String name, final Pickle.Strided t) throws IOException {
		final long most = Math.min(Integer.MAX_VALUE - 16, t.storage().length());
		final boolean same = t.size().size() == t.stride().size();
		final boolean empty = t.size().contains(0L);
		long size = 1, last = 0;
		for (int d = 0; same && d < t.size().size(); d++) {
			final long n = t.size().get(d), stride = t.stride().get(d);
			if (n < 0 || stride < 0 || n > Integer.MAX_VALUE || stride > Integer.MAX_VALUE) throw unreadable(impossible(name, t));
			size *= n;
			last += Math.max(0, n - 1) * stride;
			if (!empty && (size > most || last > most)) throw unreadable(impossible(name, t));
		}
		final long span = empty ? 0 : last + 1;
		if (!same || t.offset() < 0 || t.offset() > most - span) throw unreadable(impossible(name, t));
		return span;
	}

	private static String impossible(final String name, final Pickle.Strided t) {
		return CheckpointMessages.otherStorageSize(name, t.size(), t.stride(), t.offset(), t.storage().length());
	}

	private static float[] rowMajor(final Pickle.Strided t, final float[] values) {
		final int dimensions = t.size().size();
		final int[] size = new int[dimensions], stride = new int[dimensions], index = new int[dimensions];
		int n = 1;
		boolean inOrder = true;
		for (int d = dimensions - 1; d >= 0; d--) {
			size[d] = t.size().get(d).intValue();
			stride[d] = t.stride().get(d).intValue();
			inOrder &= stride[d] == n || size[d] == 1;
			n *= size[d];
		}
		if (inOrder) return Arrays.copyOf(values, n);
		final float[] ordered = new float[n];
		for (int i = 0, at = 0; i < n; i++) {
			ordered[i] = values[at];
			for (int d = dimensions - 1; d >= 0; d--) {
				at += stride[d];
				if (++index[d] < size[d]) break;
				at -= size[d] * stride[d];
				index[d] = 0;
			}
		}
		return ordered;
	}

	private IOException unreadable(final String why) {
		return unreadable(file, why);
	}

	private static IOException unreadable(final Path file, final String why) {
		return new IOException(CheckpointMessages.broken(file, why));
	}
}
