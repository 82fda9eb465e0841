package sfumato.engine.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sfumato.Says.assertSays;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import sfumato.Says;
import sfumato.text.TextMessages;

class SafeTensorsTest {

	@TempDir
	Path folder;

	private Path file(final String header, final byte... data) throws IOException {
		final byte[] json = header.getBytes(StandardCharsets.UTF_8);
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		out.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(json.length).array());
		out.write(json);
		out.write(data);
		return Files.write(folder.resolve("weights.safetensors"), out.toByteArray());
	}

	@Test
	void readsWhatItWrites() throws IOException {
		final Map<String, Tensor> tensors = new LinkedHashMap<>();
		tensors.put("b.weight", new Tensor(new long[] { 2, 3 }, new float[] { 1, -2.5f, Float.NaN, Float.MIN_VALUE, 0, 1e30f }));
		tensors.put("a number \"ü\"", new Tensor(new long[0], new float[] { 7 }));
		tensors.put("none", new Tensor(new long[] { 0, 4 }, new float[0]));
		final float[] many = new float[700_001]; // more than one chunk
		for (int i = 0; i < many.length; i++)
			many[i] = i * 0.37f;
		tensors.put("many", new Tensor(new long[] { many.length }, many));
		final Path file = folder.resolve("w.safetensors");
		SafeTensors.write(file, tensors);
		final Map<String, Tensor> read = SafeTensors.read(file);
		assertEquals(tensors, read);
		assertEquals(List.copyOf(tensors.keySet()), List.copyOf(read.keySet()));
	}

	@Test
	void writesTheLayoutOfTheFormat() throws IOException {
		final Path file = folder.resolve("w.safetensors");
		SafeTensors.write(file, Map.of("x", new Tensor(new long[] { 1, 2 }, new float[] { 1, 2 })));
		final ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
		final int length = (int) bytes.getLong();
		assertEquals(0, length % 8);
		final String header = new String(bytes.array(), 8, length, StandardCharsets.UTF_8);
		assertEquals("{\"x\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]}}", header.strip());
		assertEquals(1, bytes.getFloat(8 + length));
		assertEquals(2, bytes.getFloat(12 + length));
		assertEquals(16 + length, bytes.capacity());
	}

	@Test
	void convertsOtherTypesToFloats() throws IOException {
		final ByteBuffer data = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
		data.putShort((short) 0x3e00).putShort((short) 0xc500); // F16: 1.5, -5
		data.putShort((short) 0x3fc0).putShort((short) 0xc0a0); // BF16: 1.5, -5
		data.putDouble(0.1).putLong(-3);
		final Map<String, Tensor> t = SafeTensors.read(file("""
			{"__metadata__":{"format":"pt"},
			 "h":{"dtype":"F16","shape":[2],"data_offsets":[0,4]},
			 "b":{"dtype":"BF16","shape":[2],"data_offsets":[4,8]},
			 "d":{"dtype":"F64","shape":[1],"data_offsets":[8,16]},
			 "n":{"dtype":"I64","shape":[],"data_offsets":[16,24]}}""", data.array()));
		assertEquals(List.of("h", "b", "d", "n"), List.copyOf(t.keySet()));
		assertArrayEquals(new float[] { 1.5f, -5 }, t.get("h").values());
		assertArrayEquals(new float[] { 1.5f, -5 }, t.get("b").values());
		assertArrayEquals(new float[] { 0.1f }, t.get("d").values());
		assertArrayEquals(new float[] { -3 }, t.get("n").values());
	}

	@Test
	void readsExtremesOfHalfPrecision() {
		assertEquals(65504f, SafeTensors.half((short) 0x7bff));
		assertEquals(0x1p-14f, SafeTensors.half((short) 0x0400));
		assertEquals(0x1p-24f, SafeTensors.half((short) 0x0001));
		assertEquals(Float.NEGATIVE_INFINITY, SafeTensors.half((short) 0xfc00));
		assertTrue(Float.isNaN(SafeTensors.half((short) 0x7e00)));
		assertEquals(-0f, SafeTensors.half((short) 0x8000));
	}

	static Stream<Arguments> brokenHeaders() {
		return Stream.of(arguments("not json at all", CheckpointMessages.headerNotJson()), arguments("[1, 2]", CheckpointMessages
			.headerNotJson()), arguments("{\"x\":3}", CheckpointMessages.noDescription("x")), //
			arguments(header("F32", "[2]", "[0,12]"), CheckpointMessages.bytesOutside("x", "[0, 12]", 8)), //
			arguments(header("F32", "[2]", "[-4,4]"), CheckpointMessages.bytesOutside("x", "[-4, 4]", 8)), //
			arguments(header("F32", "[3]", "[0,8]"), CheckpointMessages.otherByteCount("x", "[3]", "F32", 8)), //
			arguments(header("F32", "[-2]", "[0,8]"), CheckpointMessages.impossibleShape("x", "[-2]")), //
			arguments(header("F32", "[99999,99999,9999]", "[0,8]"), CheckpointMessages.impossibleShape("x", "[99999, 99999, 9999]")), //
			arguments(header("U8", "[8]", "[0,8]"), CheckpointMessages.tensorType("x", Says.ANY, "U8")));
	}

	private static String header(final String type, final String shape, final String offsets) {
		return "{\"x\":{\"dtype\":\"" + type + "\",\"shape\":" + shape + ",\"data_offsets\":" + offsets + "}}";
	}

	@ParameterizedTest
	@MethodSource("brokenHeaders")
	void refusesBrokenFilesWithTheReason(final String header, final String message) throws IOException {
		final Path file = file(header, new byte[8]);
		final var e = assertThrows(IOException.class, () -> SafeTensors.read(file));
		assertSays(message, e.getMessage());
		assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
	}

	@Test
	void refusesTruncatedAndOtherFiles() throws IOException {
		final Path file = folder.resolve("w.safetensors");
		assertEquals(TextMessages.noFile(file), assertThrows(IOException.class, () -> SafeTensors.read(file))
			.getMessage());
		SafeTensors.write(file, Map.of("x", new Tensor(new long[] { 9 }, new float[9])));
		final byte[] whole = Files.readAllBytes(file);
		for (int n = 0; n < whole.length; n++) {
			Files.write(file, Arrays.copyOf(whole, n));
			final var e = assertThrows(IOException.class, () -> SafeTensors.read(file));
			assertSays(CheckpointMessages.incomplete(Says.ANY, Says.ANY), e.getMessage());
		}
		Files.writeString(file, "PK\3\4 this is a zip file or so, and none of ours");
		assertSays(CheckpointMessages.noHeaderLength(), assertThrows(IOException.class, () ->
			SafeTensors.read(file)).getMessage());
	}

	@Test
	void refusesTensorsOfOtherLength() {
		final var e = assertThrows(IllegalArgumentException.class, () -> new Tensor(new long[] { 2, 2 }, new float[3]));
		assertEquals(CheckpointMessages.tensorLength("[2, 2]", 3), e.getMessage());
	}
}
