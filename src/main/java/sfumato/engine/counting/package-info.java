/** Pixel counts on the device, for fusion, metrics, calibration errors and recalibration. */
package sfumato.engine.counting;
