package sfumato.recalibration;

import java.util.Map;

import sfumato.labels.ProbabilityMap;

/** A fitted recalibration of probabilities, pixel by pixel. Immutable. */
public interface Recalibration {

	/** Returns the recalibrated probabilities; the given map is not changed. Runs on ImgLib2's threads. */
	ProbabilityMap apply(ProbabilityMap map);

	/** The fitted parameters, by name, for {@link Recalibrator#restore}. */
	Map<String, Recalibrator.FloatArray> tensors();
}
