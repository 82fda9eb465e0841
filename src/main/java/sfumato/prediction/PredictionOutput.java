package sfumato.prediction;

import java.nio.FloatBuffer;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

import sfumato.planes.PlaneSink;
import sfumato.text.UserException;
import sfumato.text.WrongValue;


/** What can be made of the probabilities of a pixel. */
public enum PredictionOutput {

	/** The probabilities themselves. */
	PROBABILITIES {

		@Override
		public int channels(final int classes) {
			return classes;
		}

		@Override
		void compute(final float[] p, final int classes, final int n, final float[] out) {
			System.arraycopy(p, 0, out, 0, p.length);
		}
	},
	/** The most probable class; among equals the lowest, so that 0.5 : 0.5 is background. */
	LABELS {

		@Override
		void compute(final float[] p, final int classes, final int n, final float[] out) {
			for (int i = 0; i < n; i++) {
				int best = 0;
				for (int k = 1; k < classes; k++)
					if (p[k * n + i] > p[best * n + i]) best = k;
				out[i] = best;
			}
		}
	},
	/** The entropy, −Σ p ln p / ln K: 0 where one of the K classes is certain, 1 where all are equally probable. */
	UNCERTAINTY {

		@Override
		void compute(final float[] p, final int classes, final int n, final float[] out) {
			final double scale = -1 / Math.log(classes);
			for (int i = 0; i < n; i++) {
				double sum = 0;
				for (int k = 0; k < classes; k++) {
					final float q = p[k * n + i];
					if (q > 0) sum += q * Math.log(q);
				}
				out[i] = (float) Math.max(0, Math.min(1, scale * sum));
			}
		}
	};

	/**
	 * What the keys {@code show} and {@code uncertainty} ask for.
	 *
	 * @param show {@code probabilities}, {@code labels} or {@code both}
	 * @throws UserException if it is none of these
	 */
	public static Set<PredictionOutput> of(final String show, final boolean uncertainty) {
		final String what = show.toLowerCase(Locale.ROOT);
		if (!what.matches("probabilities|labels|both")) throw new UserException(
			WrongValue.message("show", show, "probabilities, labels or both"));
		final Set<PredictionOutput> outputs = EnumSet.noneOf(PredictionOutput.class);
		if (!what.equals("labels")) outputs.add(PROBABILITIES);
		if (!what.equals("probabilities")) outputs.add(LABELS);
		if (uncertainty) outputs.add(UNCERTAINTY);
		return outputs;
	}

	/** How many values per pixel it has. */
	public int channels(final int classes) {
		return 1;
	}

	abstract void compute(float[] p, int classes, int n, float[] out);

	/** A sink of probabilities that forwards this output, (C, rows, W), to the target. */
	public PlaneSink into(final PlaneSink target, final int classes) {
		return (plane, firstRow, rows, probabilities) -> {
			final float[] p = new float[probabilities.remaining()];
			probabilities.get(p);
			final int n = p.length / classes;
			final float[] out = new float[n * channels(classes)];
			compute(p, classes, n, out);
			target.write(plane, firstRow, rows, FloatBuffer.wrap(out));
		};
	}
}
