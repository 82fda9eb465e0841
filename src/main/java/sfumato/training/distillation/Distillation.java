package sfumato.training.distillation;

import sfumato.losses.WeightedLoss;
import sfumato.methods.Methods;
import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * The settings of knowledge distillation, besides those of any training. It is written to {@code training.json} as it is; texts are
 * completed when it is made.
 *
 * @param terms text form of {@link DistillationTerms}
 * @param kde text form of a {@link TeacherCalibration}
 * @param temperature T &gt; 0: pixelwise losses compare softmax(z/T) of both networks, times T²
 */
public record Distillation(String terms, String kde, double temperature) {

	public Distillation {
		terms = DistillationTerms.parse(terms).toString();
		kde = Methods.of(TeacherCalibration.class).complete(kde).toString();
		if (!(temperature > 0 && temperature < Double.POSITIVE_INFINITY)) throw new UserException(
			WrongValue.message("temperature", temperature, "greater than 0"));
	}

	/** The authors' configuration. */
	public Distillation() {
		this(DistillationTerms.DEFAULT, "none", 1);
	}

	/** Whether there must be labels: for a term, or to calibrate the teacher. */
	public boolean needsLabels() {
		return DistillationTerms.parse(terms).has(DistillationTerms.Kind.LABELS) || calibration().needsLabels();
	}

	TeacherCalibration calibration() {
		return Methods.of(TeacherCalibration.class).create(kde);
	}

	/**
	 * Checks that something is left to be learned from.
	 *
	 * @param loss of the training
	 * @throws UserException if the loss has none of the terms that would count
	 */
	void requireTerms(final String loss) {
		final DistillationTerms t = DistillationTerms.parse(terms);
		final WeightedLoss soft = WeightedLoss.parseForTeacher(loss, temperature);
		final boolean teacher = t.has(DistillationTerms.Kind.KL) && !soft.only(true).names().isEmpty() || t.has(
			DistillationTerms.Kind.DML) && !soft.only(false).names().isEmpty();
		if (!teacher && !t.has(DistillationTerms.Kind.LABELS)) throw new UserException(DistillationMessages.nothingToLearn(terms,
			loss));
	}
}
