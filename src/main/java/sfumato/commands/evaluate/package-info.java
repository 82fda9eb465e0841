/**
 * The menu {@code Evaluate}: scores, calibration, agreement of raters and comparisons, with their tables and pictures.
 */
package sfumato.commands.evaluate;
