package sfumato.commands.evaluate;

import java.io.File;
import java.io.IOException;

import ij.ImagePlus;

import sfumato.commands.inputs.GeometryInput;
import sfumato.commands.inputs.NumbersInput;
import sfumato.scoring.ComparedFolders;
import sfumato.text.UserException;

/** What evaluations compare: two open images, or two folders. */
record FolderInputs(String label, ImagePlus reference, File predictions, File references, String task, String cases,
	String numbers, String geometry)
{

	/** Whether folders were named; open images are not looked at then. */
	boolean areFolders() {
		return predictions != null || references != null;
	}

	/**
	 * Checks that there is either.
	 *
	 * @param others whether keys were given that only folders have
	 */
	void require(final ImagePlus prediction, final ImagePlus region, final boolean others) {
		if (areFolders()) {
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
		if (!task.isBlank() || !cases.isBlank() || others) throw new UserException(
			"task, cases, averaging, worst and pool are for folders (predictions and references), but open images are given.");
	}

	ComparedFolders open() throws IOException {
		final ComparedFolders folders = ComparedFolders.open(predictions.toPath(), references.toPath(), task, cases);
		final ComparedFolders meant = NumbersInput.of(numbers).map(folders::withNumbers).orElse(folders);
		return GeometryInput.of(geometry).map(meant::withGeometry).orElse(meant);
	}

	/** Where scores are: in a file, or else in ImageJ's table. */
	static String where(final File output) {
		return output == null ? "the Results table" : "\"" + output + "\"";
	}
}
