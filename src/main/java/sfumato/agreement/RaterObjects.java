package sfumato.agreement;

import java.util.Arrays;
import java.util.stream.IntStream;

import net.imglib2.img.Img;
import net.imglib2.loops.LoopBuilder;
import net.imglib2.type.numeric.integer.UnsignedByteType;

import sfumato.geometry.ConnectedObjects;
import sfumato.labels.HardRaters;
import sfumato.labels.ProbabilityMap;
import sfumato.metrics.ObjectMatches;
import sfumato.metrics.ObjectMatching;

/**
 * The objects that each rater outlined, matched with the objects of the other raters. Pixels that only one of two raters labelled are
 * ignored.
 */
final class RaterObjects {

	private final double[] count;
	private final double[][] f1;
	private final double[][] iou;

	RaterObjects(final HardRaters raters, final ObjectMatching matching) {
		final int n = raters.size(), classes = raters.numClasses();
		count = new double[n];
		f1 = new double[n][n];
		iou = new double[n][n];
		for (int a = 0; a < n; a++)
			f1[a][a] = iou[a][a] = 1;
		final int[][] drawn = new int[n][n];
		for (int c = 1; c < classes; c++) {
			final int k = c;
			final ConnectedObjects[] all = IntStream.range(0, n).mapToObj(r -> ConnectedObjects.of(raters.labels(r), k, matching
				.connectivity(), matching.minSize())).toArray(ConnectedObjects[]::new);
			for (int a = 0; a < n; a++) {
				count[a] += all[a].count();
				for (int b = 0; b < a; b++) {
					final ObjectMatches m = raters.hasUnlabeled() ? matching.match(where(raters, a, b), where(raters, b, a), k) : matching
						.match(all[a], all[b]);
					if (m.prediction().count() + m.reference().count() == 0) continue;
					drawn[a][b]++;
					f1[a][b] += m.f1();
					iou[a][b] += m.meanIou();
				}
			}
		}
		for (int a = 0; a < n; a++)
			for (int b = 0; b < a; b++) {
				f1[a][b] = f1[b][a] = drawn[a][b] == 0 ? 1 : f1[a][b] / drawn[a][b];
				iou[a][b] = iou[b][a] = iou[a][b] / drawn[a][b];
			}
	}

	/** The labels of a rater where another has labelled, too. */
	private static Img<UnsignedByteType> where(final HardRaters raters, final int rater, final int other) {
		final Img<UnsignedByteType> both = ProbabilityMap.create(new UnsignedByteType(), raters.dimensions());
		LoopBuilder.setImages(raters.labels(rater), raters.labels(other), both).multiThreaded().forEachPixel((mine, theirs, out) -> out
			.set(theirs.get() == HardRaters.UNLABELED ? 0 : mine.get()));
		return both;
	}

	/** Objects of a rater, of all foreground classes. */
	double count(final int rater) {
		return count[rater];
	}

	/** Standard deviation of the raters' numbers of objects (n − 1) over their mean. */
	double spread() {
		final double mean = Arrays.stream(count).average().orElseThrow();
		if (count.length == 1 || mean == 0) return Double.NaN;
		return Math.sqrt(Arrays.stream(count).map(v -> (v - mean) * (v - mean)).sum() / (count.length - 1)) / mean;
	}

	/** F1 of two raters' objects, mean over the foreground classes of which one of the two drew any; 1 if there are none. */
	double[][] f1() {
		return f1;
	}

	/**
	 * Mean IoU of the objects that two raters share, mean over the foreground classes of which one of the two drew any; NaN if they
	 * share none of one.
	 */
	double[][] iou() {
		return iou;
	}
}
