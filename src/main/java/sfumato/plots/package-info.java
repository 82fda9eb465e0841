/**
 * Plots and pictures of results, as ImageJ images; nothing here opens a window.
 *
 * <table>
 * <caption>What is drawn of what</caption>
 * <tr><td>{@link sfumato.plots.ReliabilityPlot}</td><td>a {@link sfumato.calibration.ReliabilityDiagram}: do probabilities
 * mean what they say?</td></tr>
 * <tr><td>{@link sfumato.plots.TrainingCurves}</td><td>losses, scores and rate over the epochs</td></tr>
 * <tr><td>{@link sfumato.plots.PreviewPicture}</td><td>what a network that is trained says of an image</td></tr>
 * <tr><td>{@link sfumato.plots.TrainingPicture}</td><td>both on one page</td></tr>
 * <tr><td>{@link sfumato.plots.Overlays}</td><td>outlines of raters and predictions on the image</td></tr>
 * <tr><td>{@link sfumato.plots.MatrixPlot}</td><td>numbers of pairs, such as the Dice of each rater with each</td></tr>
 * <tr><td>{@link sfumato.plots.RaterCurvePlot}</td><td>what each further rater changes</td></tr>
 * <tr><td>{@link sfumato.plots.BoxPlot}</td><td>the scores of methods, one case a point</td></tr>
 * <tr><td>{@link sfumato.plots.CriticalDifferencePlot}</td><td>mean ranks of methods, and which of them differ</td></tr>
 * <tr><td>{@link sfumato.plots.BlandAltmanPlot}</td><td>agreement of two measurements, such as volumes</td></tr>
 * </table>
 *
 * Colours are those of {@link sfumato.labels.LabelClass}, which colour-blind people can distinguish; numbers are shown in
 * those of {@link sfumato.plots.PerceptualLut}.
 */
package sfumato.plots;
