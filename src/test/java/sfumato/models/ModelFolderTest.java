package sfumato.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sfumato.Says.assertSays;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sfumato.Says;
import sfumato.engine.checkpoint.Tensor;
import sfumato.labels.LabelClass;
import sfumato.labels.TestMaps;
import sfumato.models.ModelDescription.RecalibrationDescription;
import sfumato.output.OutputMessages;
import sfumato.recalibration.KernelRecalibration;
import sfumato.text.TextMessages;

class ModelFolderTest {

	private static final RecalibrationDescription KDE = new RecalibrationDescription(
		"kde(bandwidth: 0.02, keys: 2, sampling: PROPORTIONAL, seed: 0)", "majority", List.of("case01", "case02"));

	@TempDir
	private Path root;
	private Path folder;

	@BeforeEach
	void writeOne() throws IOException {
		folder = root.resolve("nuclei");
		ModelFolder.write(folder, false, model(1), f -> {
			Files.writeString(f.resolve("README.md"), "mine");
			Files.writeString(Files.createDirectory(f.resolve("sample")).resolve("a.txt"), "b");
		});
	}

	private static Model model(final float weight) {
		return new Model(new ModelDescription(ModelDescription.FORMAT, "nuclei", new ModelDescription.Input("xyc", 1, 32, List
			.of(0.5, 0.5), "µm", "percentile"), LabelClass.defaults(2), "unet(encoder: resnet18d)", Optional.empty(),
			"Sfumato 1"), Map.of("a.b", new Tensor(new long[] { 2, 1 }, new float[] { weight, -0f })), Optional.empty());
	}

	private static KernelRecalibration fitted(final float weight) {
		return new KernelRecalibration(0.02, 2, new float[] { 0.1f, 0.9f, 0.7f, 0.3f }, new float[] { 0, 1, 1, 0 }, new float[] {
			weight, 1 });
	}

	private String description() throws IOException {
		return Files.readString(folder.resolve("model.json"));
	}

	private <E extends Exception> String message(final Class<E> kind, final String from, final String to)
		throws IOException
	{
		final String before = description();
		assertTrue(before.contains(from), before);
		Files.writeString(folder.resolve("model.json"), before.replace(from, to));
		final String message = assertThrows(kind, () -> ModelFolder.read(folder)).getMessage();
		Files.writeString(folder.resolve("model.json"), before);
		return message;
	}

	private List<String> names(final Path of) throws IOException {
		try (Stream<Path> files = Files.list(of)) {
			return files.map(f -> f.getFileName().toString()).sorted().toList();
		}
	}

	@Test
	void modelsSurviveTheRoundTrip() throws IOException {
		final Model read = ModelFolder.read(folder);
		assertEquals(model(1).description(), read.description());
		assertEquals(model(1).weights(), read.weights());
		assertTrue(read.recalibration().isEmpty());
		assertEquals(List.of("README.md", "model.json", "sample", "weights.safetensors"), names(folder));
		assertEquals(List.of("nuclei"), names(root));
	}

	@Test
	void readsModelsWithoutWidth() throws IOException {
		Files.writeString(folder.resolve("model.json"), description().replace("unet(encoder: resnet18d)",
			"unet(encoder: resnet18d, aux: false, dropout: 0.1)"));
		final Model read = ModelFolder.read(folder);
		assertEquals("unet(encoder: resnet18d, aux: false, dropout: 0.1)", read.description().network());
		assertEquals(14346754, read.graph().parameterCount());
		assertEquals("encoder.conv1.0.weight", read.graph().parameters().get(0).name());
		assertEquals(32, read.graph().sizeMultiple());
	}

	@Test
	void refusesFoldersThatAreNoModel() throws IOException {
		final Path nowhere = root.resolve("nowhere"), file = Files.writeString(root.resolve("f"), ""), empty = Files
			.createDirectory(root.resolve("empty"));
		assertEquals(ModelMessages.noFolder(nowhere), assertThrows(IOException.class, () -> ModelFolder.read(
			nowhere)).getMessage());
		assertEquals(ModelMessages.isFile(file), assertThrows(IOException.class,
			() -> ModelFolder.read(file)).getMessage());
		assertEquals(ModelMessages.noModel(empty, "model.json"), assertThrows(IOException.class,
			() -> ModelFolder.read(empty)).getMessage());
	}

	@Test
	void refusesToCopyLinksOutOfTheModel() throws IOException {
		final Path secret = Files.writeString(root.resolve("secret.txt"), "secret"), link = folder.resolve("notes.txt"), copy = root.resolve(
			"copy");
		Files.createSymbolicLink(link, secret);
		assertEquals(ModelMessages.linkOutside(folder.toRealPath().resolve("notes.txt"), secret.toRealPath()), assertThrows(
				IOException.class, () -> ModelFolder.recalibrate(folder, copy, false, KDE, fitted(1))).getMessage());
		assertFalse(Files.exists(copy));
		Files.delete(link);
		Files.createSymbolicLink(link, root);
		assertSays(ModelMessages.linkOutside(Says.ANY, Says.ANY), assertThrows(IOException.class, () ->
			ModelFolder.recalibrate(folder, copy, false, KDE, fitted(1))).getMessage());
		Files.delete(link);
		Files.createSymbolicLink(link, Path.of("sample"));
		assertEquals(ModelMessages.linkToFolder(link), assertThrows(IOException.class, () -> ModelFolder.recalibrate(folder,
			copy, false, KDE, fitted(1))).getMessage());
		Files.delete(link);
		Files.createSymbolicLink(link, Path.of("sample", "a.txt"));
		ModelFolder.recalibrate(folder, copy, false, KDE, fitted(1));
		assertFalse(Files.isSymbolicLink(copy.resolve("notes.txt")));
		assertEquals("b", Files.readString(copy.resolve("notes.txt")));
	}

	@Test
	void namesMissingFiles() throws IOException {
		ModelFolder.recalibrate(folder, folder, false, KDE, fitted(1));
		Files.delete(folder.resolve("recalibration.safetensors"));
		assertEquals(ModelMessages.lacksFile(folder, "recalibration.safetensors"), assertThrows(IOException.class,
			() -> ModelFolder.read(folder)).getMessage());
		Files.delete(folder.resolve("weights.safetensors"));
		assertEquals(ModelMessages.lacksFile(folder, "weights.safetensors"), assertThrows(IOException.class,
			() -> ModelFolder.read(folder)).getMessage());
	}

	@Test
	void refusesOtherFormatVersionsFirst() throws IOException {
		for (final String format : new String[] { "2", "0", "1.5" })
			assertEquals(ModelMessages.format(folder, format, 1), message(IOException.class, "\"format\": 1,",
					"\"format\": " + format + ", \"shape\": {},"));
	}

	@Test
	void refusesWrongDescriptionsWithFileAndKey() throws IOException {
		final String file = folder.resolve("model.json").toString();
		final Class<IllegalArgumentException> kind = IllegalArgumentException.class;
		assertEquals(ModelMessages.unknownKey(file, "input.colour", "axes, channels, sizeMultiple, pixelSize, unit, normalization"),
			message(kind, "\"axes\"", "\"colour\": 1, \"axes\""));
		assertEquals(ModelMessages.lacksKey(file, "format"), message(kind, "\"format\": 1,", ""));
		assertEquals(ModelMessages.wrongKey(file, "format", "\"1\"", "int"), message(kind, "\"format\": 1", "\"format\": \"1\""));
		assertEquals(file + ": channels is 0 but must be at least 1.", message(kind, "\"channels\": 1", "\"channels\": 0"));
		assertEquals(file + ": " + ModelMessages.axes("xyzc"), message(kind, "xyc", "xyzc"));
		assertEquals(file + ": There is no Decoder named \"vnet\". Known: deeplabv3plus, unet.", message(kind, "unet(", "vnet("));
		assertTrue(message(kind, "\"percentile\"", "\"percent\"").startsWith(file +
			": There is no Normalization named \"percent\". Known: "));
		assertEquals(file + ": The colour of class \"background\" is -1 but must be 0xRRGGBB.", message(kind, "\"rgb\": 0",
			"\"rgb\": -1").replace("ffffffff", "-1"));
	}

	@Test
	void refusesDescriptionsThatAreNoText() throws IOException {
		Files.write(folder.resolve("model.json"), "{\"name\": \"µ\"}".getBytes(StandardCharsets.ISO_8859_1));
		assertEquals(TextMessages.notUtf8(folder.resolve("model.json")), assertThrows(IOException.class,
			() -> ModelFolder.read(folder)).getMessage());
	}

	@Test
	void refusesBrokenWeightsWithTheFile() throws IOException {
		Files.write(folder.resolve("weights.safetensors"), new byte[] { 1, 2, 3 });
		final String message = assertThrows(IOException.class, () -> ModelFolder.read(folder)).getMessage();
		assertTrue(message.contains(folder.resolve("weights.safetensors").toString()), message);
	}

	@Test
	void replacesModelsOnly() throws IOException {
		final Path data = Files.createDirectory(root.resolve("data"));
		Files.writeString(data.resolve("thesis.txt"), "x");
		assertEquals(ModelMessages.notAModelFolder(data), assertThrows(IOException.class, () -> ModelFolder.write(data, true,
			model(2), f -> {}))
				.getMessage());
		assertEquals("x", Files.readString(data.resolve("thesis.txt")));
		ModelFolder.write(Files.createDirectory(root.resolve("empty")), true, model(2), f -> {});
		ModelFolder.write(folder, true, model(2), f -> {});
		assertEquals(2, ModelFolder.read(folder).weights().get("a.b").values()[0]);
		assertEquals(List.of("model.json", "weights.safetensors"), names(folder), "nothing of the old model is left");
	}

	@Test
	void failedWriteKeepsTheOldModel() throws IOException {
		assertEquals("disk full", assertThrows(IOException.class, () -> ModelFolder.write(folder, true, model(2), f -> {
			throw new IOException("disk full");
		})).getMessage());
		assertEquals(1, ModelFolder.read(folder).weights().get("a.b").values()[0]);
		assertEquals("mine", Files.readString(folder.resolve("README.md")));
		assertEquals(List.of("nuclei"), names(root));
	}

	@Test
	void recalibrationInPlaceKeepsOtherFilesUnchanged() throws IOException {
		final byte[] weights = Files.readAllBytes(folder.resolve("weights.safetensors"));
		for (final float w : new float[] { 1, 2 }) {
			ModelFolder.recalibrate(folder, folder, false, KDE, fitted(w));
			assertArrayEquals(weights, Files.readAllBytes(folder.resolve("weights.safetensors")));
			assertEquals("mine", Files.readString(folder.resolve("README.md")));
			assertEquals("b", Files.readString(folder.resolve("sample").resolve("a.txt")));
			final Model read = ModelFolder.read(folder);
			assertEquals(KDE, read.description().recalibration().orElseThrow());
			assertArrayEquals(TestMaps.values(fitted(w).apply(TestMaps.randomMap(1, 2, 5, 5))), TestMaps.values(read
				.recalibration().orElseThrow().apply(TestMaps.randomMap(1, 2, 5, 5))), 1e-7f);
			assertEquals(List.of("nuclei"), names(root));
		}
	}

	@Test
	void recalibrationOfACopyKeepsTheModel() throws IOException {
		final String before = description();
		final Path copy = root.resolve("copy");
		ModelFolder.recalibrate(folder, copy, false, KDE, fitted(1));
		assertEquals(before, description());
		assertFalse(Files.exists(folder.resolve("recalibration.safetensors")));
		assertTrue(ModelFolder.read(copy).recalibration().isPresent());
		assertEquals("b", Files.readString(copy.resolve("sample").resolve("a.txt")));
		assertEquals(OutputMessages.exists(copy), assertThrows(
			IOException.class, () -> ModelFolder.recalibrate(folder, copy, false, KDE, fitted(1))).getMessage());
		final Path within = folder.resolve("recalibrated");
		assertEquals(ModelMessages.insideModel(within, folder), assertThrows(
			IOException.class, () -> ModelFolder.recalibrate(folder, within, false, KDE, fitted(1))).getMessage());
	}

	@Test
	void descriptionStatesWhetherTheModelIsRecalibrated() {
		assertThrows(IllegalArgumentException.class, () -> new Model(model(1).description(), Map.of(), Optional.of(fitted(
			1))));
	}
}
