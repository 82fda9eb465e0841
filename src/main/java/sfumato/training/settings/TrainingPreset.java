package sfumato.training.settings;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import sfumato.text.UserException;

/**
 * A named preset: all settings of a training but the seed, and how {@code Cross-Validate...} scores it. What a user chooses beside it
 * overrides it.
 * <p>
 * The presets of the paper follow its authors' code where the text is silent; {@code docs/training.md} has them as a table.
 * Source: Wang et al., MICCAI 2023, section 3.
 */
public enum TrainingPreset {

	/** The default of {@code Train Network...}. */
	STANDARD("for your own data, with many steps"),

	/**
	 * The published training on the sets of QUBIQ: UNet-ResNet50, 150 epochs, the Dice-weighted average of the raters (with the
	 * authors' full weight for a rater who hits nothing).
	 */
	PAPER_QUBIQ("as published for QUBIQ", "fusion", "dice-weighted(zeroOverlap: ONE)", "network",
		"unet(encoder: resnet50d, aux: true)", "normalization", "maximum", "patch", 256, "oversample", 0.0, "statistics", 0,
		"keep", "last"),

	/**
	 * The published training on LiTS: liver tumours in a window of [-60, 140] HU, labels smoothed at boundaries; the slices of a patient
	 * are scored together.
	 */
	PAPER_LITS("as published for LiTS", "fusion", "majority", "smoothing", "boundary(epsilon: 0.5, width: 3)", "network",
		"unet(encoder: resnet50d, aux: true)", "normalization", "window(low: -60, high: 140)", "epochs", 60, "patch", 384,
		"oversample", 0.0, "statistics", 0, "keep", "last", "pool", Patients.OF_SLICES),

	/**
	 * The published training on KiTS19: kidney tumours in a window of [-200, 300] HU, labels smoothed at boundaries; the slices of a
	 * patient are scored together.
	 */
	PAPER_KITS("as published for KiTS19", "fusion", "majority", "smoothing", "boundary(epsilon: 0.5, width: 3)", "network",
		"unet(encoder: resnet50d, aux: true)", "normalization", "window(low: -200, high: 300)", "epochs", 60, "patch", 384,
		"oversample", 0.0, "statistics", 0, "keep", "last", "pool", Patients.OF_SLICES),

	/**
	 * The published students of {@code Distill Network...} on LiTS: UNet-ResNet18 with hard labels that are not smoothed; the teacher is
	 * {@link #PAPER_LITS}. Trained alone, they are the paper's training on hard labels.
	 */
	PAPER_LITS_STUDENT("as published for the students of LiTS", "fusion", "majority", "network",
		"unet(encoder: resnet18d, aux: true)", "normalization", "window(low: -60, high: 140)", "epochs", 60, "patch", 384,
		"oversample", 0.0, "statistics", 0, "keep", "last", "pool", Patients.OF_SLICES),

	/** As {@link #PAPER_LITS_STUDENT}, of {@link #PAPER_KITS}. */
	PAPER_KITS_STUDENT("as published for the students of KiTS19", "fusion", "majority", "network",
		"unet(encoder: resnet18d, aux: true)", "normalization", "window(low: -200, high: 300)", "epochs", 60, "patch", 384,
		"oversample", 0.0, "statistics", 0, "keep", "last", "pool", Patients.OF_SLICES),

	/** A small network and few steps, for a first test on a CPU. */
	QUICK("a first test within minutes, without a GPU", "network", "unet(encoder: plain)", "epochs", 100, "batch", 4, "patch",
		128);

	/** Constants of a nested class are there before those of the enum. */
	private static final class Patients {

		/** The patient of a slice that {@code Prepare Dataset...} has made: {@code case001} of {@code case001_0042}; else the case itself. */
		static final String OF_SLICES = "(.+?)(?:_\\d{4})?$";
	}

	private final String purpose;
	private final Map<String, Object> choices;

	TrainingPreset(final String purpose, final Object... changes) {
		this.purpose = purpose;
		final Map<String, Object> all = standard();
		for (int i = 0; i < changes.length; i += 2)
			if (!all.replace((String) changes[i], all.get(changes[i]), changes[i + 1])) throw new IllegalStateException(
				changes[i] + " is no choice");
		choices = Collections.unmodifiableMap(all);
	}

	private static Map<String, Object> standard() {
		final Map<String, Object> all = new LinkedHashMap<>();
		for (final TrainingKey key : TrainingKey.values())
			if (key.isPreset()) all.put(key.key(), key.standard());
		all.put("pool", ""); // of the scores
		return all;
	}

	/**
	 * The preset of a name, case-insensitive.
	 *
	 * @throws UserException with the names that there are
	 */
	public static TrainingPreset of(final String name) {
		for (final TrainingPreset p : values())
			if (p.toString().equalsIgnoreCase(name.strip())) return p;
		throw new UserException(SettingsMessages.noPreset(name, String.join(", ", Arrays.stream(
			values()).map(TrainingPreset::toString).toList())));
	}

	/** The purpose of the preset, as the end of a sentence. */
	public String purpose() {
		return purpose;
	}

	/** The value of every choice under the name that it has as a key of {@code Train Network...}; in the order of the dialog. */
	public Map<String, Object> choices() {
		return choices;
	}

	/** The configuration of the preset. */
	public TrainingConfiguration configuration(final long seed) {
		final Map<String, Object> values = new LinkedHashMap<>(choices);
		values.put(TrainingKey.SEED.key(), seed);
		return TrainingConfiguration.of(this, values);
	}

	/** The published preset of student networks for a teacher with this preset, if there is one. */
	public Optional<TrainingPreset> student() {
		return switch (this) {
			case PAPER_LITS -> Optional.of(PAPER_LITS_STUDENT);
			case PAPER_KITS -> Optional.of(PAPER_KITS_STUDENT);
			default -> Optional.empty();
		};
	}

	/** The name that users write: {@code paper-qubiq}. */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}
}
