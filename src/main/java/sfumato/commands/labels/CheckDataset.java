package sfumato.commands.labels;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Plugin;

import sfumato.commands.BaseCommand;
import sfumato.commands.inputs.DatasetInputs;
import sfumato.commands.inputs.LabelMapInputs;
import sfumato.commands.inputs.OutputFileInputs;
import sfumato.commands.inputs.grouping.Inputs;
import sfumato.data.DatasetCheck;
import sfumato.data.Finding;
import sfumato.output.NewFile;
import sfumato.progress.Progress;
import sfumato.text.CsvText;

/** Checks a dataset for suspicious labels and images; the API's {@link DatasetCheck}. */
@Plugin(type = Command.class, headless = true, description = "Checks a dataset and reports suspicious labels and images, by case and" +
	" rater.",
	menu = { @Menu(label = "Plugins"), @Menu(label = "Sfumato"), @Menu(label = "Labels", weight = 1),
		@Menu(label = "Check Dataset...", weight = 100.5) })
public class CheckDataset extends BaseCommand {

	@Inputs
	private final DatasetInputs data = new DatasetInputs();

	@Inputs(without = "missing")
	private final LabelMapInputs reading = new LabelMapInputs();

	@Inputs(texts = @Inputs.Text(of = "output", label = "Findings (CSV)",
		description = "file for the findings, one per row; empty writes them to the log"))
	private final OutputFileInputs output = new OutputFileInputs();

	@Override
	protected void check() throws IOException {
		output.requireWritable();
	}

	@Override
	protected void execute(final Progress progress) throws IOException {
		final List<Finding> findings = DatasetCheck.check(reading.of(data.open()), data.cases(), progress);
		if (!output.isGiven()) findings.forEach(f -> progress.log(f.rater().isEmpty() ? LabelsMenuMessages.finding(f.caseName(),
			f.kind(), f.detail()) : LabelsMenuMessages.finding(f.caseName(), f.rater(), f.kind(), f.detail())));
		else write(output.path(), findings);
		final Map<String, Integer> counts = new TreeMap<>();
		findings.forEach(f -> counts.merge(f.kind() + (f.rater().isEmpty() ? "" : " rater " + f.rater()), 1, Integer::sum));
		counts.forEach((what, n) -> progress.log(LabelsMenuMessages.count(label(), what, n)));
		if (findings.isEmpty()) progress.log(LabelsMenuMessages.nothingOdd(label()));
	}

	private static void write(final Path file, final List<Finding> findings) throws IOException {
		final CsvText csv = new CsvText(List.of("case", "rater", "finding", "detail"));
		for (final Finding f : findings)
			csv.add(List.of(f.caseName(), f.rater(), f.kind(), f.detail()));
		NewFile.writeText(file, csv.toString());
	}
}
