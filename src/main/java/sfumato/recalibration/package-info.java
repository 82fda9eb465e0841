/**
 * Methods that learn on held-out cases how to change probabilities so that they are calibrated.
 * <p>
 * Internal; other programs call {@link sfumato.api}.
 */
package sfumato.recalibration;
