package sfumato.prediction;

/**
 * The outcome of a prediction.
 *
 * @param planes that were predicted
 * @param pixels of the result, of all planes
 * @param tiles that the networks saw; of several networks, or several sides of a tile, each tile counts once
 * @param tile side of a tile in pixels, the last one if it became smaller on the way
 * @param seconds from the first read to the last write
 * @param networkSeconds of it in which tiles were at the networks, with the way to the device and back
 */
public record Prediction(long planes, long pixels, long tiles, int tile, double seconds, double networkSeconds) {}
