package sfumato.models;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import sfumato.engine.checkpoint.Tensor;
import sfumato.networks.NetworkGraph;
import sfumato.recalibration.Recalibration;
import sfumato.text.Excerpt;
import sfumato.text.UserException;

/**
 * A network, usually a trained one, with everything needed to use it. Immutable; the values of its tensors must not be changed.
 *
 * @param description the contents of {@code model.json}
 * @param weights by name, see {@link NetworkGraph#parameters()}
 * @param recalibration what is applied to predictions, if anything
 */
public record Model(ModelDescription description, Map<String, Tensor> weights, Optional<Recalibration> recalibration) {

	public Model {
		weights = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(weights));
		if (recalibration.isPresent() != description.recalibration().isPresent()) throw new UserException(
			ModelMessages.recalibrationUnknown());
	}

	/** The network that the weights belong to. */
	public NetworkGraph graph() {
		return description.graph();
	}

	/**
	 * This model, if its predictions mean something.
	 *
	 * @throws UserException if it has not been trained yet
	 */
	public Model trained() {
		if (description.trained()) return this;
		throw new UserException(ModelMessages.untrained(Excerpt.of(description.name())));
	}

	/** The same model with another recalibration. */
	public Model with(final ModelDescription.RecalibrationDescription what, final Recalibration fitted) {
		return new Model(description.withRecalibration(Optional.of(what)), weights, Optional.of(fitted));
	}
}
