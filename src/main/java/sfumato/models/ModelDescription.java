package sfumato.models;

import java.util.List;
import java.util.Optional;

import sfumato.data.normalization.Normalization;
import sfumato.labels.LabelClass;
import sfumato.methods.Methods;
import sfumato.networks.Decoder;
import sfumato.networks.NetworkGraph;
import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * The contents of {@code model.json}: everything needed to use the weights beside it.
 *
 * @param format version of the folder's layout, {@link #FORMAT}
 * @param name of the model, for titles
 * @param input what images the network takes
 * @param classes names and colours; number 0 is background
 * @param network text form of a {@link Decoder} with every option
 * @param recalibration what is applied to predictions, if anything
 * @param software what wrote the model, for bug reports
 * @param trained whether its predictions mean something; false where only the encoder has weights that were learned
 */
public record ModelDescription(int format, String name, Input input, List<LabelClass> classes, String network,
	Optional<RecalibrationDescription> recalibration, String software, boolean trained)
{

	/** The layout this version writes, and the newest it reads. */
	public static final int FORMAT = 1;

	/**
	 * @param axes order of the network's input, always {@code "xyc"}: planes with channels
	 * @param channels how many channels an image must have
	 * @param sizeMultiple width and height the network sees are multiples of this; images are mirrored to fit
	 * @param pixelSize of the training images, (x, y) in {@code unit}
	 * @param unit of pixelSize, e.g. {@code "mm"} or {@code "pixel"}
	 * @param normalization text form of a {@link Normalization} with every option
	 */
	public record Input(String axes, int channels, int sizeMultiple, List<Double> pixelSize, String unit,
		String normalization)
	{

		public Input {
			if (!axes.equals("xyc")) throw new UserException(ModelMessages.axes(axes));
			if (channels < 1) throw new UserException(WrongValue.message("channels", channels, "at least 1"));
			if (sizeMultiple < 1) throw new UserException(WrongValue.message("sizeMultiple", sizeMultiple, "at least 1"));
			if (pixelSize.size() != 2 || !pixelSize.stream().allMatch(s -> s > 0)) throw new UserException(
				WrongValue.message("pixelSize", pixelSize, "two numbers greater than 0"));
			Methods.of(Normalization.class).complete(normalization);
		}
	}

	/**
	 * @param method text form of a {@link sfumato.recalibration.Recalibrator} with every option
	 * @param target {@code "majority"} or {@code "soft"}: what it was fitted to
	 * @param cases what it was fitted on
	 */
	public record RecalibrationDescription(String method, String target, List<String> cases) {}

	public ModelDescription {
		if (name.isBlank()) throw new UserException(ModelMessages.noName());
		if (classes.size() < 2) throw new UserException(ModelMessages.tooFewClasses(classes.size()));
		classes = List.copyOf(classes);
		Methods.of(Decoder.class).complete(network);
	}

	/** Of a trained model. */
	public ModelDescription(final int format, final String name, final Input input, final List<LabelClass> classes,
		final String network, final Optional<RecalibrationDescription> recalibration, final String software)
	{
		this(format, name, input, classes, network, recalibration, software, true);
	}

	/** The network. */
	public NetworkGraph graph() {
		return Methods.of(Decoder.class).create(network).network(input.channels(), classes.size());
	}

	/** The same model with another recalibration, or none. */
	public ModelDescription withRecalibration(final Optional<RecalibrationDescription> other) {
		return new ModelDescription(format, name, input, classes, network, other, software, trained);
	}
}
