/**
 * Pictures of results, as ImageJ images and plots; nothing here opens a window.
 *
 * <table>
 * <caption>What is drawn of what</caption>
 * <tr><td>{@link sfumato.plots.ReliabilityPlot}</td><td>a {@link sfumato.calibration.ReliabilityDiagram}: do probabilities
 * mean what they say?</td></tr>
 * <tr><td>{@link sfumato.plots.TrainingPlot}</td><td>losses and scores over the epochs</td></tr>
 * <tr><td>{@link sfumato.plots.Overlays}</td><td>outlines of raters and predictions on the image</td></tr>
 * <tr><td>{@link sfumato.plots.MatrixPlot}</td><td>numbers of pairs, such as the Dice of each rater with each</td></tr>
 * </table>
 *
 * Colours are those of {@link sfumato.labels.LabelClass}, which colour-blind people can tell apart; numbers are shown in
 * those of {@link sfumato.plots.PerceptualLut}.
 */
package sfumato.plots;
