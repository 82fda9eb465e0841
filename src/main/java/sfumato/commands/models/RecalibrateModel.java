package sfumato.commands.models;

import java.io.File;
import java.io.IOException;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import sfumato.api.Dataset;
import sfumato.api.Model;
import sfumato.commands.BaseCommand;
import sfumato.dialogs.MethodWidget;
import sfumato.jobs.DataSelection;
import sfumato.progress.Progress;

/** Learns from held-out cases how to put a model's probabilities right; the API's {@link sfumato.api.Recalibration}. */
@Plugin(type = Command.class, headless = true,
	description = "Learns from held-out cases how to put a model's probabilities right.", menu = { @Menu(label = "Plugins"),
		@Menu(label = "Sfumato"), @Menu(label = "Models", weight = 5), @Menu(label = "Recalibrate Model...", weight = 501) })
public class RecalibrateModel extends BaseCommand {

	@Parameter(label = "Model folder", style = "directory", persist = false, description = "as Train Network... writes it")
	private File model;

	@Parameter(label = "Data set", style = "directory", persist = false,
		description = "folder with one folder per case, each with an image and label maps like task01_seg01.png")
	private File dataset;

	@Parameter(label = "Task", persist = false, required = false,
		description = "which label maps, e.g. 1 for task01_seg*; may be left out if there is one task only")
	private String task = "";

	@Parameter(label = "Cases", persist = false, required = false,
		description = "cases that the network was not trained on: names, globs or positions, e.g. 23-25; empty for all")
	private String cases = "";

	@Parameter(label = "Method", style = MethodWidget.ONE + "sfumato.recalibration.Recalibrator", persist = false, required = false,
		description = "e.g. kde(bandwidth: 0.01, keys: 1000): averages the labels of pixels with similar probabilities")
	private String method = "kde(bandwidth: 0.01)";

	@Parameter(label = "Target", choices = { "majority", "soft" }, persist = false, required = false,
		description = "what is true: the majority of the raters, or their average")
	private String target = "majority";

	@Parameter(label = "Device", choices = { "auto", "cpu", "gpu" }, persist = false, required = false,
		description = "auto takes the GPU if the tensor engine has one")
	private String device = "auto";

	@Parameter(label = "Threads (0 = choose)", min = "0", persist = false, required = false,
		description = "of the processor")
	private Integer threads = 0;

	@Parameter(label = "Recalibrated model folder", style = "directory", persist = false, required = false,
		description = "where the recalibrated model is written; left out, the model itself is changed")
	private File output;

	@Parameter(label = "Overwrite", persist = false, required = false,
		description = "whether another existing model may be replaced")
	private Boolean overwrite = false;

	@Parameter(type = ItemIO.OUTPUT, label = "Recalibrated model folder")
	private String recalibrated;

	@Override
	protected void execute(final Progress progress) throws IOException {
		recalibrated = sfumato(progress).recalibrate(Model.open(model.toPath()), Dataset.of(new DataSelection(dataset.toPath(), task, cases)))
			.method(method).target(target).overwrite(overwrite).device(device).threads(threads).to((output == null ? model : output).toPath())
			.folder().toString();
	}
}
