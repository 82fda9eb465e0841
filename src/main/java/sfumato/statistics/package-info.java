/**
 * Agreement coefficients of raters, and significance tests of differences between methods. Plain Java on counts and scores: who has
 * images counts or scores first (for instance with {@code sfumato.fusion.RaterComparison}).
 *
 * <h2>Raters</h2>
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
 *
 * <h2>Methods</h2>
 *
 * {@link sfumato.statistics.MethodScores} reads a table with a row per method and case;
 * {@link sfumato.statistics.PairedScores} is one metric of it on the cases that all methods have;
 * {@link sfumato.statistics.MethodComparison} compares them, and {@link sfumato.statistics.ComparisonTable} makes of several
 * metrics a table for a paper.
 *
 * <pre>
 * MethodScores scores = MethodScores.read(file);
 * PairedScores dice = scores.of("Dice", Direction.AUTO, log);
 * new MethodComparison(dice, Methods.of(SignificanceTest.class).create("wilcoxon"), Correction.HOLM, 0).pairs();
 * </pre>
 *
 * A {@link sfumato.statistics.SignificanceTest} is a method found by name; most are a
 * {@link sfumato.statistics.PairedTest}, which sees nothing but the differences.
 *
 * <table>
 * <caption>Which test</caption>
 * <tr><td>{@link sfumato.statistics.PairedBootstrap}</td><td>the paper's; lenient with few cases</td></tr>
 * <tr><td>{@link sfumato.statistics.Wilcoxon}</td><td>when in doubt; exact also with ties</td></tr>
 * <tr><td>{@link sfumato.statistics.PermutationTest}</td><td>of the mean itself; exact up to 20 cases</td></tr>
 * <tr><td>{@link sfumato.statistics.PairedT}</td><td>normally distributed differences</td></tr>
 * <tr><td>{@link sfumato.statistics.SignTest}</td><td>only the signs mean something</td></tr>
 * <tr><td>{@link sfumato.statistics.Friedman}</td><td>many methods, by ranks; with Nemenyi's critical difference</td></tr>
 * </table>
 *
 * Distributions are those of Commons Math, which Fiji ships; the studentized range, exact Wilcoxon with ties and the rest it
 * does not have are here.
 */
package sfumato.statistics;
