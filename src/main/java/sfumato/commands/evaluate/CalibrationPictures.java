package sfumato.commands.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import net.imglib2.Cursor;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.FloatProcessor;

import sfumato.calibration.CalibrationBands;
import sfumato.calibration.CalibrationMap;
import sfumato.calibration.ExpectedCalibrationError;
import sfumato.calibration.ExpectedCalibrationError.Of;
import sfumato.calibration.ReliabilityDiagram;
import sfumato.images.StackGeometry;
import sfumato.labels.Comparison;
import sfumato.output.NewFile;
import sfumato.output.OutputNames;
import sfumato.plots.PerceptualLut;
import sfumato.plots.ReliabilityPlot;
import sfumato.text.CsvText;

/** Shows calibration results: the reliability diagram as a plot and as a file, and the calibration map. */
final class CalibrationPictures {

	private CalibrationPictures() {}

	static ImagePlus diagram(final ExpectedCalibrationError error, final CalibrationBands bands, final String name) {
		final boolean label = error.options().of() == Of.LABEL;
		return ReliabilityPlot.of(bands, "Reliability of " + name, label ? "Confidence" : "Probability of foreground", label
			? "Accuracy" : "Frequency of foreground").getImagePlus();
	}

	static String sentence(final CalibrationBands bands, final int resamples) {
		return EvaluateMenuMessages.diagramError(100 * bands.diagram().expectedError(), 100 * bands.errorLow(), 100 *
			bands.errorHigh(), resamples, bands.units());
	}

	/** Returns the file of the bins beside that of the errors, e.g. scores-diagram.csv. */
	static Path beside(final Path scores) {
		return OutputNames.beside(scores, "-diagram.csv");
	}

	/** Writes one row per bin with values as fractions. Empty bins have empty cells. */
	static void write(final CalibrationBands bands, final Path file) throws IOException {
		final ReliabilityDiagram d = bands.diagram();
		final CsvText csv = new CsvText(List.of("bin_from", "bin_to", "count", "confidence", "accuracy", "accuracy_from", "accuracy_to"));
		for (int b = 0; b < d.bins(); b++)
			csv.add(List.of(number(d.from(b)), number(d.to(b)), d.count(b), number(d.meanConfidence(b)), number(d.accuracy(b)), number(bands
				.low(b)), number(bands.high(b))));
		NewFile.writeText(file, csv.toString());
	}

	private static String number(final double value) {
		return CsvText.number(value, 8);
	}

	/**
	 * Draws a 32-bit calibration map with the pixel size of the prediction: blue where probabilities are too low, grey where they are
	 * calibrated, orange where they are too high.
	 */
	static ImagePlus map(final Comparison images, final CalibrationMap how, final ImagePlus prediction) {
		final Img<FloatType> values = how.of(images);
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
		imp.getCalibration().setValueUnit(how.of() == Of.FOREGROUND ? "probability - frequency" : "confidence - accuracy");
		imp.setLut(PerceptualLut.diverging());
		imp.setDisplayRange(-most, most);
		return imp;
	}
}
