package sfumato.commands.inputs;

import org.scijava.plugin.Parameter;

import sfumato.api.TiledPrediction;

/** How an image is cut to pieces for a prediction, and how often it is seen. */
public final class TileInputs {

	@Parameter(label = "Tile size (pixels, 0 = auto)", min = "0", persist = false, required = false,
		description = "side of a tile, a multiple of 32 for most networks; smaller tiles need less memory")
	private Integer tile = 0;

	@Parameter(label = "Tile overlap (pixels, 0 = auto)", min = "0", persist = false, required = false,
		description = "smallest overlap of neighbouring tiles; 0 takes a quarter of the tile")
	private Integer overlap = 0;

	@Parameter(label = "Test-time augmentation (flips)", persist = false, required = false,
		description = "average the predictions of the image and its horizontal, vertical and double flip; four times as slow")
	private Boolean flips = false;

	/** Sets the tiling of a prediction of the API. */
	public <C extends TiledPrediction<C>> C of(final C prediction) {
		return prediction.tile(tile).overlap(overlap).flips(flips);
	}
}
