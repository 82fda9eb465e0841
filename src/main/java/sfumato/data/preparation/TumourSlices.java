package sfumato.data.preparation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import net.imglib2.img.array.ArrayImgs;

import sfumato.data.LabelVolume;
import sfumato.files.Geometry;
import sfumato.files.ImageFile;
import sfumato.files.NiftiPlanes;
import sfumato.files.VoxelGrid;
import sfumato.labels.ProbabilityMap;
import sfumato.progress.Progress;

/**
 * The slices of a volume with a labelled tumour. Labels are 0 background, 1 organ, 2 tumour; a label v becomes v &gt;&gt; 1, so that
 * the organ is background.
 * <p>
 * A slice has the volume's remaining axes in their order as rows and columns, as the reference's arrays have it: of LiTS the
 * rows are X and the columns Y; of KiTS19, whose slices lie along X, the rows are Y and the columns Z.
 * <p>
 * Only some slices are in memory at a time, however large the volume; where it is cut along its fastest axis, it is read once
 * for each such lot.
 */
final class TumourSlices {

	/** Of 512 x 512 pixels these are 160 MiB. */
	private static final int LOT = 128;

	/** Gets one slice: its index in the volume, its image (X, Y, C) and its labels (X, Y, C), 0 or 1. */
	interface Consumer {

		void accept(int slice, ImageFile image, float[] labels) throws IOException;
	}

	private final ChallengeLayout layout;
	private final String what;
	private final Path image;
	private final Path labels;
	private final boolean[] kept;
	private final VoxelGrid grid;
	private final Geometry geometry;

	/** Looks for tumours. */
	TumourSlices(final ChallengePatient patient, final Geometry geometry, final Progress progress) throws IOException {
		this.geometry = geometry;
		layout = patient.layout();
		what = "Preparing " + patient.name();
		image = patient.files().get(0);
		labels = patient.files().get(1);
		try (NiftiPlanes in = NiftiPlanes.open(image)) {
			grid = in.grid();
		}
		try (LabelVolume volume = LabelVolume.open(labels, grid, geometry, progress::log)) {
			final boolean first = layout.sliceAxis() == 0;
			kept = new boolean[first ? volume.width() : volume.depth()];
			final float[] plane = new float[volume.width() * volume.height()];
			for (int z = 0; volume.next(plane); z++) {
				progress.checkCanceled();
				progress.update((double) z / volume.depth(), what);
				for (int i = 0; i < plane.length; i++) {
					if (plane[i] > 1) kept[first ? i % volume.width() : z] = true;
				}
			}
		}
	}

	/** How many slices the volume has. */
	int total() {
		return kept.length;
	}

	/** How many of them show a tumour. */
	int count() {
		int n = 0;
		for (final boolean k : kept)
			if (k) n++;
		return n;
	}

	/** Reads the slices in their order. */
	void read(final Progress progress, final Consumer consumer) throws IOException {
		if (layout.sliceAxis() == 2) {
			readPlanes(progress, consumer);
			return;
		}
		final List<Integer> all = new ArrayList<>();
		for (int s = 0; s < kept.length; s++)
			if (kept[s]) all.add(s);
		for (int from = 0; from < all.size(); from += LOT)
			readLot(all.subList(from, Math.min(all.size(), from + LOT)), progress.part((double) from / all.size(), Math.min(1,
				(double) (from + LOT) / all.size())), consumer);
	}

	private void readPlanes(final Progress progress, final Consumer consumer) throws IOException {
		try (NiftiPlanes in = NiftiPlanes.open(image); LabelVolume map = LabelVolume.open(labels, grid, geometry, line -> {})) {
			requireSameSize(in, map);
			final int w = in.width(), h = in.height();
			final float[] values = new float[w * h], marks = new float[w * h];
			for (int z = 0; in.next(values) && map.next(marks); z++) {
				progress.checkCanceled();
				progress.update((double) z / kept.length, what);
				if (!kept[z]) continue;
				final float[] pixels = new float[w * h], mask = new float[w * h];
				for (int i = 0; i < pixels.length; i++) {
					final int turned = i % w * h + i / w; // rows are X
					pixels[turned] = values[i];
					mask[turned] = (int) marks[i] >> 1;
				}
				final double[] size = in.pixelSize();
				consumer.accept(z, slice(pixels, h, w, size[1], size[0], in.unit()), mask);
			}
		}
	}

	private void readLot(final List<Integer> slices, final Progress progress, final Consumer consumer) throws IOException {
		try (NiftiPlanes in = NiftiPlanes.open(image); LabelVolume map = LabelVolume.open(labels, grid, geometry, line -> {})) {
			requireSameSize(in, map);
			final int w = in.width(), h = in.height(), d = in.depth();
			final float[] values = new float[w * h], marks = new float[w * h];
			final float[][] pixels = new float[slices.size()][h * d], masks = new float[slices.size()][h * d];
			for (int z = 0; in.next(values) && map.next(marks); z++) {
				progress.checkCanceled();
				progress.update(0.8 * z / d, what);
				for (int s = 0; s < slices.size(); s++) {
					for (int y = 0; y < h; y++) {
						pixels[s][y * d + z] = values[y * w + slices.get(s)];
						masks[s][y * d + z] = (int) marks[y * w + slices.get(s)] >> 1;
					}
				}
			}
			final double[] size = in.pixelSize();
			for (int s = 0; s < slices.size(); s++) {
				progress.checkCanceled();
				consumer.accept(slices.get(s), slice(pixels[s], d, h, size[2], size[1], in.unit()), masks[s]);
			}
		}
	}

	private void requireSameSize(final NiftiPlanes in, final LabelVolume map) throws IOException {
		final String size = ProbabilityMap.size(new long[] { map.width(), map.height(), map.depth() });
		if (!in.size().equals(size)) throw new IOException(PreparationMessages.otherSize(image, in.size(), labels, size));
	}

	private ImageFile slice(final float[] pixels, final int width, final int height, final double x, final double y,
		final String unit) throws IOException
	{
		for (final float v : pixels)
			if (!Float.isFinite(v)) throw new IOException(PreparationMessages.voxelValue(image, v));
		return new ImageFile(image, ArrayImgs.floats(pixels, width, height, 1), new double[] { x, y }, unit, List.of());
	}
}
