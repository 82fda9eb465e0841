package sfumato.training.settings;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import sfumato.data.augmentation.Augmentation;
import sfumato.data.augmentation.Augmentations;
import sfumato.data.normalization.Normalization;
import sfumato.fusion.LabelFusion;
import sfumato.labels.LabelSmoothing;
import sfumato.losses.Loss;
import sfumato.networks.Decoder;
import sfumato.text.UserException;
import sfumato.text.WrongValue;
import sfumato.training.optimizers.Optimizer;
import sfumato.training.schedules.Schedule;

/**
 * The table of what there is to choose about a training: a row has a key, its standard value, and its words for dialogs and help. From it
 * come the inputs of the commands that train, the values of a {@link TrainingPreset}, the {@link TrainingConfiguration}, the training page
 * and lines of the wizard, and the tables of the documentation.
 * <p>
 * <b>To add a key</b>, write a row, at its place in the dialog, and the component of {@link TrainingConfiguration} that it is the value of.
 */
public enum TrainingKey {

	FUSION(Section.LABELS, "average", "Label fusion",
		"fusion of the raters into training targets, e.g. average, dice-weighted, majority, or random-rater" +
			" (a random rater per image and epoch)", Form.method(LabelFusion.class)),
	SMOOTHING(Section.LABELS, "none", "Label smoothing",
		"label smoothing of hard labels (majority, random-rater): none, boundary(epsilon: 0.5, width: 3) or" +
			" everywhere(epsilon: 0.1)", Form.method(LabelSmoothing.class)),
	NETWORK(Section.NETWORK, "unet(encoder: resnet18d)", "Network",
		"network: unet or deeplabv3plus with an encoder, e.g. unet(encoder: mobilenetv2_100, aux: true);" +
			" aux adds an auxiliary head, width: 0 chooses the decoder's channels", Form.method(Decoder.class)),
	NORMALIZATION(Section.GOAL, "percentile(low: 1, high: 99.8)", "Normalization",
		"normalization of the images: percentile(low: 1, high: 99.8), maximum, window(low: -60, high: 140)," +
			" z-score or none", Form.method(Normalization.class)),
	LOSS(Section.GOAL, "0.25*cross-entropy + 0.75*dice-semimetric", "Loss",
		"loss function: a loss or a weighted sum of losses", Form.sum(Loss.class)),
	EPOCHS(Section.STEPS, 150, "Epochs",
		"number of passes over the training images", Form.least(1), Trait.WIZARD),
	BATCH(Section.STEPS, 8, "Batch size",
		"patches per batch; fewer if there are fewer images", Form.least(1)),
	PATCH(Section.STEPS, 0, "Patch size (pixels, 0 = auto)",
		"side of a training patch, a multiple of 32 (16 with plain, 8 with deeplabv3plus); 0 takes the side" +
			" of the largest image, at most 256", Form.least(0)),
	OVERSAMPLE(Section.STEPS, 0.33, "Foreground oversampling (share of patches)",
		"share of the patches that are placed on an object, each class in turn at random; 0 places all patches" +
			" at random, which may miss small or rare objects", Form.least(0.0)),
	RATE(Section.OPTIMIZER, 0.01, "Learning rate",
		"peak learning rate of the encoder", Form.SMALL),
	FACTOR(Section.OPTIMIZER, 10.0, "Decoder learning-rate multiplier",
		"learning rate of all layers outside the encoder, as a multiple of the encoder's rate", Form.ANY, "decoderFactor"),
	OPTIMIZER(Section.OPTIMIZER, "sgd(momentum: 0.9, decay: 5e-4)", "Optimizer",
		"optimizer: sgd(momentum: 0.9, decay: 5e-4), or adamw, which takes rates around 1e-4; biases and batch" +
			" normalization have no weight decay", Form.method(Optimizer.class)),
	SCHEDULE(Section.OPTIMIZER, "polynomial(power: 0.9, warmup: 0.01)", "Learning-rate schedule",
		"learning-rate schedule: polynomial, cosine or constant; warmup is the share of the steps with a rising rate", Form.method(
			Schedule.class)),
	ACCUMULATE(Section.OPTIMIZER, 1, "Gradient accumulation steps",
		"number of batches whose gradients are averaged per step; like a larger batch, with less memory", Form.least(1)),
	CLIP(Section.OPTIMIZER, 0.0, "Gradient clipping norm (0 = off)",
		"gradient clipping: larger gradient norms are scaled down to this norm", Form.least(0.0)),
	EMA(Section.OPTIMIZER, 0.0, "EMA decay (0 = off)",
		"decay of the exponential moving average (EMA) of the weights, e.g. 0.999; the saved model has the average", Form.least(0.0)),
	STATISTICS(Section.OPTIMIZER, 20, "Batch-norm re-estimation batches (0 = running average)",
		"number of training batches that re-estimate the batch-norm mean and variance before each" +
			" validation and for the saved model", Form.least(0)),
	AUGMENTATION(Section.AUGMENTATION, Augmentations.STANDARD, "Data augmentation",
		"random changes of the patches, with plus signs between them, e.g. scale(low: 0.5, high: 2) + flip(axis: x) +" +
			" rotate(degrees: 15); or none", Form.sum(Augmentation.class)),
	SEED(Section.COMPUTING, 0L, "Seed",
		"random seed; equal seeds, threads and precision give equal weights", Form.ANY, Trait.ASIDE),
	EVERY(Section.MEANWHILE, 0, "Validate every ... epochs (0 = auto)",
		"interval of validations; 0 gives about 50 validations in total", Form.least(0), Trait.ASIDE),
	PATIENCE(Section.MEANWHILE, 0, "Early stopping patience (0 = off)",
		"early stopping: training stops after this many validations without a smaller validation loss", Form.least(0), Trait.ASIDE),
	KEEP(Section.MEANWHILE, "best", "Weights to save",
		"weights of the epoch with the smallest validation loss, or of the last epoch", Form.oneOf("best", "last"));

	/** Under which heading of the dialog a key stands. */
	public enum Section {
		/** What the network is. */
		NETWORK,
		/** What it sees and what is made small. */
		GOAL,
		/** How much it learns at a time, and how long. */
		STEPS,
		/** How weights follow gradients. */
		OPTIMIZER,
		/** How images are changed at random. */
		AUGMENTATION,
		/** What is the same for every kind of computation. */
		COMPUTING,
		/** What is done and decided meanwhile. */
		MEANWHILE,
		/** What raters become. */
		LABELS
	}

	/** What is so of some keys only. */
	private enum Trait {
		/** No part of a preset. */
		ASIDE,
		/** Can be chosen in the wizard, whose macros always name it. */
		WIZARD
	}

	/**
	 * How a value is entered.
	 *
	 * @param minimum the smallest that the dialog offers; null for none
	 * @param isSmall whether a number needs many digits after the point
	 * @param choices all that there are; empty for any
	 * @param methods of which kind the methods are that the value names; null if it names none
	 * @param isSum whether it is a weighted sum of methods
	 */
	public record Form(Number minimum, boolean isSmall, List<String> choices, Class<?> methods, boolean isSum) {

		private static final Form ANY = new Form(null, false, List.of(), null, false);
		private static final Form SMALL = new Form(null, true, List.of(), null, false);

		private static Form least(final Number minimum) {
			return new Form(minimum, false, List.of(), null, false);
		}

		private static Form oneOf(final String... choices) {
			return new Form(null, false, List.of(choices), null, false);
		}

		private static Form method(final Class<?> kind) {
			return new Form(null, false, List.of(), kind, false);
		}

		private static Form sum(final Class<?> kind) {
			return new Form(null, false, List.of(), kind, true);
		}
	}

	private final Section section;
	private final Object standard;
	private final String label;
	private final String description;
	private final Form form;
	private final String component;
	private final Set<Trait> traits = EnumSet.noneOf(Trait.class);

	TrainingKey(final Section section, final Object standard, final String label, final String description, final Form form,
		final Trait... traits)
	{
		this(section, standard, label, description, form, null, traits);
	}

	TrainingKey(final Section section, final Object standard, final String label, final String description, final Form form,
		final String component, final Trait... traits)
	{
		this.section = section;
		this.standard = standard;
		this.label = label;
		this.description = description;
		this.form = form;
		this.component = component == null ? key() : component;
		this.traits.addAll(Arrays.asList(traits));
	}

	/** The keys of a section, in the order of the dialog. */
	public static List<TrainingKey> of(final Section section) {
		return Stream.of(values()).filter(k -> k.section == section).toList();
	}

	/** The keys that can be chosen in the wizard. */
	public static List<TrainingKey> inWizard() {
		return Stream.of(values()).filter(k -> k.traits.contains(Trait.WIZARD)).toList();
	}

	/** The name in macros: {@code epochs}. */
	public String key() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** What it is unless something else is chosen; its class is that of all values. */
	public Object standard() {
		return standard;
	}

	/**
	 * A key of today with its value.
	 *
	 * @param key its name
	 * @param value as it is written in macros
	 */
	public record Written(String key, String value) {}

	/**
	 * What a key of an older version is written like today.
	 *
	 * @param former name of the key
	 * @param value that it is given; null for none
	 * @return empty if no older version had the key
	 */
	public static Optional<Written> formOfToday(final String former, final String value) {
		final String text = value == null ? "" : value.strip();
		return Optional.ofNullable(switch (former) {
			case "momentum", "decay" -> new Written(OPTIMIZER.key(), "sgd(" + former + ": " + text + ")");
			case "warmup", "power" -> new Written(SCHEDULE.key(), "polynomial(" + former + ": " + text + ")");
			case "scalemin" -> new Written(AUGMENTATION.key(), "scale(low: " + text + ", high: 2) + flip(axis: x)");
			case "scalemax" -> new Written(AUGMENTATION.key(), "scale(low: 0.5, high: " + text + ") + flip(axis: x)");
			case "flipx" -> new Written(AUGMENTATION.key(), "scale(low: 0.5, high: 2)" + (text.equals("false") ? "" : " + flip(axis: x)"));
			case "flipy" -> new Written(AUGMENTATION.key(), Augmentations.STANDARD + (text.equals("false") ? "" : " + flip(axis: y)"));
			default -> null;
		});
	}

	/**
	 * The key of a name.
	 *
	 * @throws UserException with those that there are
	 */
	public static TrainingKey named(final String name) {
		for (final TrainingKey key : values())
			if (key.key().equals(name)) return key;
		throw new UserException(SettingsMessages.noKey(name, String.join(", ", Stream.of(values()).map(
			TrainingKey::key).toList())));
	}

	/**
	 * A value of the class that {@link #standard()} has.
	 *
	 * @param value of any kind of number or text
	 * @throws UserException in a sentence, if it is of another kind
	 */
	public Object converted(final Object value) {
		if (standard instanceof String && value instanceof CharSequence) return value.toString();
		if (standard instanceof Boolean && value instanceof Boolean) return value;
		if (standard instanceof Double && value instanceof final Number n) return n.doubleValue();
		if (standard instanceof Integer && value instanceof final Number n && n.doubleValue() == n.intValue()) return n.intValue();
		if (standard instanceof Long && value instanceof final Number n && n.doubleValue() == n.longValue()) return n.longValue();
		throw new UserException(WrongValue.message(key(), String.valueOf(value), standard instanceof String ? "a text"
			: standard instanceof Boolean ? "true or false" : standard instanceof Double ? "a number" : "a whole number"));
	}

	/** What it is called in the dialog. */
	public String label() {
		return label;
	}

	/** What it means. */
	public String description() {
		return description;
	}

	/** How it is entered. */
	public Form form() {
		return form;
	}

	/** Whether presets have a value for it. */
	public boolean isPreset() {
		return !traits.contains(Trait.ASIDE);
	}

	/** Whether it is the value of a component of this name of the configuration. */
	boolean isFor(final String name) {
		return component.equalsIgnoreCase(name);
	}
}
