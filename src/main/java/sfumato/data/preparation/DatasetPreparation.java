package sfumato.data.preparation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.converter.Converters;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import sfumato.data.Dataset;
import sfumato.data.DatasetFolder;
import sfumato.data.Failures;
import sfumato.data.LabelMaps;
import sfumato.data.LoadedCase;
import sfumato.data.sampling.ImageResize;
import sfumato.data.sampling.LabelResize;
import sfumato.files.Geometry;
import sfumato.files.ImageFile;
import sfumato.files.Nifti;
import sfumato.files.Orientation;
import sfumato.labels.HardRaters;
import sfumato.labels.MissingLabels;
import sfumato.output.NewFolder;
import sfumato.progress.Progress;
import sfumato.text.Choice;
import sfumato.text.UserException;

/**
 * Converts a challenge's download to a dataset, as published: images resized bilinearly and masks with nearest-neighbour
 * interpolation, both in OpenCV's convention ({@link ImageResize}, {@link LabelResize}); volumes become slices with a tumour, one case
 * each ({@link TumourSlices}).
 * <p>
 * A run that was stopped is continued by running it again: patients that are complete are skipped. Cases appear whole or not
 * at all. {@code preparation.json} in the folder says how everything was made and of what, {@code folds.csv} which of five
 * folds a case is in ({@link sfumato.data.RecordedFolds}).
 * <p>
 * Source: the preparation scripts of the authors' code.
 *
 * @param layout of the download
 * @param task the only task to be taken, of QUBIQ; empty: all
 * @param size sides of the images; 0: as published, 256 for QUBIQ and 512 for the others
 * @param crop side of the centre crop; 0: none
 * @param values scaling of the grey values
 * @param skip numbers of cases to be left out; of QUBIQ the last ones take their numbers
 * @param geometry how images and label maps are brought into one orientation; {@link Geometry#IGNORE} as the published scripts
 * @param overwrite whether cases in the folder that were made before are discarded
 */
public record DatasetPreparation(ChallengeLayout layout, String task, int size, int crop, Values values,
	SortedSet<Integer> skip, Geometry geometry, boolean overwrite)
{

	/** The value of the brightest pixel of a QUBIQ case. */
	private static final float BRIGHTEST = 255;

	/** The scaling of grey values. */
	public enum Values {
		/**
		 * QUBIQ: 255 · v / max over all channels, before the image is resized. CT stays as it is, in HU: the window cuts it off only
		 * after training has resized it.
		 */
		PUBLISHED,
		/** Grey values stay unchanged. */
		RAW;

		/** The values of that name, case-insensitive. */
		public static Values of(final String name) {
			return Choice.of("values", values(), name);
		}
	}

	/**
	 * The outcome.
	 *
	 * @param patients how many were made
	 * @param skipped how many were there already
	 * @param cases how many there are now
	 * @param folds how many of them are in each of the five folds; empty if there are fewer than five patients
	 */
	public record Result(int patients, int skipped, int cases, List<Integer> folds) {}

	public DatasetPreparation {
		task = task.strip();
		size = size == 0 ? layout.size() : size;
		LabelResize.requireSize("size", size);
		if (crop < 0 || crop > size) throw new UserException(PreparationMessages.crop(crop, size));
		if (layout.isVolumes() && !task.isEmpty()) throw new UserException(PreparationMessages.oneTask(task, layout));
		skip = new TreeSet<>(skip);
	}

	/**
	 * Keys of {@code Train Network...} for what was prepared. The scaled images of QUBIQ need no other maximum than 255, which
	 * resizing has taken from them.
	 */
	public String keys() {
		final String preset = "preset=paper-" + layout;
		return layout.isVolumes() || values == Values.RAW ? preset : preset + " normalization=[window(low: 0, high: 255)]";
	}

	/** The numbers in a text like {@code 9} or {@code 9+12}; none if it is blank. */
	public static SortedSet<Integer> numbers(final String text) {
		final SortedSet<Integer> numbers = new TreeSet<>();
		for (final String part : text.isBlank() ? new String[0] : text.split("[,+]", -1)) {
			if (!part.strip().matches("\\d{1,6}")) throw new UserException(PreparationMessages.skipText(text));
			numbers.add(Integer.parseInt(part.strip()));
		}
		return numbers;
	}

	/**
	 * Prepares. A patient whose files cannot be read does not stop the others; it is reported at the end, and another run completes the
	 * folder.
	 *
	 * @param input the folder of the download
	 * @param output a folder that is new, empty, or was written by the same preparation before
	 * @throws IOException in a sentence: a file that cannot be read or written, a folder with something else in it
	 * @throws UserException if labels are wrong
	 */
	public Result write(final Path input, final Path output, final Progress progress) throws IOException {
		NewFolder.requireExtensible(output);
		// two runs would make the same cases, and each would forget those of the other
		try (NewFolder.Claim claim = NewFolder.claim(output.resolve(PreparedFolder.NAME))) {
			return claimed(input, output, progress);
		}
	}

	/** Prepares, when no other run writes the output. */
	private Result claimed(final Path input, final Path output, final Progress progress) throws IOException {
		final List<ChallengePatient> patients = new ChallengeFiles(layout, input).patients(skip);
		final PreparedFolder folder = PreparedFolder.open(output, this, input);
		final Map<Path, List<Dataset>> tasks = new LinkedHashMap<>();
		if (!layout.isVolumes()) for (final ChallengePatient p : patients)
			if (!tasks.containsKey(p.files().get(0).getParent())) tasks.put(p.files().get(0).getParent(), tasks(p));
		folder.prepare();
		final Failures failures = new Failures("prepared", patients.size());
		int skipped = 0;
		for (int i = 0; i < patients.size(); i++) {
			final ChallengePatient p = patients.get(i);
			progress.checkCanceled();
			progress.update((double) i / patients.size(), PreparationMessages.preparing(p.name()));
			if (folder.has(p)) {
				skipped++;
				continue;
			}
			final Progress part = progress.part((double) i / patients.size(), (i + 1.0) / patients.size());
			failures.attempt(p.name(), () -> {
				if (layout.isVolumes()) slices(p, folder, part);
				else flat(p, tasks.get(p.files().get(0).getParent()), folder, part);
				return p;
			}, progress);
		}
		failures.end("\"" + output + "\"");
		return new Result(patients.size() - skipped, skipped, folder.cases(), folder.finish(patients));
	}

	private List<Dataset> tasks(final ChallengePatient p) throws IOException {
		final Path part = p.files().get(0).getParent();
		final List<Dataset> all = new ArrayList<>();
		for (final String name : task.isEmpty() ? DatasetFolder.scan(part).tasks() : List.of(task))
			all.add(Dataset.open(part, name).withGeometry(geometry));
		return all;
	}

	private void flat(final ChallengePatient p, final List<Dataset> tasks, final PreparedFolder folder,
		final Progress progress) throws IOException
	{
		final String source = p.files().get(0).getFileName().toString();
		final Map<String, RandomAccessibleInterval<UnsignedByteType>> masks = new LinkedHashMap<>();
		ImageFile image = null;
		for (final Dataset t : tasks) {
			final LoadedCase c = t.load(t.cases(source).get(0));
			image = c.image();
			c.notes().forEach(progress::log);
			if (image.isVolume()) throw new IOException(PreparationMessages.notFlat(image.path(), image.size()));
			final List<String> raters = List.copyOf(c.source().raters().keySet());
			final HardRaters resized = LabelResize.nearest(c.raters().hard(), size, size);
			for (int r = 0; r < raters.size(); r++)
				masks.put(LabelMaps.stem(c.source().raters().get(raters.get(r))), resized.labels(r));
		}
		final float max = values == Values.PUBLISHED ? maximum(image) : BRIGHTEST;
		final RandomAccessibleInterval<FloatType> scaled = max == BRIGHTEST ? image.image() : Converters.convert(image
			.image(), (in, out) -> out.setReal((double) BRIGHTEST * in.get() / max), new FloatType());
		write(folder.path(p.name()), image, ImageResize.bilinear(scaled, size, size), masks);
		folder.add(p, 1, List.of(p.name()));
		progress.log(PreparationMessages.masks(p.name(), masks.size(), p.files().get(0)));
	}

	private static float maximum(final ImageFile image) throws IOException {
		float max = 0;
		for (final FloatType v : Views.flatIterable(image.image()))
			max = Math.max(max, v.get());
		if (!(max > 0 && max < Float.POSITIVE_INFINITY)) throw new IOException(PreparationMessages.notScalable(image.path(), max));
		return max;
	}

	private void slices(final ChallengePatient p, final PreparedFolder folder, final Progress progress) throws IOException {
		final TumourSlices slices = new TumourSlices(p, geometry, progress.part(0, 0.2));
		final List<String> cases = new ArrayList<>();
		slices.read(progress.part(0.2, 1), (index, image, labels) -> {
			final long[] d = image.spatialDimensions();
			final HardRaters mask = LabelResize.nearest(HardRaters.of(List.of("1"), List.of(ArrayImgs.floats(labels, d)),
				OptionalInt.of(2), OptionalInt.empty(), MissingLabels.NONE), size, size);
			final RandomAccessibleInterval<FloatType> resized = ImageResize.bilinear(image.image(), size, size);
			final String name = String.format(Locale.ROOT, "%s_%04d", p.name(), index);
			write(folder.path(name), image, resized, Map.of("task01_seg01", mask.labels(0)));
			cases.add(name);
		});
		folder.add(p, slices.total(), cases);
		progress.log(PreparationMessages.tumourSlices(p.name(), slices.count(), slices.total()));
	}

	/** @param before what the pixel size is of */
	private void write(final Path place, final ImageFile before, final RandomAccessibleInterval<FloatType> image,
		final Map<String, RandomAccessibleInterval<UnsignedByteType>> masks) throws IOException
	{
		final long[] d = before.spatialDimensions();
		final double[] edges = before.pixelSize(), pixelSize = { edges[0] * d[0] / size, edges[1] * d[1] / size };
		final int side = crop == 0 ? size : crop;
		NewFolder.write(place, true, folder -> {
			Nifti.write(folder.resolve("image.nii.gz"), ImageResize.center(image, side), pixelSize, before.unit(),
				Orientation.UNKNOWN);
			for (final var mask : masks.entrySet())
				Nifti.writeBytes(folder.resolve(mask.getKey() + ".nii.gz"), Views.addDimension(Converters.convert(ImageResize.center(
					mask.getValue(), side), (in, out) -> out.set(in.get()), new FloatType()), 0, 0), pixelSize, before.unit(),
					Orientation.UNKNOWN);
		});
	}
}
