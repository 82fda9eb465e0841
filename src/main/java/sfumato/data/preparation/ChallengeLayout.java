package sfumato.data.preparation;

import java.util.Locale;

import sfumato.text.Choice;

/** The file layout of a challenge's download, and its published preprocessing. */
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

	/** The layout of that name, case-insensitive. */
	public static ChallengeLayout of(final String name) {
		return Choice.of("layout", values(), name);
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
