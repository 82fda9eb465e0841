package sfumato.data.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A simulated fluorescence microscopy image: bright objects on an uneven background, shot noise and camera noise, 8 bits.
 *
 * @param blobs the objects
 * @param pixels grey values 0 … 255, whole numbers, row by row
 */
record Phantom(int width, int height, List<Blob> blobs, float[] pixels) {

	private static final double FULL_BRIGHTNESS = 150;
	private static final double CAMERA_NOISE = 4;
	private static final double SHOT_NOISE = 0.7;

	static Phantom random(final int width, final int height, final Random random) {
		final List<Blob> blobs = blobs(width, height, random);
		return new Phantom(width, height, blobs, expose(width, height, blobs, random));
	}

	/** Objects at random places that do not cover each other. */
	private static List<Blob> blobs(final int width, final int height, final Random random) {
		final double unit = Math.min(width, height) / 128.0;
		final int wanted = (int) Math.max(1, Math.round((4 + 3.5 * random.nextDouble()) * width * height / (16384 * unit *
			unit)));
		final List<Blob> blobs = new ArrayList<>();
		// crowded images stay with fewer objects
		for (int trial = 0; trial < 40 * wanted && blobs.size() < wanted; trial++) {
			final double radius = unit * (9 + 10 * random.nextDouble());
			final double x = width * (0.06 + 0.88 * random.nextDouble()), y = height * (0.06 + 0.88 * random.nextDouble());
			if (blobs.stream().noneMatch(b -> Math.hypot(b.x() - x, b.y() - y) < 1.25 * (b.radius() + radius))) blobs.add(Blob
				.random(x, y, radius, random));
		}
		return List.copyOf(blobs);
	}

	/** An object that is not there, apart from those that are as far as there is room, as large as a small one of them. */
	Blob imagined(final Random random) {
		final double unit = Math.min(width, height) / 128.0;
		Blob blob = null;
		for (int trial = 0; trial < 40 && (blob == null || touches(blob)); trial++)
			blob = Blob.random(width * random.nextDouble(), height * random.nextDouble(), unit * (5 + 5 * random.nextDouble()),
				random);
		return blob;
	}

	private boolean touches(final Blob blob) {
		return blobs.stream().anyMatch(b -> Math.hypot(b.x() - blob.x(), b.y() - blob.y()) < 1.25 * (b.radius() + blob
			.radius()));
	}

	private static float[] expose(final int width, final int height, final List<Blob> blobs, final Random random) {
		final SmoothField haze = new SmoothField(0.9 * Math.max(width, height), random);
		final SmoothField texture = new SmoothField(Math.max(6, Math.min(width, height) / 14.0), random);
		final double slopeX = 14 * (2 * random.nextDouble() - 1), slopeY = 14 * (2 * random.nextDouble() - 1);
		final float[] pixels = new float[width * height];
		for (int y = 0, i = 0; y < height; y++) {
			for (int x = 0; x < width; x++, i++) {
				double light = 0;
				for (final Blob b : blobs)
					light = Math.max(light, b.light(x, y));
				double v = 38 + slopeX * (x / (double) width - 0.5) + slopeY * (y / (double) height - 0.5) + 4 * haze.at(x, y);
				v += FULL_BRIGHTNESS * light * (1 + 0.09 * texture.at(x, y));
				v += random.nextGaussian() * (CAMERA_NOISE + SHOT_NOISE * Math.sqrt(Math.max(0, v)));
				pixels[i] = Math.max(0, Math.min(255, Math.round(v)));
			}
		}
		return pixels;
	}
}
