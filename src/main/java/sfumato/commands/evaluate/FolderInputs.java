package sfumato.commands.evaluate;

import java.io.File;
import java.io.IOException;

import org.scijava.plugin.Parameter;

import ij.ImagePlus;

import sfumato.commands.inputs.CaseInputs;
import sfumato.commands.inputs.GeometryInput;
import sfumato.commands.inputs.NumbersInput;
import sfumato.commands.inputs.OutputFileInputs;
import sfumato.commands.inputs.PoolInput;
import sfumato.commands.inputs.grouping.Inputs;
import sfumato.scoring.ComparedFolders;
import sfumato.text.UserException;

/** Two folders that an evaluation compares instead of two open images. */
final class FolderInputs {

	@Parameter(label = "Prediction folder", style = "directory", persist = false, required = false,
		description = "folder with a file per case, e.g. case01.tif or case01-probabilities.tif, instead of open images")
	private File predictions;

	@Parameter(label = "Reference folder", style = "directory", persist = false, required = false,
		description = "folder with a file per case, e.g. case01.png, or a dataset with raters")
	private File references;

	@Inputs(texts = { @Inputs.Text(of = "task",
		description = "datasets only: task of the label maps, e.g. 1 for task01_seg*; empty if there is only one task"), @Inputs.Text(
			of = "cases", description = "folders only: cases by names, globs or positions, e.g. 1-22; empty for all") })
	private final CaseInputs chosen = new CaseInputs();

	@Inputs(texts = @Inputs.Text(of = "pool", description = "of the folders: " + PoolInput.DESCRIPTION))
	private final PoolInput pool = new PoolInput();

	/** Whether folders were named; open images are not looked at then. */
	boolean areGiven() {
		return predictions != null || references != null;
	}

	/** The name of the folder of predictions. */
	String name() {
		return predictions.getName();
	}

	/** Which cases are of one patient; empty: each is one by itself. */
	String pool() {
		return pool.pool();
	}

	/** Whether cases are pooled. */
	boolean arePooled() {
		return pool.isGiven();
	}

	/**
	 * Checks that there are either folders or open images.
	 *
	 * @param label of the command
	 * @param others whether keys beside these were given that only folders have
	 */
	void require(final String label, final ImagePlus prediction, final ImagePlus reference, final ImagePlus region, final boolean others) {
		if (areGiven()) {
			if (predictions == null || references == null) throw new UserException(predictions == null
				? EvaluateMenuMessages.noPredictions() : EvaluateMenuMessages.noReferences());
			if (reference != null || region != null) throw new UserException((reference != null
				? EvaluateMenuMessages.imageAndFolders()
				: EvaluateMenuMessages.regionOfFolders()));
			return;
		}
		if (reference == null) throw new UserException(EvaluateMenuMessages.noReference(label));
		if (prediction == null) throw new UserException(EvaluateMenuMessages.noPrediction(label));
		if (!chosen.isEmpty() || arePooled() || others) throw new UserException(
			EvaluateMenuMessages.folderOptions());
	}

	/** The cases that both folders have. */
	ComparedFolders open(final NumbersInput numbers, final GeometryInput geometry) throws IOException {
		final ComparedFolders folders = ComparedFolders.open(predictions.toPath(), references.toPath(), chosen.task(), chosen
			.cases());
		final ComparedFolders meant = numbers.given().map(folders::withNumbers).orElse(folders);
		return geometry.given().map(meant::withGeometry).orElse(meant);
	}

	/** Where scores are: in a file, or else in ImageJ's table. */
	static String where(final OutputFileInputs output) {
		return output.isGiven() ? "\"" + output.file() + "\"" : EvaluateMenuMessages.resultsTable();
	}
}
