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

/** Converts the files of a challenge to a dataset; the API's {@link DatasetPreparation}. */
@Plugin(type = Command.class, headless = true, description = "Converts the download of a challenge to a dataset.",
	menu = { @Menu(label = "Plugins"), @Menu(label = "Sfumato"), @Menu(label = "Labels", weight = 1),
		@Menu(label = "Prepare Dataset...", weight = 100.25) })
public class PrepareDataset extends BaseCommand {

	@Parameter(label = "Downloaded files", style = "directory", persist = false,
		description = "folder of the unpacked files: one set of QUBIQ with Training and Validation, volume-0.nii …, or case_00000 …")
	private File input;

	@Parameter(label = "Challenge", choices = { "qubiq", "lits", "kits" }, persist = false, description = "challenge of the download")
	private String layout;

	@Inputs(without = "overwrite", texts = @Inputs.Text(of = "output", label = "Dataset",
		description = "new folder for the cases, or a folder to complete"))
	private final OutputFolderInputs output = new OutputFolderInputs();

	@Parameter(label = "Task", persist = false, required = false,
		description = "QUBIQ only: task to prepare, e.g. 1; empty for all")
	private String task = "";

	@Parameter(label = "Output size (pixels, 0 = as published)", min = "0", persist = false, required = false,
		description = "side of the output images; published: 256 for QUBIQ, 512 for LiTS and KiTS19")
	private Integer size = 0;

	@Parameter(label = "Centre crop (pixels, 0 = none)", min = "0", persist = false, required = false,
		description = "side of the centre crop; the paper validates LiTS and KiTS19 on 384 of 512")
	private Integer crop = 0;

	@Parameter(label = "Grey values", choices = { "published", "raw" }, persist = false, required = false,
		description = "published scales the maximum of each QUBIQ case to 255 and keeps CT values; raw keeps all values")
	private String values = "published";

	@Parameter(label = "Cases to skip", persist = false, required = false,
		description = "numbers of cases to skip, e.g. 9 or 9+12; in QUBIQ the last case moves up to the skipped number")
	private String skip = "";

	@Parameter(label = "Geometry", choices = { "match", "shifted", "ignore" }, persist = false, required = false,
		description = "label maps whose position differs from their image: match refuses them, shifted aligns voxel by voxel, ignore pairs" +
			" voxels in file order, as the published scripts do")
	private String geometry = "match";

	@Inputs(texts = @Inputs.Text(of = "overwrite", description = "prepare existing cases again"))
	private final OverwriteInput overwrite = new OverwriteInput();

	@Override
	protected void check() {
		preparation();
	}

	private DatasetPreparation preparation() {
		return new DatasetPreparation(ChallengeLayout.of(layout), task, size, crop,
			DatasetPreparation.Values.of(values), DatasetPreparation.numbers(skip), Geometry.of(geometry), overwrite.allowed());
	}

	@Override
	protected void execute(final Progress progress) throws IOException {
		final DatasetPreparation preparation = preparation();
		final DatasetPreparation.Result result = preparation.write(input.toPath(), output.path(), progress);
		progress.log(LabelsMenuMessages.prepared(label(), result.patients(), result.skipped(), result.cases(), output.folder()));
		if (!result.folds().isEmpty()) progress.log(LabelsMenuMessages.folds(label(), result.folds().size(),
			result.folds().stream().map(String::valueOf).collect(Collectors.joining(", "))));
		progress.log(LabelsMenuMessages.trainAsPublished(label(), preparation.keys()));
	}
}
