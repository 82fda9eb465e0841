package sfumato.losses;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import sfumato.methods.MethodMessages;
import sfumato.methods.Methods;
import sfumato.text.WrongValue;

/** What a loss is called when every option is written out, with and without a tensor engine on the class path. */
class WeightedLossTextTest {

	private static final String DEFAULT = "0.25*cross-entropy + 0.75*dice-semimetric";

	private static final String CROSS_ENTROPY = "0.25*cross-entropy(form: KL, temperature: 1)";

	private static final String REST = ", reduction: batch, weights: equal, log: false)";

	private static final List<String> NAMES = List.of("cross-entropy", "dice-semimetric", "focal", "focal-tversky",
		"jaccard-metric", "soft-dice", "soft-jaccard", "squared-l2-dice", "tversky");

	/** All classes of this JVM anew, but none of DJL's. */
	private static final class WithoutDjl extends URLClassLoader {
		WithoutDjl() {
			super(Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)).map(WithoutDjl::url).toArray(
				URL[]::new), ClassLoader.getPlatformClassLoader());
		}

		private static URL url(final String entry) {
			try {
				return Path.of(entry).toUri().toURL();
			}
			catch (final java.net.MalformedURLException e) {
				throw new IllegalStateException(e);
			}
		}

		@Override
		protected Class<?> loadClass(final String name, final boolean resolve) throws ClassNotFoundException {
			if (name.startsWith("ai.djl.")) throw new ClassNotFoundException(name);
			return super.loadClass(name, resolve);
		}
	}

	@Test
	void softTargetsUseAllClassesByDefault() {
		assertEquals(CROSS_ENTROPY + " + 0.75*dice-semimetric(variant: DML1, smooth: 1, active: ALL" + REST, WeightedLoss.complete(
			DEFAULT, false));
	}

	@Test
	void hardTargetsUsePresentClassesByDefault() {
		assertEquals(CROSS_ENTROPY + " + 0.75*dice-semimetric(variant: DML1, smooth: 1, active: PRESENT" + REST, WeightedLoss
			.complete(DEFAULT, true));
	}

	@Test
	void keepsGivenOptions() {
		assertEquals("dice-semimetric(variant: DML1, smooth: 1, active: ALL" + REST, WeightedLoss.complete(
			"dice-semimetric(Active: all)", true));
		assertEquals("dice-semimetric(variant: DML2, smooth: 0, active: PRESENT" + REST, WeightedLoss.complete(
			"dice-semimetric(smooth: 0, active: present, variant: dml2)", false));
	}

	@Test
	void keepsCompleteTextsForAllTargets() {
		for (final boolean hard : new boolean[] { false, true }) {
			final String complete = WeightedLoss.complete(DEFAULT, hard);
			assertEquals(complete, WeightedLoss.complete(complete, !hard));
			assertEquals(complete, WeightedLoss.parse(DEFAULT, hard).toString());
		}
	}

	@Test
	void termsOfOneMethodHaveDistinctNames() {
		final WeightedLoss loss = WeightedLoss.parse(
			"dice-semimetric(variant: DML1) + cross-entropy + 2*dice-semimetric(variant: DML2)", false);
		assertEquals(List.of("dice-semimetric", "cross-entropy", "dice-semimetric-2"), loss.names());
		assertEquals(List.of(1.0, 1.0, 2.0), loss.weights());
	}

	@Test
	void refusesWrongTexts() {
		assertEquals(MethodMessages.unknown("Loss", "dice", String.join(", ", NAMES)), assertThrows(
			IllegalArgumentException.class, () -> WeightedLoss.complete("cross-entropy + dice", true)).getMessage());
		assertEquals(WrongValue.message("dice-semimetric: smooth", -1.0, "0 or greater"),
			assertThrows(IllegalArgumentException.class,
			() -> WeightedLoss.complete("dice-semimetric(smooth: -1)", true)).getMessage());
		assertMessage(WrongValue.message("focal: gamma", 0.5, "0, or 1 or greater"), "focal(gamma: 0.5)");
		assertMessage(WrongValue.message("focal-tversky: gamma", 0.75, "1 or greater"), "focal-tversky(gamma: 0.75)");
		assertMessage("tversky: " + LossMessages.alphaAndBeta(0, 0),
			"tversky(alpha: 0, beta: 0)");
		assertMessage("soft-dice: " + LossMessages.smoothOfLog(), "soft-dice(smooth: 0, log: true)");
		assertMessage(WrongValue.message("soft-dice: reduction", "pixel", "batch, image, class or a weighted sum of them, e.g. " +
			"0.5*image + 0.5*class"), "soft-dice(reduction: pixel)");
		assertMessage(WrongValue.message("soft-dice: weights", "1 -2", "equal, or one number of 0 or more for each class " +
			"separated by blanks, e.g. 0.2 1 2"), "soft-dice(weights: 1 -2)");
	}

	private static void assertMessage(final String message, final String text) {
		assertEquals(message, assertThrows(IllegalArgumentException.class, () -> WeightedLoss.complete(text, true))
			.getMessage());
	}

	@Test
	void writesReductionsAndClassWeightsConsistently() {
		assertEquals("soft-dice(smooth: 1, active: ALL, reduction: 0.5*image + 2*class, weights: 0.2 1 2, log: false)",
			WeightedLoss.complete("soft-dice(reduction: 2*Class+0.5*image, weights:  0.2  1.0 2)", false));
		assertEquals("soft-dice(smooth: 1, active: PRESENT, reduction: batch, weights: equal, log: true)", WeightedLoss
			.complete("soft-dice(weights: Equal, reduction: 0.5*batch + 0.5*batch, log: true)", true));
	}

	@Test
	void namesLossesForHardTargetsOnly() {
		assertEquals(List.of("soft-dice", "focal", "tversky-2"), WeightedLoss.parse(
			"cross-entropy + soft-dice + focal + focal(gamma: 0) + tversky + tversky(alpha: 0, beta: 1) + squared-l2-dice",
			false).namesForHardTargetsOnly());
		assertEquals(List.of(), WeightedLoss.parse(DEFAULT, false).namesForHardTargetsOnly());
	}

	@Test
	void checksTextsWithoutATensorEngine() throws Exception {
		try (WithoutDjl loader = new WithoutDjl()) {
			assertThrows(ClassNotFoundException.class, () -> loader.loadClass("ai.djl.ndarray.NDArray"));
			// a handle, because reflection resolves the types of all methods
			final MethodHandle complete = MethodHandles.publicLookup().findStatic(loader.loadClass(WeightedLoss.class.getName()),
				"complete", MethodType.methodType(String.class, String.class, boolean.class));
			assertEquals(WeightedLoss.complete(DEFAULT, true), (String) assertDoesNotThrow(() -> complete.invoke(DEFAULT, true)));
			assertEquals(MethodMessages.unknownOption("smoth", "dice-semimetric", "variant, smooth, active, reduction, " +
				"weights, log"),
				assertThrows(IllegalArgumentException.class, () -> complete.invoke("dice-semimetric(smoth: 1)", true)).getMessage());
			final Class<?> methods = loader.loadClass("sfumato.methods.Methods");
			final Object losses = methods.getMethod("of", Class.class).invoke(null, loader.loadClass(Loss.class.getName()));
			assertEquals(NAMES, methods.getMethod("names").invoke(losses));
			for (final String name : NAMES)
				assertEquals(Methods.of(Loss.class).complete(name).toString(), methods.getMethod("complete", String.class).invoke(
					losses, name).toString());
			assertEquals("cross-entropy(form: KL, temperature: 2)", methods.getMethod("complete", String.class).invoke(losses,
				"cross-entropy(temperature: 2)").toString());
		}
	}

	@Test
	void checksConfigurationsWithoutATensorEngine() throws Exception {
		try (WithoutDjl loader = new WithoutDjl()) {
			final Class<?> labels = loader.loadClass("sfumato.training.settings.TrainingConfiguration$Labels");
			final Class<?> sampling = loader.loadClass("sfumato.training.settings.TrainingConfiguration$Sampling");
			final Class<?> optimization = loader.loadClass("sfumato.training.settings.TrainingConfiguration$Optimization");
			final Class<?> whole = loader.loadClass("sfumato.training.settings.TrainingConfiguration");
			final Object made = whole.getConstructor(labels, String.class, String.class, String.class, sampling, optimization)
				.newInstance(labels.getConstructor(String.class, String.class).newInstance("majority", "none"), "none",
					"unet(encoder: resnet18d)", DEFAULT, sampling.getConstructor(int.class, int.class, String.class, long.class)
						.newInstance(1, 0, "scale + flip", 0L), optimization.getConstructor(int.class,
							double.class).newInstance(1, 0.01));
			assertTrue(whole.getMethod("loss").invoke(made).toString().endsWith("active: PRESENT" + REST));
		}
	}
}
