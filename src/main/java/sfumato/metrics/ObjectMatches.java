package sfumato.metrics;

import java.util.Arrays;

import sfumato.geometry.ConnectedObjects;

/**
 * The matched objects of a prediction and of a reference, and the detection scores. With m matched objects among n predicted ones and
 * k of the reference:
 *
 * <pre>
 * precision m / n,   recall m / k,   F1 = 2m / (n + k),   panoptic quality = Σ IoU / ½(n + k) = F1 · mean IoU
 * </pre>
 *
 * Where neither has objects F1 and panoptic quality are 1, precision without predicted objects, recall without objects in the
 * reference and a mean IoU without matches are NaN. (Kirillov et al., Panoptic segmentation, CVPR 2019.)
 */
public final class ObjectMatches {

	/** Instead of a number: no partner. */
	public static final int NONE = -1;

	private final ConnectedObjects prediction;
	private final ConnectedObjects reference;
	private final int[] partner;
	private final double[] iou;

	/**
	 * @param partner of each predicted object, or {@link #NONE}
	 * @param iou of each predicted object with its partner; 0 without
	 */
	ObjectMatches(final ConnectedObjects prediction, final ConnectedObjects reference, final int[] partner, final double[] iou) {
		this.prediction = prediction;
		this.reference = reference;
		this.partner = partner;
		this.iou = iou;
	}

	public ConnectedObjects prediction() {
		return prediction;
	}

	public ConnectedObjects reference() {
		return reference;
	}

	/** The object of the reference that a predicted one is matched with, or {@link #NONE}. */
	public int partner(final int predicted) {
		return partner[predicted];
	}

	/** IoU of a predicted object with its partner; 0 if it has none. */
	public double iou(final int predicted) {
		return iou[predicted];
	}

	/** Pairs. */
	public int matched() {
		return (int) Arrays.stream(partner).filter(p -> p != NONE).count();
	}

	/** Objects of the reference that the prediction lacks. */
	public int missed() {
		return reference.count() - matched();
	}

	/** Predicted objects that the reference lacks. */
	public int extra() {
		return prediction.count() - matched();
	}

	public double precision() {
		return (double) matched() / prediction.count();
	}

	public double recall() {
		return (double) matched() / reference.count();
	}

	public double f1() {
		return ofAll(matched());
	}

	/** Of the matched objects, also called segmentation quality. */
	public double meanIou() {
		return Arrays.stream(iou).sum() / matched();
	}

	public double panopticQuality() {
		return ofAll(Arrays.stream(iou).sum());
	}

	private double ofAll(final double sum) {
		final int all = prediction.count() + reference.count();
		return all == 0 ? 1 : 2 * sum / all;
	}
}
