package sfumato.commands.wizard;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import sfumato.commands.macro.MacroLine;

/** A whole run of the {@link SegmentationWizard} as a macro. */
final class WizardMacro {

	private static final String HEAD = """
		// From images and what raters drew of them to a recalibrated model: made by Plugins>Sfumato>Segmentation Wizard...
		//
		//   mvn -q compile exec:java -Dexec.args="THIS.ijm output=FOLDER"
		//
		// In Fiji: Plugins > Macros > Run... All results are written to a new folder; nothing is overwritten. If the folder is in use,
		// its name gets a number.
		//
		// Models, tables, pictures and maps are the same as those of the wizard, with the same number of threads on the same kind of
		// processor. Not the same are the dates, times and paths in training.json, prediction.json, predictions.csv, README.md,
		// *.recipe.txt and in the properties of TIFF files.

		dataset = option("dataset", "%s");
		output  = unused(option("output", "%s"));

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
		final Path again = output.resolveSibling(output.getFileName() + "-again");
		final StringBuilder text = new StringBuilder(String.format(HEAD, path(dataset), path(again)));
		steps.forEach(made -> {
			final WizardStep step = made.prepared().step();
			text.append("\n// ").append(step.ordinal() + 1).append(". ").append(step.title()).append('\n');
			made.notes().forEach(note -> text.append("// ").append(note.replaceAll("\\R", " ")).append('\n'));
			made.prepared().lines().forEach(line -> text.append(line.text(folders)).append('\n'));
		});
		return text.append(TAIL).toString();
	}

	private static String path(final Path path) {
		return MacroLine.escaped(WizardLine.slashed(path));
	}
}
