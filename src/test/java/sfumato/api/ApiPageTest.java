package sfumato.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.script.ScriptEngine;
import javax.script.ScriptEngineManager;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sfumato.commands.MacroRunner;
import sfumato.engine.Parameters;
import sfumato.engine.checkpoint.SafeTensors;
import sfumato.engine.checkpoint.Tensor;
import sfumato.methods.Methods;
import sfumato.networks.Decoder;

/**
 * The code of {@code docs/api.md} compiles, runs, and gives the numbers of the corresponding macro. It is run as it stands, but for a
 * smaller network, fewer epochs, and folders in a temporary one.
 */
class ApiPageTest {

	private static final Path PAGE = Path.of("docs", "api.md");
	private static final int MOST_LINES = 12;
	private static final Pattern CODE = Pattern.compile("(?ms)^```(\\w+)\n(.*?)^```$");
	/** What training is made smaller by, in Java and in a macro. */
	private static final String SMALL = ".preset(\"quick\").network(\"unet(encoder: plain, width: 4)\").epochs(20).batch(2).patch(32)" +
		".threads(1).device(\"cpu\")", SMALL_KEYS = "preset=quick network=[unet(encoder: plain, width: 4)] epochs=20 batch=2 patch=32 " +
			"threads=1 device=cpu window=false";

	@TempDir
	private static Path folder;

	private static List<String> java, groovy, python;

	@BeforeAll
	static void read() throws IOException {
		final String page = Files.readString(PAGE);
		java = code(page, "java");
		groovy = code(page, "groovy");
		python = code(page, "python");
		MacroRunner.run("run(\"Simulate Raters...\", \"images=8 raters=2 width=48 height=40 seed=2 output=[" + folder.resolve("cells") +
			"]\");").value();
		final Map<String, Tensor> encoder = new LinkedHashMap<>();
		Parameters.initial(Methods.of(Decoder.class).create("unet(encoder: mobilenetv2_100, width: 4)").network(3, 2), 1).forEach((name, t) -> {
			if (name.startsWith("encoder.")) encoder.put(name.substring("encoder.".length()), t);
		});
		SafeTensors.write(Files.createDirectories(folder.resolve("weights")).resolve("mobilenetv2.safetensors"), encoder);
	}

	private static List<String> code(final String page, final String language) {
		return CODE.matcher(page).results().filter(m -> m.group(1).equals(language)).map(m -> m.group(2)).toList();
	}

	/** The code with small trainings, whose files are in folders of the test. */
	private static String adapted(final String code, final String outputs) {
		return code.replace(".preset(\"quick\")", SMALL).replace("\"cells", "\"" + folder.resolve("cells")).replace("\"weights/", "\"" + folder.resolve(
			"weights") + "/").replace("\"out/", "\"" + folder.resolve(outputs) + "/");
	}

	private static double[] numbers(final Scores scores) {
		return scores.of("prediction").values().stream().mapToDouble(Double::doubleValue).toArray();
	}

	@Test
	void tutorialGivesEqualNumbersInJavaGroovyAndMacros() throws Exception {
		Files.createDirectories(folder.resolve("java"));
		Files.createDirectories(folder.resolve("groovy"));
		final List<Object> printed = new ArrayList<>();
		final String code = adapted(java.get(0), "java").replace("System.out.println(", "printed.add(");
		final String imports = code.lines().filter(l -> l.startsWith("import ")).collect(Collectors.joining("\n"));
		compile("Tutorial", imports, code.lines().filter(l -> !l.startsWith("import ")).collect(Collectors.joining("\n"))).invoke(null,
			null, printed);
		final ScriptEngine engine = new ScriptEngineManager(getClass().getClassLoader()).getEngineByName("groovy");
		engine.put("printed", printed);
		engine.eval(adapted(groovy.get(0), "groovy").replace("println ", "printed << "));
		assertEquals(2, printed.size());
		final double[] expected = ofMacros("macro");
		assertTrue(Arrays.stream(expected).allMatch(v -> v > 0 && v < 1), () -> Arrays.toString(expected));
		for (final Object scores : printed)
			assertArrayEquals(expected, numbers((Scores) scores), 1e-9);
	}

	/** Dice, BDice and ECE of the macros that do what the tutorial does. */
	private static double[] ofMacros(final String outputs) {
		final String code = """
			run("Train Network...", "dataset=[CELLS] cases=1-6 KEYS output=[OUT/model]");
			run("Open Case...", "dataset=[CELLS] cases=7");
			run("Fuse Raters...", "raters=case07-raters"); rename("truth");
			run("Predict Segmentation...", "image=case07 model=[OUT/model]"); rename("predicted");
			run("Evaluate Segmentation...", "prediction=predicted reference=truth");
			run("Evaluate Calibration...", "prediction=predicted reference=truth");
			return d2s(getResult("Dice", 0), 9) + " " + d2s(getResult("BDice", 0), 9) + " " + d2s(getResult("ECE", 1), 9);
			""".replace("CELLS", folder.resolve("cells").toString()).replace("KEYS", SMALL_KEYS).replace("OUT", folder.resolve(outputs)
			.toString());
		return Stream.of(MacroRunner.run(code).value().split(" ")).mapToDouble(v -> Double.parseDouble(v) / 100).toArray();
	}

	/** The sections go on from each other, so that their code is one program. */
	@Test
	void examplesOfAllSectionsRunInOrder() throws Exception {
		Files.createDirectories(folder.resolve("sections"));
		final String imports = "import java.nio.file.Path;\nimport java.util.List;\nimport ij.*;\nimport net.imglib2.RandomAccessibleInterval;\n" +
			"import net.imglib2.img.array.ArrayImgs;\nimport net.imglib2.type.numeric.real.FloatType;\nimport sfumato.api.*;";
		final String code = adapted(String.join("\n", java.subList(1, java.size())), "sections");
		final List<Object> printed = new ArrayList<>();
		try (Sfumato sfumato = Sfumato.create()) {
			compile("Sections", imports, code + "\nprinted.add(scores); printed.add(test); printed.add(agreement); printed.add(many);\n" +
				"printed.add(file); printed.add(honest); printed.add(average); printed.add(volume);\n" +
				"printed.add(all); printed.add(both); printed.add(reliability); printed.add(folds); printed.add(compared); printed.add(begin);\n" +
				"printed.add(check); printed.add(engine); printed.add(export); printed.add(human); printed.add(sha256);\n").invoke(null, sfumato, printed);
		}
		final Scores scores = (Scores) printed.get(0), test = (Scores) printed.get(1), agreement = (Scores) printed.get(2);
		assertEquals(List.of("Dice", "HD95", "ECE"), scores.names());
		assertEquals(List.of("Dice", "BDice", "ECE", "ECE_raw", "human_Dice"), test.names());
		assertEquals(test.toCsv(), Files.readString(folder.resolve("sections/scores.csv")));
		assertTrue(agreement.names().containsAll(List.of("Dice_majority", "Dice_majority_Ann", "Dice_Ann_Ben")), agreement::toString);
		assertEquals(2, ((FolderPrediction.Result) printed.get(3)).done());
		assertTrue(Files.size((Path) printed.get(4)) > 48 * 40);
		assertTrue(((Model) printed.get(5)).isRecalibrated());
		assertEquals("XYC", ((SoftLabels) printed.get(6)).axes());
		assertEquals("XYZ", ((Image) printed.get(7)).axes());
		final FolderScores all = (FolderScores) printed.get(8);
		assertEquals(all.scores().toCsv(), Files.readString(folder.resolve("sections/cases.csv")));
		assertEquals(List.of("worst 50 %", "95 % from", "95 % to", "mean"), all.summary().cases());
		assertEquals(((Scores) printed.get(9)).mean("ECE"), ((Reliability) printed.get(10)).error(), 1e-12);
		final CrossValidation.Result folds = (CrossValidation.Result) printed.get(11);
		assertEquals(4, folds.made());
		final MethodTable methods = folds.table().orElseThrow(), compared = (MethodTable) printed.get(12);
		assertEquals(List.of("majority", "average"), methods.methods("Dice"));
		assertEquals(methods.rows("Dice").get(0).mean(), compared.rows("Dice").get(0).mean());
		assertEquals("unet(encoder: mobilenetv2_100, width: 4)", ((Model) printed.get(13)).network().replaceAll("aux: false, dropout: 0.1, ",
			""));
		assertTrue(((SampleCheck.Result) printed.get(14)).isTheSame());
		assertTrue(((EngineCheck.Result) printed.get(15)).passed());
		assertTrue(Files.exists(((Path) printed.get(16)).resolve("export.json")));
		final Agreement human = (Agreement) printed.get(17);
		assertEquals(human.scores().mean("Dice_majority"), human.mean("Dice_majority").mean(), 1e-12);
		assertEquals(64, ((String) printed.get(18)).length());
	}

	private static Method compile(final String name, final String imports, final String code) throws Exception {
		final Path source = Files.writeString(folder.resolve(name + ".java"), imports + "\npublic class " + name +
			" {\npublic static void run(sfumato.api.Sfumato sfumato, java.util.List<Object> printed) throws Exception {\n" + (name.equals(
				"Tutorial") ? code.replace("Sfumato sfumato =", "Sfumato mine =").replaceAll("\\bsfumato\\.(?!api)", "mine.") : code) + "\n}\n}\n");
		final ByteArrayOutputStream errors = new ByteArrayOutputStream();
		if (ToolProvider.getSystemJavaCompiler().run(null, errors, errors, "-proc:none", "-d", folder.toString(), "-cp", System.getProperty(
			"surefire.test.class.path", System.getProperty("java.class.path")), source.toString()) != 0) fail("The code of " + PAGE +
				" does not compile:\n" + errors);
		@SuppressWarnings("resource") // for as long as its class is used
		final URLClassLoader loader = new URLClassLoader(new URL[] { folder.toUri().toURL() }, ApiPageTest.class.getClassLoader());
		return loader.loadClass(name).getMethod("run", Sfumato.class, List.class);
	}

	@Test
	void tutorialHasAtMostTwelveLines() {
		for (final String code : List.of(java.get(0), groovy.get(0), python.get(0)))
			assertTrue(code.lines().filter(l -> !l.isBlank()).count() <= MOST_LINES, code);
	}

	/** There is no Python here, but its calls are those of methods that there are. */
	@Test
	void pythonTutorialCallsExistingMethods() throws ReflectiveOperationException {
		final Set<String> known = new TreeSet<>(), called = new TreeSet<>();
		for (final Class<?> c : List.of(Sfumato.class, Dataset.class, Raters.class, Training.class, Fusion.class, Prediction.class,
			Evaluation.class, ij.IJ.class))
			for (final Method m : c.getMethods())
				known.add(m.getName());
		final String code = python.get(0);
		for (final Matcher m = Pattern.compile("\\.(\\w+)\\(").matcher(code); m.find();)
			called.add(m.group(1));
		assertTrue(called.containsAll(List.of("create", "train", "ofImages", "fuse", "predict", "evaluate", "close")), called::toString);
		called.removeAll(known);
		assertEquals(Set.of(), called);
		for (final Matcher m = Pattern.compile("from sfumato\\.api import (.+)").matcher(code); m.find();)
			for (final String name : m.group(1).split(", "))
				Class.forName("sfumato.api." + name);
	}
}
