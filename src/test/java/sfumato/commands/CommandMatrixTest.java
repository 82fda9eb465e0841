package sfumato.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scijava.ItemVisibility;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;
import org.scijava.module.ModuleItem;
import org.scijava.script.ScriptService;

import ij.ImagePlus;
import ij.WindowManager;
import ij.measure.ResultsTable;
import ij.plugin.frame.Recorder;

import sfumato.commands.macro.MacroOptions;
import sfumato.engine.checkpoint.SafeTensors;
import sfumato.engine.checkpoint.Tensor;

/**
 * Every command leaves the same images, table and files whether a macro runs it, a macro in batch mode, Java or a Groovy script;
 * and the line that ImageJ would record of it does the same again.
 */
class CommandMatrixTest {

	private static final String TINY = "network=[unet(encoder: plain, width: 4)] patch=32 batch=2 epochs=1 threads=1 device=cpu " +
		"window=false";

	/** A line for each command: its options after its name. A new command needs a line, too. */
	private static final Map<String, String> LINES = """
		Cells by Five Raters        |
		Segmentation Wizard...      |
		Open NIfTI...               | file=[NIFTI]
		Open Case...                | dataset=[DATA] cases=2
		Prepare Dataset...          | input=[DATA] layout=qubiq size=32 output=[OUT/set]
		Check Dataset...            | dataset=[DATA] output=[OUT/findings.csv]
		Fuse Raters...              | raters=cells-raters axis=slice method=[dice-weighted(zeroOverlap: ONE)]
		Fuse Dataset...             | dataset=[DATA] cases=1-2 method=majority output=[OUT/fused]
		Simulate Raters...          | output=[OUT/new] images=2 raters=2 width=32 height=32 seed=3 bias=[-1, 1]
		Hard to Soft...             | image=mask foreground=255
		Soft to Hard...             | image=soft threshold=0.3
		Smooth Labels...            | image=mask method=[boundary(epsilon: 0.4, width: 3)]
		Train Network...            | dataset=[DATA] cases=1-2 TINY checkpoint=0 output=[OUT/model]
		Distill Network...          | dataset=[DATA] cases=1-2 TINY checkpoint=0 teacher=[MODEL] output=[OUT/student]
		Cross-Validate...           | dataset=[DATA] methods=average folds=2 TINY output=[OUT/folds]
		Watch Training...           |
		Predict Segmentation...     | image=cells model=[MODEL] threads=1 device=cpu show=both
		Predict Folder...           | input=[DATA] cases=1-2 model=[MODEL] threads=1 device=cpu output=[OUT/predicted]
		Preview Normalization...    | image=cells model=[MODEL]
		Rater Agreement...          | raters=cells-raters axis=slice map=variance output=[OUT/dice.csv]
		How Many Raters...          | dataset=[DATA] cases=1-2 draws=3 output=[OUT/curve.csv]
		Evaluate Segmentation...    | prediction=soft reference=mask metrics=[dice, surface-dice(tolerance: 2)] output=[OUT/scores.csv]
		Evaluate Calibration...     | prediction=soft reference=mask errors=[ece(bins: 5), brier] resamples=50 output=[OUT/scores.csv]
		Evaluate Model...           | model=[MODEL] dataset=[DATA] cases=3 threads=1 device=cpu output=[OUT/scores.csv]
		Draw Outlines...            | image=cells prediction=soft reference=mask
		Compare Methods...          | table=[TABLE] test=sign output=[OUT/table.csv]
		Recalibrate Model...        | model=[MODEL] dataset=[DATA] cases=3 threads=1 device=cpu method=temperature output=[OUT/model]
		Model Info...               | model=[MODEL] threads=1 device=cpu
		Plot Training...            | model=[MODEL]
		Import Encoder Weights...   | weights=[WEIGHTS] network=[unet(encoder: plain, width: 4)] output=[OUT/model]
		Export Model...             | model=[MODEL] output=[OUT/exported]
		Install GPU Engine...       | source=processor
		Check Sfumato...            | device=cpu threads=1 output=[OUT/report.txt]
		Cite Sfumato...             | image=cells output=[OUT/methods.txt]
		""".lines().map(l -> l.split("\\|", 2)).collect(Collectors.toMap(l -> l[0].strip(), l -> l[1].strip()));

	/** What shows a window, and nothing else. */
	private static final Set<String> WINDOWS = Set.of("Watch Training...", "Segmentation Wizard...");

	@TempDir
	private static Path shared;
	private static List<ImagePlus> images;

	@TempDir
	private Path folder;

	/** What a run left. */
	private record Outcome(List<String> images, List<String> table, Map<String, String> files) {}

	private interface Way {

		/** Runs a command and returns the images that it made. */
		List<ImagePlus> run(CommandInfo command, String options) throws Exception;
	}

	@BeforeAll
	static void makeInputs() throws IOException {
		final Path data = shared.resolve("data");
		MacroRunner.run("run(\"Simulate Raters...\", \"images=3 raters=3 width=40 height=36 seed=1 output=[" + data + "]\");" +
			"run(\"Train Network...\", \"" + fill("dataset=[DATA] cases=1-2 TINY checkpoint=0 output=[MODEL]", null) + "\");" +
			"run(\"Fuse Dataset...\", \"" + fill("dataset=[DATA] cases=1 format=nifti output=[" + shared.resolve("nifti") + "]", null) +
			"\");").value();
		MacroRunner.run("run(\"Open Case...\", \"dataset=[" + data + "] cases=1\"); rename(\"cells\");" +
			"selectImage(\"case01-raters\"); rename(\"cells-raters\");" +
			"run(\"Fuse Raters...\", \"raters=cells-raters axis=slice\"); rename(\"soft\");" +
			"open(\"" + data + "/case01/task01_seg02.png\"); rename(\"mask\");").value();
		images = Stream.of("cells-raters", "soft", "mask", "cells").map(t -> {
			final ImagePlus copy = WindowManager.getImage(t).duplicate();
			copy.setTitle(t);
			return copy;
		}).toList();
		Files.writeString(shared.resolve("table.csv"), "method,case,Dice\na,1,80\na,2,82\na,3,84\nb,1,70\nb,2,71\nb,3,72\n");
		final Map<String, Tensor> weights = new LinkedHashMap<>();
		SafeTensors.read(shared.resolve("model/weights.safetensors")).forEach((name, tensor) -> {
			if (name.startsWith("encoder.")) weights.put(name.substring("encoder.".length()), tensor);
		});
		SafeTensors.write(shared.resolve("weights.safetensors"), weights);
	}

	private static String fill(final String options, final Path out) {
		return options.replace("TINY", TINY).replace("DATA", shared.resolve("data").toString()).replace("MODEL", shared.resolve(
			"model").toString()).replace("TABLE", shared.resolve("table.csv").toString()).replace("WEIGHTS", shared.resolve(
				"weights.safetensors").toString()).replace("NIFTI", shared.resolve("nifti/case01.nii.gz").toString()).replace("OUT", String.valueOf(out));
	}

	static List<CommandInfo> commands() {
		return CommandCatalogue.shipped();
	}

	@Test
	void matrixHasEveryCommand() {
		assertEquals(commands().stream().map(CommandCatalogue::name).sorted().toList(), LINES.keySet().stream().sorted()
			.toList(), "CommandMatrixTest has a line with options for each command.");
	}

	@ParameterizedTest
	@MethodSource("commands")
	void everyCommandGivesEqualResultsInEveryWayOfRunningIt(final CommandInfo command) throws Exception {
		if (WINDOWS.contains(CommandCatalogue.name(command))) return;
		final Outcome expected = outcome(command, "macro", CommandMatrixTest::byMacro);
		assertEquals(expected, outcome(command, "batch", CommandMatrixTest::byMacroInBatchMode), "in batch mode");
		assertEquals(expected, outcome(command, "groovy", CommandMatrixTest::byGroovy), "in a Groovy script");
		final List<String> recorded = new ArrayList<>();
		assertEquals(expected, outcome(command, "java", (c, options) -> {
			final CommandModule module = byJava(c, options);
			recorded.add(recorded(module).replace(folder.resolve("java").toString(), folder.resolve("replay").toString()));
			return outputs(module);
		}), "from Java");
		assertEquals(expected, outcome(command, "replay", (c, options) -> byMacro(c, recorded.get(0))), "as recorded: " + recorded
			.get(0));
	}

	private Outcome outcome(final CommandInfo command, final String name, final Way way) throws Exception {
		final Path out = Files.createDirectory(folder.resolve(name));
		MacroRunner.imagej().reset();
		// the active image is the one that is opened last
		final String options = fill(LINES.get(CommandCatalogue.name(command)), out);
		images.stream().sorted(Comparator.comparing(i -> options.matches("[a-z]+=" + i.getTitle() + "( .*)?"))).forEach(i -> {
			final ImagePlus copy = i.duplicate();
			copy.setTitle(i.getTitle());
			copy.show();
		});
		final List<ImagePlus> made = way.run(command, options);
		return new Outcome(made.stream().map(CommandMatrixTest::describe).sorted().toList(), table(), files(out));
	}

	private static List<ImagePlus> byMacro(final CommandInfo command, final String options) throws Exception {
		return byMacro("", command, options);
	}

	private static List<ImagePlus> byMacroInBatchMode(final CommandInfo command, final String options) throws Exception {
		return byMacro("setBatchMode(true);\n", command, options);
	}

	private static List<ImagePlus> byMacro(final String before, final CommandInfo command, final String options)
		throws Exception
	{
		final List<ImagePlus> there = open();
		MacroRunner.imagej().runMacro(before + "run(\"" + CommandCatalogue.name(command) + "\", \"" + options + "\");", "");
		final List<ImagePlus> made = new ArrayList<>(open());
		made.removeAll(there);
		return made;
	}

	private static List<ImagePlus> open() {
		final int[] ids = WindowManager.getIDList();
		return ids == null ? List.of() : Arrays.stream(ids).mapToObj(WindowManager::getImage).toList();
	}

	private static CommandModule byJava(final CommandInfo command, final String options) throws Exception {
		final Map<String, Object> inputs = new LinkedHashMap<>();
		CommandCatalogue.options(options).forEach((key, text) -> inputs.put(key, value(command.getInput(key).getType(), text)));
		final CommandModule module = MacroRunner.imagej().context().service(CommandService.class).run(command, true, inputs).get();
		assertFalse(module.isCanceled(), module::getCancelReason);
		return module;
	}

	private static Object value(final Class<?> type, final String text) {
		if (type == ImagePlus.class) return WindowManager.getImage(text);
		if (type == File.class) return new File(text);
		if (type == Integer.class) return Integer.valueOf(text);
		if (type == Long.class) return Long.valueOf(text);
		if (type == Double.class) return Double.valueOf(text);
		if (type == Boolean.class) return Boolean.valueOf(text);
		return text;
	}

	/** As people write scripts: files as texts, numbers as they come. */
	private static List<ImagePlus> byGroovy(final CommandInfo command, final String options) throws Exception {
		final StringBuilder script = new StringBuilder("#@ CommandService command\n#@output module\n").append(
			"module = command.run('").append(command.getClassName()).append("', true");
		CommandCatalogue.options(options).forEach((key, text) -> script.append(", '").append(key).append("', ").append(literal(
			command.getInput(key).getType(), text)));
		final CommandModule module = (CommandModule) MacroRunner.imagej().context().service(ScriptService.class).run("test.groovy",
			script.append(").get()\n").toString(), true).get().getOutput("module");
		assertFalse(module.isCanceled(), module::getCancelReason);
		return outputs(module);
	}

	private static String literal(final Class<?> type, final String text) {
		if (type == ImagePlus.class) return "ij.WindowManager.getImage('" + text + "')";
		return Number.class.isAssignableFrom(type) || type == Boolean.class ? text : "'" + text.replace("\\", "\\\\") + "'";
	}

	private static List<ImagePlus> outputs(final CommandModule module) {
		return module.getOutputs().values().stream().filter(ImagePlus.class::isInstance).map(ImagePlus.class::cast).toList();
	}

	/**
	 * The options that ImageJ's recorder writes after a dialog: of all inputs but services, texts, and what is null. The quoting is ImageJ's own.
	 */
	private static String recorded(final CommandModule module) {
		Recorder.resetCommandOptions();
		for (final ModuleItem<?> in : module.getInfo().inputs()) {
			final Object value = in.getValue(module);
			if (!MacroOptions.isOption(in) || in.getVisibility() == ItemVisibility.INVISIBLE || value == null) continue;
			Recorder.recordOption(in.getName(), value instanceof final ImagePlus image ? image.getTitle() : value.toString());
		}
		final String options = Recorder.getCommandOptions();
		return options == null ? "" : options;
	}

	/** Everything of an image that a macro can see. */
	private static String describe(final ImagePlus image) {
		int hash = 1;
		for (int i = 1; i <= image.getStackSize(); i++) {
			final Object pixels = image.getStack().getPixels(i);
			hash = 31 * hash + Arrays.deepHashCode(new Object[] { pixels });
		}
		return image.getTitle() + " " + Arrays.toString(image.getDimensions()) + " " + image.getBitDepth() + " bits, " +
			image.getCalibration().pixelWidth + " " + image.getCalibration().getUnit() + ", overlay " + (image.getOverlay() == null ? 0
				: image.getOverlay().size()) + ", pixels " + hash;
	}

	private static List<String> table() {
		final ResultsTable table = ResultsTable.getResultsTable();
		final List<String> rows = new ArrayList<>();
		if (table.size() > 0) rows.add(table.getColumnHeadings());
		for (int i = 0; i < table.size(); i++)
			rows.add(table.getRowAsString(i));
		return rows;
	}

	/** Names of all files, and the contents of those that hold results and no dates or durations. */
	private static Map<String, String> files(final Path out) throws IOException {
		final Map<String, String> files = new TreeMap<>();
		try (Stream<Path> paths = Files.walk(out)) {
			for (final Path file : paths.filter(Files::isRegularFile).toList())
				files.put(out.relativize(file).toString(), file.toString().matches(".*(?<!predictions)\\.(csv|safetensors|tif|png|gz)") ? String.valueOf(
					Arrays.hashCode(Files.readAllBytes(file))) : "");
		}
		return files;
	}
}
