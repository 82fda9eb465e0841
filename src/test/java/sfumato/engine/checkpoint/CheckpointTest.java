package sfumato.engine.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sfumato.Says.assertSays;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import sfumato.Says;
import sfumato.engine.ReferenceNetworks;
import sfumato.text.TextMessages;

/** Files that PyTorch wrote (src/test/python/checkpoints.py), and some that it would never write. */
class CheckpointTest {

	@TempDir
	private Path folder;

	private Path given(final String name) throws IOException {
		final Path file = folder.resolve(name);
		try (InputStream in = CheckpointTest.class.getResourceAsStream("checkpoints/" + name)) {
			Files.write(file, in.readAllBytes());
		}
		return file;
	}

	private String refusal(final Path file) {
		final String message = assertThrows(IOException.class, () -> Checkpoint.read(file)).getMessage();
		assertTrue(message.contains(file.toString()), message);
		return message;
	}

	/** A checkpoint of a pickle and one storage of eight floats. */
	private Path written(final byte[] pickle) throws IOException {
		final Path file = folder.resolve("written.pth");
		try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
			zip.setMethod(ZipOutputStream.STORED);
			for (final String name : List.of("a/data.pkl", "a/data/0")) {
				final byte[] bytes = name.endsWith("pkl") ? pickle : new byte[32];
				final ZipEntry entry = new ZipEntry(name);
				final CRC32 crc = new CRC32();
				crc.update(bytes);
				entry.setCrc(crc.getValue());
				entry.setSize(bytes.length);
				zip.putNextEntry(entry);
				zip.write(bytes);
			}
		}
		return file;
	}

	/** The pickle of {"w": tensor}, with offset, sizes and strides below 256. */
	private static byte[] tensor(final int offset, final int[] size, final int[] stride) throws IOException {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		out.write("\u0080\u0002}X\u0001\0\0\0wctorch._utils\n_rebuild_tensor_v2\n((X\u0007\0\0\0storagectorch\nFloatStorage\n"
			.getBytes(StandardCharsets.ISO_8859_1));
		out.write("X\u0001\0\0\u00000X\u0003\0\0\0cpuK\u0008tQK".getBytes(StandardCharsets.ISO_8859_1));
		out.write(offset);
		for (final int[] tuple : List.of(size, stride)) {
			out.write('(');
			for (final int v : tuple) {
				out.write('J');
				out.write(new byte[] { (byte) v, (byte) (v >> 8), (byte) (v >> 16), (byte) (v >> 24) });
			}
			out.write('t');
		}
		out.write("\u0089NtRs.".getBytes(StandardCharsets.ISO_8859_1));
		return out.toByteArray();
	}

	@ParameterizedTest
	@ValueSource(strings = { "tensors.pth", "protocol4.pth", "before16.pth" })
	void readsTensorsSavedByPyTorch(final String name) throws IOException {
		final Map<String, Tensor> read = Checkpoint.read(given(name));
		final JsonObject expected = ReferenceNetworks.read("checkpoint/checkpoints/tensors.json");
		assertEquals(List.copyOf(expected.keySet()), List.copyOf(read.keySet()));
		for (final String tensor : expected.keySet()) {
			final JsonArray t = expected.getAsJsonArray(tensor);
			assertArrayEquals(t.get(0).getAsJsonArray().asList().stream().mapToLong(JsonElement::getAsLong).toArray(), read.get(
				tensor).shape(), tensor);
			assertArrayEquals(ReferenceNetworks.floats(t.get(1).getAsJsonArray()), read.get(tensor).values(), tensor);
		}
	}

	@Test
	void findsWeightsInTrainingCheckpointsAndStripsTheModulePrefix() throws IOException {
		final Map<String, Tensor> read = Checkpoint.read(given("nested.pth"));
		assertEquals(List.of("0.weight", "0.bias", "1.weight", "1.bias", "1.running_mean", "1.running_var",
			"1.num_batches_tracked"), List.copyOf(read.keySet()));
		assertArrayEquals(new long[] { 2, 3 }, read.get("0.weight").shape());
		assertArrayEquals(new float[] { 1 }, read.get("1.num_batches_tracked").values());
	}

	@Test
	void stripsTheModulePrefixOnlyIfAllNamesHaveIt() throws IOException {
		final Path file = folder.resolve("w.safetensors");
		final Map<String, Tensor> tensors = new LinkedHashMap<>();
		tensors.put("module.a", new Tensor(new long[0], new float[1]));
		SafeTensors.write(file, tensors);
		assertEquals(List.of("a"), List.copyOf(Checkpoint.read(file).keySet()));
		tensors.put("b", new Tensor(new long[0], new float[1]));
		SafeTensors.write(file, tensors);
		assertEquals(List.of("module.a", "b"), List.copyOf(Checkpoint.read(file).keySet()));
	}

	@Test
	void refusesPicklesThatCallFunctions() throws IOException {
		final Path mark = Path.of("/tmp/sfumato-was-here");
		final boolean before = Files.exists(mark);
		final String message = refusal(given("system.pth"));
		assertSays(CheckpointMessages.notRead(Says.ANY, CheckpointMessages.foreignObject("posix.system")), message);
		assertEquals(before, Files.exists(mark));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
		namespace.pth | it wants "argparse.Namespace", and nothing but tensors is read.
		bytes.pth     | "weight" lies in a ByteStorage, but only floats and 64-bit integers are read.
		tensors.json  | is no checkpoint: neither a safetensors file nor what torch.save writes.
		""")
	void refusesUnsupportedFilesWithAdvice(final String name, final String sentence) throws IOException {
		final String message = refusal(given(name));
		assertTrue(message.contains(sentence), message);
	}

	@Test
	void refusesMissingFiles() {
		assertEquals(TextMessages.noFile("nowhere.pth"), assertThrows(IOException.class, () -> Checkpoint.read(Path.of(
			"nowhere.pth"))).getMessage());
	}

	@ParameterizedTest
	@ValueSource(strings = { "tensors.pth", "before16.pth" })
	void refusesTruncatedFiles(final String name) throws IOException {
		final Path file = given(name);
		final byte[] whole = Files.readAllBytes(file);
		for (int n = 0; n < whole.length; n += 23) {
			Files.write(file, Arrays.copyOf(whole, n));
			refusal(file);
		}
	}

	@Test
	void refusesTensorsBeyondTheirStorage() throws IOException {
		assertArrayEquals(new long[] { 2, 3 }, Checkpoint.read(written(tensor(2, new int[] { 2, 3 }, new int[] { 3, 1 }))).get(
			"w").shape());
		final int big = Integer.MAX_VALUE;
		final int[][][] wrong = { { { 3 }, { 2, 3 }, { 3, 1 } }, { { 0 }, { 9 }, { 1 } }, { { 0 }, { 2 }, { 8 } }, { { 0 }, {
			-1 }, { 1 } }, { { 0 }, { 2 }, { -1 } }, { { 0 }, { big, big }, { 0, 0 } }, { { 0 }, { 2, 2 }, { big, big } }, { { 0 },
				{ 2 }, { 1, 1 } }, { { 9 }, { 0 }, { 1 } } };
		for (final int[][] w : wrong) {
			final String message = refusal(written(tensor(w[0][0], w[1], w[2])));
			assertSays(CheckpointMessages.otherStorageSize(Says.ANY, Says.ANY, Says.ANY, Says.SOME, 8), message);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
		80 02 63 62 75 69 6c 74 69 6e 73 0a 65 76 61 6c 0a 2e          | it wants "builtins.eval"
		80 04 8c 02 6f 73 8c 05 70 6f 70 65 6e 93 2e                   | it wants "os.popen"
		80 02 69 6f 73 0a 73 79 73 74 65 6d 0a 2e                      | it has the pickle instruction 0x69
		80 02 7d 81 2e                                                 | it has the pickle instruction 0x81
		80 02 82 01 2e                                                 | it has the pickle instruction 0x82
		80 02 50 61 0a 2e                                              | it has the pickle instruction 0x50
		80 02 4b 01 7d 62 2e                                           | it sets attributes of an object
		80 02 58 01 00 00 00 61 29 52 2e                               | its pickle is broken
		80 02 7d 29 4b 01 73 2e                                        | a dictionary in it has a key that is neither
		80 02 58 ff ff ff 7f 61 2e                                     | its pickle is broken
		80 02 4b 01 29 51 2e                                           | it refers to something outside that is no tensor
		80 02 8a 09 00 00 00 00 00 00 00 00 01 2e                      | it holds an integer of 9 bytes
		80 02 74 2e                                                    | its pickle is broken
		80 02 68 05 2e                                                 | its pickle is broken
		80 02 2e                                                       | its pickle is broken
		80 02                                                          | its pickle is broken
		80 02 4b 01 2e                                                 | it is no dictionary of tensors
		80 02 7d 2e                                                    | it holds no tensors under state_dict, model_state_dict, model
		""")
	void refusesPicklesThatPyTorchDoesNotWrite(final String hex, final String sentence) throws IOException {
		final String[] bytes = hex.strip().split(" ");
		final byte[] pickle = new byte[bytes.length];
		for (int i = 0; i < pickle.length; i++)
			pickle[i] = (byte) Integer.parseInt(bytes[i], 16);
		final String message = refusal(written(pickle));
		assertTrue(message.contains(sentence), message);
	}

	/** Whatever is wrong with a file, it is a sentence about the file. */
	@Test
	void refusesOrReadsRandomlyChangedPickles() throws IOException {
		final byte[] pickle;
		try (ZipFile zip = new ZipFile(given("nested.pth").toFile())) {
			pickle = zip.getInputStream(zip.getEntry("nested/data.pkl")).readAllBytes();
		}
		final Random random = new Random(0);
		int refused = 0;
		for (int i = 0; i < 2000; i++) {
			final byte[] changed = pickle.clone();
			for (int k = 0; k <= i % 3; k++)
				changed[random.nextInt(changed.length)] = (byte) random.nextInt();
			try {
				Checkpoint.read(written(changed));
			}
			catch (final IOException e) {
				refused++;
				assertFalse(e.getMessage().isBlank());
			}
		}
		assertTrue(refused > 1000, refused + " of 2000");
	}

	@Test
	void refusesOrReadsRandomlyChangedFiles() throws IOException {
		final Path file = given("before16.pth");
		final byte[] whole = Files.readAllBytes(file);
		final Random random = new Random(0);
		int refused = 0;
		for (int i = 0; i < 2000; i++) {
			final byte[] changed = whole.clone();
			for (int k = 0; k <= i % 3; k++)
				changed[random.nextInt(changed.length)] = (byte) random.nextInt();
			try {
				Checkpoint.read(Files.write(file, changed));
			}
			catch (final IOException e) {
				refused++;
				assertFalse(e.getMessage().isBlank());
			}
		}
		assertTrue(refused > 1000, refused + " of 2000");
	}

	@Test
	void refusesLegacyFilesThatCallFunctions() throws IOException {
		final Path file = given("before16.pth");
		final byte[] whole = Files.readAllBytes(file), evil = "\u0080\u0002cbuiltins\nexec\n".getBytes(
			StandardCharsets.ISO_8859_1);
		System.arraycopy(evil, 0, whole, 15, evil.length); // where the second pickle begins
		Files.write(file, whole);
		assertTrue(refusal(file).contains("it wants \"builtins.exec\""));
	}
}
