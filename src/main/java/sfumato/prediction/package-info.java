/**
 * Predicts probability maps of images with a model or an ensemble, in tiles.
 * <p>
 * Networks see planes, and planes come and go in pieces: raw values are read from a {@link sfumato.planes.PlaneSource} and
 * probabilities written to a {@link sfumato.planes.PlaneSink}, so that neither has to be in memory, nor in this process.
 * {@link sfumato.prediction.Predictor} first learns from all grey values how the image is normalized, as it was in training.
 * Then it goes through each plane by rows of tiles: a row is read and mirrored where it reaches beyond the image, its tiles are
 * predicted, blended where they overlap, and what no later tile touches is recalibrated, averaged over the models, and handed
 * on. Meanwhile the next row is read and the one before is written.
 * <p>
 * Internal; other programs call {@link sfumato.api}.
 */
package sfumato.prediction;
