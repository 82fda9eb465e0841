package sfumato.prediction;

/**
 * The outcome of a prediction.
 *
 * @param planes that were predicted
 * @param pixels of the result, of all planes
 * @param tiles number of tiles; with an ensemble or flips, each tile counts once
 * @param tile side of a tile in pixels, the last one if it became smaller on the way
 * @param seconds from the first read to the last write
 * @param networkSeconds the part of it spent in the networks, with transfers to and from the device
 */
public record Prediction(long planes, long pixels, long tiles, int tile, double seconds, double networkSeconds) {}
