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
	description = "Makes a dataset of phantoms and raters who disagree about them, to try everything with.", menu = { @Menu(
		label = "Plugins"), @Menu(label = "Sfumato"), @Menu(label = "Labels", weight = 1), @Menu(label = "Simulate Raters...",
			weight = 109) })
public class SimulateRaters extends BaseCommand {

	private static final RaterSimulation DEFAULTS = new RaterSimulation();

	@Inputs(without = "overwrite", texts = @Inputs.Text(of = "output",
		description = "a new or empty folder, which gets one folder per case"))
	private final OutputFolderInputs output = new OutputFolderInputs();

	@Parameter(label = "Images", persist = false, required = false, description = "how many cases, 1 to 999")
	private Integer images = DEFAULTS.images();

	@Parameter(label = "Raters", persist = false, required = false, description = "how many raters label each, 1 to 99")
	private Integer raters = DEFAULTS.raters();

	@Parameter(label = "Width", persist = false, required = false, description = "of an image in pixels, 32 to 4096")
	private Integer width = DEFAULTS.width();

	@Parameter(label = "Height", persist = false, required = false, description = "of an image in pixels, 32 to 4096")
	private Integer height = DEFAULTS.height();

	@Parameter(label = "Seed", persist = false, required = false, description = "equal seeds make equal data")
	private Long seed = DEFAULTS.seed();

	@Parameter(label = "Bias in pixels", persist = false, required = false,
		description = "by how much outlines lie too far out, or in if below 0: one number for all raters, or one for each," +
			" e.g. -2, 0, 2")
	private String bias = "0";

	@Parameter(label = "Jitter in pixels", persist = false, required = false,
		description = "by how much outlines stray: one number for all raters, or one for each")
	private String jitter = "0";

	@Parameter(label = "Missed objects", persist = false, required = false,
		description = "probability from 0 to 1 with which an object is overlooked: one number for all raters, or one for each")
	private String missed = "0";

	@Parameter(label = "Extra objects", persist = false, required = false,
		description = "how many objects are drawn that are not there, per image on average: one number for all raters, or one" +
			" for each")
	private String extra = "0";

	@Override
	protected void execute(final Progress progress) throws IOException {
		new RaterSimulation(images, raters, width, height, seed, errors()).write(output.path(), progress);
		progress.log(label() + ": " + images + " cases with " + raters + " raters are in " + output.folder() + ".");
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
		if (parts.length != 1 && parts.length != raters) throw new UserException(key + " has " + parts.length +
			" numbers but there are " + raters + " raters; give one for all or one for each.");
		final double[] numbers = new double[parts.length];
		for (int i = 0; i < parts.length; i++) {
			try {
				numbers[i] = Double.parseDouble(parts[i]);
			}
			catch (final NumberFormatException e) {
				throw new UserException(key + " holds \"" + parts[i] + "\", which is no number; write it like -2, 0, 2.",
					e);
			}
		}
		return numbers;
	}
}
