package sfumato.commands.wizard;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import sfumato.commands.macro.MacroLine;

/** A whole run of the {@link SegmentationWizard} as a macro. */
final class WizardMacro {

	private static final String FOLDER = """
		// From images and what raters drew of them to a recalibrated model: made by Plugins>Sfumato>Segmentation Wizard...
		""";
	private static final String DRAWING = """
		// From outlines drawn on an image to a model and its prediction: made by Plugins>Sfumato>Segmentation Wizard...
		""";
	private static final String USE = """
		//
		//   mvn -q compile exec:java -Dexec.args="THIS.ijm output=FOLDER"
		//
		// In Fiji: Plugins > Macros > Run... All results are written to a new folder; nothing is overwritten. If the folder is in use,
		// its name gets a number.
		//
		// Models, tables, pictures and maps are the same as those of the wizard, with the same number of threads on the same kind of
		// processor. Not the same are the dates, times and paths in training.json, prediction.json, predictions.csv, README.md,
		// *.recipe.txt and in the properties of TIFF files.

		""";
	private static final String BEGIN = """

		setBatchMode(true);
		File.makeDirectory(output);
		""";
	private static final String TAIL = """

		print("The results are in " + output + ".");

		function option(name, otherwise) {
			pairs = split(getArgument(), ",");
			for (i = 0; i < pairs.length; i++)
				if (startsWith(pairs[i], name + "="))
					return substring(pairs[i], lengthOf(name) + 1);
			return otherwise;
		}

		function unused(folder) {
			free = folder;
			for (i = 2; isUsed(free) == true; i++)
				free = folder + "-" + i;
			return free;
		}

		function isUsed(folder) {
			if (!File.exists(folder)) return false;
			if (!File.isDirectory(folder)) return true;
			files = getFileList(folder);
			if (files.length == 0) return false;
			return true;
		}
		""";

	private WizardMacro() {}

	/**
	 * Writes the macro.
	 *
	 * @param dataset the folder of the images
	 * @param output the folder of the results that there are; the macro writes to another one
	 * @param steps that were made, in their order
	 */
	static String of(final Path dataset, final Path output, final List<WizardPlan.Made> steps) {
		final Map<String, Path> folders = new LinkedHashMap<>();
		// the results may lie within the dataset, so the longer path goes first
		folders.put("output", output);
		folders.put("dataset", dataset);
		final StringBuilder text = new StringBuilder(FOLDER + USE);
		text.append("dataset = option(\"dataset\", \"").append(path(dataset)).append("\");\n");
		appendOutput(text, output);
		steps.forEach(made -> {
			final WizardStep step = made.prepared().step();
			text.append("\n// ").append(step.ordinal() + 1).append(". ").append(step.title()).append('\n');
			append(text, made.notes(), made.prepared().lines(), folders);
		});
		return text.append(TAIL).toString();
	}

	/**
	 * The text of rounds of drawing, training and predicting.
	 *
	 * @param image the file of the image
	 * @param notes of each round, what its lines do not say
	 */
	static String ofDrawing(final Path image, final DrawingPlan plan, final List<List<String>> notes) {
		final Map<String, Path> folders = new LinkedHashMap<>();
		folders.put("drawings", plan.drawings());
		folders.put("output", plan.output());
		final StringBuilder text = new StringBuilder(DRAWING + USE);
		text.append("image = option(\"image\", \"").append(path(image)).append("\");\n");
		text.append("drawings = option(\"drawings\", \"").append(path(plan.drawings())).append("\");\n");
		appendOutput(text, plan.output());
		text.append("open(image);\nrename(\"").append(MacroLine.escaped(plan.title())).append("\");\n");
		for (int r = 0; r < plan.rounds().size(); r++) {
			text.append("\n// Round ").append(plan.rounds().get(r).number()).append('\n');
			append(text, notes.get(r), plan.rounds().get(r).lines(), folders);
		}
		return text.append(TAIL).toString();
	}

	private static void appendOutput(final StringBuilder text, final Path output) {
		final Path again = output.resolveSibling(output.getFileName() + "-again");
		text.append("output = unused(option(\"output\", \"").append(path(again)).append("\"));\n").append(BEGIN);
	}

	private static void append(final StringBuilder text, final List<String> notes, final List<WizardLine> lines,
		final Map<String, Path> folders)
	{
		notes.forEach(note -> text.append("// ").append(note.replaceAll("\\R", " ")).append('\n'));
		lines.forEach(line -> text.append(line.text(folders)).append('\n'));
	}

	private static String path(final Path path) {
		return MacroLine.escaped(WizardLine.slashed(path));
	}
}
