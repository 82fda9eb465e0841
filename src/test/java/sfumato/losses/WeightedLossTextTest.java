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

/** What a loss is called when every option is written out, with and without a tensor engine on the class path. */
class WeightedLossTextTest {

	private static final String DEFAULT = "0.25*cross-entropy + 0.75*dice-semimetric";

	private static final String CROSS_ENTROPY = "0.25*cross-entropy(form: KL, temperature: 1)";

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
	void softTargetsLookAtAllClasses() {
		assertEquals(CROSS_ENTROPY + " + 0.75*dice-semimetric(variant: DML1, smooth: 1, active: ALL)", WeightedLoss.complete(
			DEFAULT, false));
	}

	@Test
	void hardTargetsLookAtPresentClasses() {
		assertEquals(CROSS_ENTROPY + " + 0.75*dice-semimetric(variant: DML1, smooth: 1, active: PRESENT)", WeightedLoss
			.complete(DEFAULT, true));
	}

	@Test
	void whatTheTextSaysIsKept() {
		assertEquals("dice-semimetric(variant: DML1, smooth: 1, active: ALL)", WeightedLoss.complete(
			"dice-semimetric(Active: all)", true));
		assertEquals("dice-semimetric(variant: DML2, smooth: 0, active: PRESENT)", WeightedLoss.complete(
			"dice-semimetric(smooth: 0, active: present, variant: dml2)", false));
	}

	@Test
	void aCompleteTextStaysAsItIsWhateverTheTargets() {
		for (final boolean hard : new boolean[] { false, true }) {
			final String complete = WeightedLoss.complete(DEFAULT, hard);
			assertEquals(complete, WeightedLoss.complete(complete, !hard));
			assertEquals(complete, WeightedLoss.parse(DEFAULT, hard).toString());
		}
	}

	@Test
	void twoTermsOfOneMethodHaveNamesOfTheirOwn() {
		final WeightedLoss loss = WeightedLoss.parse(
			"dice-semimetric(variant: DML1) + cross-entropy + 2*dice-semimetric(variant: DML2)", false);
		assertEquals(List.of("dice-semimetric", "cross-entropy", "dice-semimetric-2"), loss.names());
		assertEquals(List.of(1.0, 1.0, 2.0), loss.weights());
	}

	@Test
	void mistakesAreToldInASentence() {
		assertEquals("There is no Loss named \"dice\". Known: cross-entropy, dice-semimetric.", assertThrows(
			IllegalArgumentException.class, () -> WeightedLoss.complete("cross-entropy + dice", true)).getMessage());
		assertEquals("dice-semimetric: smooth must be 0 or greater, but is -1.0.", assertThrows(IllegalArgumentException.class,
			() -> WeightedLoss.complete("dice-semimetric(smooth: -1)", true)).getMessage());
	}

	@Test
	void textsAreCheckedWithoutATensorEngine() throws Exception {
		try (WithoutDjl loader = new WithoutDjl()) {
			assertThrows(ClassNotFoundException.class, () -> loader.loadClass("ai.djl.ndarray.NDArray"));
			// a handle, because reflection resolves the types of all methods
			final MethodHandle complete = MethodHandles.publicLookup().findStatic(loader.loadClass(WeightedLoss.class.getName()),
				"complete", MethodType.methodType(String.class, String.class, boolean.class));
			assertEquals(WeightedLoss.complete(DEFAULT, true), (String) assertDoesNotThrow(() -> complete.invoke(DEFAULT, true)));
			assertEquals("Unknown option \"smoth\" of dice-semimetric. Known: variant, smooth, active.", assertThrows(
				IllegalArgumentException.class, () -> complete.invoke("dice-semimetric(smoth: 1)", true)).getMessage());
			final Class<?> methods = loader.loadClass("sfumato.methods.Methods");
			final Object losses = methods.getMethod("of", Class.class).invoke(null, loader.loadClass(Loss.class.getName()));
			assertEquals(List.of("cross-entropy", "dice-semimetric"), methods.getMethod("names").invoke(losses));
			assertEquals("cross-entropy(form: KL, temperature: 2)", methods.getMethod("complete", String.class).invoke(losses,
				"cross-entropy(temperature: 2)").toString());
		}
	}

	@Test
	void aWholeConfigurationIsCheckedWithoutATensorEngine() throws Exception {
		try (WithoutDjl loader = new WithoutDjl()) {
			final Class<?> labels = loader.loadClass("sfumato.training.TrainingConfiguration$Labels");
			final Class<?> sampling = loader.loadClass("sfumato.training.TrainingConfiguration$Sampling");
			final Class<?> augmentation = loader.loadClass("sfumato.data.Augmentation");
			final Class<?> optimization = loader.loadClass("sfumato.training.TrainingConfiguration$Optimization");
			final Class<?> whole = loader.loadClass("sfumato.training.TrainingConfiguration");
			final Object made = whole.getConstructor(labels, String.class, String.class, String.class, sampling, optimization)
				.newInstance(labels.getConstructor(String.class, String.class).newInstance("majority", "none"), "none",
					"unet(encoder: resnet18d)", DEFAULT, sampling.getConstructor(int.class, int.class, augmentation, long.class)
						.newInstance(1, 0, augmentation.getConstructor().newInstance(), 0L), optimization.getConstructor(int.class,
							double.class).newInstance(1, 0.01));
			assertTrue(whole.getMethod("loss").invoke(made).toString().endsWith("active: PRESENT)"));
		}
	}
}
