package sfumato.commands.labels;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import sfumato.commands.BaseCommand;
import sfumato.commands.inputs.DatasetInput;
import sfumato.commands.inputs.GeometryInput;
import sfumato.commands.inputs.NumbersInput;
import sfumato.data.DatasetCheck;
import sfumato.data.Finding;
import sfumato.output.NewFile;
import sfumato.progress.Progress;

/** Reports what is odd in a data set; the API's {@link DatasetCheck}. */
@Plugin(type = Command.class, headless = true, description = "Reports what is odd in a data set, by case and rater.",
	menu = { @Menu(label = "Plugins"), @Menu(label = "Sfumato"), @Menu(label = "Labels", weight = 1),
		@Menu(label = "Check Dataset...", weight = 100.5) })
public class CheckDataset extends BaseCommand {

	@Parameter(label = "Data set", style = "directory", persist = false,
		description = "folder with one folder per case, each with an image and label maps like task01_seg01.png")
	private File dataset;

	@Parameter(label = "Task", persist = false, required = false,
		description = "which label maps, e.g. 1 for task01_seg*; may be left out if there is one task only")
	private String task = "";

	@Parameter(label = "Cases", persist = false, required = false,
		description = "names, globs or positions, e.g. 1-22; empty for all")
	private String cases = "";

	@Parameter(label = "Polarity", choices = { "default", "normal", "inverted", "auto" }, persist = false, required = false,
		description = "which value of a mask is the object: inverted takes 0, auto takes 0 of masks that look so; default as" +
			" dataset.json says, else normal")
	private String polarity = "default";

	@Parameter(label = "Numbers", choices = { NumbersInput.DEFAULT, "classes", "instances" }, persist = false, required = false,
		description = NumbersInput.DESCRIPTION)
	private String numbers = NumbersInput.DEFAULT;

	@Parameter(label = "Geometry", choices = { GeometryInput.DEFAULT, "match", "shifted", "ignore" }, persist = false, required = false,
		description = GeometryInput.DESCRIPTION)
	private String geometry = GeometryInput.DEFAULT;

	@Parameter(label = "Findings (CSV)", style = "save", persist = false, required = false,
		description = "a file for the findings, one per row; left out, they are written to the log")
	private File output;

	@Parameter(label = "Overwrite", persist = false, required = false, description = "whether an existing file may be replaced")
	private Boolean overwrite = false;

	@Override
	protected void execute(final Progress progress) throws IOException {
		if (output != null) NewFile.requireWritable(output.toPath(), overwrite);
		final List<Finding> findings = DatasetCheck.check(DatasetInput.open(dataset, task, polarity, numbers, geometry), cases,
			progress);
		if (output == null) findings.forEach(f -> progress.log("Case " + f.caseName() + (f.rater().isEmpty() ? "" : ", rater " +
			f.rater()) + ": " + f.kind() + ". " + f.detail()));
		else write(output.toPath(), findings);
		final Map<String, Integer> counts = new TreeMap<>();
		findings.forEach(f -> counts.merge(f.kind() + (f.rater().isEmpty() ? "" : " rater " + f.rater()), 1, Integer::sum));
		counts.forEach((what, n) -> progress.log(label() + ": " + what + " in " + n + (n == 1 ? " case." : " cases.")));
		if (findings.isEmpty()) progress.log(label() + ": nothing odd was found.");
	}

	private static void write(final Path file, final List<Finding> findings) throws IOException {
		final StringBuilder csv = new StringBuilder("case,rater,finding,detail\n");
		for (final Finding f : findings)
			csv.append(quoted(f.caseName())).append(',').append(quoted(f.rater())).append(',').append(f.kind()).append(',').append(
				quoted(f.detail())).append('\n');
		NewFile.writeText(file, csv);
	}

	private static String quoted(final String text) {
		return text.matches("[^\",\r\n]*") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
	}
}
