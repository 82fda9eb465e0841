package sfumato.api;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import sfumato.agreement.AgreementSummary;
import sfumato.agreement.CaseAgreement;
import sfumato.agreement.DatasetAgreement;
import sfumato.files.Geometry;
import sfumato.geometry.ConnectedObjects.Connectivity;
import sfumato.images.StackGeometry;
import sfumato.labels.LabelNumbers;
import sfumato.metrics.ObjectMatching;
import sfumato.progress.Progress;
import sfumato.text.UserException;

/**
 * Measures how far raters agree, in one image or in the cases of a dataset; {@code Rater Agreement...} in a script.
 *
 * <pre>{@code
 * Agreement agreement = sfumato.compareRaters(Dataset.open("cells")).iou(0.3).run();
 * Agreement.Estimate human = agreement.mean("Dice_majority");
 * System.out.println(human.mean() + " (" + human.from() + " to " + human.to() + ")");
 * }</pre>
 */
public final class RaterComparison {

	private final Sfumato sfumato;
	private final Optional<Raters> raters;
	private final Optional<Dataset> data;
	private int size, resamples = 2000;
	private double iou = 0.5;
	private String connectivity = "full";
	private long seed;
	private Optional<LabelNumbers> numbers = Optional.empty();
	private Optional<Geometry> geometry = Optional.empty();

	RaterComparison(final Sfumato sfumato, final Optional<Raters> raters, final Optional<Dataset> data) {
		this.sfumato = sfumato;
		this.raters = raters;
		this.data = data;
	}

	/** Of a dataset: the side in pixels to which label maps are resized first; 0, the default, for none. */
	public RaterComparison size(final int side) {
		requireDataset("size");
		size = side;
		return this;
	}

	/** Of a dataset: what label values mean, {@code classes} or {@code instances}; by default what the dataset says. */
	public RaterComparison numbers(final String meaning) {
		requireDataset("numbers");
		numbers = Optional.of(LabelNumbers.of(meaning));
		return this;
	}

	/** Of a dataset whose files differ in position: {@code match}, {@code shifted} or {@code ignore}; by default what the dataset says. */
	public RaterComparison geometry(final String how) {
		requireDataset("geometry");
		geometry = Optional.of(Geometry.of(how));
		return this;
	}

	private void requireDataset(final String key) {
		if (data.isEmpty()) throw new UserException(ApiMessages.needsDataset(key));
	}

	/** The smallest intersection over union of two objects that are the same; 0.5 by default. */
	public RaterComparison iou(final double least) {
		iou = least;
		return this;
	}

	/** By what pixels are one object: sides and corners ({@code full}, the default), {@code faces}, or {@code planes}. */
	public RaterComparison connectivity(final String neighbours) {
		connectivity = neighbours;
		return this;
	}

	/** How often cases are drawn for intervals; 2000 by default. */
	public RaterComparison resamples(final int number) {
		resamples = number;
		return this;
	}

	/** Of these draws; 0 by default. Equal seeds give equal intervals. */
	public RaterComparison seed(final long number) {
		seed = number;
		return this;
	}

	/**
	 * Compares. One case is in memory at a time.
	 *
	 * @throws UserException in a sentence, if raters cannot be read
	 * @throws IOException in a sentence, if a file cannot be read
	 */
	public Agreement run() throws IOException {
		AgreementSummary.requireResamples(resamples);
		final ObjectMatching matching = new ObjectMatching(iou, Connectivity.parse(connectivity), 1);
		final Progress progress = sfumato.progress();
		return new Agreement(new AgreementSummary(raters.isPresent() ? List.of(of(raters.get(), matching, progress)) : of(data.orElseThrow(),
			matching, progress), resamples, seed));
	}

	private static CaseAgreement of(final Raters raters, final ObjectMatching matching, final Progress progress) {
		final StackGeometry geometry = raters.geometry();
		final var c = geometry.calibration();
		raters.read().notes().forEach(progress::log);
		return CaseAgreement.of(raters.title(), raters.read().hard(), geometry.slices() > 1 ? new double[] { c.pixelWidth, c.pixelHeight,
			c.pixelDepth } : new double[] { c.pixelWidth, c.pixelHeight }, Image.unit(geometry), matching);
	}

	private List<CaseAgreement> of(final Dataset dataset, final ObjectMatching matching, final Progress progress) throws IOException {
		final DatasetAgreement agreement = new DatasetAgreement(size, matching);
		final var set = dataset.opened("The agreement of raters", numbers, geometry);
		return agreement.of(set, set.cases(dataset.folder("cases").cases()), progress);
	}
}
