package sfumato.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

import org.scijava.plugin.Plugin;

import sfumato.geometry.ConnectedObjects.Connectivity;
import sfumato.labels.Comparison;
import sfumato.methods.Configured;

/**
 * Object-level detection scores: connected pixels of a class are an object, objects of the prediction and of the reference are matched
 * one to one by their IoU, and unmatched objects are false negatives or false positives; see {@link ObjectMatches}. Pixel metrics
 * hardly notice a small object that is missed, and say nothing of two that have become one.
 * <p>
 * Numbers of objects of several classes are added, the other scores averaged. A region that counts cuts objects at its border.
 * <p>
 * With m pairs, of a predicted and b objects of the reference,
 *
 * <pre>
 * precision = m / a,   recall = m / b,   F1 = 2m / (a + b),   PQ = Σ_pairs IoU / ((a + b) / 2)
 * </pre>
 *
 * Shares are from 0 to 1, counts at least 0. Panoptic quality: Kirillov et al., Panoptic segmentation, CVPR 2019.
 *
 * <pre>{@code
 * ProbabilityMap prediction = OneRow.labels("0110011000"), reference = OneRow.labels("0110000110");
 * new ObjectScore().evaluate(prediction, reference) // 0.5
 * }</pre>
 */
@Plugin(type = SegmentationMetric.class, name = "objects",
	description = "Object-level detection scores: found, missed and false objects; by default all scores.")
public final class ObjectScore extends Configured<ObjectScore.Options> implements SegmentationMetric {

	private static final double PERCENT = 100;

	/** The scores of matched objects. */
	public enum Score {
		/** All of the others, in a table side by side; where there is room for one, {@link #F1}. */
		ALL("Object_F1", PERCENT, 1, ObjectMatches::f1),
		/** Objects of the prediction. */
		PREDICTED("Objects", 1, Double.NaN, m -> m.prediction().count()),
		/** Objects of the reference. */
		REFERENCE("Objects_reference", 1, Double.NaN, m -> m.reference().count()),
		/** Pairs. */
		MATCHED("Objects_matched", 1, Double.NaN, ObjectMatches::matched),
		/** Objects that only the reference has. */
		MISSED("Objects_missed", 1, 0, ObjectMatches::missed),
		/** Objects that only the prediction has. */
		EXTRA("Objects_extra", 1, 0, ObjectMatches::extra),
		/** Share of the predicted objects that are matched. */
		PRECISION("Object_precision", PERCENT, 1, ObjectMatches::precision),
		/** Share of the objects of the reference that are matched. */
		RECALL("Object_recall", PERCENT, 1, ObjectMatches::recall),
		/** Dice of objects. */
		F1("Object_F1", PERCENT, 1, ObjectMatches::f1),
		/** Mean IoU of the pairs: how well what is found is outlined. */
		IOU("Object_IoU", PERCENT, 1, ObjectMatches::meanIou),
		/** Panoptic quality, F1 times IoU. */
		PANOPTIC("PQ", PERCENT, 1, ObjectMatches::panopticQuality);

		private final String column;
		private final double tableFactor;
		private final double perfect;
		private final ToDoubleFunction<ObjectMatches> value;

		Score(final String column, final double tableFactor, final double perfect, final ToDoubleFunction<ObjectMatches> value) {
			this.column = column;
			this.tableFactor = tableFactor;
			this.perfect = perfect;
			this.value = value;
		}
	}

	/**
	 * @param score what is asked
	 * @param iou that makes two objects the same, above 0, at most 1; see {@link ObjectMatching}
	 * @param connectivity which pixels are one object
	 * @param minSize objects of fewer pixels do not count
	 * @param missed what precision, recall and IoU count where they are not defined though there are objects; default
	 *          {@link Missed#SKIP}
	 */
	public record Options(Score score, double iou, Connectivity connectivity, int minSize, Missed missed) {

		public Options {
			new ObjectMatching(iou, connectivity, minSize);
		}

		public Options() {
			this(Score.ALL, new ObjectMatching(), Missed.SKIP);
		}

		private Options(final Score score, final ObjectMatching matching, final Missed missed) {
			this(score, matching.iou(), matching.connectivity(), matching.minSize(), missed);
		}

		/** Which objects are the same. */
		public ObjectMatching matching() {
			return new ObjectMatching(iou, connectivity, minSize);
		}
	}

	public ObjectScore() {
		this(new Options());
	}

	public ObjectScore(final Options options) {
		super(options);
	}

	@Override
	public List<SegmentationMetric> parts() {
		if (options.score() != Score.ALL) return List.of(this);
		final List<SegmentationMetric> parts = new ArrayList<>();
		for (final Score score : Score.values())
			if (score != Score.ALL) parts.add(new ObjectScore(new Options(score, options.matching(), options
				.missed())));
		return parts;
	}

	@Override
	public double[] perClass(final Comparison images) {
		return IntStream.range(0, images.numClasses()).mapToDouble(c -> c == 0 ? Double.NaN : value(options.matching().match(images,
			c))).toArray();
	}

	private double value(final ObjectMatches matches) {
		final double value = options.score().value.applyAsDouble(matches);
		final boolean missed = Double.isNaN(value) && matches.prediction().count() + matches.reference().count() > 0;
		return missed && options.missed() == Missed.PENALTY ? 0 : value;
	}

	/** {@inheritDoc} Numbers of objects are added up. */
	@Override
	public double mean(final double[] perClass, final boolean[] counted) {
		return tableFactor() == PERCENT ? SegmentationMetric.super.mean(perClass, counted) : IntStream.range(1, perClass.length)
			.filter(c -> counted[c]).mapToDouble(c -> perClass[c]).sum();
	}

	@Override
	public double ofEmptyMasks() {
		return switch (options.score()) {
			case PRECISION, RECALL, IOU -> Double.NaN;
			default -> perfect();
		};
	}

	@Override
	public String column() {
		return options.score().column;
	}

	@Override
	public double tableFactor() {
		return options.score().tableFactor;
	}

	/** Counts have one, because tables show their mean, too. */
	@Override
	public int decimals() {
		return tableFactor() == PERCENT ? SegmentationMetric.super.decimals() : 1;
	}

	@Override
	public double perfect() {
		return options.score().perfect;
	}
}
