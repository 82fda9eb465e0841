package sfumato.training;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import sfumato.data.normalization.Normalization;
import sfumato.fusion.LabelFusion;
import sfumato.labels.LabelSmoothing;
import sfumato.losses.Loss;
import sfumato.networks.Decoder;
import sfumato.text.Excerpt;
import sfumato.text.UserException;

/**
 * The table of what there is to choose about a training: a row has a key, its standard value, and its words for dialogs and help. From it
 * come the inputs of the commands that train, the values of a {@link TrainingPreset}, the {@link TrainingConfiguration}, the training page
 * and lines of the wizard, and the tables of the documentation.
 * <p>
 * <b>To add a key</b>, write a row, at its place in the dialog, and the component of {@link TrainingConfiguration} that it is the value of.
 */
public enum TrainingKey {

	FUSION(Section.LABELS, "average", "Fusion of the raters",
		"how raters become targets, e.g. average, dice-weighted, majority, or random-rater, which draws anew for" +
			" every image and epoch", Form.method(LabelFusion.class)),
	SMOOTHING(Section.LABELS, "none", "Smoothing of hard labels",
		"none, boundary(epsilon: 0.5, width: 3) or everywhere(epsilon: 0.1); for majority and random-rater", Form.method(LabelSmoothing.class)),
	NETWORK(Section.NETWORK, "unet(encoder: resnet18d)", "Network",
		"unet or deeplabv3plus with an encoder, e.g. unet(encoder: mobilenetv2_100, aux: true); aux adds an" +
			" auxiliary head, width: 0 chooses the decoder's channels", Form.method(Decoder.class)),
	NORMALIZATION(Section.GOAL, "percentile(low: 1, high: 99.8)", "Normalization",
		"of the images: percentile(low: 1, high: 99.8), maximum, window(low: -60, high: 140), z-score or none", Form.method(Normalization.class)),
	LOSS(Section.GOAL, "0.25*cross-entropy + 0.75*dice-semimetric", "Loss",
		"a weighted sum of losses", Form.sum(Loss.class)),
	EPOCHS(Section.STEPS, 150, "Epochs",
		"how often each image is seen", Form.least(1), Trait.WIZARD),
	BATCH(Section.STEPS, 8, "Batch",
		"patches per step; fewer if there are fewer images", Form.least(1)),
	PATCH(Section.STEPS, 0, "Patch (pixels, 0 = choose)",
		"side of a patch, a multiple of 32 (16 with plain, 8 with deeplabv3plus); 0 takes the side of the largest" +
			" image, at most 256", Form.least(0)),
	RATE(Section.OPTIMIZER, 0.01, "Learning rate",
		"of the encoder at its highest", Form.SMALL),
	FACTOR(Section.OPTIMIZER, 10.0, "Factor of the decoder",
		"the rest of the network learns at so many times the rate of the encoder", Form.ANY, "decoderFactor"),
	MOMENTUM(Section.OPTIMIZER, 0.9, "Momentum",
		"how much of the last step the next one keeps, from 0 to less than 1", Form.SMALL),
	DECAY(Section.OPTIMIZER, 5e-4, "Weight decay",
		"how fast weights shrink by themselves; not biases and batch normalization", Form.SMALL, "weightDecay"),
	WARMUP(Section.OPTIMIZER, 0.01, "Warm-up",
		"the share of all steps during which the rate rises, before it falls", Form.SMALL),
	POWER(Section.OPTIMIZER, 0.9, "Power of the decline",
		"the rate falls with the share of steps that is left, to this power; 0 keeps the rate", Form.ANY),
	ACCUMULATE(Section.OPTIMIZER, 1, "Batches per step",
		"gradients of so many batches are averaged for a step: like a larger batch, in less memory", Form.least(1)),
	CLIP(Section.OPTIMIZER, 0.0, "Largest gradient (0 = any)",
		"longer gradients are shortened to this norm", Form.least(0.0)),
	EMA(Section.OPTIMIZER, 0.0, "Averaging of weights (0 = none)",
		"how much of the average of the weights a step leaves, e.g. 0.999; the model then has the average", Form.least(0.0)),
	STATISTICS(Section.OPTIMIZER, 20, "Batches for batch-norm statistics (0 = running average)",
		"mean and variance of batch normalization are estimated anew from so many batches of training patches" +
			" before each validation and for the saved model", Form.least(0)),
	SCALEMIN(Section.AUGMENTATION, 0.5, "Smallest scale",
		"images are resized by a random factor between this, before a patch is cut out", Form.ANY),
	SCALEMAX(Section.AUGMENTATION, 2.0, "Largest scale",
		"and this", Form.ANY),
	FLIPX(Section.AUGMENTATION, true, "Swap left and right",
		"in half of the patches", Form.ANY),
	FLIPY(Section.AUGMENTATION, false, "Swap top and bottom",
		"in half of the patches", Form.ANY),
	SEED(Section.COMPUTING, 0L, "Seed",
		"of everything random: equal seeds, threads and precision give equal weights", Form.ANY, Trait.ASIDE),
	EVERY(Section.MEANWHILE, 0, "Validate every ... epochs (0 = choose)",
		"0 makes about 50 validations in all", Form.least(0), Trait.ASIDE),
	PATIENCE(Section.MEANWHILE, 0, "Patience (0 = never stop)",
		"after so many validations without a smaller loss training ends", Form.least(0), Trait.ASIDE),
	KEEP(Section.MEANWHILE, "best", "Keep",
		"the weights with the smallest validation loss, or the last ones", Form.oneOf("best", "last"));

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
	 * The key of a name.
	 *
	 * @throws UserException with those that there are
	 */
	public static TrainingKey named(final String name) {
		for (final TrainingKey key : values())
			if (key.key().equals(name)) return key;
		throw new UserException("A training has no choice \"" + Excerpt.of(name) + "\". Known: " + String.join(", ", Stream.of(values()).map(
			TrainingKey::key).toList()) + ".");
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
		throw new UserException(key() + " must be " + (standard instanceof String ? "a text" : standard instanceof Boolean
			? "true or false" : standard instanceof Double ? "a number" : "a whole number") + ", but is \"" + Excerpt.of(value) + "\".");
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
