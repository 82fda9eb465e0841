package sfumato.commands.wizard;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import ij.ImagePlus;

import sfumato.commands.wizard.WizardLine.Close;
import sfumato.commands.wizard.WizardLine.Run;
import sfumato.commands.wizard.WizardLine.Save;
import sfumato.data.augmentation.Augmentations;

/**
 * The plan of the wizard's second way: rounds of drawing on an open image, training and predicting. Each round keeps the outlines that it
 * was trained with and has a model of its own, so that a macro can do it again. It runs nothing and shows nothing.
 */
final class DrawingPlan {

	/**
	 * A round.
	 *
	 * @param number from 1
	 * @param lines that train and predict
	 */
	record Round(int number, List<WizardLine> lines) {}

	/**
	 * What is chosen of a training.
	 *
	 * @param normalization as the option has it
	 * @param minutes after which it ends; 0, never
	 */
	record Choices(int epochs, double minutes, String device, int threads, String normalization) {}

	/** A training takes about so many steps of a few patches, whatever the number of slices is. */
	private static final int STEPS = 150, BATCH = 4, LEAST_EPOCHS = 40;
	/** A small decoder learns from few patches, and fast. */
	private static final String NETWORK = "unet(encoder: plain, width: 16)";
	private static final String TIFF = "Tiff";

	private final String title;
	private final Path output;
	private final List<Round> rounds = new ArrayList<>();

	/**
	 * @param title of the image
	 * @param output the folder of outlines and results, absolute
	 */
	DrawingPlan(final String title, final Path output) {
		this.title = title;
		this.output = output;
	}

	String title() {
		return title;
	}

	Path output() {
		return output;
	}

	List<Round> rounds() {
		return List.copyOf(rounds);
	}

	/** The epochs that suit so many annotated slices. */
	static int epochs(final int planes) {
		return Math.max(LEAST_EPOCHS, STEPS / Math.max(1, (planes + BATCH - 1) / BATCH));
	}

	/** The folder of the outlines of all rounds. */
	Path drawings() {
		return output.resolve("annotations");
	}

	/** The folder of the outlines of a round. */
	Path drawings(final int round) {
		return drawings().resolve("round-" + round);
	}

	/** The model of a round. */
	Path model(final int round) {
		return output.resolve(numbered("model", round));
	}

	/** The file of a predicted map of a round: {@code labels} or {@code probabilities}. */
	Path prediction(final int round, final String map) {
		return output.resolve(numbered("prediction", round) + "-" + map + ".tif");
	}

	private static String numbered(final String name, final int round) {
		return round == 1 ? name : name + "-" + round;
	}

	/** The number of the next round: one that nothing was written for. */
	int next() {
		int next = rounds.isEmpty() ? 1 : rounds.get(rounds.size() - 1).number() + 1;
		while (Files.exists(drawings(next)) || Files.exists(model(next)))
			next++;
		return next;
	}

	/**
	 * A round with the present choices.
	 *
	 * @param goOn whether it begins with the weights of the round before
	 */
	Round prepare(final int number, final Choices choices, final boolean goOn) {
		Run train = Run.of("Train Network...", "images", title, "outlines", drawings(number), "preset", "quick", "network", NETWORK, "normalization", choices
			.normalization(), "epochs", choices.epochs(), "augmentation", Augmentations.STANDARD + " + flip(axis: y)", "seed", 0);
		if (goOn && !rounds.isEmpty()) train = train.with("start", model(rounds.get(rounds.size() - 1).number()));
		if (choices.minutes() > 0) train = train.with("minutes", choices.minutes());
		train = computed(train, choices).with("output", model(number));
		final String name = shortTitle(title);
		return new Round(number, List.of(train, computed(Run.of("Predict Segmentation...", "image", title, "model", model(number), "show",
			"both", "overlay", true), choices), new Save(name + "-labels", TIFF, prediction(number, "labels")),
			new Save(name + "-probabilities", TIFF, prediction(number, "probabilities")), new Close(List.of(name +
				"-overlay"))));
	}

	private static Run computed(final Run run, final Choices choices) {
		final Run on = choices.device().equals("auto") ? run : run.with("device", choices.device());
		return choices.threads() == 0 ? on : on.with("threads", choices.threads());
	}

	/** Remembers that a round has come to its end. */
	void made(final Round round) {
		rounds.add(round);
	}

	/**
	 * All rounds as a macro.
	 *
	 * @param image its file
	 */
	String macro(final Path image) {
		return WizardMacro.ofDrawing(image, this, rounds.stream().map(r -> TrainingNotes.of(model(r.number()))).toList());
	}

	/** What {@code getShortTitle()} makes of a title, after which commands name their images. */
	static String shortTitle(final String title) {
		final ImagePlus image = new ImagePlus();
		image.setTitle(title);
		return image.getShortTitle();
	}
}
