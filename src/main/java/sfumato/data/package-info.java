/**
 * From folders of annotated images to what training is fed with.
 *
 * <h2>Layout of a data set</h2>
 *
 * <pre>
 * dataset/
 *   case01/
 *     image.nii.gz              or .nii, .tif, .tiff, .png
 *     task01_seg01.nii.gz       what rater 1 drew for task 1; any ending, same size as the image
 *     task01_seg03.nii.gz       numbers may have gaps, and cases may have different raters
 *     task02_seg01.nii.gz       another task
 *   case02/ …
 * </pre>
 *
 * A case is a folder with an image or label maps; other files and folders do not matter. What follows a rater's number
 * ({@code task01_seg08_Eva.png}) does not matter either. Raters who have names are files of their own folder, in every case or
 * beside the images:
 *
 * <pre>
 * case01/image.tif              images/case01.tif                images/case01.tif
 * case01/raters/Eva.png         raters/Eva/case01.png            masks/case01.png     or labels: one rater
 * case01/raters/Jan.png         raters/Jan again/case01.png
 * </pre>
 *
 * {@link sfumato.data.Dataset#layout()} tells which one was found. A person who drew twice is two raters. Cases without image
 * in a folder inside a data set ({@code dataset/first/case01/task01_seg01.png}) are other label maps of the cases around it
 * and have the images of these.
 * <p>
 * Label maps hold class numbers, or 0 and one other value ({@link sfumato.labels.HardRaters}), or colours: black is
 * background, the others are the classes 1, 2, … in the order of their numbers ({@code #0000FF} before {@code #FF0000}), over
 * all label maps of the data set. Which value of a mask is the object is never guessed: {@link sfumato.data.Polarity}, asked
 * for by {@link sfumato.data.Dataset#withPolarity} or by a file {@code dataset.json} with {@code {"polarity": "inverted"}}.
 * Outlines are label maps, too ({@link sfumato.files.RoiSet}): {@code task01_seg01.zip}, {@code raters/Eva/case01.zip}. JPEG
 * is refused. An image of a few planes with
 * flat label maps is one flat image whose planes are channels, as in multi-sequence MR.
 *
 * <h2>Selections</h2>
 *
 * <table>
 * <caption>What {@code cases} may say</caption>
 * <tr><td>{@code case07}</td><td>a name; goes before everything else</td></tr>
 * <tr><td>{@code case0*}, {@code p?_*}</td><td>all names of that form</td></tr>
 * <tr><td>{@code 7}</td><td>the seventh case in natural order ({@code case2} before {@code case10})</td></tr>
 * <tr><td>{@code 1-22}</td><td>the first 22</td></tr>
 * <tr><td>{@code 1-5+8, case11}</td><td>all of these, each once, in natural order</td></tr>
 * </table>
 *
 * <h2>The way of an image</h2>
 *
 * {@link sfumato.data.Dataset} finds cases; {@link sfumato.data.LoadedCase} is one in memory. A
 * {@link sfumato.data.Normalization} maps grey values of the whole image; fusion makes the target of the raters; both
 * become a {@link sfumato.data.Sample}, from which {@link sfumato.data.Sampler} draws {@link sfumato.data.Patch}es as
 * {@link sfumato.data.Augmentation} allows, and a {@link sfumato.data.Batch} holds several of them in native memory.
 *
 * <table>
 * <caption>Normalizations (v is a grey value)</caption>
 * <tr><td>{@code percentile(low: 1, high: 99.8)}</td><td>(v − a) / (b − a) with the channel's percentiles a and b</td></tr>
 * <tr><td>{@code maximum}</td><td>2·clamp(v / max, 0, 1) − 1, max over all channels: QUBIQ as published</td></tr>
 * <tr><td>{@code window(low: -60, high: 140)}</td><td>2·clamp((v − low) / (high − low), 0, 1) − 1: CT</td></tr>
 * <tr><td>{@code z-score}</td><td>(v − mean) / standard deviation of the channel</td></tr>
 * <tr><td>{@code none}</td><td>v</td></tr>
 * </table>
 *
 * Resampling follows OpenCV, as the reference does. Soft targets are interpolated linearly, class by class, and
 * renormalised, so they stay probabilities; one-hot targets are taken from the nearest pixel, so they stay one-hot. Pixels
 * that padding adds have mask 0 and must not be counted; there is no magic label.
 *
 * <h2>What raters agree about</h2>
 *
 * {@link sfumato.data.CaseAgreement} has the measures of one image, {@link sfumato.data.DatasetAgreement} makes them of a
 * data set, and {@link sfumato.data.AgreementSummary} says what they are on average and how sure that is. Raters may be
 * missing in cases.
 *
 * <h2>Predictions of many cases</h2>
 *
 * {@link sfumato.data.ComparedFolders} puts a folder of predictions beside a folder of references or a data set,
 * {@link sfumato.data.CaseScoring} makes a table's row of each case, and {@link sfumato.data.ScoreSummary} the mean of the rows, or
 * what stands for it.
 *
 * <h2>Data of challenges</h2>
 *
 * {@link sfumato.data.DatasetPreparation} makes such folders of the downloads of QUBIQ, LiTS and KiTS19
 * ({@link sfumato.data.ChallengeLayout}), slice by slice, with the published sizes ({@link sfumato.data.ImageResize},
 * {@link sfumato.data.LabelResize}) and folds ({@code folds.csv}, which {@link sfumato.data.Folds} can take).
 *
 * <h2>Simulated data</h2>
 *
 * {@link sfumato.data.RaterSimulation} writes a data set of phantoms with raters who disagree where borders fade: for
 * trials, tests and teaching, where no data may be passed on. {@link sfumato.data.RaterErrors} are what a rater does wrong
 * beside.
 *
 * <h2>How many raters</h2>
 *
 * {@link sfumato.data.RaterCurve} compares the fusion of k raters with that of all or of others, for every k.
 */
package sfumato.data;
