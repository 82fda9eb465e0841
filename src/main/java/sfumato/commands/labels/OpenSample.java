package sfumato.commands.labels;

import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import ij.process.ByteProcessor;

import sfumato.commands.BaseCommand;
import sfumato.data.simulation.RaterSimulation;
import sfumato.progress.Progress;

/** Opens simulated images with simulated raters, without files or network access; the API's {@link RaterSimulation}. */
@Plugin(type = Command.class, headless = true,
	description = "Opens 16 simulated cell images and the labels of five raters for each.", menu = { @Menu(label = "File"),
		@Menu(label = "Open Samples"), @Menu(label = "Cells by Five Raters") })
public class OpenSample extends BaseCommand {

	@Parameter(type = ItemIO.OUTPUT, label = "Images", description = "one image per frame")
	private ImagePlus images;

	@Parameter(type = ItemIO.OUTPUT, label = "Raters", description = "masks 0 and 255, one rater per channel, one image per frame")
	private ImagePlus raters;

	@Override
	protected void execute(final Progress progress) {
		final RaterSimulation simulation = new RaterSimulation();
		final ImageStack pictures = new ImageStack(simulation.width(), simulation.height());
		final ImageStack masks = new ImageStack(simulation.width(), simulation.height());
		for (int i = 0; i < simulation.images(); i++) {
			final RaterSimulation.SimulatedCase cells = simulation.simulate(i);
			pictures.addSlice(cells.name(), processor(cells.image(), 1, simulation));
			for (int r = 0; r < simulation.raters(); r++)
				masks.addSlice("rater " + (r + 1), processor(cells.labels().get(r), 255, simulation));
		}
		images = calibrated(new ImagePlus("cells", pictures), 1, simulation.images());
		raters = calibrated(new ImagePlus("cells-raters", masks), simulation.raters(), simulation.images());
	}

	private static ByteProcessor processor(final RandomAccessibleInterval<? extends RealType<?>> image, final int factor,
		final RaterSimulation simulation)
	{
		final ByteProcessor ip = new ByteProcessor(simulation.width(), simulation.height());
		final Cursor<? extends RealType<?>> values = Views.flatIterable(image).cursor();
		for (int i = 0; i < ip.getPixelCount(); i++)
			ip.set(i, factor * (int) values.next().getRealFloat());
		return ip;
	}

	private static ImagePlus calibrated(final ImagePlus image, final int channels, final int images) {
		image.setDimensions(channels, 1, images); // slices would be those of one volume
		image.setOpenAsHyperStack(channels > 1);
		final Calibration calibration = new Calibration();
		calibration.pixelWidth = calibration.pixelHeight = RaterSimulation.PIXEL_SIZE;
		calibration.setUnit("µm");
		image.setCalibration(calibration);
		return image;
	}
}
