package sfumato.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import net.imglib2.img.Img;
import net.imglib2.type.numeric.integer.UnsignedByteType;

import sfumato.geometry.ConnectedObjects;
import sfumato.geometry.ConnectedObjects.Connectivity;
import sfumato.geometry.ConnectedObjects.Overlap;
import sfumato.labels.Comparison;
import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * Matches the objects of two label maps one to one, if their IoU = |A ∩ B| / |A ∪ B| is at least a threshold. Of all such pairings it
 * is one with the most pairs and, among these, with the largest sum of IoU. From 0.5 on there is hardly a choice.
 *
 * @param iou the threshold, above 0, at most 1
 * @param connectivity which pixels are one object
 * @param minSize objects of fewer pixels do not count, in neither of the two
 */
public record ObjectMatching(double iou, Connectivity connectivity, int minSize) {

	public ObjectMatching {
		if (!(iou > 0 && iou <= 1)) throw new UserException(WrongValue.message("iou", iou, "above 0 and at most 1"));
		if (minSize < 1) throw new UserException(WrongValue.message("minSize", minSize, "a number of pixels, at least 1"));
	}

	/** IoU 0.5; pixels that share a corner are one object; all objects count. */
	public ObjectMatching() {
		this(0.5, Connectivity.FULL, 1);
	}

	/** Matches the objects of a class; what several scores need is computed once. */
	public ObjectMatches match(final Comparison images, final int numClass) {
		record Key(ObjectMatching matching, int numClass) {}
		return images.cached(new Key(this, numClass), () -> match(images.predictedLabels(), images.referenceLabels(), numClass));
	}

	/** Matches the objects of a class in two label maps (X, Y[, Z]) of the same size. */
	public ObjectMatches match(final Img<UnsignedByteType> prediction, final Img<UnsignedByteType> reference, final int numClass) {
		return match(ConnectedObjects.of(prediction, numClass, connectivity, minSize), ConnectedObjects.of(reference, numClass,
			connectivity, minSize));
	}

	/** Matches objects that were found with this connectivity. */
	public ObjectMatches match(final ConnectedObjects prediction, final ConnectedObjects reference) {
		final List<Overlap> candidates = new ArrayList<>();
		for (final Overlap o : prediction.overlaps(reference))
			if (iou(o, prediction, reference) >= iou) candidates.add(o);
		final int[] partner = new int[prediction.count()];
		Arrays.fill(partner, ObjectMatches.NONE);
		final double[] value = new double[partner.length];
		for (final List<Overlap> group : groups(candidates, prediction.count(), reference.count()))
			for (final Overlap o : best(group, prediction, reference)) {
				partner[o.own()] = o.other();
				value[o.own()] = iou(o, prediction, reference);
			}
		return new ObjectMatches(prediction, reference, partner, value);
	}

	private static double iou(final Overlap o, final ConnectedObjects prediction, final ConnectedObjects reference) {
		return (double) o.pixels() / (prediction.size(o.own()) + reference.size(o.other()) - o.pixels());
	}

	/** Candidates that compete with each other, directly or through others. */
	private static List<List<Overlap>> groups(final List<Overlap> candidates, final int predicted, final int references) {
		final int[] group = new int[predicted + references];
		Arrays.setAll(group, i -> i);
		for (final Overlap o : candidates) {
			final int a = first(group, o.own()), b = first(group, predicted + o.other());
			group[Math.max(a, b)] = Math.min(a, b);
		}
		final List<List<Overlap>> groups = new ArrayList<>();
		final int[] place = new int[group.length];
		for (final Overlap o : candidates) {
			final int g = first(group, o.own());
			if (place[g] == 0) {
				groups.add(new ArrayList<>());
				place[g] = groups.size();
			}
			groups.get(place[g] - 1).add(o);
		}
		return groups;
	}

	private static int first(final int[] group, final int member) {
		int i = member;
		while (group[i] != i)
			i = group[i] = group[group[i]];
		return i;
	}

	private static List<Overlap> best(final List<Overlap> group, final ConnectedObjects prediction,
		final ConnectedObjects reference)
	{
		if (group.size() == 1) return group;
		final int[] own = group.stream().mapToInt(Overlap::own).distinct().sorted().toArray();
		final int[] other = group.stream().mapToInt(Overlap::other).distinct().sorted().toArray();
		final double[][] gain = new double[own.length][other.length];
		final Overlap[][] pairs = new Overlap[own.length][other.length];
		for (final Overlap o : group) {
			final int i = Arrays.binarySearch(own, o.own()), j = Arrays.binarySearch(other, o.other());
			pairs[i][j] = o;
			// one more pair is worth more than any sum of IoU
			gain[i][j] = Math.min(own.length, other.length) + 1 + iou(o, prediction, reference);
		}
		final int[] chosen = Assignment.best(gain);
		final List<Overlap> best = new ArrayList<>();
		for (int i = 0; i < own.length; i++)
			if (chosen[i] >= 0 && pairs[i][chosen[i]] != null) best.add(pairs[i][chosen[i]]);
		return best;
	}
}
