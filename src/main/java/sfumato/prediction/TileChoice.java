package sfumato.prediction;

import java.util.List;
import java.util.OptionalLong;

import sfumato.networks.NetworkGraph;
import sfumato.networks.PeakMemory;
import sfumato.progress.Progress;

/**
 * Chooses the tile size: small planes are predicted whole, larger ones in tiles of 768 pixels, and both in smaller tiles where the
 * memory does not suffice. Larger tiles gain little: a quarter of each tile is overlap at any size.
 *
 * @param graphs the networks, of which one runs at a time
 * @param multiple that sides of tiles must be of
 * @param free bytes that are free on the device; empty if nobody says
 */
record TileChoice(List<NetworkGraph> graphs, int multiple, OptionalLong free) {

	/** Planes up to this side are predicted whole. */
	static final int WHOLE = 1024;
	/** Side of a tile of larger planes. */
	static final int TILE = 768;
	/** The smallest tile; smaller ones gain nothing. */
	private static final int LEAST = 128;
	/** Bytes per value between operations: four, and what convolutions need for themselves; 5.3 to 7.7 were measured. */
	private static final int BYTES = 8;
	/** The part of the free memory that a tile may take; the system and other programs need the rest. */
	private static final double PART = 0.5;

	/**
	 * The side of a tile; a plane no larger is predicted whole.
	 *
	 * @param width of the plane
	 * @param height of the plane
	 * @param progress logs if it is smaller than usual
	 */
	int of(final int width, final int height, final Progress progress) {
		final int side = roundUp(Math.max(width, height));
		final int usual = side <= WHOLE ? side : Math.max(multiple, TILE / multiple * multiple);
		int tile = usual;
		while (!fits(tile, width, height) && smaller(tile) < tile)
			tile = smaller(tile);
		if (tile < usual) progress.log(PredictionMessages.smallTiles(tile, free.getAsLong() * 1e-9));
		return tile;
	}

	/** The next smaller side to try; the same if there is none. */
	int smaller(final int tile) {
		final int half = tile / 2 / multiple * multiple;
		return half >= Math.min(LEAST, 4 * multiple) && half > 0 ? half : tile;
	}

	private boolean fits(final int tile, final int width, final int height) {
		return free.isEmpty() || wanted(tile, width, height) <= free.getAsLong();
	}

	/** The memory that must be free for a tile to be chosen. */
	long wanted(final int tile, final int width, final int height) {
		return Math.round(bytes(tile, width, height) / PART);
	}

	/** The estimated memory of a tile on the device. */
	long bytes(final int tile, final int width, final int height) {
		final int h = Math.min(tile, roundUp(height)), w = Math.min(tile, roundUp(width));
		return graphs.stream().mapToLong(g -> BYTES * PeakMemory.values(g, h, w)).max().orElse(0);
	}

	int roundUp(final int side) {
		return (side + multiple - 1) / multiple * multiple;
	}
}
