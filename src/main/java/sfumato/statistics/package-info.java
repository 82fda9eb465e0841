/**
 * Significance tests of differences between methods, confidence intervals and Bland-Altman's limits. Plain Java on scores.
 * <p>
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
