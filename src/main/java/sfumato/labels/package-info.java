/**
 * The data types that all stages exchange: probability maps, raters and classes.
 * <p>
 * A {@link sfumato.labels.ProbabilityMap} says for every pixel how probable each class is. Hard labels are the special case
 * in which one class has probability 1; a binary segmentation has two classes, background and foreground. So annotations,
 * fused raters, a teacher's output, predictions and recalibrated predictions all have one type, and no method needs to be
 * told whether its input was "one-hot", "from logits" or "soft".
 * <p>
 * {@link sfumato.labels.HardRaters} are what several people drew of one image, before they are fused.
 * <p>
 * Axes are (X, Y, class) or (X, Y, Z, class); label maps have no class axis. Class 0 is background.
 * {@link sfumato.labels.PixelBlocks} is how loops get at all classes of a pixel at once.
 *
 * <h2>Smoothing</h2>
 *
 * {@link sfumato.labels.LabelSmoothing} softens hard labels, where only one rater is known. Of a smoothed pixel the own
 * class keeps 1 − ε + ε/C, every other class gets ε/C.
 *
 * <table>
 * <caption>Methods</caption>
 * <tr><th></th><th>smoothed pixels</th><th>with two classes</th></tr>
 * <tr><td>{@code none}</td><td>none</td><td>1 / 0</td></tr>
 * <tr><td>{@code boundary(epsilon: 0.5, width: 3)}</td><td>those whose window holds another class
 * ({@link sfumato.labels.LabelBoundary})</td><td>0.75 / 0.25 there</td></tr>
 * <tr><td>{@code everywhere(epsilon: 0.1)}</td><td>all</td><td>0.95 / 0.05</td></tr>
 * </table>
 *
 * Training smooths each crop after it was scaled and flipped, in an array (class, Y, X) with a mask of the pixels that
 * count: the border of the crop is no boundary, and next to pixels that do not count nothing is known.
 * <p>
 * Internal; other programs call {@link sfumato.api}.
 */
package sfumato.labels;
