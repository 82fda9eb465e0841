package sfumato.commands.evaluate;

import java.util.List;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;

import sfumato.api.MethodTable;
import sfumato.plots.BoxPlot;
import sfumato.plots.CriticalDifferencePlot;
import sfumato.statistics.MethodComparison;
import sfumato.statistics.PairedScores;

/** Plots of method comparisons; several metrics become the slices of a stack. */
final class ComparisonPictures {

	private ComparisonPictures() {}

	static ImagePlus boxes(final String title, final MethodTable compared) {
		return stack(title + "-boxes", compared, compared.metrics().stream().map(m -> BoxPlot.of(title + "-boxes", scores(compared, m))
			.getImagePlus()).toList());
	}

	static ImagePlus ranks(final String title, final MethodTable compared) {
		return stack(title + "-ranks", compared, compared.metrics().stream().map(m -> CriticalDifferencePlot.of(title + "-ranks", scores(
			compared, m), MethodComparison.LEVEL)).toList());
	}

	private static PairedScores scores(final MethodTable compared, final String metric) {
		return new PairedScores(metric, compared.isLowerBetter(metric), compared.methods(metric), compared.cases(metric), compared.methods(
			metric).stream().map(m -> compared.values(metric, m)).toArray(double[][]::new));
	}

	private static ImagePlus stack(final String title, final MethodTable compared,
		final List<ImagePlus> pictures)
	{
		if (pictures.size() == 1) return pictures.get(0);
		final int width = pictures.stream().mapToInt(ImagePlus::getWidth).max().orElseThrow();
		final int height = pictures.stream().mapToInt(ImagePlus::getHeight).max().orElseThrow();
		final ImageStack stack = new ImageStack(width, height);
		for (int i = 0; i < pictures.size(); i++) {
			final ImageProcessor slice = new ColorProcessor(width, height);
			slice.setColor(java.awt.Color.WHITE);
			slice.fill();
			slice.insert(pictures.get(i).getProcessor().convertToRGB(), 0, 0);
			stack.addSlice(compared.metrics().get(i), slice);
		}
		return new ImagePlus(title, stack);
	}
}
