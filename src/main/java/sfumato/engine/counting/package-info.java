/**
 * Counts of pixels in tensors, for fusion, metrics, calibration errors and recalibration.
 */
package sfumato.engine.counting;
