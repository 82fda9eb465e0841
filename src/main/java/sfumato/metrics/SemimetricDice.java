package sfumato.metrics;

import java.util.stream.IntStream;

import org.scijava.plugin.Plugin;

import sfumato.labels.Comparison;
import sfumato.methods.Configured;

/**
 * Dice semimetric of probabilities x in the prediction and y in the reference, without a threshold: one minus the Dice semimetric
 * loss,
 *
 * <pre>
 * DML1: Σ min(x,y) / (½|x| + ½|y|)
 * DML2: ⟨x,y⟩ / (⟨x,y⟩ + ½|x−y|)
 * </pre>
 *
 * It is 1 exactly where both are equal, which the usual soft Dice 2⟨x,y⟩/(|x|+|y|) is not on soft labels, and it is that and Dice
 * itself on hard ones. Two empty masks score 1.
 * <p>
 * Wang et al., MICCAI 2023, equation 4 without smoothing.
 * <p>
 * From 0 to 1.
 *
 * <pre>{@code
 * ProbabilityMap prediction = OneRow.map(0.9, 0.4), reference = OneRow.map(1, 0.5);
 * new SemimetricDice().evaluate(prediction, reference) // 0.9286
 * }</pre>
 */
@Plugin(type = SegmentationMetric.class, name = "soft-dice",
	description = "Dice semimetric of probabilities, in percent; 100 only where prediction and reference are equal.")
public final class SemimetricDice extends Configured<SemimetricDice.Options> implements AdditiveMetric {

	/** Which of the two forms. */
	public enum Variant {
		/** With the intersection Σ min(x, y). */
		DML1,
		/** With the intersection ⟨x, y⟩. */
		DML2
	}

	/** @param variant default {@link Variant#DML1} */
	public record Options(Variant variant) {

		public Options() {
			this(Variant.DML1);
		}
	}

	public SemimetricDice() {
		this(new Options());
	}

	public SemimetricDice(final Options options) {
		super(options);
	}

	@Override
	public long[] sums(final Comparison images) {
		return SoftSums.of(images).sums();
	}

	@Override
	public double[] perClass(final long[] sums) {
		final SoftSums s = new SoftSums(sums);
		return IntStream.range(0, s.numClasses()).mapToDouble(c -> {
			final double half = (s.prediction(c) + s.reference(c)) / 2, wrong = s.difference(c) / 2;
			// Σ min(x,y) is what of the mean volume is not different
			final double shared = options.variant() == Variant.DML1 ? half - wrong : s.product(c);
			return shared + wrong == 0 ? 1 : shared / (shared + wrong);
		}).toArray();
	}

	@Override
	public boolean[] counted(final long[] sums, final CountedClasses classes) {
		return new SoftSums(sums).counted(classes);
	}

	@Override
	public boolean readsSoftReference() {
		return true;
	}

	@Override
	public String column() {
		return "SoftDice";
	}
}
