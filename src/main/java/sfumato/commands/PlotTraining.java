package sfumato.commands;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;

import sfumato.plots.TrainingPlot;
import sfumato.progress.Progress;
import sfumato.training.History;

/** Plots the losses over the epochs of a model's training; the API's {@link TrainingPlot}. */
@Plugin(type = Command.class, headless = true, description = "Plots the losses over the epochs of a model's training.",
	menu = { @Menu(label = "Plugins"), @Menu(label = "Sfumato"), @Menu(label = "Models", weight = 5),
		@Menu(label = "Plot Training...", weight = 2) })
public class PlotTraining extends BaseCommand {

	@Parameter(label = "Model folder", style = "directory", persist = false, description = "as Train Network... writes it")
	private File model;

	@Parameter(type = ItemIO.OUTPUT, label = "Training", description = "the loss and its terms against the epoch")
	private ImagePlus plot;

	@Override
	protected void execute(final Progress progress) throws IOException {
		final History history = History.read(model.toPath().resolve("history.csv"));
		final List<TrainingPlot.Series> lines = new ArrayList<>();
		for (final String name : history.names("train"))
			if (!name.equals("rate")) lines.add(line(history, "train", name, name));
		if (history.names("validation").contains("loss")) lines.add(line(history, "validation", "loss", "validation loss"));
		plot = TrainingPlot.of("Training of " + model.getName(), "Loss", lines).getImagePlus();
	}

	private static TrainingPlot.Series line(final History history, final String split, final String name, final String label) {
		return new TrainingPlot.Series(label, history.epochs(split, name), history.values(split, name));
	}
}
