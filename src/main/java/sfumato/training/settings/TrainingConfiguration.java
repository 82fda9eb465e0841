package sfumato.training.settings;

import java.util.HashMap;
import java.util.Map;

import org.scijava.plugin.SciJavaPlugin;

import sfumato.data.augmentation.Augmentations;
import sfumato.data.normalization.Normalization;
import sfumato.fusion.LabelFusion;
import sfumato.labels.LabelSmoothing;
import sfumato.losses.WeightedLoss;
import sfumato.methods.Methods;
import sfumato.models.Formerly;
import sfumato.models.IfAbsent;
import sfumato.networks.Decoder;
import sfumato.text.UserException;
import sfumato.text.WrongValue;
import sfumato.training.optimizers.Optimizer;
import sfumato.training.schedules.Schedule;

/**
 * All settings of a training, apart from the data. It is written to {@code training.json} as it is.
 * <p>
 * The constructor completes texts with all default options, so that a configuration keeps its meaning when defaults change.
 *
 * @param labels how raters become targets
 * @param normalization text form of a {@link Normalization}
 * @param network text form of a {@link Decoder}
 * @param loss text form of a weighted sum of losses
 * @param sampling how images become batches
 * @param optimization how weights follow gradients
 * @param course validation, early stopping and which weights are saved
 * @param preset name of the {@link TrainingPreset} that the settings started from, for information only
 */
public record TrainingConfiguration(Labels labels, String normalization, String network, String loss, Sampling sampling,
	Optimization optimization, ValidationOptions course, String preset)
{

	/** Which weights become the model. */
	public enum Keep {
		/** The weights with the smallest validation loss; without validation cases the last. */
		BEST,
		/** The last. */
		LAST
	}

	/**
	 * @param fusion text form of a {@link LabelFusion}
	 * @param smoothing text form of a {@link LabelSmoothing}; only for fusions with hard labels
	 */
	public record Labels(String fusion, String smoothing) {

		public Labels {
			fusion = complete(LabelFusion.class, fusion);
			smoothing = complete(LabelSmoothing.class, smoothing);
			if (!keepsHard(smoothing) && !Methods.of(LabelFusion.class).create(fusion).isHard())
				throw new UserException(SettingsMessages.smoothingOfSoft(smoothing, fusion));
		}

		/** The paper's default label mode: the average of the raters. */
		public Labels() {
			this("average", "none");
		}

		/** Whether targets are one-hot. */
		public boolean isHard() {
			return keepsHard(smoothing) && Methods.of(LabelFusion.class).create(fusion).isHard();
		}

		private static boolean keepsHard(final String smoothing) {
			return Methods.of(LabelSmoothing.class).create(smoothing).isHard();
		}
	}

	/**
	 * @param batch samples per step, at least 1
	 * @param patch width and height of a sample in pixels, a multiple of the network's; 0: the side of the largest image
	 *          rounded up to the network's multiple, at most 256
	 * @param augmentation text form of {@link Augmentations}
	 * @param oversample foreground oversampling: the share of patches that are placed on an object, in [0, 1]
	 * @param seed of everything random: weights, order, patches, dropout
	 */
	@Formerly(FormerSampling.class)
	public record Sampling(int batch, int patch, String augmentation, @IfAbsent("0.0") double oversample, long seed) {

		/** Patches at random places only. */
		public Sampling(final int batch, final int patch, final String augmentation, final long seed) {
			this(batch, patch, augmentation, 0, seed);
		}

		public Sampling {
			if (batch < 1) throw new UserException(WrongValue.message("batch", batch, "at least 1"));
			if (patch < 0) throw new UserException(WrongValue.message("patch", patch, "a number of pixels, or 0 to choose it"));
			if (!(oversample >= 0 && oversample <= 1)) throw new UserException(
				WrongValue.message("oversample", oversample, "a share between 0 and 1"));
			augmentation = Augmentations.complete(augmentation);
		}
	}

	/** The form of {@link Sampling} in files from before augmentations had names. */
	private record FormerSampling(int batch, int patch, FormerAugmentation augmentation, @IfAbsent("0.0") double oversample, long seed)
		implements Formerly.Form<Sampling>
	{

		private record FormerAugmentation(double scaleMin, double scaleMax, boolean flipX, boolean flipY) {

			private String text() {
				return "scale(low: " + scaleMin + ", high: " + scaleMax + ")" + (flipX ? " + flip(axis: x)" : "") + (flipY
					? " + flip(axis: y)" : "");
			}
		}

		@Override
		public Sampling now() {
			return new Sampling(batch, patch, augmentation.text(), oversample, seed);
		}
	}

	/**
	 * How weights follow gradients.
	 *
	 * @param epochs number of passes over the images, at least 1
	 * @param rate base rate of the encoder, greater than 0
	 * @param decoderFactor decoder learning-rate multiplier, for all layers but the encoder
	 * @param optimizer text form of an {@link Optimizer}
	 * @param schedule text form of a {@link Schedule}
	 */
	@Formerly(FormerOptimization.class)
	public record Optimization(int epochs, double rate, double decoderFactor, String optimizer, String schedule) {

		public Optimization {
			if (epochs < 1) throw new UserException(WrongValue.message("epochs", epochs, "at least 1"));
			if (!(rate > 0 && rate < Double.POSITIVE_INFINITY)) throw new UserException(
				WrongValue.message("rate", rate, "greater than 0"));
			if (!(decoderFactor > 0)) throw new UserException(WrongValue.message("decoderFactor", decoderFactor, "greater than 0"));
			optimizer = complete(Optimizer.class, optimizer);
			schedule = complete(Schedule.class, schedule);
		}

		/** The paper's optimizer settings with other numbers of epochs and rates. */
		public Optimization(final int epochs, final double rate) {
			this(epochs, rate, 10, "sgd", "polynomial");
		}
	}

	/** The form of {@link Optimization} in files from before optimizers and schedules had names. */
	private record FormerOptimization(int epochs, double rate, double decoderFactor, double momentum, double weightDecay,
		FormerDecay schedule) implements Formerly.Form<Optimization>
	{

		private record FormerDecay(double warmup, double power) {}

		@Override
		public Optimization now() {
			return new Optimization(epochs, rate, decoderFactor, "sgd(momentum: " + momentum + ", decay: " + weightDecay + ")",
				"polynomial(power: " + schedule.power() + ", warmup: " + schedule.warmup() + ")");
		}
	}

	/**
	 * Gradient accumulation and clipping, EMA, batch-norm statistics, validation and early stopping. The smallest validation loss is best:
	 * training minimises it, and unlike an overlap it also grows when a network becomes overconfident.
	 *
	 * @param accumulate gradient accumulation: batches per step, at least 1; their gradients are averaged
	 * @param clip gradient clipping norm, or 0 for none
	 * @param ema decay of the exponential moving average of the weights, in (0, 1), or 0 for none; the average is then validated and saved
	 * @param statistics from how many batches of training patches the statistics of batch normalization are re-estimated for the
	 *          weights that are validated and kept; 0 keeps those that followed the steps, as PyTorch does
	 * @param every how many epochs there are from one validation to the next; 0 makes about 50 in all
	 * @param patience after how many validations without a smaller loss training ends; 0 for never
	 * @param keep which weights become the model
	 */
	public record ValidationOptions(int accumulate, double clip, double ema, @IfAbsent("0") int statistics, int every, int patience, Keep keep) {

		/** The approximate default number of validations. */
		private static final int VALIDATIONS = 50;
		private static final int MOST_STATISTICS = 1000;

		public ValidationOptions {
			if (accumulate < 1) throw new UserException(WrongValue.message("accumulate", accumulate, "at least 1 batch"));
			if (!(clip >= 0 && clip < Double.POSITIVE_INFINITY)) throw new UserException(
				WrongValue.message("clip", clip, "a norm greater than 0, or 0 for none"));
			if (!(ema >= 0 && ema < 1)) throw new UserException(
				WrongValue.message("ema", ema, "between 0 and 1, e.g. 0.999, or 0 for no average"));
			if (statistics < 0 || statistics > MOST_STATISTICS) throw new UserException(
				SettingsMessages.statistics(MOST_STATISTICS, statistics));
			if (every < 0) throw new UserException(WrongValue.message("every", every, "a number of epochs, or 0 to choose it"));
			if (patience < 0) throw new UserException(WrongValue.message("patience", patience, "a number of validations, or 0 " +
				"for none"));
		}

		/** Plain training without accumulation, clipping and EMA, with about 50 validations; the best weights are saved. */
		public ValidationOptions() {
			this(1, 0, 0, 20, 0, 0, Keep.BEST);
		}

		/**
		 * How many batches the statistics are estimated from at a validation that is not the last one: at most {@link #statistics},
		 * but so few that they take about a tenth of the time of the steps since the validation before (a batch takes a third of a
		 * step).
		 */
		public int statistics(final int epochs, final int stepsPerEpoch) {
			final double batches = (double) stepsPerEpoch * accumulate * interval(epochs);
			return Math.min(statistics, Math.max(1, (int) Math.round(0.3 * batches)));
		}

		private int interval(final int epochs) {
			return every > 0 ? every : Math.max(1, epochs / VALIDATIONS);
		}

		/** Whether an epoch ends with a validation; the last one always does. */
		public boolean validates(final int epoch, final int epochs) {
			return epoch == epochs || epoch % interval(epochs) == 0;
		}
	}

	/** A configuration that began with no other preset than the {@link TrainingPreset#STANDARD standard}. */
	public TrainingConfiguration(final Labels labels, final String normalization, final String network, final String loss,
		final Sampling sampling, final Optimization optimization)
	{
		this(labels, normalization, network, loss, sampling, optimization, new ValidationOptions(), TrainingPreset.STANDARD.toString());
	}

	/** The same with other validation options. */
	public TrainingConfiguration with(final ValidationOptions other) {
		return new TrainingConfiguration(labels, normalization, network, loss, sampling, optimization, other, preset);
	}

	/**
	 * The configuration that values by {@link TrainingKey} make.
	 *
	 * @param preset that the choices began with
	 * @param values of keys; what is missing has its standard value
	 */
	public static TrainingConfiguration of(final TrainingPreset preset, final Map<String, Object> values) {
		final Map<String, Object> all = new HashMap<>(values);
		all.put("preset", preset.toString());
		return KeyedRecord.of(TrainingConfiguration.class, all);
	}

	public TrainingConfiguration {
		preset = TrainingPreset.of(preset).toString();
		normalization = complete(Normalization.class, normalization);
		network = complete(Decoder.class, network);
		loss = WeightedLoss.complete(loss, labels.isHard());
	}

	private static String complete(final Class<? extends SciJavaPlugin> type, final String text) {
		return Methods.of(type).complete(text).toString();
	}
}
