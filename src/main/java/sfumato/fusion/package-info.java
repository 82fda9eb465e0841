/**
 * Fuses the labels of several raters to one probability map. One file per method; {@link sfumato.fusion.LabelFusion} is what they have
 * in common.
 * <p>
 * Let R raters label a pixel, and let n_c of them have chosen class c.
 *
 * <table>
 * <caption>Methods</caption>
 * <tr><td>{@code majority}</td><td>1 for the class with most votes, for background at a tie: with two classes the strict
 * majority; {@code tie: LOWEST} and {@code tie: UNDECIDED} (equal shares) are other ways to decide</td><td>hard, unless
 * undecided; what Dice is measured against</td></tr>
 * <tr><td>{@code intersection}</td><td>1 for the class that all chose, else for background</td><td>hard; what nobody
 * doubts</td></tr>
 * <tr><td>{@code union}</td><td>foreground if any rater says so, of its classes the one with most votes</td><td>hard; what
 * nobody rules out</td></tr>
 * <tr><td>{@code average}</td><td>n_c / R: every rater counts the same</td><td>soft; what BDice is measured
 * against</td></tr>
 * <tr><td>{@code dice-weighted}</td><td>raters count by their Dice with the majority of this image</td><td>soft; outliers
 * count less</td></tr>
 * <tr><td>{@code random-rater}</td><td>one rater, drawn by a seed and the labels themselves</td><td>hard; a new draw per
 * epoch with {@link sfumato.fusion.LabelFusion#withSeed}</td></tr>
 * <tr><td>{@code staple}</td><td>a hidden truth and what each rater makes of it, estimated from each other</td><td>soft; raters
 * count by how reliable they are, class by class</td></tr>
 * <tr><td>{@code soft-staple}</td><td>the same for raters who give probabilities</td><td>soft</td></tr>
 * <tr><td>{@code simple}</td><td>who agrees too little is dropped, the others count by Dice</td><td>soft; outliers do not count
 * at all</td></tr>
 * <tr><td>{@code shape-average}</td><td>the class with the least mean signed distance to its outlines</td><td>hard, unless soft
 * is asked for; smooth outlines</td></tr>
 * </table>
 *
 * All but the last look at nothing but the labels of a pixel, once they know how often each pattern of labels occurs
 * ({@link sfumato.fusion.LabelPatterns}): a {@link sfumato.fusion.PatternFusion} works a pattern out once, and pixels look it up.
 * A rater who has not labelled a pixel ({@link sfumato.labels.HardRaters#UNLABELED}) is not asked there. Raters may also give
 * probabilities ({@link sfumato.labels.SoftRaters}); methods that have no use for them take the most probable class.
 *
 * {@link sfumato.fusion.MajorityDice} is the raters' own Dice with their majority: the weights of {@code dice-weighted},
 * and the ceiling a network's Dice is compared with. {@link sfumato.fusion.RaterComparison} sets the raters beside
 * each other (overlap of pairs, distance of one from the others, volumes, what the majority owes to one of them) and counts
 * for the coefficients of {@code sfumato.statistics}; {@link sfumato.fusion.RaterEntropy} and
 * {@link sfumato.fusion.RaterVariance} show where they disagree.
 * <p>
 * Counts are long and sums double; results are the same on any number of threads, and exact on images of any size. Raters
 * that left an image empty are raters like others: all empty makes certain background.
 * <p>
 * Internal; other programs call {@link sfumato.api}.
 */
package sfumato.fusion;
