/**
 * Methods that learn on held-out cases how to change probabilities so that they are calibrated.
 */
package sfumato.recalibration;
