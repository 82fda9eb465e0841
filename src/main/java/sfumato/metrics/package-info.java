/**
 * Segmentation metrics: one file per metric, all implement {@link sfumato.metrics.SegmentationMetric}. All of them look at a
 * {@link sfumato.labels.Comparison}, which says which pixels count and how large they are, and return fractions, not percent; a mask
 * with two values is a probability map, too.
 *
 * <table>
 * <caption>Metrics</caption>
 * <tr><td>{@code dice}</td><td>2tp / (2tp + fp + fn)</td><td>of the most probable classes</td></tr>
 * <tr><td>{@code jaccard}</td><td>tp / (tp + fp + fn)</td><td>of the most probable classes</td></tr>
 * <tr><td>{@code accuracy}</td><td>right pixels / all pixels</td><td>of the most probable classes</td></tr>
 * <tr><td>{@code sensitivity, specificity, precision}</td><td>tp / (tp + fn), tn / (tn + fp), tp / (tp + fp)</td><td>of the
 * most probable classes</td></tr>
 * <tr><td>{@code mcc, kappa}</td><td>agreement beyond chance</td><td>of the most probable classes</td></tr>
 * <tr><td>{@code bdice(levels: 9)}</td><td>mean Dice of the masks p ≥ t, t = 0.1 … 0.9</td><td>needs a soft
 * reference</td></tr>
 * <tr><td>{@code soft-dice(variant: DML1)}</td><td>Σ min(x, y) / (½|x| + ½|y|)</td><td>of the probabilities</td></tr>
 * <tr><td>{@code volume-error, volume-similarity}</td><td>|A| − |B|, 1 − ||A| − |B|| / (|A| + |B|)</td><td>how much, not
 * where</td></tr>
 * <tr><td>{@code hausdorff, surface-distance, surface-dice}</td><td>percentile, mean, share within a tolerance</td><td>of the
 * distances of surface pixels, in the unit of the image</td></tr>
 * <tr><td>{@code boundary-iou}</td><td>Jaccard of inner borders</td><td>of the most probable classes</td></tr>
 * <tr><td>{@code objects(score: ALL, iou: 0.5)}</td><td>how many objects are found, missed, too many; F1, IoU, panoptic
 * quality</td><td>of connected pixels, matched one to one</td></tr>
 * </table>
 *
 * A map's label is its most probable class, among equals the lowest: 0.5 : 0.5 is background. But the level 0.5 of
 * {@code bdice} holds pixels of exactly 0.5, and so do masks of three raters of six.
 * <p>
 * Empty masks: two empty masks agree (1, or a distance of 0), one empty mask beside one that is not disagrees (0; MCC of a full
 * prediction on an empty reference is −1), and there is no distance between them (NaN). Sensitivity has no value if the reference is
 * empty, precision if the prediction is, since they divide by zero, also where both are. NaN is left out of means and counted.
 * <p>
 * A case's score depends on that case alone. Two classes: the score of class 1. More classes: the mean over the foreground classes
 * present in the reference or the prediction; a class absent from both is left out and counted; if none is present, the score is that
 * of two empty masks, 1. {@link sfumato.metrics.CountedClasses#REFERENCE} gives the authors' rule.
 * <p>
 * {@link sfumato.metrics.ConfusionMatrix} holds the exact counts. The score of a volume, or of all slices of a case, is that
 * of the sum of their matrices; the score of a dataset is the mean over its cases.
 * <p>
 * Internal; other programs call {@link sfumato.api}.
 */
package sfumato.metrics;
