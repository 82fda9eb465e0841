package sfumato.commands.inputs;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;

import org.scijava.plugin.Parameter;

import sfumato.commands.inputs.grouping.Inputs;
import sfumato.data.Dataset;
import sfumato.jobs.cases.DataSelection;

/** A dataset, and which of its label maps and cases. */
public final class DatasetInputs {

	@Parameter(label = "Dataset", style = "directory", persist = false,
		description = "dataset folder with one folder per case, each with an image and label maps like task01_seg01.png")
	private File dataset;

	@Inputs
	private final CaseInputs chosen;

	/** Creates inputs that select all cases by default. */
	public DatasetInputs() {
		this("");
	}

	/**
	 * Creates the inputs.
	 *
	 * @param cases default selection of cases; null for none
	 */
	public DatasetInputs(final String cases) {
		chosen = new CaseInputs(cases);
	}

	/** Whether a dataset was given. */
	public boolean isGiven() {
		return dataset != null && !dataset.getPath().isBlank();
	}

	/** Returns the folder of the dataset; null if none was given. */
	public File folder() {
		return dataset;
	}

	/** Returns the task of the label maps; empty if there is only one. */
	public String task() {
		return chosen.task();
	}

	/** Returns the selection of cases; empty for all cases. */
	public String cases() {
		return chosen.cases();
	}

	/** Opens the dataset with the options of its own settings file. */
	public Dataset open() throws IOException {
		return Dataset.open(path(), task());
	}

	/** Returns the selected cases for a job. */
	public DataSelection selection() {
		return new DataSelection(path(), task(), cases());
	}

	private Path path() {
		return dataset.toPath();
	}
}
