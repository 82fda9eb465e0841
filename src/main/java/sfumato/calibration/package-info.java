/**
 * Calibration errors, reliability diagrams and maps of the local calibration error.
 *
 * <h2>Calibration is measuring</h2>
 *
 * Of the pixels to which a class is given with probability 0.8, do 80 % belong to it?
 * {@link sfumato.calibration.CalibrationError}s put a number to it, {@link sfumato.calibration.ReliabilityDiagram} shows it.
 *
 * <table>
 * <caption>Errors</caption>
 * <tr><td>{@code ece}, {@code mce}</td><td>Σ_b n_b/N · |accuracy_b − confidence_b|; the largest of these distances</td><td>of the most
 * probable class, all pixels including background; 0 … 1</td></tr>
 * <tr><td>{@code sce}, {@code ace}</td><td>the same for each class' probability, in bins of equal width or mass</td><td>mean over the
 * classes; 0 … 1</td></tr>
 * <tr><td>{@code smooth-ece}, {@code ece-kde}</td><td>without bins</td><td></td></tr>
 * <tr><td>{@code brier}, {@code nll}</td><td>proper scores, which measure sharpness, too</td><td>0 … 2; 0 … 50</td></tr>
 * </table>
 *
 * Diagrams of several images add up ({@link sfumato.calibration.ReliabilityDiagram#plus}): the error of the sum pools the
 * pixels of all images, the mean of the images' errors does not. Tables have one row per case and the mean of the rows.
 * {@link sfumato.calibration.CalibrationBands} says how sure a diagram is, {@link sfumato.calibration.CalibrationMap} where in an image
 * it is wrong.
 *
 * <h2>Recalibration is changing</h2>
 *
 * A {@link sfumato.recalibration.Recalibrator} learns on held-out cases how a model's probabilities have to be moved, and the
 * {@link sfumato.recalibration.Recalibration} it returns moves them. What it learned is a few named arrays of numbers
 * ({@link sfumato.recalibration.Recalibration#tensors()}), which a model keeps beside its weights and
 * {@link sfumato.recalibration.Recalibrator#restore} turns into the same recalibration again, bit by bit.
 *
 * <table>
 * <caption>Recalibrators</caption>
 * <tr><td>{@code kde(bandwidth: 0.01, keys: 1000, sampling: SPREAD, seed: 0, choice: LIKELIHOOD)}</td><td>the labels of key pixels with
 * similar probabilities, averaged with a Dirichlet kernel</td></tr>
 * <tr><td>{@code temperature}, {@code vector-scaling}, {@code dirichlet}</td><td>softmax(W ln p + b): one number, a diagonal, a full
 * matrix</td></tr>
 * <tr><td>{@code platt}, {@code beta}</td><td>σ(a ln p − b ln(1 − p) + m) per class, with a = b or not</td></tr>
 * <tr><td>{@code isotonic}, {@code histogram(bins: 15)}</td><td>a curve per class: the best rising one, or steps</td></tr>
 * </table>
 *
 * A recalibration looks at the probabilities of a pixel only, not at where it is. It may move a pixel across 0.5 where the
 * calibration cases say so; Dice then changes, too.
 * <p>
 * Internal; other programs call {@link sfumato.api}.
 */
package sfumato.calibration;
