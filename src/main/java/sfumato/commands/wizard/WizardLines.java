package sfumato.commands.wizard;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import sfumato.commands.wizard.WizardLine.Close;
import sfumato.commands.wizard.WizardLine.MakeFolder;
import sfumato.commands.wizard.WizardLine.Run;
import sfumato.commands.wizard.WizardLine.Save;
import sfumato.text.UserException;
import sfumato.training.settings.TrainingKey;

/** The macro lines that each step of a {@link WizardPlan} runs with the current choices. */
final class WizardLines {

	/** Name of the folder of the trained model. */
	static final String MODEL = "model";
	/** The folder of the recalibrated model. */
	static final String RECALIBRATED = "model-recalibrated";
	/** The folder of the model that only one half of the calibration set has recalibrated. */
	private static final String HALF = "model-half-recalibrated";
	private static final String TIFF = "Tiff", PNG = "PNG";

	private final WizardPlan plan;
	private final WizardData data;

	WizardLines(final WizardPlan plan) {
		this.plan = plan;
		data = plan.data();
	}

	private String get(final WizardInput input) {
		return plan.get(input);
	}

	/** Returns the lines of a step that has no obstacle. */
	List<WizardLine> of(final WizardStep step) {
		return switch (step) {
			case DATA -> List.of(dataset("Check Dataset...", null).with("output", plan.target(step, "findings.csv")));
			case AGREEMENT -> agreement();
			case FUSION -> fusion();
			case SPLIT -> List.of();
			case TRAINING -> List.of(training());
			case RECALIBRATION -> recalibration();
			case SCORES -> List.of(computed(dataset("Evaluate Model...", plan.split().test()).with("model", plan.model())).with("output", plan
				.target(step, "scores.csv")));
			case PREDICTION -> prediction();
		};
	}

	private List<WizardLine> agreement() {
		final WizardStep step = WizardStep.AGREEMENT;
		return List.of(dataset("Rater Agreement...", data.cases()).with("output", plan.target(step, "agreement.csv")), new Save(data
			.folder().getFileName() + "-dice", PNG, plan.target(step, "agreement.png")));
	}

	private List<WizardLine> fusion() {
		final String name = get(WizardInput.CASE), raters = name + "-raters", method = get(WizardInput.FUSION);
		Run fuse = Run.of("Fuse Raters...", "raters", raters, "method", method);
		if (!data.missing().isEmpty()) fuse = fuse.with("missing", data.missing());
		return List.of(open(name), fuse, new Close(List.of(shortTitle(raters) + "-" + method.replaceAll("\\s*\\(.*", ""), raters,
			name)));
	}

	private Run training() {
		final WizardSplit split = plan.split();
		Run train = dataset("Train Network...", split.train()).with("preset", get(WizardInput.PRESET)).with(TrainingKey.FUSION.key(), get(
			WizardInput.FUSION));
		for (final TrainingKey key : TrainingKey.inWizard())
			train = train.with(key.key(), plan.get(key));
		train = train.with(TrainingKey.SEED.key(), get(WizardInput.SEED)).with("validation", data.selection(split.calibrate())).with(
			TrainingKey.KEEP.key(), "best");
		return computed(unlessStandard(train, WizardInput.MINUTES)).with("output", plan.target(WizardStep.TRAINING, MODEL));
	}

	private List<WizardLine> recalibration() {
		final WizardStep step = WizardStep.RECALIBRATION;
		final List<WizardLine> lines = new ArrayList<>();
		lines.add(recalibrate(plan.split().calibrate(), plan.target(step, RECALIBRATED)));
		final List<List<String>> halves = plan.halves();
		if (halves.isEmpty()) return lines;
		final Path half = plan.target(step, HALF);
		lines.add(recalibrate(halves.get(0), half));
		for (final boolean after : List.of(false, true)) {
			final String name = after ? "after" : "before", cases = data.selection(halves.get(1));
			final Path maps = plan.target(step, name);
			lines.add(computed(Run.of("Predict Folder...", "input", data.folder(), "cases", cases, "model", half, "recalibrate",
				after)).with("output", maps));
			lines.add(Run.of("Evaluate Calibration...", "predictions", maps, "references", data.folder(), "task", data.dataset().task(),
				"cases", cases, "output", plan.target(step, "calibration-" + name + ".csv")));
			lines.add(new Save("Reliability of " + maps.getFileName(), PNG, plan.target(step, "reliability-" + name + ".png")));
		}
		return lines;
	}

	private Run recalibrate(final List<String> cases, final Path output) {
		return computed(dataset("Recalibrate Model...", cases).with("model", plan.result(WizardStep.TRAINING, MODEL)).with("method", get(
			WizardInput.METHOD)).with("target", get(WizardInput.TARGET))).with("output", output);
	}

	private List<WizardLine> prediction() {
		final WizardStep step = WizardStep.PREDICTION;
		final String image = get(WizardInput.IMAGE);
		if (image.isEmpty()) throw new UserException(WizardMessages.nothingChosen());
		final boolean isCase = data.cases().contains(image);
		final Path file = Path.of(image).toAbsolutePath().normalize(), folder = plan.target(step, "prediction");
		final Object given = isCase ? image : file;
		final String title = isCase ? image : String.valueOf(file.getFileName()), name = shortTitle(title);
		final List<WizardLine> lines = new ArrayList<>();
		if (isCase) lines.add(open(image));
		lines.add(computed(Run.of("Predict Segmentation...", "image", given, "model", plan.model())).with("show", "both"));
		lines.add(Run.of("Draw Outlines...", "image", given, "prediction", name + "-labels"));
		lines.add(new MakeFolder(folder));
		lines.add(new Save(name + "-outlines", PNG, folder.resolve(name + "-outlines.png")));
		for (final String map : List.of("-labels", "-probabilities"))
			lines.add(new Save(name + map, TIFF, folder.resolve(name + map + ".tif")));
		if (isCase) lines.add(new Close(List.of(title + "-raters", title)));
		return lines;
	}

	private Run open(final String name) {
		return Run.of("Open Case...", "dataset", data.folder(), "task", data.dataset().task(), "cases", data.selection(List.of(name)));
	}

	/**
	 * Creates a command on the dataset.
	 *
	 * @param cases the selected cases; null for all, including unusable ones
	 */
	private Run dataset(final String command, final List<String> cases) {
		final Run run = Run.of(command, "dataset", data.folder(), "task", data.dataset().task());
		final String selection = cases == null ? "" : data.selection(cases);
		return selection.isEmpty() ? run : run.with("cases", selection);
	}

	private Run computed(final Run run) {
		return unlessStandard(unlessStandard(run, WizardInput.DEVICE), WizardInput.THREADS);
	}

	private Run unlessStandard(final Run run, final WizardInput input) {
		return get(input).equals(input.standard()) ? run : run.with(input.name().toLowerCase(Locale.ROOT), get(input));
	}

	/** Shortens a title as {@code getShortTitle()} does, because commands name their images after it. */
	private static String shortTitle(final String title) {
		return DrawingPlan.shortTitle(title);
	}
}
