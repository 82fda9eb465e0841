/**
 * Reads folders of annotated images and prepares training data.
 *
 * <h2>Layout of a dataset</h2>
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
 * in a folder inside a dataset ({@code dataset/first/case01/task01_seg01.png}) are other label maps of the cases around it
 * and have the images of these.
 * <p>
 * Label maps hold class numbers, or 0 and one other value ({@link sfumato.labels.HardRaters}), or colours: black is
 * background, the others are the classes 1, 2, … in the order of their numbers ({@code #0000FF} before {@code #FF0000}), over
 * all label maps of the dataset. Which value of a mask is the object is never guessed: {@link sfumato.data.Polarity}, asked
 * for by {@link sfumato.data.Dataset#withPolarity} or by a file {@code dataset.json} with {@code {"polarity": "inverted"}}.
 * Outlines are label maps, too ({@link sfumato.files.RoiSet}): {@code task01_seg01.zip}, {@code raters/Eva/case01.zip}. JPEG
 * is refused. An image of a few planes with
 * flat label maps is one flat image whose planes are channels, as in multi-sequence MR.
 *
 * <h2>Selections</h2>
 *
 * <table>
 * <caption>What {@code cases} may say</caption>
 * <tr><td>{@code case07}</td><td>a name; overrides everything else</td></tr>
 * <tr><td>{@code case0*}, {@code p?_*}</td><td>all names of that form</td></tr>
 * <tr><td>{@code 7}</td><td>the seventh case in natural order ({@code case2} before {@code case10})</td></tr>
 * <tr><td>{@code 1-22}</td><td>the first 22</td></tr>
 * <tr><td>{@code 1-5+8, case11}</td><td>all of these, each once, in natural order</td></tr>
 * </table>
 *
 * <h2>The way of an image</h2>
 *
 * {@link sfumato.data.Dataset} finds cases; {@link sfumato.data.LoadedCase} is one in memory. A
 * {@link sfumato.data.normalization.Normalization} maps grey values of the whole image; fusion makes the target of the raters; both
 * become a {@link sfumato.data.sampling.Sample}, from which {@link sfumato.data.sampling.Sampler} draws {@link sfumato.data.sampling.Patch}es as
 * {@link sfumato.data.augmentation.Augmentations} say, and a {@link sfumato.data.sampling.Batch} holds several of them in native memory.
 * <p>
 * Internal; other programs call {@link sfumato.api}.
 */
package sfumato.data;
