package sfumato.api;

import java.io.IOException;

import sfumato.fusion.LabelFusion;
import sfumato.jobs.Compute;
import sfumato.jobs.FuseJob;
import sfumato.labels.HardRaters;
import sfumato.labels.ProbabilityMap;
import sfumato.methods.Methods;
import sfumato.progress.Progress;
import sfumato.text.UserException;

/**
 * Makes one probability map of what several raters said; {@code Fuse Raters...} in a script.
 *
 * <pre>{@code
 * SoftLabels staple = sfumato.fuse(raters).method("staple").run();
 * }</pre>
 */
public final class Fusion {

	private final Sfumato sfumato;
	private final Raters raters;
	private LabelFusion fusion = Methods.of(LabelFusion.class).create("average");
	private String device = "cpu";

	Fusion(final Sfumato sfumato, final Raters raters) {
		this.sfumato = sfumato;
		this.raters = raters;
	}

	/**
	 * How the raters become one, e.g. {@code average} (the default), {@code majority}, {@code dice-weighted}, {@code staple}.
	 *
	 * @throws UserException in a sentence, if there is no such method
	 */
	public Fusion method(final String text) {
		fusion = Methods.of(LabelFusion.class).create(text);
		return this;
	}

	/** {@code cpu} (the default, which needs no tensor engine), {@code auto} or {@code gpu}. */
	public Fusion device(final String name) {
		device = name;
		return this;
	}

	/**
	 * Fuses; what a method finds out about the raters is in the log.
	 *
	 * @return of the raters' size; NaN where nobody has labelled
	 * @throws UserException in a sentence, if raters cannot be read
	 */
	public SoftLabels run() throws IOException {
		final Progress progress = sfumato.progress();
		final sfumato.labels.Raters said = raters.read();
		said.notes().forEach(progress::log);
		final boolean here = device.equals("cpu") || !(said instanceof HardRaters); // probabilities have no tensor form
		final ProbabilityMap map = here ? fusion.fuse(said) : sfumato.run(new FuseJob(fusion, said, new Compute(device, 0)), progress);
		fusion.report(said).forEach(progress::log);
		if (said.labelled().isPresent()) progress.log(ApiMessages.unlabelledPixels());
		return new SoftLabels(map, raters.geometry());
	}
}
