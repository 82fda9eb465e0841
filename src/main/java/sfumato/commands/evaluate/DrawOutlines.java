package sfumato.commands.evaluate;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.converter.Converters;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;

import sfumato.commands.BaseCommand;
import sfumato.commands.inputs.GeometryInput;
import sfumato.commands.inputs.ImageRole;
import sfumato.commands.inputs.grouping.Inputs;
import sfumato.images.ImagePlusMaps;
import sfumato.images.MapImages;
import sfumato.images.OpenGrids;
import sfumato.labels.LabelNumbers;
import sfumato.labels.ProbabilityMap;
import sfumato.plots.Overlays;
import sfumato.progress.Progress;
import sfumato.text.Excerpt;
import sfumato.text.UserException;

/** Draws the outlines of segmentations on an image; the API's {@link Overlays}. */
@Plugin(type = Command.class, headless = true,
	description = "Draws the outlines of a prediction and a reference on an image.", menu = {
		@Menu(label = "Plugins"), @Menu(label = "Sfumato"), @Menu(label = "Evaluate", weight = 4),
		@Menu(label = "Draw Outlines...", weight = 404) })
public class DrawOutlines extends BaseCommand {

	/** Orange and sky blue of the palette of Okabe and Ito, which people with colour blindness can distinguish. */
	private static final Color PREDICTION = new Color(0xE69F00), REFERENCE = new Color(0x56B4E9);
	/** Share of white in the colours of a reference with several classes. */
	private static final double PALE = 0.6;

	@Parameter(label = "Image", style = ImageRole.ACTIVE, persist = false, autoFill = false, description = "background image; of a stack, the current plane")
	private ImagePlus image;

	@Parameter(label = "Prediction", style = ImageRole.SEGMENTATION, persist = false, autoFill = false,
		description = "probability map (outlines of the most probable class), label map or binary mask")
	private ImagePlus prediction;

	@Parameter(label = "Reference", persist = false, autoFill = false, required = false,
		description = "probability map, label map or binary mask of the reference; optional")
	private ImagePlus reference;

	@Inputs
	private final GeometryInput geometry = new GeometryInput();

	@Parameter(type = ItemIO.OUTPUT, label = "Outlines", description = "RGB image of the outlines, with a legend")
	private ImagePlus outlines;

	@Override
	protected void execute(final Progress progress) {
		final int plane = image.getNSlices() * (image.getFrame() - 1) + image.getSlice() - 1;
		final List<Overlays.Outline> list = new ArrayList<>();
		final OpenGrids grids = OpenGrids.of(geometry.ofOpen(), progress, image, prediction, reference);
		final ImagePlus predicted = grids.aligned(prediction);
		final List<MapImages.Pair> both = reference == null ? List.of() : List.of(MapImages.Pair.read(predicted, grids.aligned(reference),
			LabelNumbers.CLASSES, progress));
		final ProbabilityMap map = both.isEmpty() ? MapImages.read(predicted, OptionalInt.empty(), progress) : both.get(0).prediction();
		both.forEach(p -> list.addAll(outlines(reference, p.reference(), plane, REFERENCE, PALE)));
		list.addAll(outlines(prediction, map, plane, PREDICTION, 0));
		final RandomAccessibleInterval<FloatType> all = ImagePlusMaps.floats(image);
		final RandomAccessibleInterval<FloatType> channel = Views.hyperSlice(all, all.numDimensions() - 1, Math.min(all
			.dimension(all.numDimensions() - 1), image.getC()) - 1);
		outlines = Overlays.draw(image.getShortTitle() + "-outlines", channel.numDimensions() == 2 ? channel : Views
			.hyperSlice(channel, 2, plane), list);
	}

	/** Outlines a single foreground class in the given colour, and several classes in their own colours mixed with white. */
	private static List<Overlays.Outline> outlines(final ImagePlus imp, final ProbabilityMap map, final int plane, final Color color,
		final double white)
	{
		if (plane >= map.numPlanes()) throw new UserException(EvaluateMenuMessages.planesDiffer(Excerpt.of(imp.getTitle()),
			map.numPlanes(), plane));
		final RandomAccessibleInterval<UnsignedByteType> labels = map.plane(plane).argMax();
		if (map.numClasses() == 2) return List.of(new Overlays.Outline(imp.getTitle(), labels, color));
		return IntStream.range(1, map.numClasses()).mapToObj(c -> new Overlays.Outline(imp.getTitle() + ": " + map.classes().get(c).name(),
			Converters.convert(labels, (in, out) -> out.set(in.get() == c ? 1 : 0), new UnsignedByteType()), mixed(map.classes().get(c)
				.rgb(), white))).toList();
	}

	private static Color mixed(final int rgb, final double white) {
		final float[] c = new Color(rgb).getRGBColorComponents(null);
		for (int i = 0; i < c.length; i++)
			c[i] += white * (1 - c[i]);
		return new Color(c[0], c[1], c[2]);
	}
}
