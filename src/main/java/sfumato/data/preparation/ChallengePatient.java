package sfumato.data.preparation;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * One patient of a challenge.
 *
 * @param layout of the challenge
 * @param number as in the prepared dataset
 * @param files of QUBIQ the folder of the case; else the image and the segmentation
 */
record ChallengePatient(ChallengeLayout layout, int number, List<Path> files) {

	/** Wide enough for all numbers of the challenge, so that names sort as numbers do. */
	String name() {
		return String.format(Locale.ROOT, layout.isVolumes() ? "case%03d" : "case%02d", number);
	}

	ChallengePatient withNumber(final int other) {
		return new ChallengePatient(layout, other, files);
	}
}
