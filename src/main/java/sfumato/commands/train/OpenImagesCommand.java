package sfumato.commands.train;

import java.io.IOException;

import org.scijava.ItemVisibility;
import org.scijava.plugin.Parameter;

import ij.ImagePlus;

import sfumato.commands.inputs.GeometryInput;
import sfumato.commands.inputs.RaterAxisInputs;
import sfumato.commands.inputs.grouping.Inputs;
import sfumato.data.LabelledStack;
import sfumato.dialogs.SectionWidget;
import sfumato.images.OpenGrids;
import sfumato.images.RaterAxis;
import sfumato.jobs.cases.DataSource;
import sfumato.jobs.cases.OpenImages;
import sfumato.labels.MissingLabels;
import sfumato.progress.Progress;
import sfumato.text.UserException;

/** A command that trains on a dataset or on open images. */
abstract class OpenImagesCommand extends TrainingCommand {

	@Parameter(visibility = ItemVisibility.MESSAGE, style = SectionWidget.CLOSED, label = " ", persist = false, required = false)
	private final String headimages = "Open images instead of a dataset";

	@Parameter(label = "Images", persist = false, required = false, autoFill = false, callback = "describe",
		description = "open stack of training images, each slice or frame a case; instead of a dataset")
	private ImagePlus images;

	@Parameter(label = "Labels", persist = false, required = false, autoFill = false, callback = "describe",
		description = "open stack with the labels of the same slices: label maps or 32-bit probabilities, of one rater or several")
	private ImagePlus labels;

	@Inputs
	private final GeometryInput geometry = new GeometryInput();

	@Inputs(texts = { @Inputs.Text(of = "axis", description = "axis of the raters in the labels; auto detects it"), @Inputs.Text(
		of = "found", description = "what the cases and the labels are in these stacks") })
	private final RaterAxisInputs along = new RaterAxisInputs(this::description);

	@Parameter(label = "Ignored label value", persist = false, required = false,
		description = "mark of unlabelled pixels in label maps: a value, e.g. 255, empty-slices, or none")
	private String ignore = "";

	@Parameter(label = "Outlines", persist = false, required = false,
		description = "outlines instead of labels: overlay (of the images), manager (the ROI Manager), or ROI files, one per rater, a;b, or" +
			" a folder of ROI files")
	private String outlines = "";

	@Parameter(label = "Rater of an outline", choices = { "one", "group", "name" }, persist = false, required = false,
		description = "rater of an outline: one rater for all, its group, or the beginning of its name, e.g. Eva: class1")
	private String raters = "one";

	@Parameter(label = "Slices without outlines", choices = { "ignore", "background" }, persist = false, required = false,
		description = "slices without outlines of a rater are ignored, or are background")
	private String unmarked = "ignore";

	/**
	 * Checks before the work that there is something to train on.
	 *
	 * @throws UserException in a sentence: nothing or too much is given
	 */
	final void requireSource() {
		if (images == null) {
			if (labels != null || !outlines.isBlank()) throw new UserException(labels != null ? TrainMenuMessages.labelsAlone()
				: TrainMenuMessages.outlinesAlone());
			if (!data().isGiven()) throw new UserException(
				TrainMenuMessages.nothingToTrainOn());
			geometry.requireDefault();
			if (!ignore.isBlank()) MissingLabels.parse(ignore);
			return;
		}
		if (data().isGiven()) throw new UserException(TrainMenuMessages.datasetAndImages());
		if (!data().task().isBlank()) throw new UserException(TrainMenuMessages.taskOfImages(data().task()));
		if (labels != null && !outlines.isBlank()) throw new UserException(TrainMenuMessages.labelsAndOutlines(outlines));
		if (!outlines.isBlank() && !MissingLabels.parse(ignore).equals(MissingLabels.NONE)) throw new UserException(TrainMenuMessages
			.ignoreOfOutlines(ignore));
	}

	/** Where the cases come from, after {@link #requireSource}. */
	final DataSource source(final Progress progress) throws IOException {
		if (images == null) {
			return ignore.isBlank() ? selection() : selection(MissingLabels.parse(ignore));
		}
		progress.log(label() + ": " + OpenStack.describe(images));
		return new OpenImages(labelled(OpenStack.of(images), progress), data().cases());
	}

	private LabelledStack labelled(final LabelledStack stack, final Progress progress) throws IOException {
		final RaterAxis axis = along.axis();
		if (labels != null) return openLabels(axis, progress).label(stack, MissingLabels.parse(ignore), line -> progress.log(label() + ": " +
			line));
		if (outlines.isBlank()) return stack;
		return OpenOutlines.find(images, outlines.strip(), raters).label(stack, unmarked.equals("background"), line -> progress.log(
			label() + ": " + line));
	}

	private OpenLabels openLabels(final RaterAxis axis, final Progress progress) {
		return new OpenLabels(OpenGrids.of(geometry.ofOpen(), progress, images, labels).aligned(labels), images, axis);
	}

	/** Describes which parts of the images and labels are cases and raters; empty without images. */
	private String description(final RaterAxis axis) {
		if (images == null || images.getWidth() == 0) return "";
		return OpenStack.describe(images) + (labels == null || labels.getWidth() == 0 ? "" : " " + openLabels(axis, Progress.none())
			.describe());
	}

	/** Shows the description in the dialog. */
	void describe() {
		along.describe();
	}
}
