/**
 * Optimizers by name ({@link sfumato.training.optimizers.Optimizer}): how weights follow gradients. What computes is in
 * {@link sfumato.engine}.
 * <p>
 * Internal; other programs call {@link sfumato.api}.
 */
package sfumato.training.optimizers;
