/**
 * How far a prediction agrees with a reference: one file per metric, {@link sfumato.metrics.SegmentationMetric} is what they
 * have in common. All of them take (prediction, reference), in this order, and return fractions, not percent; a mask with
 * two values is a probability map, too.
 * <p>
 * Empty masks: two empty masks agree (1), one empty mask beside one that is not disagrees (0).
 */
package sfumato.metrics;
