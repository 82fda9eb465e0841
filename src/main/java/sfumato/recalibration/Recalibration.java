package sfumato.recalibration;

import java.util.Map;

import sfumato.labels.ProbabilityMap;

/** A fitted recalibration of probabilities, pixel by pixel. Immutable. */
public interface Recalibration {

	/** The moved probabilities; the given map is not changed. Runs on ImgLib2's threads. */
	ProbabilityMap apply(ProbabilityMap map);

	/** What was learned, by name, for {@link Recalibrator#restore}. */
	Map<String, Recalibrator.FloatArray> tensors();
}
