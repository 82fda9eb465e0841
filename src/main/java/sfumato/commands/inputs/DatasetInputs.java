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

	/** All cases, unless others are chosen. */
	public DatasetInputs() {
		this("");
	}

	/** @param cases the default, or null if there is none */
	public DatasetInputs(final String cases) {
		chosen = new CaseInputs(cases);
	}

	/** Whether a dataset was named, where it may be left out. */
	public boolean isGiven() {
		return dataset != null && !dataset.getPath().isBlank();
	}

	/** The folder, or null. */
	public File folder() {
		return dataset;
	}

	/** Which label maps; empty if there is one task only. */
	public String task() {
		return chosen.task();
	}

	/** Which cases; empty for all. */
	public String cases() {
		return chosen.cases();
	}

	/** The dataset as it says itself how to read it. */
	public Dataset open() throws IOException {
		return Dataset.open(path(), task());
	}

	/** The cases for a job. */
	public DataSelection selection() {
		return new DataSelection(path(), task(), cases());
	}

	private Path path() {
		return dataset.toPath();
	}
}
