/**
 * Several raters become one probability map. One file per method; {@link sfumato.fusion.LabelFusion} is what they have in
 * common.
 * <p>
 * Let R raters label a pixel, and let n_c of them have chosen class c.
 *
 * <table>
 * <caption>Methods</caption>
 * <tr><td>{@code majority}</td><td>1 for the class of the (strict) majority, background at a tie</td></tr>
 * <tr><td>{@code average}</td><td>n_c / R: every rater counts the same</td></tr>
 * <tr><td>{@code dice-weighted}</td><td>raters count by their Dice with the majority</td></tr>
 * <tr><td>{@code random-rater}</td><td>one rater, drawn by a seed</td></tr>
 * </table>
 *
 * Counts are long and sums double, so results are exact on images of any size.
 */
package sfumato.fusion;
