package sfumato.commands.labels;

import java.io.File;
import java.io.IOException;
import java.util.stream.Collectors;

import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import sfumato.commands.BaseCommand;
import sfumato.commands.inputs.OutputFolderInputs;
import sfumato.commands.inputs.OverwriteInput;
import sfumato.commands.inputs.grouping.Inputs;
import sfumato.data.preparation.ChallengeLayout;
import sfumato.data.preparation.DatasetPreparation;
import sfumato.files.Geometry;
import sfumato.progress.Progress;

/** Makes a data set of the files of a challenge; the API's {@link DatasetPreparation}. */
@Plugin(type = Command.class, headless = true, description = "Makes a data set of what was downloaded from a challenge.",
	menu = { @Menu(label = "Plugins"), @Menu(label = "Sfumato"), @Menu(label = "Labels", weight = 1),
		@Menu(label = "Prepare Dataset...", weight = 100.25) })
public class PrepareDataset extends BaseCommand {

	@Parameter(label = "Download", style = "directory", persist = false,
		description = "the unpacked files: one set of QUBIQ with Training and Validation, volume-0.nii …, or case_00000 …")
	private File input;

	@Parameter(label = "Layout", choices = { "qubiq", "lits", "kits" }, persist = false, description = "which challenge it is")
	private String layout;

	@Inputs(without = "overwrite", texts = @Inputs.Text(of = "output", label = "Data set",
		description = "a new folder for the cases, or one that is to be completed"))
	private final OutputFolderInputs output = new OutputFolderInputs();

	@Parameter(label = "Task", persist = false, required = false,
		description = "of QUBIQ: the only task to be taken, e.g. 1; empty for all")
	private String task = "";

	@Parameter(label = "Side (pixels, 0 = as published)", min = "0", persist = false, required = false,
		description = "of the images; published are 256 for QUBIQ and 512 for LiTS and KiTS19")
	private Integer size = 0;

	@Parameter(label = "Side of the middle (pixels, 0 = all)", min = "0", persist = false, required = false,
		description = "what is cut out of the middle; 384 of 512 is what the paper validates LiTS and KiTS19 on")
	private Integer crop = 0;

	@Parameter(label = "Grey values", choices = { "published", "raw" }, persist = false, required = false,
		description = "published scales the maximum of each case of QUBIQ to 255; raw keeps all values, and so does published for CT")
	private String values = "published";

	@Parameter(label = "Skip", persist = false, required = false,
		description = "numbers of cases to be left out, e.g. 9 or 9+12; of QUBIQ the last case takes the number")
	private String skip = "";

	@Parameter(label = "Geometry", choices = { "match", "shifted", "ignore" }, persist = false, required = false,
		description = "of label maps that lie elsewhere than their image: match refuses them, shifted takes them voxel by voxel, " +
			"ignore takes all files in the order of their voxels, as the published scripts do")
	private String geometry = "match";

	@Inputs(texts = @Inputs.Text(of = "overwrite", description = "whether the cases that are there are made anew"))
	private final OverwriteInput overwrite = new OverwriteInput();

	@Override
	protected void execute(final Progress progress) throws IOException {
		final DatasetPreparation preparation = new DatasetPreparation(ChallengeLayout.of(layout), task, size, crop,
			DatasetPreparation.Values.of(values), DatasetPreparation.numbers(skip), Geometry.of(geometry), overwrite.allowed());
		final DatasetPreparation.Result result = preparation.write(input.toPath(), output.path(), progress);
		progress.log(label() + ": " + result.patients() + " patients were prepared and " + result.skipped() +
			" were there already; " + result.cases() + " cases are in " + output.folder() + ".");
		if (!result.folds().isEmpty()) progress.log(label() + ": cases in folds 1 to " + result.folds().size() + ": " + result
			.folds().stream().map(String::valueOf).collect(Collectors.joining(", ")));
		progress.log(label() + ": train as published with " + preparation.keys() + ".");
	}
}
