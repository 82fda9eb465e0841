package sfumato.jobs;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import sfumato.files.GridProperties;
import sfumato.files.ImageFiles;
import sfumato.files.Nifti;
import sfumato.files.RoiSet;
import sfumato.files.TiffStack;
import sfumato.files.VoxelGrid;
import sfumato.jobs.PredictFolderJob.Format;
import sfumato.labels.LabelClass;
import sfumato.labels.ProbabilityMap;
import sfumato.output.NewFile;
import sfumato.planes.ImageSink;
import sfumato.planes.PlaneSink;
import sfumato.prediction.PredictionOutput;

/** Writes the results of one image: TIFFs during the prediction, formats that need whole planes or volumes afterwards. */
final class PredictedFiles implements Closeable {

	private final PredictedFolder folder;
	private final Set<Format> formats;
	private final PredictedImage image;
	private final List<LabelClass> classes;
	private final Map<PredictionOutput, TiffStack> tiffs = new EnumMap<>(PredictionOutput.class);
	private final Map<PredictionOutput, Img<FloatType>> volumes = new EnumMap<>(PredictionOutput.class);
	private final Img<UnsignedByteType> labels;

	PredictedFiles(final PredictedFolder folder, final Set<Format> formats, final Set<PredictionOutput> products,
		final PredictedImage image, final List<LabelClass> classes) throws IOException
	{
		this.folder = folder;
		this.formats = formats;
		this.image = image;
		this.classes = classes;
		final long[] dims = image.dimensions();
		labels = formats.contains(Format.PNG) || formats.contains(Format.ROIS) ? ProbabilityMap.create(new UnsignedByteType(),
			dims) : null;
		try {
			for (final PredictionOutput p : products) {
				if (formats.contains(Format.TIFF)) tiffs.put(p, TiffStack.create(folder.tiff(image.name(), p), layout(
					p)));
				if (!formats.contains(Format.NIFTI)) continue;
				final long[] with = Arrays.copyOf(dims, dims.length + 1);
				with[dims.length] = p.channels(classes.size());
				volumes.put(p, ProbabilityMap.create(new FloatType(), with));
			}
		}
		catch (final IOException e) {
			close();
			throw e;
		}
	}

	private TiffStack.Layout layout(final PredictionOutput product) {
		final boolean named = product != PredictionOutput.UNCERTAINTY;
		return new TiffStack.Layout(image.pixels().width(), image.pixels().height(), product.channels(classes.size()), image
			.slices(), image.frames(), product == PredictionOutput.LABELS, image.pixelSize(3), image.unit(), named ? classes.stream().map(
				LabelClass::name).toList() : List.of(), named ? classes.stream().map(LabelClass::rgb).toList() : List.of(), GridProperties
				.of(new VoxelGrid(image.name(), image.dimensions(), image.pixelSize(image.dimensions().length), image.unit(), image
					.orientation())));
	}

	PlaneSink sink() {
		final List<PlaneSink> sinks = new ArrayList<>();
		tiffs.forEach((p, tiff) -> sinks.add(p.into(tiff, classes.size())));
		volumes.forEach((p, volume) -> sinks.add(p.into(new ImageSink<>(volume), classes.size())));
		if (labels != null) sinks.add(PredictionOutput.LABELS.into(new ImageSink<>(Views.addDimension(labels, 0, 0)), classes.size()));
		return PlaneSink.all(sinks);
	}

	private RandomAccessibleInterval<UnsignedByteType> plane(final long plane) {
		return labels.numDimensions() == 2 ? labels : Views.hyperSlice(labels, 2, plane);
	}

	/** Completes all files; the last one marks the image as done. */
	void finish() throws IOException {
		for (final TiffStack tiff : tiffs.values())
			tiff.finish();
		for (final Map.Entry<PredictionOutput, Img<FloatType>> e : volumes.entrySet()) {
			final Path file = folder.nifti(image.name(), e.getKey());
			final double[] size = image.pixelSize(e.getValue().numDimensions() - 1);
			if (e.getKey() == PredictionOutput.LABELS) Nifti.writeBytes(file, e.getValue(), size, image.unit(), image.orientation());
			else Nifti.write(file, e.getValue(), size, image.unit(), image.orientation());
		}
		if (formats.contains(Format.ROIS)) NewFile.write(folder.rois(image.name()), f -> RoiSet.write(f, labels));
		final long planes = image.pixels().planes();
		if (formats.contains(Format.PNG)) for (long z = planes - 1; z >= 0; z--) { // the first one last
			final long plane = z;
			NewFile.write(folder.png(image.name(), plane, planes), f -> ImageFiles.writeLabels(f, plane(plane), classes
				.stream().map(LabelClass::rgb).toList()));
		}
	}

	@Override
	public void close() throws IOException {
		for (final TiffStack tiff : tiffs.values())
			tiff.close();
	}
}
