package sfumato.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import sfumato.data.normalization.Normalization;
import sfumato.engine.EngineThread;
import sfumato.engine.TensorDevice;
import sfumato.files.ImageFiles;
import sfumato.labels.LabelClass;
import sfumato.methods.Methods;
import sfumato.models.Model;
import sfumato.models.ModelExport;
import sfumato.output.NewFolder;
import sfumato.progress.Progress;
import sfumato.text.WrongValue;

/**
 * Folders for bioimage.io. They stay in {@code target/exported}, where {@code src/test/python/exported_bioimageio.py} lets
 * the official validator read and run them.
 */
class BioimageIoExportTest {

	private static EngineThread thread;

	@TempDir
	Path temporary;

	@BeforeAll
	static void startEngine() {
		thread = EngineThread.start(1);
	}

	@AfterAll
	static void stopEngine() {
		thread.close();
	}

	static List<Model> models() {
		return ExportedModels.all();
	}

	private static List<String> export(final Model model, final String format, final Path folder) throws Exception {
		final List<String> log = new ArrayList<>();
		thread.call((Callable<Void>) () -> {
			Methods.of(ModelExport.class).create(format).export(model, TensorDevice.of(thread.engine(), "cpu"), folder,
				new Progress() {

					@Override
					public void update(final double fraction, final String message) {}

					@Override
					public boolean isCanceled() {
						return false;
					}

					@Override
					public void log(final String line) {
						log.add(line);
					}
				});
			return null;
		});
		return log;
	}

	/** The numbers of an .npy file, after a header that is checked. */
	private static float[] npy(final Path file, final long... shape) throws Exception {
		final ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
		final byte[] magic = new byte[8];
		in.get(magic);
		assertArrayEquals(new byte[] { (byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0 }, magic);
		final byte[] header = new byte[in.getShort()];
		in.get(header);
		assertEquals(0, in.position() % 64);
		assertEquals("{'descr': '<f4', 'fortran_order': False, 'shape': (" + shape[0] + ", " + shape[1] + ", " + shape[2] + ", " +
			shape[3] + ",), }", new String(header, StandardCharsets.US_ASCII).strip());
		assertEquals('\n', header[header.length - 1]);
		final float[] values = new float[in.remaining() / 4];
		in.asFloatBuffer().get(values);
		assertEquals(shape[0] * shape[1] * shape[2] * shape[3], values.length);
		return values;
	}

	@ParameterizedTest
	@MethodSource("models")
	void exportedFilesReproduceThePrediction(final Model model) throws Exception {
		final Path folder = Path.of("target", "exported", model.description().name().replaceAll("\\W+", "_"));
		NewFolder.delete(folder);
		Files.createDirectories(folder);
		export(model, "bioimageio(authors: Jane Doe; John Roe, license: MIT)", folder);
		try (Stream<Path> files = Files.list(folder)) {
			assertEquals(List.of("README.md", "cover.png", "model.onnx", "model.pt", "rdf.yaml", "sample_input.tif",
				"sample_probabilities.tif", "test_input.npy", "test_probabilities.npy"), files.map(f -> f.getFileName()
					.toString()).sorted().toList());
		}
		hashesAreThoseOfTheFiles(folder);
		final int channels = model.description().input().channels(), classes = model.description().classes().size();
		final float[] image = npy(folder.resolve("test_input.npy"), 1, channels, 128, 160);
		final float[] expected = npy(folder.resolve("test_probabilities.npy"), 1, classes, 128, 160);
		final RandomAccessibleInterval<FloatType> normalized = Methods.of(Normalization.class).create(model.description().input()
			.normalization()).apply(ArrayImgs.floats(image, 160, 128, channels));
		final float[] x = new float[image.length];
		int i = 0;
		for (final FloatType v : Views.flatIterable(normalized))
			x[i++] = v.get();
		try (OrtSession session = OrtEnvironment.getEnvironment().createSession(folder.resolve("model.onnx").toString());
			OnnxTensor tensor = OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), FloatBuffer.wrap(x), new long[] { 1,
				channels, 128, 160 }); OrtSession.Result result = session.run(Map.of("input", tensor)))
		{
			assertEquals(model.description().input().normalization(), session.getMetadata().getCustomMetadata().get(
				"normalization"));
			final float[] actual = new float[expected.length];
			((OnnxTensor) result.get("probabilities").orElseThrow()).getFloatBuffer().get(actual);
			assertArrayEquals(expected, actual, 1e-4f);
		}
		assertArrayEquals(new long[] { 160, 128, channels }, ImageFiles.read(folder.resolve("sample_input.tif")).image()
			.dimensionsAsLongArray());
		final BufferedImage cover = ImageIO.read(folder.resolve("cover.png").toFile());
		assertEquals(2 * cover.getHeight(), cover.getWidth());
		assertTrue(Files.size(folder.resolve("cover.png")) < 500_000);
	}

	private static void hashesAreThoseOfTheFiles(final Path folder) throws Exception {
		final Matcher m = Pattern.compile("source: (.*)\\n *sha256: \"?([0-9a-f]{64})").matcher(Files.readString(folder.resolve(
			"rdf.yaml")));
		final Map<String, String> hashes = new TreeMap<>();
		while (m.find())
			hashes.put(m.group(1).replace("\"", ""), m.group(2));
		assertEquals(List.of("model.onnx", "model.pt", "sample_input.tif", "sample_probabilities.tif", "test_input.npy",
			"test_probabilities.npy"), List.copyOf(hashes.keySet()));
		for (final String file : hashes.keySet())
			assertEquals(java.util.HexFormat.of().formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(Files
				.readAllBytes(folder.resolve(file)))), hashes.get(file));
	}

	@Test
	void describesInputsAndOutputs() throws Exception {
		export(ExportedModels.all().get(0), "bioimageio(authors: Jane Doe; John Roe, license: MIT)", temporary);
		final String rdf = Files.readString(temporary.resolve("rdf.yaml"));
		for (final String part : List.of("\nid: nuclei\n", "authors:\n  - name: \"Jane Doe\"\n  - name: \"John Roe\"\n",
			"license: \"MIT\"\n", """
			      - type: space
			        id: "y"
			        unit: micrometer
			        scale: 0.3100000023841858
			        size:
			          min: 16
			          step: 16
			        concatenable: true
			""", """
			    preprocessing:
			      - id: scale_range
			        kwargs:
			          axes: ["y", x]
			          min_percentile: 1.0
			          max_percentile: 99.8
			          eps: 0.0000000000010
			""", "channel_names: [background, nucleus]\n", """
			        size:
			          tensor_id: input
			          axis_id: x
			""", "opset_version: 17\n", """
			    parent: onnx
			    pytorch_version: "2.7.1"
			"""))
			assertTrue(rdf.contains(part), rdf);
	}

	@Test
	void warnsOfMissingAuthors() throws Exception {
		final String reminder = ExportMessages.noAuthor();
		assertEquals(List.of(reminder), export(ExportedModels.all().get(0), "bioimageio", temporary));
		assertEquals(List.of(), export(ExportedModels.all().get(0), "bioimageio(authors: Jane Doe)", temporary));
		assertEquals(WrongValue.message("bioimageio: authors", "A;;B", "names without slashes, with semicolons between them"),
			assertThrows(IllegalArgumentException.class, () -> Methods.of(ModelExport.class).create("bioimageio(authors: A;;B)"))
				.getMessage());
		assertEquals(WrongValue.message("bioimageio: license", "do what you want", "one of the short names that " +
			"spdx.org/licenses lists, e.g. CC-BY-4.0 or MIT"), assertThrows(IllegalArgumentException.class, () ->
			Methods.of(ModelExport.class)
				.create("bioimageio(license: do what you want)")).getMessage());
	}

	@Test
	void refusesNormalizationsOutsideTheFormat() throws Exception {
		final Model model = ExportedModels.model("qubiq", "unet(encoder: plain, width: 2)", "maximum", 1, 1, "mm", "background",
			"kidney");
		assertEquals(ExportMessages.maximumNormalization(), assertThrows(IllegalArgumentException.class, () -> export(model,
				"bioimageio", temporary)).getMessage());
		try (Stream<Path> files = Files.list(temporary)) {
			assertEquals(0, files.count());
		}
	}

	@Test
	void exportsOrRefusesEveryNormalization() {
		for (final String name : Methods.of(Normalization.class).names()) {
			final Normalization n = Methods.of(Normalization.class).create(name);
			if (name.equals("maximum")) assertThrows(IllegalArgumentException.class, () -> Preprocessing.of(n, 1));
			else assertEquals(name.equals("none"), Preprocessing.of(n, 1).isEmpty(), name);
		}
		assertEquals(List.of(Map.of("id", "clip", "kwargs", Map.of("min", -60.0, "max", 140.0)), Map.of("id", "scale_linear",
			"kwargs", Map.of("axis", "channel", "gain", List.of(0.01, 0.01), "offset", List.of(-0.4, -0.4)))), steps(
				"window(low: -60, high: 140)"));
		assertEquals(List.of(Map.of("id", "clip", "kwargs", Map.of("min", -1.0, "max", 1.0))), steps(
			"window(low: -1, high: 1)"));
		assertEquals(ExportMessages.percentile(1.0), assertThrows(IllegalArgumentException.class, () -> steps(
				"percentile(low: 0, high: 1)")).getMessage());
	}

	private static List<Map<String, Object>> steps(final String normalization) {
		return Preprocessing.of(Methods.of(Normalization.class).create(normalization), 2);
	}

	@Test
	void restrictsNamesToTheFormat() {
		assertEquals("a-b- -c (1)", BioimageIoDescription.name("a/b: .c (1)".replace(".", "é")));
		assertEquals("Sfumato ct", BioimageIoDescription.name("ct"));
		assertEquals("a-b_1.c-2", BioimageIoDescription.id("(A / b_1.C: 2)"));
		assertEquals("model", BioimageIoDescription.id("肿瘤"));
		assertEquals(64, BioimageIoDescription.name("n".repeat(100)).length());
		assertEquals(List.of("tumour_core", "tumour_core_2", "class_2nd", "肿瘤"), ModelAxes.identifiers(Stream.of("tumour core",
			"tumour-core", "2nd", "肿瘤").map(n -> new LabelClass(n, 0)).toList()));
	}

	/** A reader computes side · scale / scale and rounds down. */
	@Test
	void roundedScalesKeepTheNumberOfPixels() {
		for (final double edge : new double[] { 0.1, 0.31, 0.9375, 1.0 / 3, 0.07, 1e-3 * 7.3, 49 / 3.7 }) {
			final double scale = ModelAxes.scale(edge);
			assertEquals(edge, scale, 1e-7 * edge);
			for (int side = 1; side < 70_000; side++)
				assertEquals(side, (int) (side * scale / scale));
		}
	}
}
