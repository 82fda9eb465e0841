package sfumato.commands.labels;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import sfumato.commands.BaseCommand;
import sfumato.commands.inputs.OutputFolderInputs;
import sfumato.commands.inputs.grouping.Inputs;
import sfumato.data.simulation.RaterErrors;
import sfumato.data.simulation.RaterSimulation;
import sfumato.progress.Progress;
import sfumato.text.UserException;

/** Writes phantoms with biased raters as a dataset; the API's {@link RaterSimulation#write}. */
@Plugin(type = Command.class, headless = true,
	description = "Simulates a dataset of phantoms with raters who disagree, for tests and tutorials.", menu = { @Menu(
		label = "Plugins"), @Menu(label = "Sfumato"), @Menu(label = "Labels", weight = 1), @Menu(label = "Simulate Raters...",
			weight = 109) })
public class SimulateRaters extends BaseCommand {

	private static final RaterSimulation DEFAULTS = new RaterSimulation();

	@Inputs(without = "overwrite", texts = @Inputs.Text(of = "output",
		description = "new or empty folder for the dataset; it gets one folder per case"))
	private final OutputFolderInputs output = new OutputFolderInputs();

	@Parameter(label = "Images", persist = false, required = false, description = "number of cases, 1 to 999")
	private Integer images = DEFAULTS.images();

	@Parameter(label = "Raters", persist = false, required = false, description = "number of raters per image, 1 to 99")
	private Integer raters = DEFAULTS.raters();

	@Parameter(label = "Width", persist = false, required = false, description = "size of the images in pixels, 32 to 4096")
	private Integer width = DEFAULTS.width();

	@Parameter(label = "Height", persist = false, required = false, description = "size of the images in pixels, 32 to 4096")
	private Integer height = DEFAULTS.height();

	@Parameter(label = "Seed", persist = false, required = false, description = "random seed; equal seeds give equal data")
	private Long seed = DEFAULTS.seed();

	@Parameter(label = "Outline bias (pixels)", persist = false, required = false,
		description = "offset of the outlines, outwards above 0, inwards below: one number for all raters, or one for each, e.g. -2, 0, 2")
	private String bias = "0";

	@Parameter(label = "Outline jitter (pixels)", persist = false, required = false,
		description = "random displacement of the outlines: one number for all raters, or one for each")
	private String jitter = "0";

	@Parameter(label = "Miss probability", persist = false, required = false,
		description = "probability to miss an object, 0 to 1: one number for all raters, or one for each")
	private String missed = "0";

	@Parameter(label = "False objects per image", persist = false, required = false,
		description = "mean number of false objects per image: one number for all raters, or one for each")
	private String extra = "0";

	@Override
	protected void check() {
		simulation();
	}

	private RaterSimulation simulation() {
		return new RaterSimulation(images, raters, width, height, seed, errors());
	}

	@Override
	protected void execute(final Progress progress) throws IOException {
		simulation().write(output.path(), progress);
		progress.log(LabelsMenuMessages.simulated(label(), images, raters, output.folder()));
	}

	private List<RaterErrors> errors() {
		final double[] biases = numbers("bias", bias), jitters = numbers("jitter", jitter), misses = numbers("missed", missed),
				extras = numbers("extra", extra);
		final int n = IntStream.of(biases.length, jitters.length, misses.length, extras.length).max().orElse(1);
		return IntStream.range(0, n).mapToObj(r -> new RaterErrors(of(biases, r), of(jitters, r), of(misses, r), of(extras, r)))
			.toList();
	}

	private static double of(final double[] numbers, final int rater) {
		return numbers[numbers.length == 1 ? 0 : rater];
	}

	private double[] numbers(final String key, final String text) {
		final String[] parts = text.strip().split("\\s*[,\\s]\\s*");
		if (parts.length != 1 && parts.length != raters) throw new UserException(LabelsMenuMessages.numbersPerRater(key,
			parts.length, raters));
		final double[] numbers = new double[parts.length];
		for (int i = 0; i < parts.length; i++) {
			try {
				numbers[i] = Double.parseDouble(parts[i]);
			}
			catch (final NumberFormatException e) {
				throw new UserException(LabelsMenuMessages.noNumber(key, parts[i]),
					e);
			}
		}
		return numbers;
	}
}
