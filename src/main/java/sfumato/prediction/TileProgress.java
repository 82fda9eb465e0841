package sfumato.prediction;

import java.util.Locale;

import sfumato.progress.Progress;

/** Reports the progress of a prediction, and for long predictions the estimated time and memory at the beginning. */
final class TileProgress {

	/** Predictions longer than this are reported with an estimate. */
	private static final double LONG_SECONDS = 30;

	private final String device;
	private final Progress progress;
	private final long planes, bytes;
	private final Tiling columns, rows;
	/** How many tiles have begun, and when the second did. */
	private long begun, second;
	/** Nanoseconds per tile; 0 until that is known. */
	private double mean;
	/** Whether it takes long. */
	private boolean isLong;

	/**
	 * @param device that is computed on, in few words
	 * @param bytes that are needed, by estimate
	 */
	TileProgress(final String device, final Progress progress, final long planes, final Tiling columns, final Tiling rows,
		final long bytes)
	{
		this.device = device;
		this.progress = progress;
		this.planes = planes;
		this.columns = columns;
		this.rows = rows;
		this.bytes = bytes;
	}

	/** A tile begins: the i-th of the j-th row of a plane. */
	void next(final long plane, final int j, final int i) {
		progress.checkCanceled();
		final long inPlane = (long) rows.count() * columns.count(), all = inPlane * planes;
		final long done = plane * inPlane + (long) j * columns.count() + i;
		measure(all, all - done);
		final String tile = inPlane > 1 ? "tile " + (done % inPlane + 1) + " of " + inPlane : "";
		final String where = planes == 1 ? tile : "plane " + (plane + 1) + " of " + planes + (tile.isEmpty() ? "" : ", " + tile);
		progress.update((double) done / all, PredictionMessages.predicting(device, where, mean > 0 ? 1e9 / mean : 0, isLong
			? duration(mean * (all - done)) : ""));
	}

	/** The first tile also prepares the network, so time counts from the second on. */
	private void measure(final long all, final long left) {
		final long now = System.nanoTime();
		begun++;
		if (begun == 2) second = now;
		if (begun < 3) return;
		mean = (double) (now - second) / (begun - 2);
		if (begun > 3 || mean * left * 1e-9 <= LONG_SECONDS) return;
		isLong = true;
		progress.log(PredictionMessages.estimate(all, columns.length(), rows.length(), duration(mean * left), bytes * 1e-9));
	}

	private static String duration(final double nanos) {
		final double seconds = nanos * 1e-9;
		return seconds < 90 ? Math.max(1, Math.round(seconds)) + " s" : seconds < 5400 ? Math.round(seconds / 60) + " min"
			: String.format(Locale.ROOT, "%.1f h", seconds / 3600);
	}
}
