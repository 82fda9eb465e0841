package sfumato.prediction;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.concurrent.Executor;

import sfumato.data.normalization.GreyMapping;
import sfumato.planes.PlaneSink;
import sfumato.planes.PlaneSource;
import sfumato.progress.Progress;
import sfumato.text.MemoryShortage;
import sfumato.text.UserException;

/**
 * Predicts a stack with the networks, a row of tiles at a time: while a row is predicted the next one is read and the previous one is
 * written, and no more than these are in memory. If the memory does not suffice for a tile, the plane is begun again with tiles of
 * half the side; rows that have left already are not written twice.
 */
final class StackPrediction {

	/** The context around a region in pixels; less if the receptive field is smaller. */
	private static final int CONTEXT = 256;

	private final String device;
	private final List<EnsembleMember> members;
	private final List<GreyMapping> mappings;
	private final PredictionSettings settings;
	private final PlaneSource source;
	private final PlaneSink sink;
	private final Executor executor;
	private final Progress progress;
	private final TileChoice choice;
	/** The predicted region, and the input region needed for it. */
	private final PlaneBox region, seen;
	/** The receptive-field radius of the networks; 0 if unbounded. */
	private final int radius;

	private int tile;
	private Tiling columns, rows;
	private RowBlend[] blends;
	/** The progress: plane, written rows, and the time in the networks. */
	private long plane, tiles;
	private int written;
	private long networkNanos, began;
	private TileProgress told;
	private Pending<MirroredRows> reading;
	private Pending<Void> writing;

	/** @param device that it is computed on, for a status bar */
	StackPrediction(final String device, final List<EnsembleMember> members, final List<GreyMapping> mappings,
		final PredictionSettings settings, final TileChoice choice, final int radius, final PlaneSource source,
		final PlaneSink sink, final Executor executor, final Progress progress)
	{
		this.device = device;
		this.members = members;
		this.mappings = mappings;
		this.settings = settings;
		this.source = source;
		this.sink = sink;
		this.executor = executor;
		this.progress = progress;
		this.choice = choice;
		this.radius = radius;
		region = settings.region().orElse(PlaneBox.all(source));
		region.requireIn(source);
		seen = region.around(radius > 0 ? Math.min(radius, CONTEXT) : CONTEXT, choice.multiple(), source);
		final int side = choice.roundUp(Math.max(seen.width(), seen.height()));
		tile = Math.min(side, settings.tile() > 0 ? settings.tile() : choice.of(seen.width(), seen.height(), progress));
		if (tile < side && settings.overlap() >= tile) throw new UserException(PredictionMessages.overlapOfTile(settings.overlap(),
			tile));
	}

	Prediction run() throws IOException {
		began = System.nanoTime();
		while (plane < source.planes()) {
			try {
				prepare();
				planes();
			}
			catch (final RuntimeException | OutOfMemoryError e) {
				end();
				if (!MemoryShortage.is(e)) throw e;
				retryWithSmallerTiles(e);
			}
			finally {
				end();
			}
		}
		progress.update(1, PredictionMessages.predicted());
		return new Prediction(source.planes(), source.planes() * region.width() * region.height(), tiles, tile, (System
			.nanoTime() - began) * 1e-9, networkNanos * 1e-9);
	}

	private void retryWithSmallerTiles(final Throwable e) {
		final int smaller = choice.smaller(tile);
		if (smaller == tile || settings.overlap() >= smaller) throw new UserException(
			PredictionMessages.noMemoryForTile(tile, tile, MemoryShortage.numbers(e)), e);
		progress.log(PredictionMessages.smallerTiles(tile, tile, smaller));
		blends = null;
		tile = smaller;
	}

	private void prepare() {
		columns = tiling(seen.width());
		rows = tiling(seen.height());
		blends = new RowBlend[members.size()];
		for (int m = 0; m < blends.length; m++)
			blends[m] = new RowBlend(columns, rows, seen.width(), seen.height(), members.get(m).graph().numClasses());
		told = new TileProgress(device, progress, source.planes(), columns, rows, choice.bytes(tile, seen.width(), seen.height()) +
			javaBytes());
	}

	private Tiling tiling(final int size) {
		final int length = Math.min(tile, choice.roundUp(size));
		final int overlap = settings.overlap() > 0 ? settings.overlap() : tile / 4;
		// all of what the network does not see is left out if there is room for it and for going over from one tile to the next
		final int margin = radius > 0 && 2 * radius < overlap ? radius : overlap / 4;
		return Tiling.of(size, length, Math.min(overlap, length - 1), choice.multiple(), margin);
	}

	private void planes() throws IOException {
		MirroredRows now = read(plane, 0, null);
		for (; plane < source.planes(); plane++, written = 0)
			for (int j = 0; j < rows.count(); j++) {
				final MirroredRows current = now;
				final boolean last = j + 1 == rows.count();
				final long nextPlane = last ? plane + 1 : plane;
				final int next = last ? 0 : j + 1;
				reading = nextPlane == source.planes() ? null : new Pending<>(executor, () -> read(nextPlane, next, last ? null
					: current));
				predict(current, j);
				write(j);
				now = reading == null ? null : reading.get();
			}
		if (writing != null) writing.get();
	}

	/** The rows that the j-th row of tiles looks at; those that the one before looked at, too, are not read again. */
	private MirroredRows read(final long of, final int j, final MirroredRows before) throws IOException {
		final int first = rows.starts()[j], count = Math.min(rows.length(), seen.height() - first);
		final int kept = before == null ? 0 : Math.max(0, before.first() + before.rows() - first);
		final int channels = source.channels(), w = seen.width();
		final float[] values = new float[Math.multiplyExact(Math.multiplyExact(channels, count), w)];
		final int fresh = count - kept;
		final float[] read = fresh == 0 ? new float[0] : source.finite(of, seen.y() + first + kept, fresh);
		for (int c = 0; c < channels; c++) {
			if (kept > 0) System.arraycopy(before.values(), (c * before.rows() + first - before.first()) * w, values, c * count * w,
				kept * w);
			for (int y = 0; y < fresh; y++)
				System.arraycopy(read, (c * fresh + y) * source.width() + seen.x(), values, (c * count + kept + y) * w, w);
		}
		return new MirroredRows(values, first, count, w, seen.height());
	}

	private void predict(final MirroredRows current, final int j) {
		for (int i = 0; i < columns.count(); i++) {
			told.next(plane, j, i);
			for (int m = 0; m < blends.length; m++)
				blends[m].add(probabilities(m, current.piece(columns.starts()[i], columns.length(), rows.length())), i, j);
			tiles++;
		}
	}

	private float[] probabilities(final int m, final float[] piece) {
		final long start = System.nanoTime();
		final float[] p = members.get(m).probabilities(piece, columns.length(), rows.length(), mappings.get(m), settings.flips(),
			progress);
		networkNanos += System.nanoTime() - start;
		return p;
	}

	/** Two rows of tiles of the image, one of the result, and what is being written. */
	private long javaBytes() {
		final long pixels = (long) seen.width() * rows.length();
		return Float.BYTES * pixels * (2L * source.channels() + (blends.length + 1L) * members.get(0).graph().numClasses());
	}

	/** Writes the rows that are complete after the j-th row of tiles. */
	private void write(final int j) throws IOException {
		final int first = blends[0].first(), n = blends[0].end(j) - first;
		final int from = Math.max(first, region.y() - seen.y()), to = Math.min(first + n, region.y() - seen.y() + region.height());
		float[] mean = null;
		for (int m = 0; m < blends.length; m++) {
			final float[] done = blends[m].take(j);
			if (from >= to) continue;
			final float[] cut = cut(done, n, from - first, to - from);
			final float[] p = settings.recalibrate() ? members.get(m).recalibrate(cut, region.width(), progress.quiet()) : cut;
			mean = mean == null ? p : add(mean, p);
		}
		if (mean == null) return;
		for (int i = 0; blends.length > 1 && i < mean.length; i++)
			mean[i] /= blends.length;
		final int row = from - (region.y() - seen.y());
		final int again = Math.max(0, Math.min(to - from, written - row)); // by a plane that was begun again
		final float[] fresh = again == 0 ? mean : cut(mean, to - from, region.width(), 0, again, to - from - again);
		if (again == to - from) return;
		if (writing != null) writing.get();
		final long of = plane;
		writing = new Pending<>(executor, () -> {
			sink.write(of, row + again, to - from - again, FloatBuffer.wrap(fresh));
			return null;
		});
		written = row + to - from;
	}

	/** Of rows of what was seen, those columns and rows that were asked for. */
	private float[] cut(final float[] rowsSeen, final int n, final int from, final int count) {
		return from == 0 && count == n && region.width() == seen.width() ? rowsSeen : cut(rowsSeen, n, seen.width(), region.x() -
			seen.x(), from, count);
	}

	private float[] cut(final float[] values, final int n, final int width, final int x, final int from, final int count) {
		final int classes = values.length / n / width, w = region.width();
		final float[] cut = new float[classes * count * w];
		for (int k = 0; k < classes; k++)
			for (int y = 0; y < count; y++)
				System.arraycopy(values, (k * n + from + y) * width + x, cut, (k * count + y) * w, w);
		return cut;
	}

	private static float[] add(final float[] sum, final float[] p) {
		for (int i = 0; i < sum.length; i++)
			sum[i] += p[i];
		return sum;
	}

	private void end() {
		if (reading != null) reading.awaitQuietly();
		if (writing != null) writing.awaitQuietly();
		reading = null;
	}
}
