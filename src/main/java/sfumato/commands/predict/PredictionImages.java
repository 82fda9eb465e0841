package sfumato.commands.predict;

import java.io.Closeable;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;

import sfumato.files.TiffStack;
import sfumato.files.VirtualTiff;
import sfumato.images.ClassNames;
import sfumato.images.ImagePlusMaps;
import sfumato.images.StackGeometry;
import sfumato.labels.LabelClass;
import sfumato.output.NewFile;
import sfumato.planes.PlaneSink;
import sfumato.plots.PerceptualLut;
import sfumato.prediction.PredictionOutput;
import sfumato.text.UserException;
import sfumato.text.WrongValue;

/** The results of a prediction as images: in memory, or in files that are opened as virtual stacks. */
final class PredictionImages implements Closeable {

	private final ImagePlus source;
	private final StackGeometry geometry;
	private final List<LabelClass> classes;
	private final Map<PredictionOutput, ImagePlus> images = new EnumMap<>(PredictionOutput.class);
	private final Map<PredictionOutput, Path> files = new EnumMap<>(PredictionOutput.class);
	private final Map<PredictionOutput, TiffStack> writers = new EnumMap<>(PredictionOutput.class);

	/**
	 * Prepares the results.
	 *
	 * @param wanted the results to keep
	 * @param output a TIFF file; null to keep results in memory. Several results get suffixes: {@code a-labels.tif} beside {@code a.tif}
	 * @throws IOException if a file exists or cannot be written
	 * @throws UserException if the results do not fit into the memory
	 */
	PredictionImages(final ImagePlus source, final List<LabelClass> classes, final Set<PredictionOutput> wanted, final Path output,
		final boolean overwrite) throws IOException
	{
		this.source = source;
		this.classes = classes;
		geometry = StackGeometry.of(source);
		if (output == null) {
			requireMemory(wanted);
			for (final PredictionOutput p : wanted)
				images.put(p, empty(p));
			return;
		}
		for (final PredictionOutput p : wanted)
			files.put(p, wanted.size() == 1 ? checked(output) : checked(output.resolveSibling(stem(output) + "-" + name(p) +
				".tif")));
		for (final Path file : files.values())
			NewFile.requireWritable(file, overwrite);
		try {
			for (final PredictionOutput p : wanted)
				writers.put(p, TiffStack.create(files.get(p), layout(p)));
		}
		catch (final IOException e) {
			close();
			throw e;
		}
	}

	private static Path checked(final Path file) {
		if (file.toString().toLowerCase(Locale.ROOT).matches(".*\\.tiff?")) return file.toAbsolutePath();
		throw new UserException(WrongValue.message("output", file, "a TIFF file, .tif or .tiff"));
	}

	/** Returns the name of the output without its extension. */
	static String stem(final Path output) {
		return output.getFileName().toString().replaceFirst("\\.tiff?$", "");
	}

	private static String name(final PredictionOutput product) {
		return product.name().toLowerCase(Locale.ROOT);
	}

	private void requireMemory(final Set<PredictionOutput> wanted) {
		final long pixels = (long) source.getWidth() * source.getHeight() * geometry.planes();
		final long needed = wanted.stream().mapToLong(p -> pixels * (p == PredictionOutput.LABELS ? 1 : Float.BYTES * p.channels(classes
			.size()))).sum();
		final Runtime java = Runtime.getRuntime();
		final long free = java.maxMemory() - java.totalMemory() + java.freeMemory();
		if (needed > free) throw new UserException(PredictMenuMessages.tooLargeForMemory(needed * 1e-9, free * 1e-9));
	}

	private ImagePlus empty(final PredictionOutput product) {
		final int w = source.getWidth(), h = source.getHeight(), c = product.channels(classes.size());
		final ImageStack stack = new ImageStack(w, h);
		for (int i = 0; i < geometry.planes() * c; i++)
			stack.addSlice(product == PredictionOutput.PROBABILITIES ? classes.get(i % c).name() : "", product == PredictionOutput.LABELS
				? new ByteProcessor(w, h) : new FloatProcessor(w, h));
		return new ImagePlus("", stack);
	}

	private TiffStack.Layout layout(final PredictionOutput product) {
		final boolean many = product == PredictionOutput.UNCERTAINTY;
		final var c = geometry.calibration();
		return new TiffStack.Layout(source.getWidth(), source.getHeight(), product.channels(classes.size()), geometry.slices(),
			geometry.frames(), product == PredictionOutput.LABELS, new double[] { c.pixelWidth, c.pixelHeight, c.pixelDepth }, c.getUnit(), many
				? List.of() : classes.stream().map(LabelClass::name).toList(), many ? List.of() : classes.stream().map(LabelClass::rgb)
					.toList(), geometry.grid());
	}

	/** Returns a sink that takes probabilities and keeps the chosen results. */
	PlaneSink sink() {
		final List<PlaneSink> sinks = new ArrayList<>();
		images.forEach((p, image) -> sinks.add(p.into((plane, firstRow, rows, values) -> copy(values, image.getStack(), plane,
			firstRow, rows), classes.size())));
		writers.forEach((p, writer) -> sinks.add(p.into(writer, classes.size())));
		return PlaneSink.all(sinks);
	}

	private static void copy(final FloatBuffer values, final ImageStack stack, final long plane, final int firstRow,
		final int rows)
	{
		final int n = rows * stack.getWidth(), channels = values.remaining() / n, from = firstRow * stack.getWidth();
		for (int c = 0; c < channels; c++) {
			final Object pixels = stack.getPixels((int) (1 + c + channels * plane));
			if (pixels instanceof final float[] floats) values.get(floats, from, n);
			else for (int i = 0; i < n; i++)
				((byte[]) pixels)[from + i] = (byte) values.get();
		}
	}

	/** Returns the results as images after the last plane. */
	Map<PredictionOutput, ImagePlus> finish() throws IOException {
		for (final Map.Entry<PredictionOutput, TiffStack> e : writers.entrySet()) {
			e.getValue().finish();
			images.put(e.getKey(), VirtualTiff.open(files.get(e.getKey())));
		}
		images.replaceAll(this::dressed);
		return images;
	}

	private ImagePlus dressed(final PredictionOutput product, final ImagePlus image) {
		image.setTitle(source.getShortTitle() + "-" + name(product));
		ImagePlusMaps.withGeometry(image, product.channels(classes.size()), geometry);
		if (product == PredictionOutput.PROBABILITIES) return ImagePlusMaps.inClassColors(image, classes);
		if (product == PredictionOutput.LABELS) {
			ClassNames.addTo(image, classes);
			return image;
		}
		image.setLut(PerceptualLut.lut());
		image.setDisplayRange(0, 1);
		return image;
	}

	/** Deletes incomplete files. */
	@Override
	public void close() throws IOException {
		for (final TiffStack writer : writers.values())
			writer.close();
	}
}
