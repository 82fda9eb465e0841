package sfumato.commands.models;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;

import sfumato.commands.BaseCommand;
import sfumato.commands.inputs.ModelInput;
import sfumato.commands.inputs.grouping.Inputs;
import sfumato.plots.TrainingCurves;
import sfumato.plots.TrainingPicture;
import sfumato.progress.Progress;
import sfumato.text.Excerpt;
import sfumato.text.UserException;
import sfumato.training.History;

/** Plots the training curves of a model; the API's {@link TrainingCurves}. */
@Plugin(type = Command.class, headless = true,
	description = "Plots training curves of a model: losses, scores, calibration error and learning rate over the epochs.", menu = {
		@Menu(label = "Plugins"), @Menu(label = "Sfumato"), @Menu(label = "Models", weight = 5),
		@Menu(label = "Plot Training...", weight = 502) })
public class PlotTraining extends BaseCommand {

	@Inputs
	private final ModelInput model = new ModelInput();

	@Parameter(label = "Show", choices = { "page", "plots" }, persist = false, required = false,
		description = "all curves on one page, or separate plots that can be zoomed and listed")
	private String show = "page";

	@Parameter(type = ItemIO.OUTPUT, label = "Training", description = "all training curves on one page")
	private ImagePlus page;

	@Parameter(type = ItemIO.OUTPUT, label = "Learning rate", description = "learning rate of the encoder over the epochs")
	private ImagePlus rate;

	@Parameter(type = ItemIO.OUTPUT, label = "ECE", description = "ECE of the validation cases over the epochs")
	private ImagePlus calibration;

	@Parameter(type = ItemIO.OUTPUT, label = "Dice",
		description = "soft Dice, Dice and BDice of the validation cases over the epochs, and the inter-rater Dice")
	private ImagePlus scores;

	@Parameter(type = ItemIO.OUTPUT, label = "Loss", description = "the loss and its terms over the epochs")
	private ImagePlus loss;

	@Override
	protected void execute(final Progress progress) throws IOException {
		final TrainingCurves curves = TrainingCurves.of(History.read(model.path().resolve("history.csv")));
		final String title = "Training of " + model.folder().getName();
		switch (show) {
			case "page" -> page = TrainingPicture.of(title, curves, Optional.empty());
			case "plots" -> {
				final List<ImagePlus> plots = curves.plots(title);
				loss = plots.get(0);
				rate = plots.get(plots.size() - 1);
				if (!curves.hasValidation()) return;
				scores = plots.get(1);
				calibration = plots.get(2);
			}
			default -> throw new UserException(ModelsMenuMessages.show(Excerpt.of(show)));
		}
	}
}
