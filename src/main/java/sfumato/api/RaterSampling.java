package sfumato.api;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import sfumato.agreement.RaterCurve.Against;
import sfumato.fusion.LabelFusion;
import sfumato.methods.Methods;
import sfumato.progress.Progress;
import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * Estimates how many raters are needed, by fusions of few raters that are drawn at random; {@code How Many Raters...} in a script.
 *
 * <pre>{@code
 * RaterCurve curve = sfumato.howManyRaters(Dataset.open("cells")).method("majority").draws(50).run();
 * }</pre>
 */
public final class RaterSampling {

	private final Sfumato sfumato;
	private final Optional<Raters> raters;
	private final Optional<Dataset> data;
	private String method = "average", against = Against.ALL.toString();
	private int draws = 20;
	private long seed;

	RaterSampling(final Sfumato sfumato, final Optional<Raters> raters, final Optional<Dataset> data) {
		this.sfumato = sfumato;
		this.raters = raters;
		this.data = data;
	}

	/** How raters become one, e.g. {@code average} (the default), {@code majority}. */
	public RaterSampling method(final String text) {
		method = text;
		return this;
	}

	/** What fusions of few are compared with: the fusion of {@code all} (the default), or of a {@code held-out} half. */
	public RaterSampling against(final String whom) {
		against = whom;
		return this;
	}

	/** How many sets of raters are drawn per case and number of raters; 20 by default. */
	public RaterSampling draws(final int number) {
		draws = number;
		return this;
	}

	/** Of these draws; 0 by default. Equal seeds give equal curves. */
	public RaterSampling seed(final long number) {
		seed = number;
		return this;
	}

	/**
	 * Draws, fuses and compares. One case is in memory at a time.
	 *
	 * @throws UserException in a sentence, if raters cannot be read or are too few
	 * @throws IOException in a sentence, if a file cannot be read
	 */
	public RaterCurve run() throws IOException {
		final var curve = new sfumato.agreement.RaterCurve(Methods.of(LabelFusion.class).create(method), reference(), draws, seed);
		final Progress progress = sfumato.progress();
		final List<sfumato.agreement.RaterCurve.Point> points;
		if (raters.isPresent()) {
			raters.get().read().notes().forEach(progress::log);
			points = curve.of(raters.get().read(), progress);
		}
		else {
			final Dataset dataset = data.orElseThrow();
			final var set = dataset.opened("A curve of raters", Optional.empty(), Optional.empty());
			points = curve.of(set, set.cases(dataset.folder("cases").cases()), progress);
		}
		return new RaterCurve(points.stream().map(p -> new RaterCurve.Point(p.raters(), p.cases(), p.dice(), p.spread(), p.bdice(), p
			.softError())).toList(), curve.against() == Against.ALL);
	}

	private Against reference() {
		for (final Against reference : Against.values())
			if (reference.toString().equals(against)) return reference;
		throw new UserException(WrongValue.message("against", against, "one of all, held-out"));
	}
}
