package sfumato.agreement;

/**
 * Measures of inter-rater agreement; {@link sfumato.fusion.RaterComparison} and {@code sfumato.statistics} define them. Measures of a
 * rater are, of a case, the mean over its raters.
 */
public enum AgreementMeasure {

	/** Dice of the rater with the majority of all, a fraction. */
	MAJORITY_DICE("Dice_majority", 100, true),

	/** Mean Dice of the rater with each of the others, a fraction; of a case the mean over all pairs. */
	PAIRWISE_DICE("Dice_pairwise", 100, true),

	/** Mean of Cohen's kappa of the rater with each of the others. */
	COHEN_KAPPA("Cohen_kappa", 1, true),

	/** Squared generalized energy distance of the rater from the others, with 1 − IoU as distance. */
	ENERGY_DISTANCE("energy_distance", 1, true),

	/** 1 − Dice of the majorities with and without the rater, a fraction. */
	LEAVE_ONE_OUT("leave_one_out", 100, true),

	/** What the rater marked: see {@link CaseAgreement#volumeUnit}. */
	VOLUME("volume", 1, true),

	/** Standard deviation of the raters' volumes over their mean, a fraction. */
	VOLUME_SPREAD("volume_spread", 100, false),

	/** Fleiss' kappa of all raters; NaN if there are pixels that not all of them labelled. */
	FLEISS_KAPPA("Fleiss_kappa", 1, false),

	/** Krippendorff's alpha of all raters. */
	KRIPPENDORFF_ALPHA("Krippendorff_alpha", 1, false),

	/** Objects the rater drew: connected pixels of a foreground class. */
	OBJECTS("objects", 1, true),

	/** Standard deviation of the raters' numbers of objects over their mean, a fraction. */
	OBJECTS_SPREAD("objects_spread", 100, false),

	/** Mean F1 of the rater's objects with those of each of the others, matched one to one: do they mean the same objects? */
	OBJECT_F1("Object_F1", 100, true),

	/** Mean IoU of the objects that the rater shares with others: do they draw those alike? */
	OBJECT_IOU("Object_IoU", 100, true);

	private final String column;
	private final double tableFactor;
	private final boolean ofRaters;

	AgreementMeasure(final String column, final double tableFactor, final boolean ofRaters) {
		this.column = column;
		this.tableFactor = tableFactor;
		this.ofRaters = ofRaters;
	}

	/** What tables call it; a volume goes by its unit there. */
	public String column() {
		return column;
	}

	/** 100 for fractions, which tables show in percent, else 1. */
	public double tableFactor() {
		return tableFactor;
	}

	/** Whether each rater has a value, or only all of them together. */
	public boolean isOfRaters() {
		return ofRaters;
	}
}
