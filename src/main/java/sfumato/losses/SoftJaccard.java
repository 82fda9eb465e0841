package sfumato.losses;

import org.scijava.plugin.Plugin;

import ai.djl.ndarray.NDArray;

/**
 * The soft Jaccard loss, for comparison. <b>It is wrong on soft labels</b>: of one pixel with target 0.5 it is 2/3 where the
 * prediction is the target, and 1/2 where the prediction is 1 (s = 0). {@link JaccardMetric} equals it on hard labels.
 *
 * <pre>
 * SJL = 1 − (⟨x,y⟩ + s) / (|x| + |y| − ⟨x,y⟩ + s)
 * </pre>
 *
 * Source: Wang et al., MICCAI 2023, equation 2.
 * <p>
 * Values are from 0 to 1. With {@code log: true} they are at least 0.
 *
 * <pre>{@code
 * NDArray p = manager.create(new float[] { 0.1f, 0.6f, 0.9f, 0.4f }, new Shape(1, 2, 1, 2));
 * NDArray y = manager.create(new float[] { 0, 0.5f, 1, 0.5f }, new Shape(1, 2, 1, 2)), mask = manager.ones(new Shape(1, 1, 1, 2));
 * new SoftJaccard().evaluate(p.log(), y, mask) // 0.269
 * }</pre>
 */
@Plugin(type = Loss.class, name = "soft-jaccard",
	description = "Soft Jaccard loss, for comparison; minimised at the target on hard labels only.")
public final class SoftJaccard extends PlainRegionLoss {

	public SoftJaccard() {
		this(new Options());
	}

	public SoftJaccard(final Options options) {
		super(options);
	}

	@Override
	Overlap overlap(final NDArray x, final NDArray y) {
		return Overlap.soft(x, y, 1, 1);
	}

	@Override
	public boolean acceptsSoftTargets() {
		return false;
	}
}
