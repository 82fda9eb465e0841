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
		// In Fiji: Plugins > Macros > Run... All results are written to a new folder; nothing is overwritten.

		dataset = option("dataset", "%s");
		output  = option("output", "%s");

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
		""";

	private WizardMacro() {}

	/**
	 * Writes the macro.
	 *
	 * @param dataset the folder of the images
	 * @param output the folder of existing results; the macro writes to another one
	 * @param lines the lines of all completed steps, in order
	 */
	static String of(final Path dataset, final Path output, final Map<WizardStep, List<WizardLine>> lines) {
		final Map<String, Path> folders = new LinkedHashMap<>();
		// the results may lie within the dataset, so the longer path goes first
		folders.put("output", output);
		folders.put("dataset", dataset);
		final Path again = output.resolveSibling(output.getFileName() + "-again");
		final StringBuilder text = new StringBuilder(String.format(HEAD, path(dataset), path(again)));
		lines.forEach((step, all) -> {
			text.append("\n// ").append(step.ordinal() + 1).append(". ").append(step.title()).append('\n');
			all.forEach(line -> text.append(line.text(folders)).append('\n'));
		});
		return text.append(TAIL).toString();
	}

	private static String path(final Path path) {
		return MacroLine.escaped(WizardLine.slashed(path));
	}
}
