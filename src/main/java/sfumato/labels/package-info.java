/**
 * What all stages exchange.
 * <p>
 * A {@link sfumato.labels.ProbabilityMap} says for every pixel how probable each class is. Hard labels are the special case
 * in which one class has probability 1; a binary segmentation has two classes, background and foreground. So annotations,
 * fused raters, a teacher's output, predictions and recalibrated predictions all have one type, and no method needs to be
 * told whether its input was "one-hot", "from logits" or "soft".
 * <p>
 * {@link sfumato.labels.RaterLabels} are what several people drew of one image, before they are fused.
 * {@link sfumato.labels.LabelSmoothing} softens hard labels where only one rater is known.
 * <p>
 * Axes are (X, Y, class) or (X, Y, Z, class); label maps have no class axis. Class 0 is background.
 */
package sfumato.labels;
