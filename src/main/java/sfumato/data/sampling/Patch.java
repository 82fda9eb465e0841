package sfumato.data.sampling;

/**
 * A training patch cropped from a {@link Sample}.
 *
 * @param image (C, H, W)
 * @param target (K, H, W); sums to 1 over the classes in every pixel, also in padded ones (background)
 * @param mask (H, W): 1 where there is a pixel, 0 in the padding, which no loss may count
 * @param channels C
 * @param classes K
 * @param width W
 * @param height H
 */
public record Patch(float[] image, float[] target, float[] mask, int channels, int classes, int width, int height) {}
