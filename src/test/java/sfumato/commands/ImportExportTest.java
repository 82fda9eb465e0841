package sfumato.commands;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sfumato.Says.assertSays;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import sfumato.Says;
import sfumato.engine.FirstConvolution;
import sfumato.engine.Parameters;
import sfumato.engine.checkpoint.SafeTensors;
import sfumato.engine.checkpoint.Tensor;
import sfumato.jobs.Compute;
import sfumato.jobs.ImportJob;
import sfumato.jobs.JobMessages;
import sfumato.methods.Methods;
import sfumato.models.Model;
import sfumato.models.ModelFolder;
import sfumato.models.ModelMessages;
import sfumato.networks.Decoder;
import sfumato.networks.NetworkGraph;
import sfumato.networks.NetworkGraph.Part;
import sfumato.progress.KeptLog;
import sfumato.standalone.RunnerMessages;

/** Weights that come in from a checkpoint, are trained on and go out, as macros have it done. */
class ImportExportTest {

	private static final String SMALL = "unet(encoder: mobilenetv2_100, width: 2)";
	private static final int SEED = 7;

	@TempDir
	private static Path shared;
	@TempDir
	private Path folder;

	@BeforeAll
	static void writeOnes() throws IOException {
		SafeTensors.write(weights(), checkpoint());
		MacroRunner.run("run(\"Simulate Raters...\", \"images=3 raters=2 width=40 height=36 seed=1 output=[" + data() +
			"]\");").value();
		MacroRunner.run("run(\"Import Encoder Weights...\", \"weights=[" + weights() + "] network=[" + SMALL + "] seed=" + SEED +
			" output=[" + start() + "]\");").value();
	}

	private static Path weights() {
		return shared.resolve("my weights.safetensors");
	}

	private static Path start() {
		return shared.resolve("my start");
	}

	private static Path data() {
		return shared.resolve("data");
	}

	/** What timm would save of a network that looks at colour images: random, with a classifier and counters. */
	private static Map<String, Tensor> checkpoint() {
		final Map<String, Tensor> tensors = new LinkedHashMap<>();
		Parameters.initial(graph(3), 99).forEach((name, t) -> {
			if (name.startsWith("encoder.")) tensors.put(name.substring("encoder.".length()), t);
		});
		tensors.put("bn1.num_batches_tracked", new Tensor(new long[0], new float[] { 5 }));
		tensors.put("conv_head.weight", new Tensor(new long[] { 2, 1, 1, 1 }, new float[2]));
		tensors.put("classifier.bias", new Tensor(new long[] { 1000 }, new float[1000]));
		return tensors;
	}

	private static NetworkGraph graph(final int channels) {
		return Methods.of(Decoder.class).create(SMALL).network(channels, 2);
	}

	private MacroRunner.Outcome run(final String command, final String options) {
		return MacroRunner.run("run(\"" + command + "\", \"" + options.replace("OUT", "[" + out() + "]").replace("START", "[" +
			start() + "]").replace("DATA", "[" + data() + "]").replace("WEIGHTS", "[" + weights() + "]") + "\");");
	}

	private Path out() {
		return folder.resolve("out");
	}

	private static List<String> names(final Path of) throws IOException {
		try (Stream<Path> files = Files.list(of)) {
			return files.map(f -> f.getFileName().toString()).sorted().toList();
		}
	}

	@Test
	void importsEncoderWeightsAndInitializesTheRestRandomly() throws IOException {
		final Model model = ModelFolder.read(start());
		final Map<String, Tensor> given = checkpoint(), random = Parameters.initial(graph(1), SEED);
		for (final NetworkGraph.Parameter p : model.graph().parameters()) {
			final Tensor expected = p.name().equals("encoder.conv_stem.weight") ? FirstConvolution.adapt(given.get(
				"conv_stem.weight"), 1) : p.part() == Part.ENCODER ? given.get(p.name().substring("encoder.".length())) : random
					.get(p.name());
			assertEquals(expected, model.weights().get(p.name()), p.name());
		}
		assertEquals(model.graph().parameters().size(), model.weights().size());
	}

	@Test
	void importedModelIsMarkedUntrainedAndNamesItsCheckpoint() throws IOException {
		assertEquals(List.of("README.md", "import.json", "model.json", "weights.safetensors"), names(start()));
		assertFalse(ModelFolder.readDescription(start()).trained());
		final JsonObject record = JsonParser.parseString(Files.readString(start().resolve("import.json"))).getAsJsonObject();
		assertEquals(weights().toString(), record.get("weights").getAsString());
		assertEquals("[\"conv_stem.weight\"]", record.getAsJsonArray("adapted").toString());
		assertEquals("[\"bn1.num_batches_tracked\",\"conv_head.weight\",\"classifier.bias\"]", record.getAsJsonArray("leftOut")
			.toString());
		assertEquals(checkpoint().size() - 4, record.getAsJsonArray("matched").size());
		final String readme = Files.readString(start().resolve("README.md"));
		assertTrue(readme.contains("**Untrained.**") && readme.contains("my weights.safetensors"), readme);
	}

	@Test
	void logsMatchedAdaptedAndSkippedTensors() throws IOException {
		final KeptLog progress = new KeptLog(new ArrayList<>());
		MacroRunner.imagej().context().service(JobService.class).runner().run(new ImportJob(weights(), SMALL, 1, 2, 0, out(), false, Compute
			.auto()), progress);
		final String complete = Methods.of(Decoder.class).complete(SMALL).toString();
		assertEquals(List.of(JobMessages.tensorsMatched(complete, (checkpoint().size() - 4), "my weights.safetensors"),
			"Adapted to 1 channel: conv_stem.weight",
			JobMessages.classificationOnly("conv_head.weight, classifier.bias"), JobMessages.countersLeftOut(1)),
			progress.lines().subList(1, progress.lines().size()));
	}

	@Test
	void trainingStartsFromImportedWeights() throws IOException {
		run("Train Network...", "dataset=DATA cases=1-2 network=[" + SMALL +
			"] start=START epochs=1 batch=2 patch=32 rate=1e-30 threads=1 output=OUT").value();
		final Model model = ModelFolder.read(out());
		assertTrue(model.description().trained());
		final Map<String, Tensor> first = ModelFolder.read(start()).weights();
		int moved = 0;
		for (final NetworkGraph.Parameter p : model.graph().parameters()) // a rate of nothing moves no weights
			if (p.role().isTrainable()) assertArrayEquals(first.get(p.name()).values(), model.weights().get(p.name()).values(),
				1e-20f, p.name());
			else if (!first.get(p.name()).equals(model.weights().get(p.name()))) moved++;
		assertTrue(moved > 10, "running statistics follow the batches");
		final JsonObject record = JsonParser.parseString(Files.readString(out().resolve("training.json"))).getAsJsonObject()
			.getAsJsonObject("start");
		assertEquals(start().toString(), record.get("model").getAsString());
		assertTrue(record.get("sha256").getAsString().matches("[0-9a-f]{64}"));
		assertTrue(Files.readString(out().resolve("README.md")).contains("| weights at the start | those of `" + start()));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
		network=[unet(encoder: mobilenetv2_100)] start=START             | to start from is unet(encoder: mobilenetv2_100, aux: false, dropout: 0.1, width: 2), but network is unet(encoder: mobilenetv2_100, aux: false, dropout: 0.1, width: 0).
		network=[unet(encoder: mobilenetv2_100, width: 2)] start=DATA    | is not a model: it holds no model.json.
		network=[unet(encoder: mobilenetv2_100, width: 2)] start=nowhere | There is no model folder "
		""")
	void refusesStartWeightsOfAnotherNetwork(final String options, final String sentence) {
		final String error = run("Train Network...", options + " dataset=DATA epochs=1 threads=1 output=OUT").error();
		assertTrue(error != null && error.contains(sentence), error);
		assertTrue(Files.notExists(out()));
	}

	@Test
	void refusesStartWeightsForOtherChannels() {
		run("Import Encoder Weights...", "weights=WEIGHTS channels=3 classes=4 network=[" + SMALL + "] output=[" + folder.resolve(
			"colour") + "]").value();
		final String error = run("Train Network...", "network=[" + SMALL + "] start=[" + folder.resolve("colour") +
			"] dataset=DATA epochs=1 threads=1 output=OUT").error();
		assertSays(JobMessages.startShape(Says.ANY, 3, 4, 1, 2), error);
	}

	@Test
	void refusesToPredictWithAnUntrainedModel() {
		final String sentence = ModelMessages.untrained("my start");
		assertEquals(sentence, MacroRunner.run("newImage(\"x\", \"8-bit ramp\", 40, 40, 1);\nrun(\"Predict Segmentation...\", " +
			"\"model=[" + start() + "] threads=1\");").error());
		assertEquals(sentence, run("Evaluate Model...", "model=START dataset=DATA threads=1").error());
		assertEquals(sentence, run("Recalibrate Model...", "model=START dataset=DATA threads=1 output=OUT").error());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
		weights=WEIGHTS network=[unet(encoder: resnet18d)]  | The checkpoint lacks "conv1.0.weight" [32, 1, 3, 3], which the encoder of unet(encoder: resnet18d
		weights=WEIGHTS network=[unet(encoder: resnet18x)]  | There is no Encoder named "resnet18x".
		weights=WEIGHTS channels=0                          | A network needs at least one input channel, not 0.
		weights=WEIGHTS classes=1                           | A network tells at least 2 classes apart
		weights=[nothing.pth]                               | There is no file
		weights=[pom.xml]                                   | is no checkpoint: neither a safetensors file nor what torch.save writes.
		network=[unet(encoder: resnet18d)]                  | The option "weights" of Import Encoder Weights is missing
		""")
	void refusesWrongCheckpointsAndWritesNothing(final String options, final String sentence) {
		final String error = run("Import Encoder Weights...", options + " output=OUT").error();
		assertTrue(error != null && error.contains(sentence), error);
		assertFalse(error.contains("Exception"), error);
		assertTrue(Files.notExists(out()));
	}

	@Test
	void refusesToOverwriteAModelUnasked() throws IOException {
		final byte[] before = Files.readAllBytes(start().resolve("weights.safetensors"));
		final String options = "weights=WEIGHTS seed=1 network=[" + SMALL + "] output=";
		assertTrue(run("Import Encoder Weights...", options + "START").error().contains("exists already"));
		assertArrayEquals(before, Files.readAllBytes(start().resolve("weights.safetensors")));
		assertSays(ModelMessages.notAModelFolder(Says.ANY), run("Import Encoder Weights...", options + "DATA overwrite=true").error());
	}

	@Test
	void exportHoldsTheFilesThatPythonNeeds() throws IOException {
		run("Export Model...", "model=START output=OUT").value();
		assertEquals(List.of("check.safetensors", "export.json", "network.json", "weights.safetensors"), names(out()));
		final Model model = ModelFolder.read(start());
		assertEquals(model.weights(), SafeTensors.read(out().resolve("weights.safetensors")));
		final JsonObject table = JsonParser.parseString(Files.readString(out().resolve("network.json"))).getAsJsonObject();
		final JsonArray nodes = table.getAsJsonArray("nodes");
		assertEquals(model.graph().nodes().size(), nodes.size());
		assertEquals("[\"input\",\"Input\",[],{\"channels\":1,\"stride\":1}]", nodes.get(0).toString());
		assertEquals("[\"encoder.conv_stem\",\"Convolution\",[0],{\"in\":1,\"out\":32,\"kernel\":3,\"stride\":2,\"padding\":1," +
			"\"dilation\":1,\"groups\":1,\"bias\":false}]", nodes.get(1).toString());
		assertEquals("[\"encoder.bn1\",\"BatchNormalization\",[1],{\"channels\":32,\"epsilon\":1.0E-5,\"momentum\":0.1}]", nodes
			.get(2).toString());
		assertEquals(nodes.size() - 1, table.getAsJsonObject("outputs").get("main").getAsInt());
		final Map<String, Tensor> check = SafeTensors.read(out().resolve("check.safetensors"));
		assertArrayEquals(new long[] { 1, 1, 64, 64 }, check.get("input").shape());
		assertArrayEquals(new long[] { 1, 2, 64, 64 }, check.get("output").shape());
		final JsonObject record = JsonParser.parseString(Files.readString(out().resolve("export.json"))).getAsJsonObject();
		assertEquals("safetensors", record.get("format").getAsString());
		assertFalse(record.getAsJsonObject("model").get("trained").getAsBoolean());
	}

	@Test
	void replacesExportsOnly() throws IOException {
		run("Export Model...", "model=START output=OUT").value();
		assertTrue(run("Export Model...", "model=START output=OUT").error().contains("exists already"));
		Files.writeString(out().resolve("mine.txt"), "mine");
		run("Export Model...", "model=START output=OUT overwrite=true").value();
		assertEquals(4, names(out()).size());
		for (final String other : List.of("START", "DATA"))
			assertSays(JobMessages.noExportFolder(Says.ANY), run("Export Model...", "model=START overwrite=true output=" +
				other).error());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
		model=START format=keras | There is no ModelExport named "keras". Known:
		model=DATA               | is not a model: it holds no model.json.
		format=safetensors       | The option "model" of Export Model is missing
		""")
	void refusesWrongExports(final String options, final String sentence) {
		final String error = run("Export Model...", options + " output=OUT").error();
		assertTrue(error != null && error.contains(sentence), error);
		assertTrue(Files.notExists(out()));
	}

	@Test
	void macroImportsTrainsAndExports() throws IOException {
		final Map<String, Tensor> tensors = checkpoint();
		final Path file = folder.resolve("mobilenet.safetensors");
		SafeTensors.write(file, tensors);
		final String macro = Files.readString(Path.of("macros", "08_import_export.ijm"));
		final String exported = MacroRunner.run(macro, "weights=" + file + ",encoder=mobilenetv2_100,dataset=" + data() +
			",cases=1-2,epochs=1,output=" + out()).value();
		assertEquals(out() + "/exported", exported);
		assertEquals(List.of("check.safetensors", "export.json", "network.json", "weights.safetensors"), names(Path.of(
			exported)));
		assertEquals(RunnerMessages.exit(), MacroRunner.run(macro).error());
	}
}
