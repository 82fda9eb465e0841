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

	@Parameter(label = "Folder of predictions", style = "directory", persist = false, required = false,
		description = "instead of open images: a folder with a file per case, e.g. case01.tif or case01-probabilities.tif")
	private File predictions;

	@Parameter(label = "Folder of references", style = "directory", persist = false, required = false,
		description = "a folder with a file per case, e.g. case01.png, or a data set, whose raters are the reference")
	private File references;

	@Inputs(texts = { @Inputs.Text(of = "task",
		description = "of a data set: which label maps, e.g. 1 for task01_seg*; may be left out if there is one task only"), @Inputs.Text(
			of = "cases", description = "of the folders: names, globs or positions, e.g. 1-22; empty for all") })
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
			if (predictions == null || references == null) throw new UserException((predictions == null ? "references"
				: "predictions") + " is given, but " + (predictions == null ? "predictions" : "references") +
				" is missing; name both folders.");
			if (reference != null || region != null) throw new UserException((reference != null
				? "Both an open image (reference) and folders are given; choose one of them."
				: "A region is an open image, but folders are given; leave it out."));
			return;
		}
		if (reference == null) throw new UserException("The option \"reference\" of " + label +
			" is missing; name an open image, or two folders (predictions and references).");
		if (prediction == null) throw new UserException("The option \"prediction\" of " + label +
			" is missing; open an image first, or name two folders (predictions and references).");
		if (!chosen.isEmpty() || arePooled() || others) throw new UserException(
			"task, cases, averaging, worst and pool are for folders (predictions and references), but open images are given.");
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
		return output.isGiven() ? "\"" + output.file() + "\"" : "the Results table";
	}
}
