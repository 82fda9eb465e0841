/**
 * A model looks at an image and says for every pixel how probable each class is.
 * <p>
 * Networks see planes. {@link sfumato.prediction.Predictor} normalizes a whole image as it was normalized in training, cuts
 * each plane into tiles, mirrors what reaches beyond the image, blends the tiles' probabilities where they overlap, and recalibrates the
 * whole map if the model has learned how.
 */
package sfumato.prediction;
