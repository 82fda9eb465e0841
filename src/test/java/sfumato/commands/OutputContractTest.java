package sfumato.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import net.imagej.patcher.LegacyInjector;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scijava.module.ModuleItem;

import sfumato.Says;
import sfumato.files.FileHash;
import sfumato.output.NewFolder;
import sfumato.output.OutputMessages;

/**
 * Every command finds out before its work that it will not be able to write its result, and then has written nothing. That it is
 * before the work is seen from inputs that cannot be read: the message is about the output all the same. A new command with an output
 * needs a line here.
 */
class OutputContractTest {

	private static final String TINY = "network=[unet(encoder: plain, width: 4)] patch=32 batch=2 epochs=1 seed=1 threads=1 " +
		"device=cpu window=false";

	/** What an output is: a file, a folder that is replaced as a whole, or a folder that files are added to. */
	private enum Kind {
		FILE, WHOLE, ADDED
	}

	/**
	 * Name of the command, its options but for the output, the ending of the output, and its kind. DATA, IMAGES, LITS and WEIGHTS hold
	 * files that cannot be read, MODEL a model whose weights cannot be.
	 */
	private static final List<String> LINES = """
		Check Dataset...          | dataset=[DATA]                                        | .csv | FILE
		Check Sfumato...          | device=cpu                                            | .txt | FILE
		Cite Sfumato...           |                                                       | .txt | FILE
		Compare Methods...        | table=[TABLE]                                         | .csv | FILE
		Evaluate Segmentation...  | predictions=[IMAGES] references=[IMAGES]              | .csv | FILE
		Evaluate Calibration...   | predictions=[IMAGES] references=[IMAGES]              | .csv | FILE
		Evaluate Model...         | model=[MODEL] dataset=[DATA] device=cpu               | .csv | FILE
		How Many Raters...        | dataset=[DATA]                                        | .csv | FILE
		Rater Agreement...        | dataset=[DATA]                                        | .csv | FILE
		Predict Segmentation...   | image=a model=[MODEL] device=cpu                      | .tif | FILE
		Distill Network...        | teacher=[MODEL] dataset=[DATA] TINY                   |      | WHOLE
		Train Network...          | dataset=[DATA] TINY                                   |      | WHOLE
		Import Encoder Weights... | weights=[WEIGHTS]                                     |      | WHOLE
		Export Model...           | model=[MODEL] format=onnx                             |      | WHOLE
		Recalibrate Model...      | model=[MODEL] dataset=[DATA] device=cpu               |      | WHOLE
		Simulate Raters...        | images=1 raters=1 width=32 height=32                  |      | WHOLE
		Cross-Validate...         | dataset=[DATA] methods=[majority] folds=2 TINY        |      | ADDED
		Fuse Dataset...           | dataset=[DATA]                                        |      | ADDED
		Predict Folder...         | input=[IMAGES] model=[MODEL] device=cpu               |      | ADDED
		Prepare Dataset...        | input=[LITS] layout=lits size=32                      |      | ADDED
		""".strip().lines().toList();

	/** What commands write beside their output {@code out}: the command, its options, the output, and the other file. */
	private static final List<String> BESIDE = """
		Cite Sfumato...          |                                          | out.txt | out.bib
		Compare Methods...       | table=[TABLE]                            | out.csv | out-pairs.csv
		Evaluate Calibration...  | predictions=[IMAGES] references=[IMAGES] | out.csv | out-diagram.csv
		Predict Segmentation...  | image=a model=[MODEL] rois=true          | out.tif | out-rois.zip
		Predict Segmentation...  | image=a model=[MODEL] show=both          | out.tif | out-labels.tif
		""".strip().lines().toList();

	@TempDir
	private static Path folder;

	@BeforeAll
	static void write() throws IOException {
		for (final String c : List.of("c1", "c2"))
			for (final String name : List.of("data/" + c + "/image.png", "data/" + c + "/task01_seg01.png", "data/" + c + "/task01_seg02.png",
				"images/" + c + ".png"))
				damaged(name);
		damaged("lits/volume-0.nii");
		damaged("lits/segmentation-0.nii");
		damaged("weights.pth");
		Files.writeString(folder.resolve("table.csv"), "case,fold,method,Dice\n");
		MacroRunner.run("""
			newImage("image", "8-bit noise", 32, 32, 1);
			newImage("labels", "8-bit black", 32, 32, 1);
			makeRectangle(8, 8, 12, 12); setColor(1); fill();
			run("Train Network...", "images=image labels=labels %s output=[%s]");
			""".formatted(TINY, folder.resolve("model"))).value();
		Files.writeString(folder.resolve("model/weights.safetensors"), "damaged");
	}

	private static void damaged(final String name) throws IOException {
		final Path file = folder.resolve(name);
		Files.createDirectories(file.getParent());
		Files.writeString(file, "damaged");
	}

	private static String[] parts(final String line) {
		return Arrays.stream(line.split("\\|", -1)).map(String::strip).toArray(String[]::new);
	}

	private static Stream<String> lines() {
		return LINES.stream();
	}

	private static Stream<String> beside() {
		return BESIDE.stream();
	}

	private static Kind kind(final String line) {
		return Kind.valueOf(parts(line)[3]);
	}

	private static String fill(final Path inputs, final String text) {
		return text.replace("TINY", TINY).replace("DATA", inputs + "/data").replace("IMAGES", inputs + "/images").replace("LITS", inputs +
			"/lits").replace("WEIGHTS", inputs + "/weights.pth").replace("TABLE", inputs + "/table.csv").replace("MODEL", inputs +
				"/model");
	}

	/** What a command says when it is to write to a place; null if it did. */
	private static String error(final Path inputs, final String line, final Path output) {
		final String[] parts = parts(line);
		final boolean replaces = Files.isDirectory(output) && CommandCatalogue.shipped().stream().filter(c -> CommandCatalogue.name(c).equals(
			parts[0])).flatMap(c -> CommandCatalogue.keys(c).stream()).anyMatch(k -> k.getName().equals("overwrite"));
		return MacroRunner.run("newImage(\"a\", \"8-bit noise\", 32, 32, 1);\nrun(\"" + parts[0] + "\", \"" + fill(inputs, parts[1]) +
			" output=[" + output + "]" + (replaces ? " overwrite=true" : "") + "\");").error();
	}

	private static Map<String, String> contents(final Path place) throws IOException {
		final Map<String, String> contents = new TreeMap<>();
		try (Stream<Path> tree = Files.walk(place)) {
			for (final Path p : tree.toList())
				contents.put(place.relativize(p).toString(), Files.isRegularFile(p) ? FileHash.sha256(List.of(p)) : "");
		}
		return contents;
	}

	/** Where the outputs of a test lie. */
	private static Path place() throws IOException {
		final Path place = folder.resolve("place");
		if (Files.exists(place)) NewFolder.delete(place);
		return Files.createDirectory(place);
	}

	/** Runs a command with an output that cannot be, and sees that it says so and leaves everything as it was. */
	private static void assertRefused(final String line, final Path place, final Path output, final String... said) throws IOException {
		final Map<String, String> before = contents(place);
		final String error = error(folder, line, output);
		assertNotNull(error, "nothing was said of " + output);
		for (final String s : said)
			assertTrue(error.contains(s), error);
		assertEquals(before, contents(place));
	}

	private static Path named(final Path place, final String line, final String name) {
		return place.resolve(name + parts(line)[2]);
	}

	@ParameterizedTest
	@MethodSource("lines")
	void reportsInputErrorsIfTheOutputIsWritable(final String line) throws IOException {
		final Path output = named(place(), line, "out");
		final String error = error(folder, line, output);
		if (error != null) assertTrue(parts(line)[1].contains("[") && !error.contains(output.toString()), error);
		else if (parts(line)[1].contains("[")) assertTrue(Files.readString(output).contains("image.png is not a PNG image"));
		else assertTrue(Files.exists(output));
	}

	@ParameterizedTest
	@MethodSource("lines")
	void refusesBrokenLinks(final String line) throws IOException {
		final Path place = place(), output = named(place, line, "out");
		Files.createSymbolicLink(output, place.resolve("gone"));
		final Map<String, String> before = new TreeMap<>(Map.of("", "", output.getFileName().toString(), ""));
		final String error = error(folder, line, output);
		assertTrue(error != null && error.contains(output + "\" is a link to \"" + place.resolve("gone") + "\", which does not exist"), error);
		assertEquals(before, contents(place));
	}

	@ParameterizedTest
	@MethodSource("lines")
	void refusesNamesThatAreTooLong(final String line) throws IOException {
		final Path place = place();
		assertRefused(line, place, named(place, line, "x".repeat(260)), "too long", "xxx");
		assertRefused(line, place, place.resolve("y".repeat(260)).resolve(named(place, line, "out").getFileName()), "too long", "yyy");
	}

	@ParameterizedTest
	@MethodSource("lines")
	void refusesFilesInPlaceOfFolders(final String line) throws IOException {
		final Path place = place(), file = Files.writeString(place.resolve("file"), "of somebody");
		assertRefused(line, place, named(file, line, "out"), file + "\" is a file");
		assertRefused(line, place, named(file.resolve("deeper"), line, "out"), file + "\" is a file");
	}

	@ParameterizedTest
	@MethodSource("lines")
	void refusesToReplaceOutputsUnasked(final String line) throws IOException {
		final Path place = place(), output = named(place, line, "out");
		Files.writeString(output, "of somebody");
		assertRefused(line, place, output, output.toString(), kind(line) == Kind.FILE ? "exists already" : "is a file");
		Files.delete(output);
		Files.createDirectory(output);
		Files.writeString(output.resolve("file"), "of somebody");
		assertRefused(line, place, output, output.toString(), kind(line) == Kind.FILE ? "is a folder" : "");
	}

	@ParameterizedTest
	@MethodSource("beside")
	void refusesToReplaceFilesBesideTheOutputUnasked(final String line) throws IOException {
		final Path place = place(), other = place.resolve(parts(line)[3]);
		Files.writeString(other, "of somebody");
		assertRefused(line, place, place.resolve(parts(line)[2]), other + "\" exists already");
		assertRefusedLink(line, place, other);
	}

	private static void assertRefusedLink(final String line, final Path place, final Path other) throws IOException {
		Files.delete(other);
		Files.createSymbolicLink(other, place.resolve("gone"));
		final String error = error(folder, line, place.resolve(parts(line)[2]));
		assertTrue(error != null && error.contains(other + "\" is a link"), error);
	}

	/** Runs all commands with outputs in places that this account must not change, and prints what they say. */
	public static final class Protected {
		private Protected() {}

		public static void main(final String[] args) {
			LegacyInjector.preinit();
			final Path inputs = Path.of(args[0]);
			for (final String line : LINES)
				for (final Path output : protectedOutputs(inputs, line))
					System.out.println("SAID " + parts(line)[0] + "|" + output + "|" + String.valueOf(error(inputs, line, output)).replace("\n",
						" "));
			System.exit(0);
		}
	}

	/** In a protected folder, deeper in it, and a protected output in a folder that can be changed. */
	private static List<Path> protectedOutputs(final Path inputs, final String line) {
		final List<Path> all = new ArrayList<>(List.of(named(inputs.resolve("protected"), line, "out"), named(inputs.resolve(
			"protected/deeper"), line, "out")));
		if (kind(line) != Kind.FILE) all.add(inputs.resolve("outputs/" + parts(line)[0]));
		return all;
	}

	@Test
	void refusesReadOnlyFolders() throws IOException, InterruptedException {
		assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"), "skipped: write protection of folders is tested by the" +
			" permissions of Linux and macOS");
		final boolean root = "root".equals(System.getProperty("user.name"));
		assumeTrue(!root || Files.isExecutable(Path.of("/usr/bin/setpriv")), "skipped: permissions refuse nothing to root, and there is" +
			" no setpriv to give up that right");
		final List<Path> closed = new ArrayList<>(List.of(Files.createDirectory(folder.resolve("protected"))));
		for (final String line : LINES)
			if (kind(line) != Kind.FILE) closed.add(Files.createDirectories(folder.resolve("outputs/" + parts(line)[0])));
		for (final Path p : closed)
			Files.setPosixFilePermissions(p, PosixFilePermissions.fromString("r-xr-xr-x"));
		try {
			final Map<String, String> before = contents(folder.resolve("outputs"));
			final List<String> command = new ArrayList<>(root ? List.of("setpriv",
				"--bounding-set=-dac_override,-dac_read_search") : List.of());
			command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"--add-opens=java.base/java.lang=ALL-UNNAMED", "-Xmx256m", "-Djava.awt.headless=true", "-Duser.home=" + System.getProperty(
					"user.home"), "-Djava.util.prefs.userRoot=" + System.getProperty("java.util.prefs.userRoot", folder.toString()), "-cp",
				System.getProperty("java.class.path"), Protected.class.getName(), folder.toString()));
			final File log = folder.resolve("log").toFile();
			final Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
			assertTrue(process.waitFor(300, TimeUnit.SECONDS), "hung");
			final String all = Files.readString(log.toPath(), StandardCharsets.UTF_8);
			final List<String> said = all.lines().filter(l -> l.startsWith("SAID ")).toList();
			assertEquals(LINES.stream().mapToInt(l -> protectedOutputs(folder, l).size()).sum(), said.size(), all);
			final List<String> wrong = said.stream().filter(l -> !Says.says(OutputMessages.writeProtected(Says.ANY, Says.ANY),
				l)).toList();
			assertEquals(List.of(), wrong);
			assertEquals(before, contents(folder.resolve("outputs")));
			assertEquals(Map.of("", ""), contents(folder.resolve("protected")));
		}
		finally {
			for (final Path p : closed)
				Files.setPosixFilePermissions(p, PosixFilePermissions.fromString("rwxr-xr-x"));
		}
	}

	private static boolean isOutput(final ModuleItem<?> key) {
		return key.getType() == File.class && (key.getName().equals("output") || "save".equals(key.getWidgetStyle()));
	}

	@Test
	void listsEveryCommandWithAnOutput() {
		final Set<String> outputs = CommandCatalogue.shipped().stream().filter(c -> CommandCatalogue.keys(c).stream().anyMatch(
			OutputContractTest::isOutput)).map(CommandCatalogue::name).collect(Collectors.toCollection(TreeSet::new));
		assertEquals(outputs, LINES.stream().map(l -> parts(l)[0]).collect(Collectors.toCollection(TreeSet::new)));
	}
}
