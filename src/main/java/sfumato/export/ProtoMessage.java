package sfumato.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A protocol buffers message in wire format, as far as ONNX files need it. A field is its key {@code number << 3 | kind} as a varint,
 * then the value:
 *
 * <table>
 * <caption>Kinds</caption>
 * <tr><td>0</td><td>varint: seven bits a byte, the lowest first, the eighth bit set in all but the last</td></tr>
 * <tr><td>2</td><td>number of bytes as a varint, then so many bytes: text, a message, raw numbers</td></tr>
 * <tr><td>5</td><td>four bytes, the lowest first: a float</td></tr>
 * </table>
 *
 * A field that occurs several times is a list. Arrays of floats are kept as they are until they are written, so that a
 * message with a network's weights takes no memory of its own.
 */
final class ProtoMessage {

	private static final int VARINT = 0, BYTES = 2, FOUR_BYTES = 5;
	private static final int CHUNK = 1 << 16;

	/** A part of a message whose size is known before it is written, because the size precedes it. */
	private interface Part {

		long size();

		void writeTo(OutputStream out) throws IOException;
	}

	private record Bytes(byte[] bytes) implements Part {

		@Override
		public long size() {
			return bytes.length;
		}

		@Override
		public void writeTo(final OutputStream out) throws IOException {
			out.write(bytes);
		}
	}

	private record Floats(float[] values) implements Part {

		@Override
		public long size() {
			return (long) Float.BYTES * values.length;
		}

		@Override
		public void writeTo(final OutputStream out) throws IOException {
			final ByteBuffer buffer = ByteBuffer.allocate(Math.min(CHUNK, values.length) * Float.BYTES).order(
				ByteOrder.LITTLE_ENDIAN);
			for (int i = 0; i < values.length; i += CHUNK) {
				final int n = Math.min(CHUNK, values.length - i);
				buffer.asFloatBuffer().put(values, i, n);
				out.write(buffer.array(), 0, n * Float.BYTES);
			}
		}
	}

	private final List<Part> parts = new ArrayList<>();
	private long size;

	/** Adds a whole number. Negative ones take ten bytes. */
	ProtoMessage integer(final int field, final long value) {
		final ByteArrayOutputStream out = key(field, VARINT);
		varint(out, value);
		return add(new Bytes(out.toByteArray()));
	}

	/** Adds a 32-bit floating-point number. */
	ProtoMessage single(final int field, final float value) {
		final ByteArrayOutputStream out = key(field, FOUR_BYTES);
		out.writeBytes(ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN).putFloat(value).array());
		return add(new Bytes(out.toByteArray()));
	}

	/** Adds a text in UTF-8. */
	ProtoMessage text(final int field, final String value) {
		return sized(field, new Bytes(value.getBytes(StandardCharsets.UTF_8)));
	}

	/** Adds packed floating-point numbers of four bytes each, little-endian. */
	ProtoMessage floats(final int field, final float[] values) {
		return sized(field, new Floats(values));
	}

	/** Adds a nested message. It must not change afterwards. */
	ProtoMessage message(final int field, final ProtoMessage value) {
		final ByteArrayOutputStream out = key(field, BYTES);
		varint(out, value.size);
		add(new Bytes(out.toByteArray()));
		parts.addAll(value.parts);
		size += value.size;
		return this;
	}

	/** Returns the number of bytes that {@link #writeTo} writes. */
	long size() {
		return size;
	}

	/** Writes the fields. The outermost message has neither key nor size before it. */
	void writeTo(final OutputStream out) throws IOException {
		for (final Part part : parts)
			part.writeTo(out);
	}

	private ProtoMessage sized(final int field, final Part value) {
		final ByteArrayOutputStream out = key(field, BYTES);
		varint(out, value.size());
		return add(new Bytes(out.toByteArray())).add(value);
	}

	private ProtoMessage add(final Part part) {
		parts.add(part);
		size += part.size();
		return this;
	}

	private static ByteArrayOutputStream key(final int field, final int kind) {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		varint(out, (long) field << 3 | kind);
		return out;
	}

	private static void varint(final ByteArrayOutputStream out, final long value) {
		long rest = value;
		for (; (rest & ~0x7FL) != 0; rest >>>= 7)
			out.write((int) rest & 0x7F | 0x80);
		out.write((int) rest);
	}
}
