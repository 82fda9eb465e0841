/**
 * Recalibration methods, fitted on held-out cases, that make probabilities calibrated.
 * <p>
 * Internal; other programs call {@link sfumato.api}.
 */
package sfumato.recalibration;
