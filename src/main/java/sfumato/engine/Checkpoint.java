package sfumato.engine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Weights that somebody trained with PyTorch: {@code .safetensors}, or what {@code torch.save} writes since version 1.6
 * ({@code .pth}, {@code .pt}, {@code .bin}), a zip file of a pickle ({@link Pickle}, of which nothing is executed) and one
 * entry of raw numbers per storage.
 * <p>
 * Names lose {@code module.} if all of them begin with it, as {@code torch.nn.DataParallel} has them. In a checkpoint that
 * keeps more than weights they are looked for under {@code state_dict}, {@code model_state_dict} and {@code model}.
 */
public final class Checkpoint {

	private static final List<String> NESTED = List.of("state_dict", "model_state_dict", "model");
	private static final String PARALLEL = "module.";
	private static final int LARGEST_PICKLE = 100_000_000;
	private static final int CHUNK = 1 << 20;
	private static final String WAY_OUT = "In Python, save the weights alone: torch.save(model.state_dict(), \"weights.pth\").";

	private final Path file;
	private final ZipFile zip;
	private final String folder;
	private final ByteOrder order;

	private Checkpoint(final Path file, final ZipFile zip) throws IOException {
		this.file = file;
		this.zip = zip;
		folder = zip.stream().map(ZipEntry::getName).filter(n -> n.matches("([^/]*/)?data\\.pkl")).map(n -> n.substring(0, n
			.length() - "data.pkl".length())).findFirst().orElseThrow(() -> unreadable("it holds no data.pkl"));
		final ZipEntry bytes = zip.getEntry(folder + "byteorder");
		order = bytes != null && new String(bytes(bytes), StandardCharsets.US_ASCII).strip().equals("big")
			? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
	}

	/**
	 * Reads all tensors of a checkpoint.
	 *
	 * @return by name, in the order of the file
	 * @throws IOException in a sentence with the file's name, if it is no checkpoint, is broken, or holds something else than
	 *           tensors, numbers and texts
	 */
	public static Map<String, Tensor> read(final Path file) throws IOException {
		if (!Files.isRegularFile(file)) throw new IOException("There is no file " + file + ".");
		final byte[] start = start(file);
		if (start.length > 1 && start[0] == 'P' && start[1] == 'K') return alone(readZip(file));
		if (start.length > 1 && start[0] == (byte) 0x80 && start[1] >= 2 && start[1] <= 5) throw new IOException(file +
			" is a PyTorch checkpoint of the kind before 1.6, which is not read. Convert it in Python: torch.save(torch.load(\"" +
			file.getFileName() + "\", map_location=\"cpu\", weights_only=True), \"converted.pth\").");
		if (!file.toString().endsWith(".safetensors")) throw new IOException(file +
			" is no checkpoint: neither a safetensors file nor what torch.save writes.");
		return alone(SafeTensors.read(file));
	}

	private static byte[] start(final Path file) throws IOException {
		try (InputStream in = Files.newInputStream(file)) {
			return in.readNBytes(2);
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
			return new Checkpoint(file, zip).tensors();
		}
		catch (final ZipException e) {
			throw new IOException("The checkpoint " + file + " cannot be read: it is not a complete zip file.", e);
		}
	}

	private Map<String, Tensor> tensors() throws IOException {
		final ZipEntry pickle = zip.getEntry(folder + "data.pkl");
		final Map<String, Tensor> tensors = new LinkedHashMap<>();
		for (final Map.Entry<?, ?> e : stateDict(pickle).entrySet())
			if (e.getKey() instanceof String name && e.getValue() instanceof Pickle.Strided t) tensors.put(name, tensor(name,
				t));
		return tensors;
	}

	private Map<?, ?> stateDict(final ZipEntry pickle) throws IOException {
		final Object root;
		try {
			root = Pickle.read(bytes(pickle));
		}
		catch (final Pickle.Refused e) {
			throw new IOException("The checkpoint " + file + " is not read: " + e.getMessage() + ". " + WAY_OUT, e);
		}
		if (holdsTensors(root)) return (Map<?, ?>) root;
		if (root instanceof Map<?, ?> map) {
			for (final String key : NESTED)
				if (holdsTensors(map.get(key))) return (Map<?, ?>) map.get(key);
			throw unreadable("it holds no tensors under " + String.join(", ", NESTED) + ", only " + map.keySet().stream().map(
				String::valueOf).limit(10).collect(Collectors.joining(", ")));
		}
		throw unreadable("it is no dictionary of tensors");
	}

	private static boolean holdsTensors(final Object value) {
		return value instanceof Map<?, ?> map && map.values().stream().anyMatch(Pickle.Strided.class::isInstance);
	}

	private byte[] bytes(final ZipEntry entry) throws IOException {
		if (entry.getSize() > LARGEST_PICKLE) throw unreadable(entry.getName() + " has " + entry.getSize() + " bytes");
		try (InputStream in = zip.getInputStream(entry)) {
			return in.readNBytes(LARGEST_PICKLE);
		}
	}

	private Tensor tensor(final String name, final Pickle.Strided t) throws IOException {
		final String type = switch (t.storage().type()) {
			case "HalfStorage" -> "F16";
			case "BFloat16Storage" -> "BF16";
			case "FloatStorage" -> "F32";
			case "DoubleStorage" -> "F64";
			case "LongStorage" -> "I64";
			default -> throw unreadable("\"" + name + "\" lies in a " + t.storage().type() +
				", but only floats and 64-bit integers are read");
		};
		final long span = span(name, t);
		final int width = type.endsWith("64") ? 8 : type.endsWith("32") ? 4 : 2;
		final ZipEntry entry = zip.getEntry(folder + "data/" + t.storage().key());
		if (span == 0) return new Tensor(sizes(t), new float[0]);
		// stored as they are, as PyTorch does, there can be no more numbers than the file is long
		if (entry == null || entry.getMethod() != ZipEntry.STORED || (t.offset() + span) * width > entry.getSize())
			throw unreadable("the numbers of \"" + name + "\" are not in it");
		final float[] values = new float[(int) span];
		try (InputStream in = zip.getInputStream(entry)) {
			in.skipNBytes(t.offset() * width);
			for (int i = 0; i < values.length; i += CHUNK / width) {
				final int n = Math.min(CHUNK / width, values.length - i);
				final byte[] bytes = in.readNBytes(n * width);
				if (bytes.length < n * width) throw unreadable("the numbers of \"" + name + "\" end too early");
				SafeTensors.decode(type, ByteBuffer.wrap(bytes).order(order), values, i, n);
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
		return "\"" + name + "\" of size " + t.size() + ", stride " + t.stride() + " and offset " + t.offset() +
			" does not fit its storage of " + t.storage().length() + " numbers";
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
		return new IOException("The checkpoint " + file + " cannot be read: " + why + ".");
	}
}
