/**
 * Loss functions: every loss takes {@code (logits, target, mask)} and returns a scalar to minimise.
 *
 * <table>
 * <caption>The three tensors</caption>
 * <tr><td>logits z</td><td>(N, C, H, W)</td><td>what the network gives; p = softmax of z over C</td></tr>
 * <tr><td>target y</td><td>(N, C, H, W)</td><td>probabilities; one-hot where labels are hard</td></tr>
 * <tr><td>mask m</td><td>(N, 1, H, W)</td><td>1 where a pixel counts, 0 where it does not (padding, ignored regions)</td></tr>
 * </table>
 *
 * A binary segmentation has C = 2, and background is a class like the others. Targets under a zero of the mask may hold
 * anything finite. A loss never inspects its target to find out whether it is hard; what depends on it is an option
 * ({@link sfumato.losses.ActiveClasses}), and {@link sfumato.losses.WeightedLoss#parse} fills it in for whoever knows.
 *
 * <h2>How the losses fit together</h2>
 *
 * {@link sfumato.losses.CrossEntropy} and {@link sfumato.losses.Focal} are means over pixels. All others look at whole
 * regions, and differ in how they count agreement and error of prediction and target only:
 *
 * <table>
 * <caption>Losses of regions</caption>
 * <tr><th></th><th>errors that are 0 at x = y</th><th>errors by products, for comparison</th></tr>
 * <tr><td>Dice</td><td>{@link sfumato.losses.DiceSemimetric}, {@link sfumato.losses.SquaredL2Dice}</td>
 * <td>{@link sfumato.losses.SoftDice}</td></tr>
 * <tr><td>Jaccard</td><td>{@link sfumato.losses.JaccardMetric}</td><td>{@link sfumato.losses.SoftJaccard}</td></tr>
 * <tr><td>Tversky</td><td>{@link sfumato.losses.Tversky}, {@link sfumato.losses.FocalTversky}</td><td></td></tr>
 * </table>
 *
 * {@link sfumato.losses.Loss#acceptsSoftTargets} says which are minimised at soft targets; training logs a warning for the others.
 *
 * <h2>Why the Dice semimetric losses</h2>
 *
 * Let x be the probabilities of one class over all pixels and y its target. The soft Dice loss
 * 1 − 2⟨x,y⟩ / (|x| + |y|) is right for hard y only: for one pixel with y = 0.5 it is 0.5 at x = 0.5 and 1/3 at x = 1, so that
 * it pushes a network away from what the raters say. The Dice semimetric losses replace ⟨x,y⟩ by something that is largest at
 * x = y. They are zero exactly at x = y, equal to the soft Dice loss on hard labels, and fulfil
 * d(a,c) ≤ 3/2 · (d(a,b) + d(b,c)).
 * <p>
 * Source: Z. Wang, T. Popordanoska, J. Bertels, R. Lemmens, M. B. Blaschko, "Dice Semimetric Losses: Optimizing the Dice Score
 * with Soft Labels", MICCAI 2023.
 */
package sfumato.losses;
