/** Recalibration methods, fitted on held-out cases, that make probabilities calibrated. */
package sfumato.recalibration;
