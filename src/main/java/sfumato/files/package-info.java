/**
 * Reads and writes image files.
 * <p>
 * {@link sfumato.files.ImageFiles} reads by the ending of a name, whatever the format, and gives an
 * {@link sfumato.files.ImageFile}: pixels with axes (X, Y, C) or (X, Y, Z, C), pixel size and unit, and what had to be
 * decided.
 *
 * <table>
 * <caption>Formats</caption>
 * <tr><th>ending</th><th>read by</th><th>remarks</th></tr>
 * <tr><td>.nii, .nii.gz, pairs .hdr and .img (named by .hdr)</td><td>{@link sfumato.files.Nifti}</td><td>NIfTI-1 and -2, all real scalar types and RGB, both
 * byte orders, scaled; the fourth and further axes are channels; no reorientation, but qform and sform
 * are kept; written as NIfTI-1</td></tr>
 * <tr><td>.nii, .nii.gz of large volumes</td><td>{@link sfumato.files.NiftiPlanes}</td><td>one plane after the other, in the
 * memory of one</td></tr>
 * <tr><td>.tif, .tiff, .ome.tif, .ome.tiff</td><td>ImageJ what it writes itself, else {@link sfumato.files.TiffPlanes}</td><td>stacks with channels
 * and slices (or frames), calibration, OME-XML, BigTIFF; the kinds are those of {@link sfumato.files.TiffPlanes}</td></tr>
 * <tr><td>.png</td><td>Java</td><td>1 to 16 bits; of indexed colours the indices; what is fully transparent is 0</td></tr>
 * <tr><td>.zip, .roi</td><td>{@link sfumato.files.RoiSet}</td><td>outlines, which become a label map of the size of an image;
 * written as .zip</td></tr>
 * </table>
 *
 * Grey images and masks are often saved as RGB; where the three channels are equal they are read as one. Everything becomes
 * 32-bit float, which holds label values exactly up to 2^24. What is no such image is refused in one sentence that holds
 * the path ({@link java.io.IOException}); broken files are never a reason for a stack trace, and a broken header cannot ask
 * for more memory than its file could fill.
 * <p>
 * No method opens a window or needs one. Classes of ImageJ 1 are loaded on first use; a program that patches them (as the
 * standalone runner does) must do so before.
 */
package sfumato.files;
