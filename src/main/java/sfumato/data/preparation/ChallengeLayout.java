package sfumato.data.preparation;

import java.util.Arrays;
import java.util.Locale;

import sfumato.text.UserException;

/**
 * How the files of a challenge lie when they were downloaded and unpacked, and what was published about preparing them.
 */
public enum ChallengeLayout {

	/**
	 * One set of QUBIQ (brain growth, brain tumour, kidney, prostate): {@code Training/case01/image.nii.gz} with
	 * {@code task01_seg01.nii.gz} and so on, and {@code Validation/} beside it; or all case folders in one.
	 */
	QUBIQ(256),

	/**
	 * LiTS: {@code volume-0.nii} and {@code segmentation-0.nii}, in the folder or below; slices are the planes of the third
	 * axis.
	 */
	LITS(512),

	/**
	 * KiTS19: {@code case_00000/imaging.nii.gz} and {@code segmentation.nii.gz}; slices are the planes of the <em>first</em>
	 * axis.
	 */
	KITS(512);

	private final int size;

	ChallengeLayout(final int size) {
		this.size = size;
	}

	/** The layout of that name, whatever its case. */
	public static ChallengeLayout of(final String name) {
		for (final ChallengeLayout l : values())
			if (l.toString().equalsIgnoreCase(name.strip())) return l;
		throw new UserException("layout must be one of " + String.join(", ", Arrays.stream(values()).map(
			ChallengeLayout::toString).toList()) + ", but is \"" + name + "\".");
	}

	/** The published sides of an image in pixels. */
	public int size() {
		return size;
	}

	/** Whether the files are volumes, of which the slices with a tumour become cases. */
	public boolean isVolumes() {
		return this != QUBIQ;
	}

	/** The axis along which a volume is cut. */
	int sliceAxis() {
		return this == KITS ? 0 : 2;
	}

	/** {@code qubiq}. */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}
}
