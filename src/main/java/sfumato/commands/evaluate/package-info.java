/** The menu {@code Evaluate}: scores, calibration, inter-rater agreement and comparisons, with their tables and plots. */
package sfumato.commands.evaluate;
