/**
 * Chance-corrected agreement of raters, and how sure a mean over cases is. Plain Java on counts: who has images counts first
 * (for instance with {@code sfumato.fusion.RaterComparison}).
 *
 * <table>
 * <caption>Coefficients; 1 is perfect agreement, 0 what chance would give</caption>
 * <tr><td>{@link sfumato.statistics.Kappa#cohen}</td><td>two raters, each with habits of its own</td></tr>
 * <tr><td>{@link sfumato.statistics.Kappa#fleiss}</td><td>any number of raters, the same for every unit</td></tr>
 * <tr><td>{@link sfumato.statistics.KrippendorffAlpha#nominal}</td>
 * <td>raters may be missing; corrected for few units</td></tr>
 * </table>
 *
 * Units (pixels) that were rated alike are one row with a count, so that a volume of any size is a short table. Where
 * everybody chose one and the same class, chance alone explains the agreement: the coefficient is 0/0 and NaN here.
 */
package sfumato.statistics;
