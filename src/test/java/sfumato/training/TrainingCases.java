package sfumato.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;
import sfumato.data.Case;
import sfumato.data.LoadedCase;
import sfumato.data.normalization.Normalization;
import sfumato.data.simulation.RaterSimulation;
import sfumato.files.ImageFile;
import sfumato.fusion.LabelFusion;
import sfumato.labels.HardRaters;
import sfumato.labels.MissingLabels;
import sfumato.methods.Methods;

/** Cases in memory for tests of training. */
public final class TrainingCases {

	private TrainingCases() {}

	/** A case without files. */
	static LoadedCase of(final String name, final RandomAccessibleInterval<FloatType> image, final int classes,
		final List<Img<UnsignedByteType>> labels)
	{
		return of(name, image, classes, labels, 0);
	}

	/** A case without files, with a value of unlabelled pixels, or 0 for none. */
	static LoadedCase of(final String name, final RandomAccessibleInterval<FloatType> image, final int classes,
		final List<Img<UnsignedByteType>> labels, final int missing)
	{
		final double[] pixelSize = new double[image.numDimensions() - 1];
		Arrays.fill(pixelSize, 1);
		final ImageFile file = new ImageFile(Path.of(name), image, pixelSize, ImageFile.NO_UNIT, List.of());
		return new LoadedCase(new Case(name, Path.of(name), new TreeMap<>()), file, HardRaters.of(IntStream.rangeClosed(1,
			labels.size()).mapToObj(Integer::toString).toList(), labels, OptionalInt.of(classes), OptionalInt.empty(), missing == 0 ? MissingLabels.NONE : new MissingLabels(missing, false)), List
				.of());
	}

	/** Phantoms with raters. */
	public static List<LoadedCase> phantoms(final int n, final int raters, final int side, final long seed) {
		final RaterSimulation simulation = new RaterSimulation(n, raters, side, side, seed);
		final List<LoadedCase> cases = new ArrayList<>();
		for (int i = 0; i < n; i++) {
			final RaterSimulation.SimulatedCase c = simulation.simulate(i);
			cases.add(of(c.name(), c.image(), 2, c.labels()));
		}
		return cases;
	}

	public static TrainingData data(final List<LoadedCase> cases, final String fusion) {
		return data(cases, fusion, "percentile");
	}

	public static TrainingData data(final List<LoadedCase> cases, final String fusion, final String normalization) {
		return new TrainingData(cases, Methods.of(LabelFusion.class).create(fusion), Methods.of(Normalization.class).create(
			normalization));
	}
}
