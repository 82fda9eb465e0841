/**
 * Phantoms with simulated raters.
 * <p>
 * {@link sfumato.data.simulation.RaterSimulation} writes a dataset of phantoms with raters who disagree where borders fade: for
 * trials, tests and teaching, where no data may be passed on. {@link sfumato.data.simulation.RaterErrors} are what a rater does wrong
 * beside.
 */
package sfumato.data.simulation;
