package sfumato.commands.labels;

import java.io.IOException;
import java.util.List;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;

import sfumato.commands.BaseCommand;
import sfumato.commands.inputs.DatasetInputs;
import sfumato.commands.inputs.LabelMapInputs;
import sfumato.commands.inputs.grouping.Inputs;
import sfumato.data.Case;
import sfumato.data.Dataset;
import sfumato.data.LoadedCase;
import sfumato.images.CaseImages;
import sfumato.progress.Progress;
import sfumato.text.UserException;

/** Opens one case of a dataset, its image and its raters; the API's {@link Dataset#load(Case)}. */
@Plugin(type = Command.class, headless = true, description = "Opens one case of a dataset: its image and its raters.",
	menu = { @Menu(label = "Plugins"), @Menu(label = "Sfumato"), @Menu(label = "Labels", weight = 1),
		@Menu(label = "Open Case...", weight = 100) })
public class OpenCase extends BaseCommand {

	@Inputs(needed = "cases", texts = @Inputs.Text(of = "cases", label = "Case",
		description = "name of the case, or its position in natural order, e.g. 26"))
	private final DatasetInputs data = new DatasetInputs(null);

	@Inputs(without = "missing")
	private final LabelMapInputs reading = new LabelMapInputs();

	@Parameter(type = ItemIO.OUTPUT, label = "Raters", description = "label maps, one rater per slice (in volumes: per channel)")
	private ImagePlus raters;

	@Parameter(type = ItemIO.OUTPUT, label = "Image", description = "the raw image")
	private ImagePlus image;

	@Override
	protected void execute(final Progress progress) throws IOException {
		final Dataset set = reading.of(data.open());
		final List<Case> chosen = set.cases(data.cases());
		if (chosen.size() != 1) throw new UserException(LabelsMenuMessages.severalCases(data.cases(), chosen.size(),
			Dataset.names(chosen)));
		final LoadedCase loaded = set.load(chosen.get(0));
		loaded.notes().forEach(progress::log);
		image = CaseImages.image(loaded);
		raters = CaseImages.raters(loaded);
	}
}
