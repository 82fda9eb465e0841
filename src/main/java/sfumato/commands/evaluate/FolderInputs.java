package sfumato.commands.evaluate;

import java.io.File;

import org.scijava.plugin.Parameter;

import ij.ImagePlus;

import sfumato.api.FolderEvaluation;
import sfumato.api.Sfumato;
import sfumato.commands.inputs.CaseInputs;
import sfumato.commands.inputs.GeometryInput;
import sfumato.commands.inputs.NumbersInput;
import sfumato.commands.inputs.OutputFileInputs;
import sfumato.commands.inputs.PoolInput;
import sfumato.commands.inputs.grouping.Inputs;
import sfumato.commands.tables.Compared;
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

	/** Whether folders were given. If so, open images are ignored. */
	boolean areGiven() {
		return predictions != null || references != null;
	}

	/** Returns the name of the folder of predictions. */
	String name() {
		return predictions.getName();
	}

	/** The two folders, for the Results. */
	Compared compared() {
		return Compared.of(predictions.toPath(), references.toPath());
	}

	/** Returns the regular expression that names the patient of a case; empty if cases are not pooled. */
	String pool() {
		return pool.pool();
	}

	/** Whether cases are pooled by patient. */
	boolean arePooled() {
		return pool.isGiven();
	}

	/**
	 * Checks that either folders or open images were given.
	 *
	 * @param label the name of the command
	 * @param others whether other keys that need folders were given
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

	/** The evaluation of the cases that both folders have. */
	FolderEvaluation of(final Sfumato sfumato, final NumbersInput numbers, final GeometryInput geometry) {
		final FolderEvaluation evaluation = sfumato.evaluate(predictions.toPath(), references.toPath()).task(chosen.task()).cases(chosen
			.cases()).pool(pool.pool());
		numbers.given().ifPresent(n -> evaluation.numbers(n.toString()));
		geometry.given().ifPresent(g -> evaluation.geometry(g.toString()));
		return evaluation;
	}

	/** Describes where the scores are: in a file, or in ImageJ's Results. */
	static String where(final OutputFileInputs output) {
		return output.isGiven() ? "\"" + output.file() + "\"" : EvaluateMenuMessages.resultsTable();
	}
}
