package sfumato.data.preparation;

/** Messages about datasets of challenges and their preparation. */
public final class PreparationMessages {

	private PreparationMessages() {}

	static String noSuchCaseToSkip(final int number, final Object folder, final Object first, final Object last) {
		return "skip names " + number + ", but there is no such case in " + folder + "; there are " + first + " to " + last + ".";
	}

	static String nothingLeft(final Object folder) {
		return "skip leaves no case of " + folder + ".";
	}

	public static String noCaseFolders(final Object folder) {
		return "There are no case folders in " + folder + "; a set of QUBIQ has folders Training and Validation with " +
			"case01, case02 and so on in them.";
	}

	static String noHalves(final String names, final Object folder, final String parent) {
		return "The folders " + names + " of " + folder + " are no halves of one set (" + parent + "); prepare each set by itself.";
	}

	static String twoFolders(final int number, final Object folder) {
		return "There are two folders for case " + number + " in " + folder + "; remove one.";
	}

	static String twoFiles(final int number, final Object file, final Object otherFile) {
		return "There are two files for case " + number + ", " + file + " and " + otherFile + "; remove one.";
	}

	static String noImage(final Object caseName, final Object preparation, final String file, final Object folder) {
		return "The image of case " + caseName + " is missing; " + preparation + " needs a " + file + " in " + folder + ".";
	}

	static String noSegmentations(final Object folder, final Object layout, final String image, final String labels) {
		return "There are no segmentations in " + folder + "; " + layout + " has pairs of files like " + image + " and " + labels +
			".";
	}

	static String crop(final int crop, final int most) {
		return "crop is " + crop + " but must be between 1 and " + most + " pixels, or 0 for whole images.";
	}

	static String oneTask(final String task, final Object preparation) {
		return "task is " + task + ", but " + preparation + " has one task only; leave it out.";
	}

	static String skipText(final String text) {
		return "skip=" + text + " is no list of numbers of cases; it is written like 9 or 9+12.";
	}

	static String notFlat(final Object file, final String planes) {
		return file + " is a volume of " + planes + ", but the images of QUBIQ are flat.";
	}

	static String notScalable(final Object file, final float largest) {
		return "The largest value of " + file + " is " + largest + ", so that it cannot be scaled to 255; set values=raw.";
	}

	static String tumourSlices(final String file, final int n, final int total) {
		return file + ": " + n + " of " + total + " slices show a tumour";
	}

	static String preparedOtherwise(final Object folder, final String key, final String old, final String wanted) {
		return "\"" + folder + "\" holds a dataset that was prepared with " + key + "=" + old + " and not " + key + "=" + wanted +
			". Choose another output, or set overwrite=true.";
	}

	static String otherSize(final Object image, final String size, final Object labels, final String labelSize) {
		return image + " is " + size + " but " + labels + " is " + labelSize + "; they must show the same voxels.";
	}

	static String voxelValue(final Object file, final float value) {
		return file + " holds a voxel of the value " + value + ".";
	}

	public static String caseFoldersBelow(final Object folder, final String sets) {
		return "There are no case folders in " + folder + ", but in " + sets + "; choose one of these sets.";
	}

	public static String preparing(final String patient) {
		return "Preparing " + patient;
	}

	public static String masks(final String patient, final int masks, final Object file) {
		return patient + ": " + masks + " masks, of " + file;
	}
}
