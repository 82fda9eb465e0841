package sfumato.commands.evaluate;

import java.nio.file.Path;

import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.FloatProcessor;

import sfumato.api.Reliability;
import sfumato.images.StackGeometry;
import sfumato.output.OutputNames;
import sfumato.plots.PerceptualLut;
import sfumato.plots.ReliabilityPlot;

/** Shows calibration results: the reliability diagram as a plot and as a file, and the calibration map. */
final class CalibrationPictures {

	private CalibrationPictures() {}

	static ImagePlus diagram(final Reliability reliability, final String name) {
		return ReliabilityPlot.of(reliability, "Reliability of " + name).getImagePlus();
	}

	/** Returns the file of the bins beside that of the errors, e.g. scores-diagram.csv. */
	static Path beside(final Path scores) {
		return OutputNames.beside(scores, "-diagram.csv");
	}

	/** 32-bit, from blue (too little) over grey (right) to orange (too much), with the size of the prediction's pixels. */
	static ImagePlus map(final RandomAccessibleInterval<FloatType> values, final boolean isOfForeground, final ImagePlus prediction) {
		final ImageStack stack = new ImageStack((int) values.dimension(0), (int) values.dimension(1));
		final Cursor<FloatType> in = Views.flatIterable(values).cursor();
		float most = 0.01f;
		while (in.hasNext()) {
			final float[] pixels = new float[stack.getWidth() * stack.getHeight()];
			for (int i = 0; i < pixels.length; i++) {
				pixels[i] = in.next().get();
				if (Math.abs(pixels[i]) > most) most = Math.abs(pixels[i]);
			}
			stack.addSlice(new FloatProcessor(stack.getWidth(), stack.getHeight(), pixels));
		}
		final StackGeometry geometry = StackGeometry.of(prediction);
		final ImagePlus imp = new ImagePlus(prediction.getShortTitle() + "-calibration", stack);
		imp.setDimensions(1, geometry.slices(), geometry.frames());
		imp.setOpenAsHyperStack(geometry.frames() > 1);
		geometry.applyTo(imp);
		imp.getCalibration().setValueUnit(isOfForeground ? "probability - frequency" : "confidence - accuracy");
		imp.setLut(PerceptualLut.diverging());
		imp.setDisplayRange(-most, most);
		return imp;
	}
}
