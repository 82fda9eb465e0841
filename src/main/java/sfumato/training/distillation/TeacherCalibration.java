package sfumato.training.distillation;

import java.util.Map;

import org.scijava.plugin.SciJavaPlugin;

import ai.djl.ndarray.NDArray;

/** Recalibrates a teacher's probabilities, batch by batch, before a student learns from them. Immutable. */
public interface TeacherCalibration extends SciJavaPlugin {

	/** Whether it looks at labels. */
	boolean needsLabels();

	/**
	 * Moves probabilities; gradients are not recorded.
	 *
	 * @param logProbabilities of the teacher's heads, (N, C, H, W) each, by name: {@code main} and perhaps {@code aux}
	 * @param target the labels' probabilities (N, C, H, W)
	 * @param mask (N, 1, H, W); 1 where a pixel counts
	 * @param seed of random choices
	 * @return probabilities by the same names, 32-bit, in the manager of the logarithms
	 */
	Map<String, NDArray> apply(Map<String, NDArray> logProbabilities, NDArray target, NDArray mask, long seed);
}
