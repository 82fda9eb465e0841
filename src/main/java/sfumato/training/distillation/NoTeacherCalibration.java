package sfumato.training.distillation;

import java.util.LinkedHashMap;
import java.util.Map;

import org.scijava.plugin.Plugin;

import ai.djl.ndarray.NDArray;

/**
 * No calibration of the teacher's probabilities.
 *
 * <pre>{@code
 * NDArray p = manager.create(new float[] { 0.1f, 0.1f, 0.1f, 0.1f, 0.9f, 0.9f, 0.9f, 0.9f }, new Shape(1, 2, 1, 4));
 * NDArray y = manager.create(new float[] { 0, 0, 0, 1, 1, 1, 1, 0 }, new Shape(1, 2, 1, 4)), mask = manager.ones(new Shape(1, 1, 1, 4));
 * new NoTeacherCalibration().apply(Map.of("main", p.log()), y, mask, 0).get("main") // [0.1, 0.1, 0.1, 0.1, 0.9, 0.9, 0.9, 0.9]
 * }</pre>
 */
@Plugin(type = TeacherCalibration.class, name = "none", description = "No calibration of the teacher.")
public final class NoTeacherCalibration implements TeacherCalibration {

	@Override
	public boolean needsLabels() {
		return false;
	}

	@Override
	public Map<String, NDArray> apply(final Map<String, NDArray> logProbabilities, final NDArray target,
		final NDArray mask, final long seed)
	{
		final Map<String, NDArray> probabilities = new LinkedHashMap<>();
		logProbabilities.forEach((head, log) -> probabilities.put(head, log.exp()));
		return probabilities;
	}
}
