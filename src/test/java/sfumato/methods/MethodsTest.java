package sfumato.methods;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scijava.plugin.SciJavaPlugin;

import sfumato.calibration.CalibrationError;
import sfumato.fusion.LabelFusion;
import sfumato.labels.LabelSmoothing;
import sfumato.metrics.SegmentationMetric;
import sfumato.models.ModelExport;
import sfumato.recalibration.Recalibrator;
import sfumato.statistics.SignificanceTest;
import sfumato.text.WrongValue;

/** Names, options and messages, and what every method of every kind must keep. */
class MethodsTest {

	/** The complete text of each method with its defaults: a change here changes what macros and models mean. */
	private static final List<String> DEFAULTS = List.of("average", "dice-weighted(zeroOverlap: ZERO)", "intersection",
		"majority(tie: BACKGROUND)", "random-rater(seed: 0)", "union", "boundary(epsilon: 0.5, width: 3)", "everywhere(epsilon: 0.1)", "none", "accuracy",
		"bdice(levels: 9)", "dice", "jaccard", "ece(bins: 10, binning: WIDTH, of: LABEL, band: 0)",
		"kde(bandwidth: 0.01, keys: 1000, sampling: SPREAD, seed: 0, choice: LIKELIHOOD)");

	static Stream<Class<? extends SciJavaPlugin>> kinds() {
		return Stream.of(LabelFusion.class, LabelSmoothing.class, SegmentationMetric.class, CalibrationError.class,
			Recalibrator.class, SignificanceTest.class, ModelExport.class);
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void everyMethodHasADescriptionOfOneSentence(final Class<? extends SciJavaPlugin> kind) {
		final Methods<? extends SciJavaPlugin> methods = Methods.of(kind);
		assertTrue(!methods.names().isEmpty());
		for (final String name : methods.names()) {
			assertTrue(name.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*"), name);
			assertTrue(methods.description(name).matches("([A-Z]|bioimage\\.io|safetensors).{10,140}\\."), name + ": " + methods.description(name));
		}
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void everyMethodSurvivesTheRoundTripThroughText(final Class<? extends SciJavaPlugin> kind) {
		final Methods<? extends SciJavaPlugin> methods = Methods.of(kind);
		for (final String name : methods.names()) {
			final String text = Methods.textOf(methods.create(name));
			assertEquals(text, Methods.textOf(methods.create(text)));
			assertEquals(text, methods.complete(name).toString());
			assertEquals(text, methods.complete(text).toString());
			assertEquals(text, methods.complete(name.toUpperCase()).toString());
		}
	}

	@Test
	void defaultsMatchTheDocumentation() {
		final List<String> texts = kinds().flatMap(kind -> Methods.of(kind).names().stream().map(name -> Methods.of(kind)
			.complete(name).toString())).toList();
		assertTrue(texts.containsAll(DEFAULTS), texts.toString());
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void everyMethodListsItsOptions(final Class<? extends SciJavaPlugin> kind) {
		final Methods<? extends SciJavaPlugin> methods = Methods.of(kind);
		for (final String name : methods.names()) {
			final String message = assertThrows(IllegalArgumentException.class, () -> methods.create(name + "(smoth: 1)"))
				.getMessage();
			assertTrue(message.startsWith("Unknown option \"smoth\""), message);
			for (final Methods.Option option : methods.options(name))
				assertTrue(message.contains(option.name()), message);
		}
	}

	@Test
	void refusesUnknownFusionsAndListsKnownOnes() {
		final String message = assertThrows(IllegalArgumentException.class, () -> Methods.of(LabelFusion.class).create(
			"avrage")).getMessage();
		assertTrue(message.startsWith(MethodMessages.unknown("LabelFusion", "avrage", "average, dice-weighted, intersection, " +
			"majority, random-rater, shape-average, simple, soft-staple, staple, union")), message);
	}

	@Test
	void ignoresCaseOfNamesOptionsAndConstants() {
		assertEquals("dice-weighted(zeroOverlap: ONE)", Methods.textOf(Methods.of(LabelFusion.class).create(
			"Dice-Weighted(ZEROOVERLAP: one)")));
	}

	@Test
	void missingOptionsHaveTheirDefaults() {
		assertEquals("kde(bandwidth: 0.5, keys: 1000, sampling: SPREAD, seed: 0, choice: LIKELIHOOD)", Methods.of(Recalibrator.class)
			.complete("kde(bandwidth: 0.5)").toString());
		assertEquals(List.of(new Methods.Option("epsilon", double.class, "0.5"), new Methods.Option("width", int.class, "3")),
			Methods.of(LabelSmoothing.class).options("boundary"));
		assertEquals(List.of(), Methods.of(LabelFusion.class).options("average"));
	}

	@Test
	void refusesUnreadableValues() {
		assertMessage(WrongValue.message("bandwidth", "wide", "a number"), "kde(bandwidth: wide)");
		assertMessage(WrongValue.message("bandwidth", "NaN", "a number"), "kde(bandwidth: NaN)");
		assertMessage(WrongValue.message("keys", "10.5", "a whole number"), "kde(keys: 10.5)");
		assertMessage(WrongValue.message("keys", "99999999999", "a whole number"), "kde(keys: 99999999999)");
		assertMessage(WrongValue.message("sampling", "", "one of PROPORTIONAL, BALANCED, SPREAD"), "kde(sampling: )");
		assertMessage(WrongValue.message("kde: keys", -5, "between 2 and 1000000"), "kde(keys: -5)");
	}

	private static void assertMessage(final String message, final String text) {
		assertEquals(message, assertThrows(IllegalArgumentException.class, () -> Methods.of(Recalibrator.class).create(text))
			.getMessage());
		assertEquals(message, assertThrows(IllegalArgumentException.class, () -> Methods.of(Recalibrator.class).complete(text))
			.getMessage());
	}

	@Test
	void refusesOptionsOfMethodsWithoutOptions() {
		assertEquals(MethodMessages.hasNoOptions("seed", "average"), assertThrows(IllegalArgumentException.class,
			() -> Methods.of(LabelFusion.class).create("average(seed: 1)")).getMessage());
	}

	@Test
	void createsSumsAndListsInOrder() {
		final List<Methods.Weighted<LabelFusion>> sum = Methods.of(LabelFusion.class).createSum("0.5*average + majority");
		assertEquals(0.5, sum.get(0).weight());
		assertEquals("majority(tie: BACKGROUND)", Methods.textOf(sum.get(1).method()));
		assertEquals(List.of("dice", "bdice(levels: 3)"), Methods.of(SegmentationMetric.class).createList(
			"dice, bdice(levels: 3)").stream().map(Methods::textOf).toList());
		assertEquals("[0.5*random-rater(seed: 0), majority(tie: BACKGROUND)]", Methods.of(LabelFusion.class).completeSum(
			"0.5*random-rater + majority").toString());
	}
}
