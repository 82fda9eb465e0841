package sfumato.commands.evaluate;

import java.util.List;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;

import sfumato.plots.BoxPlot;
import sfumato.plots.CriticalDifferencePlot;
import sfumato.statistics.MethodComparison;

/** Plots of method comparisons; several metrics become the slices of a stack. */
final class ComparisonPictures {

	private ComparisonPictures() {}

	static ImagePlus boxes(final String title, final List<MethodComparison> comparisons) {
		return stack(title + "-boxes", comparisons, comparisons.stream().map(c -> BoxPlot.of(title + "-boxes", c.scores())
			.getImagePlus()).toList());
	}

	static ImagePlus ranks(final String title, final List<MethodComparison> comparisons) {
		return stack(title + "-ranks", comparisons, comparisons.stream().map(c -> CriticalDifferencePlot.of(title + "-ranks", c
			.scores(), MethodComparison.LEVEL)).toList());
	}

	private static ImagePlus stack(final String title, final List<MethodComparison> comparisons,
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
			stack.addSlice(comparisons.get(i).scores().metric(), slice);
		}
		return new ImagePlus(title, stack);
	}
}
