package sfumato.engine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import sfumato.engine.checkpoint.Tensor;

/**
 * TorchScript files made of text: a zip of stored entries with the source of one class, a pickle of one instance of it, the
 * numbers of its tensors, an empty list of constants, and the version of the format.
 */
final class TorchArchive {

	private TorchArchive() {}

	/**
	 * A file without tensors.
	 *
	 * @param methods source text, each line of a method's head indented by two blanks and of its body by four
	 */
	static byte[] of(final String methods) {
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try {
			write(bytes, methods, new LinkedHashMap<>(), true);
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e); // memory does not fail
		}
		return bytes.toByteArray();
	}

	/**
	 * Writes a file.
	 *
	 * @param parameters by the names that the methods have for them behind {@code self.}
	 * @param training the value of PyTorch's {@code module.training} after loading
	 */
	static void write(final OutputStream out, final String methods, final Map<String, Tensor> parameters,
		final boolean training) throws IOException
	{
		final StringBuilder code = new StringBuilder("class M(Module):\n  __parameters__ = [");
		parameters.keySet().forEach(name -> code.append('"').append(name).append("\", "));
		code.append("]\n  __buffers__ = []\n  training : bool\n");
		parameters.keySet().forEach(name -> code.append("  ").append(name).append(" : Tensor\n"));
		final ZipOutputStream zip = new ZipOutputStream(out);
		put(zip, "m/data.pkl", instance(parameters, training));
		put(zip, "m/code/__torch__.py", (code + methods).getBytes(StandardCharsets.UTF_8));
		put(zip, "m/constants.pkl", new byte[] { (byte) 0x80, 2, ')', '.' });
		int key = 0;
		for (final Tensor t : parameters.values()) {
			final ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(t.values().length, Float.BYTES)).order(
				ByteOrder.LITTLE_ENDIAN);
			bytes.asFloatBuffer().put(t.values());
			put(zip, "m/data/" + key++, bytes.array());
		}
		put(zip, "m/byteorder", "little".getBytes(StandardCharsets.US_ASCII));
		put(zip, "m/version", "3\n".getBytes(StandardCharsets.US_ASCII));
		zip.finish();
	}

	/** {@code M.__new__(M)} with its attributes as state, in pickle's protocol 2. */
	private static byte[] instance(final Map<String, Tensor> parameters, final boolean training) throws IOException {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		out.write(new byte[] { (byte) 0x80, 2 });
		global(out, "__torch__", "M");
		out.write(new byte[] { ')', (byte) 0x81, '}', '(' });
		text(out, "training");
		out.write(training ? 0x88 : 0x89);
		int key = 0;
		for (final Map.Entry<String, Tensor> p : parameters.entrySet()) {
			text(out, p.getKey());
			tensor(out, p.getValue(), key++);
		}
		out.write(new byte[] { 'u', 'b', '.' });
		return out.toByteArray();
	}

	/** A call of PyTorch's function that makes a tensor of a storage, offset, sizes, strides, no gradient, no hooks. */
	private static void tensor(final ByteArrayOutputStream out, final Tensor t, final int key) throws IOException {
		global(out, "torch._utils", "_rebuild_tensor_v2");
		out.write('(');
		out.write('(');
		text(out, "storage");
		global(out, "torch", "FloatStorage");
		text(out, Integer.toString(key));
		text(out, "cpu");
		integer(out, t.values().length);
		out.write(new byte[] { 't', 'Q' });
		integer(out, 0);
		final long[] shape = t.shape();
		out.write('(');
		for (final long s : shape)
			integer(out, s);
		out.write(new byte[] { 't', '(' });
		for (int i = 0; i < shape.length; i++)
			integer(out, Tensor.size(java.util.Arrays.copyOfRange(shape, i + 1, shape.length)));
		out.write(new byte[] { 't', (byte) 0x89 });
		global(out, "collections", "OrderedDict");
		out.write(new byte[] { ')', 'R', 't', 'R' });
	}

	private static void global(final ByteArrayOutputStream out, final String module, final String name) throws IOException {
		out.write(("c" + module + "\n" + name + "\n").getBytes(StandardCharsets.US_ASCII));
	}

	private static void text(final ByteArrayOutputStream out, final String text) throws IOException {
		out.write('X');
		out.write(little(text.length()));
		out.write(text.getBytes(StandardCharsets.US_ASCII));
	}

	private static void integer(final ByteArrayOutputStream out, final long value) throws IOException {
		out.write('J');
		out.write(little(Math.toIntExact(value)));
	}

	private static byte[] little(final int value) {
		return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
	}

	private static void put(final ZipOutputStream zip, final String name, final byte[] bytes) throws IOException {
		final ZipEntry entry = new ZipEntry(name);
		final CRC32 crc = new CRC32();
		crc.update(bytes);
		entry.setMethod(ZipEntry.STORED); // libtorch reads no compressed ones
		entry.setSize(bytes.length);
		entry.setCrc(crc.getValue());
		entry.setTime(0);
		zip.putNextEntry(entry);
		zip.write(bytes);
		zip.closeEntry();
	}
}
