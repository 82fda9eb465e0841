package sfumato.commands.inputs;

/**
 * Styles of image inputs, which say with which open image a dialog begins. An input without one begins with "None", if it may be left
 * out. All are {@code autoFill = false}, because SciJava would take the active image without a question and would not record it.
 */
public final class ImageRole {

	/** The active image, also in macros and scripts that leave the input out. */
	public static final String ACTIVE = "activeImage";

	/** The active image, if it can be the label maps of several raters; in dialogs only. */
	public static final String RATERS = "activeRaters";

	/** The one other open image that can be a segmentation of the same size; in dialogs only. */
	public static final String SEGMENTATION = "otherSegmentation";

	/** An attribute: the inputs, separated by blanks, that may be given instead of the image. */
	public static final String INSTEAD = "instead";

	private ImageRole() {}
}
