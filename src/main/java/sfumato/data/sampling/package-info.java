/**
 * Training samples, and augmented patches cropped from them.
 * <p>
 * Resampling follows OpenCV, as the reference does. Soft targets are interpolated linearly, class by class, and
 * renormalised, so they stay probabilities; one-hot targets are taken from the nearest pixel, so they stay one-hot. Pixels
 * that padding adds have mask 0 and must not be counted; there is no magic label.
 */
package sfumato.data.sampling;
