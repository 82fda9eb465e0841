package sfumato.prediction;

import java.util.Locale;

/** Messages about predictions and their tiles. */
public final class PredictionMessages {

	private PredictionMessages() {}

	static String regionOutside(final int width, final int height, final int x, final int y, final int imageWidth, final int
		imageHeight)
	{
		return "The region of " + width + " x " + height + " pixels at (" + x + ", " + y + ") does not lie in the image of " +
			imageWidth + " x " + imageHeight + " pixels.";
	}

	static String overlap(final int overlap, final int tile) {
		return "overlap is " + overlap + " but must be less than the tile, which is " + tile + ".";
	}

	public static String tileMultiple(final int tile, final int multiple) {
		return "tile is " + tile + " but must be a multiple of " + multiple + " pixels for this network, or 0 to choose it.";
	}

	static String otherClasses(final String model, final String classes, final String otherModel, final String otherClasses) {
		return "The model \"" + model + "\" knows the classes " + classes + " but \"" + otherModel + "\" knows " + otherClasses +
			"; only models of the same classes can be averaged.";
	}

	static String otherChannels(final String model, final int channels, final String otherModel, final int others) {
		return "The model \"" + model + "\" takes " + channels + " channels but \"" + otherModel + "\" takes " + others +
			"; they cannot see the same image.";
	}

	static String planeTooLarge(final long width, final long height, final int channels, final int classes) {
		return "A plane of " + width + " x " + height + " pixels with " + channels + " channels and " + classes + " classes is " +
			"too large; crop the image into pieces.";
	}

	public static String imageChannels(final long channels, final String model, final int wanted) {
		return "The image has " + channels + (channels == 1 ? " channel" : " channels") + " but the model \"" + model + "\" takes "
			+ wanted + ".";
	}

	static String overlapOfTile(final int overlap, final int tile) {
		return "overlap is " + overlap + " but must be less than the tile, which is " + tile + "; set a larger tile.";
	}

	static String noMemoryForTile(final int width, final int height, final String numbers) {
		return "The memory does not suffice for a tile of " + width + " x " + height + " pixels: " + numbers + ". Close other " +
			"programs and images, or use a smaller network.";
	}

	static String smallerTiles(final int width, final int height, final int smaller) {
		return "The memory does not suffice for tiles of " + width + " x " + height + " pixels; trying " + smaller + " x " + smaller
			+ ".";
	}

	public static String smallTiles(final int tile, final double gigabytes) {
		return String.format(Locale.ROOT, "Tiles are %d x %d pixels, as only %.1f GB of memory are free.", tile, tile,
			gigabytes);
	}

	public static String estimate(final long tiles, final int width, final int height, final String duration, final double
		gigabytes)
	{
		return String.format(Locale.ROOT, "Predicting %d tiles of %d x %d pixels will take about %s and %.1f GB of memory.",
			tiles, width, height, duration, gigabytes);
	}

	public static String recalibrating() {
		return "Recalibrating";
	}

	public static String predicted() {
		return "Predicted";
	}

	public static String predicting(final Object device, final String place, final double tilesPerSecond, final String timeLeft)
	{
		return "Predicting on " + device + (place.isEmpty() ? "" : ", " + place) + (tilesPerSecond > 0
			? String.format(Locale.ROOT, ", %.1f tiles/s", tilesPerSecond) : "") + (timeLeft.isEmpty() ? "" : ", " + timeLeft +
			" left");
	}
}
