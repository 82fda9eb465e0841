/**
 * Segmentation with soft labels: several raters are fused into probabilities, networks learn from them with Dice
 * semimetric losses, and what they predict is recalibrated and measured.
 * <p>
 * Everything between two stages is a {@link sfumato.labels.ProbabilityMap}; methods (fusions, losses, metrics …) are small
 * immutable classes found by name ({@link sfumato.methods.Methods}); tensors exist only behind {@code sfumato.engine};
 * commands only fetch and show. The layers, from the bottom:
 *
 * <pre>
 * progress
 * methods, planes
 * labels, networks
 * fusion, metrics, calibration, statistics
 * losses, engine
 * files
 * data, installation
 * models
 * training, prediction
 * export
 * jobs, images
 * api
 * plots, reports
 * commands, standalone
 * </pre>
 *
 * {@code sfumato.api} alone is public, all other packages are internal and change without notice. A package may use those below it. {@code ArchitectureTest} holds the rule.
 */
package sfumato;
