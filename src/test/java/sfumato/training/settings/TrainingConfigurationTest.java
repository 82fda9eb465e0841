package sfumato.training.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;


import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

import sfumato.data.augmentation.Augmentations;
import sfumato.fusion.LabelFusion;
import sfumato.methods.MethodMessages;
import sfumato.methods.Methods;
import sfumato.models.StrictJson;
import sfumato.text.WrongValue;
import sfumato.training.settings.TrainingConfiguration.Labels;
import sfumato.training.settings.TrainingConfiguration.Optimization;
import sfumato.training.settings.TrainingConfiguration.Sampling;

class TrainingConfigurationTest {

	private static final String REST = ", reduction: batch, weights: equal, log: false)";

	private static TrainingConfiguration of(final Labels labels, final String loss) {
		return new TrainingConfiguration(labels, "percentile", "unet(encoder: mobilenetv2_100)", loss, new Sampling(8, 0,
			Augmentations.STANDARD, Long.MIN_VALUE), new Optimization(150, 0.01));
	}

	private static String message(final Executable mistake) {
		return assertThrows(IllegalArgumentException.class, mistake).getMessage();
	}

	@Test
	void writesEveryOption() {
		final TrainingConfiguration c = of(new Labels("majority", "boundary"), "dice-semimetric");
		assertEquals("percentile(low: 1, high: 99.8)", c.normalization());
		assertEquals("unet(encoder: mobilenetv2_100, aux: false, dropout: 0.1, width: 0)", c.network());
		assertEquals("boundary(epsilon: 0.5, width: 3)", c.labels().smoothing());
		assertEquals("dice-semimetric(variant: DML1, smooth: 1, active: ALL" + REST, c.loss(), "smoothed labels are soft");
		assertEquals("dice-semimetric(variant: DML1, smooth: 1, active: PRESENT" + REST, of(new Labels("majority", "none"),
			"dice-semimetric").loss());
		assertEquals("dice-semimetric(variant: DML1, smooth: 1, active: ALL" + REST, of(new Labels("majority", "none"),
			"dice-semimetric(active: ALL)").loss());
	}

	@Test
	void survivesTheRoundTrip() {
		for (final Labels labels : new Labels[] { new Labels(), new Labels("random-rater(seed: 3)", "none"), new Labels(
			"majority", "everywhere(epsilon: 0.2)") })
		{
			final TrainingConfiguration c = of(labels, "0.25*cross-entropy + 0.75*dice-semimetric");
			assertEquals(c, StrictJson.read(StrictJson.write(c), TrainingConfiguration.class, "training.json"));
		}
	}

	@Test
	void labelsAreHardForHardFusionsWithoutSmoothing() {
		assertTrue(new Labels("majority", "none").isHard());
		assertTrue(new Labels("random-rater", "none").isHard());
		assertFalse(new Labels("majority", "boundary").isHard());
		assertFalse(new Labels().isHard());
		assertFalse(new Labels("majority(tie: UNDECIDED)", "none").isHard());
		assertTrue(message(() -> new Labels("majority(tie: UNDECIDED)", "boundary")).contains("soft"));
	}

	@Test
	void refusesToSmoothSoftLabels() {
		assertEquals(SettingsMessages.smoothingOfSoft("boundary(epsilon: 0.5, width: 3)", "average"), message(() -> new
			Labels("average", "boundary")));
	}

	@Test
	void refusesNumbersOutOfRange() {
		assertEquals(WrongValue.message("batch", 0, "at least 1"), message(() -> new Sampling(0, 64, Augmentations.STANDARD, 0)));
		assertEquals(WrongValue.message("patch", -32, "a number of pixels, or 0 to choose it"), message(() -> new Sampling(1, -32,
			Augmentations.STANDARD, 0)));
		assertEquals(WrongValue.message("epochs", 0, "at least 1"), message(() -> new Optimization(0, 0.01)));
		assertEquals(WrongValue.message("rate", 0.0, "greater than 0"), message(() -> new Optimization(1, 0)));
		assertEquals(WrongValue.message("rate", Double.NaN, "greater than 0"), message(() -> new Optimization(1, Double.NaN)));
		assertEquals(WrongValue.message("decoderFactor", 0.0, "greater than 0"), message(() -> new Optimization(1, 1, 0, "sgd",
			"constant")));
		assertEquals("sgd: " + WrongValue.message("momentum", 1.0, "at least 0 and less than 1"), message(() -> new Optimization(1, 1, 1,
			"sgd(momentum: 1)", "constant")));
		assertEquals("sgd: " + WrongValue.message("decay", -0.1, "0 or greater"), message(() -> new Optimization(1, 1, 1,
			"sgd(decay: -0.1)", "constant")));
		assertEquals("constant: " + WrongValue.message("warmup", 1.0, "at least 0 and less than 1"), message(() -> new Optimization(1, 1,
			1, "sgd", "constant(warmup: 1)")));
		assertEquals(WrongValue.message("oversample", 1.5, "a share between 0 and 1"), message(() -> new Sampling(1, 32, Augmentations.STANDARD,
			1.5, 0)));
	}

	@Test
	void refusesUnknownMethodsAndListsKnownOnes() {
		assertEquals(MethodMessages.unknown("LabelFusion", "mean", String.join(", ", Methods.of(LabelFusion.class).names())),
			message(() -> new Labels("mean", "none")));
		assertTrue(message(() -> of(new Labels(), "dice")).contains("\"dice\". Known: cross-entropy, dice-semimetric, focal, "));
	}

	/** Files from before optimizers had names, before oversampling and before the re-estimation of batch-norm statistics. */
	@Test
	void readsConfigurationsOfOlderVersions() {
		final String text = """
			{"labels": {"fusion": "average", "smoothing": "none"}, "normalization": "percentile", "network": "unet", "loss": "soft-dice",
			 "sampling": {"batch": 8, "patch": 0, "augmentation": {"scaleMin": 0.75, "scaleMax": 2.0, "flipX": true, "flipY": true}, "seed": 5},
			 "optimization": {"epochs": 9, "rate": 0.02, "decoderFactor": 3.0, "momentum": 0.8, "weightDecay": 0.25,
			  "schedule": {"warmup": 0.1, "power": 2.0}},
			 "course": {"accumulate": 1, "clip": 0.0, "ema": 0.0, "every": 7, "patience": 0, "keep": "LAST"}, "preset": "standard"}
			""";
		final TrainingConfiguration read = StrictJson.read(text, TrainingConfiguration.class, "training.json");
		assertEquals(new Optimization(9, 0.02, 3, "sgd(momentum: 0.8, decay: 0.25)", "polynomial(power: 2, warmup: 0.1)"), read
			.optimization());
		assertEquals(new Sampling(8, 0, "scale(low: 0.75, high: 2) + flip(axis: x) + flip(axis: y)", 0, 5), read.sampling());
		assertEquals(0, read.course().statistics());
		assertEquals(read, StrictJson.read(StrictJson.write(read), TrainingConfiguration.class, "training.json"));
	}
}
