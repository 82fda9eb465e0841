package sfumato.commands;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;

import sfumato.labels.ProbabilityMap;
import sfumato.plots.Overlays;
import sfumato.progress.Progress;

/** Draws the outlines of segmentations into a picture of the image; the API's {@link Overlays}. */
@Plugin(type = Command.class, headless = true,
	description = "Draws the outlines of a prediction and a reference into a picture of the image.", menu = {
		@Menu(label = "Plugins"), @Menu(label = "Sfumato"), @Menu(label = "Evaluate", weight = 4),
		@Menu(label = "Draw Outlines...", weight = 404) })
public class DrawOutlines extends BaseCommand {

	/** Okabe and Ito's orange and sky blue, which colour-blind people can tell apart. */
	private static final Color PREDICTION = new Color(0xE69F00), REFERENCE = new Color(0x56B4E9);

	@Parameter(label = "Image", persist = false, description = "the picture below; of a stack the plane that is shown")
	private ImagePlus image;

	@Parameter(label = "Prediction", persist = false, autoFill = false,
		description = "a probability map (its most probable class is outlined), a label map or a binary mask")
	private ImagePlus prediction;

	@Parameter(label = "Reference", persist = false, autoFill = false, required = false,
		description = "the same of the raters, if there is one", style = OptionalImageWidget.STYLE)
	private ImagePlus reference;

	@Parameter(type = ItemIO.OUTPUT, label = "Outlines", description = "an RGB picture with a legend")
	private ImagePlus outlines;

	@Override
	protected void execute(final Progress progress) {
		final int plane = image.getNSlices() * (image.getFrame() - 1) + image.getSlice() - 1;
		final List<Overlays.Outline> list = new ArrayList<>();
		if (reference != null) list.add(outline(reference, plane, REFERENCE, progress));
		list.add(outline(prediction, plane, PREDICTION, progress));
		final RandomAccessibleInterval<FloatType> all = ImagePlusMaps.floats(image);
		final RandomAccessibleInterval<FloatType> channel = Views.hyperSlice(all, all.numDimensions() - 1, Math.min(all
			.dimension(all.numDimensions() - 1), image.getC()) - 1);
		outlines = Overlays.draw(image.getShortTitle() + "-outlines", channel.numDimensions() == 2 ? channel : Views
			.hyperSlice(channel, 2, plane), list);
	}

	private static Overlays.Outline outline(final ImagePlus imp, final int plane, final Color color,
		final Progress progress)
	{
		final ProbabilityMap map = MapImages.read(imp, OptionalInt.empty(), progress);
		if (plane >= map.numPlanes()) throw new IllegalArgumentException("\"" + imp.getTitle() + "\" has " + map
			.numPlanes() + " planes but plane " + (plane + 1) + " of the image is shown; they must show the same pixels.");
		final RandomAccessibleInterval<UnsignedByteType> labels = map.plane(plane).argMax();
		return new Overlays.Outline(imp.getTitle(), labels, color);
	}
}
