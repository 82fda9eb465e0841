package sfumato.agreement;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import sfumato.data.Case;
import sfumato.data.Dataset;
import sfumato.data.LoadedCase;
import sfumato.data.sampling.LabelResize;
import sfumato.labels.HardRaters;
import sfumato.metrics.ObjectMatching;
import sfumato.progress.CaseNotes;
import sfumato.progress.Progress;
import sfumato.text.UserException;

/**
 * Computes the inter-rater agreement of every case of a dataset. One case is in memory at a time.
 *
 * @param size 0: label maps as they are; else they are resized to {@code size} x {@code size} pixels before anything is
 *          counted ({@link LabelResize})
 * @param matching which objects of two raters are the same
 */
public record DatasetAgreement(int size, ObjectMatching matching) {

	public DatasetAgreement {
		if (size < 0 || size > LabelResize.MAX_SIZE) throw new UserException(AgreementMessages.size(size, LabelResize.MAX_SIZE));
	}

	/** With objects matched as by default. */
	public DatasetAgreement(final int size) {
		this(size, new ObjectMatching());
	}

	/**
	 * Compares the raters of cases. The findings of a case depend on that case alone.
	 *
	 * @return one per case, in their order
	 */
	public List<CaseAgreement> of(final Dataset dataset, final List<Case> cases, final Progress progress)
		throws IOException
	{
		final List<CaseAgreement> compared = new ArrayList<>();
		final CaseNotes notes = new CaseNotes();
		for (final Case c : cases) {
			progress.checkCanceled();
			progress.update((double) compared.size() / cases.size(), AgreementMessages.comparing(c.name()));
			final LoadedCase loaded = dataset.load(c);
			notes.add(c.name(), loaded.notes());
			compared.add(compare(loaded));
		}
		notes.log(progress);
		progress.update(1, AgreementMessages.compared(compared.size()));
		return compared;
	}

	private CaseAgreement compare(final LoadedCase c) {
		final double[] pixelSize = c.pixelSize();
		if (size == 0) return CaseAgreement.of(c.name(), c.raters(), pixelSize, c.unit(), matching);
		final long[] dims = c.raters().dimensions();
		final HardRaters resized = LabelResize.nearest(c.raters().hard(), size, size);
		for (int d = 0; d < 2; d++)
			pixelSize[d] *= (double) dims[d] / size;
		return CaseAgreement.of(c.name(), resized, pixelSize, c.unit(), matching);
	}
}
