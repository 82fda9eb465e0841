package sfumato.training;

import java.util.LinkedHashMap;
import java.util.Map;

import org.scijava.plugin.Plugin;

import ai.djl.ndarray.NDArray;

/** The teacher's probabilities as they are. */
@Plugin(type = TeacherCalibration.class, name = "none", description = "The teacher's probabilities as they are.")
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
