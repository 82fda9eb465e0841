/**
 * Whether probabilities mean what they say, and how to put them right.
 * <p>
 * <em>Calibration</em> is measuring: of the pixels to which a class is given with probability 0.8, do 80 % belong to it?
 * {@link sfumato.calibration.CalibrationError}s put a number to it, {@link sfumato.calibration.ReliabilityDiagram} shows it.
 * <em>Recalibration</em> is changing: a {@link sfumato.calibration.Recalibrator} learns on held-out cases how a model's
 * probabilities have to be moved, and the {@link sfumato.calibration.Recalibration} it returns moves them.
 */
package sfumato.calibration;
