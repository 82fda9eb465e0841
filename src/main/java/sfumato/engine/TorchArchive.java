package sfumato.engine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A TorchScript file made of text: a zip of stored entries with the source of one class, a pickle of one instance of it
 * without attributes, an empty list of constants, and the version of the format.
 */
final class TorchArchive {

	private static final String HEAD = "class M(Module):\n  __parameters__ = []\n  __buffers__ = []\n  training : bool\n";

	private TorchArchive() {}

	/**
	 * @param methods source text, each line of a method's head indented by two blanks and of its body by four
	 */
	static byte[] of(final String methods) {
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
			put(zip, "m/data.pkl", instance());
			put(zip, "m/code/__torch__.py", (HEAD + methods).getBytes(StandardCharsets.UTF_8));
			put(zip, "m/constants.pkl", new byte[] { (byte) 0x80, 2, ')', '.' });
			put(zip, "m/version", "3\n".getBytes(StandardCharsets.US_ASCII));
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e); // memory does not fail
		}
		return bytes.toByteArray();
	}

	/** {@code M.__new__(M)} with the state {@code {"training": True}}, in pickle's protocol 2. */
	private static byte[] instance() throws IOException {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		out.write(new byte[] { (byte) 0x80, 2 });
		out.write("c__torch__\nM\n".getBytes(StandardCharsets.US_ASCII));
		out.write(new byte[] { ')', (byte) 0x81, '}', '(', 'X', 8, 0, 0, 0 });
		out.write("training".getBytes(StandardCharsets.US_ASCII));
		out.write(new byte[] { (byte) 0x88, 'u', 'b', '.' });
		return out.toByteArray();
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
