package sfumato.dialogs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sfumato.Says.assertSays;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scijava.command.CommandInfo;
import org.scijava.module.ModuleException;
import org.scijava.module.ModuleItem;

import sfumato.commands.CommandCatalogue;
import sfumato.text.WrongValue;

class MethodTextTest {

	private static final MethodText FUSION = MethodText.of("sfumato.fusion.LabelFusion", (char) 0);
	private static final MethodText LOSS = MethodText.of("sfumato.losses.Loss", '+');
	private static final MethodText METRICS = MethodText.of("sfumato.metrics.SegmentationMetric", ',');

	private static List<String> texts(final MethodText methods) {
		return methods.choices().stream().map(MethodText.Choice::text).toList();
	}

	@Test
	void suggestsMethodsWithAllOptions() {
		assertTrue(texts(FUSION).containsAll(List.of("average", "majority(tie: BACKGROUND)", "random-rater(seed: 0)")), texts(FUSION)
			::toString);
	}

	@Test
	void suggestsNetworksWithEachEncoder() {
		final List<String> networks = texts(MethodText.of("sfumato.networks.Decoder", (char) 0));
		assertTrue(networks.containsAll(List.of("unet(encoder: resnet18d)", "deeplabv3plus(encoder: mobilenetv2_100)")), networks
			::toString);
	}

	@Test
	void acceptsEverySuggestion() {
		for (final MethodText methods : List.of(FUSION, LOSS, METRICS))
			for (final String text : texts(methods))
				assertTrue(!methods.explain(text, 0).contains("<font"), text);
	}

	@Test
	void choiceReplacesASingleMethodAndExtendsAList() {
		assertEquals("union", FUSION.add("average", "union"));
		assertEquals("dice", METRICS.add(" ", "dice"));
		assertEquals("dice, jaccard", METRICS.add("dice", "jaccard"));
		assertEquals("0.5*cross-entropy + focal", LOSS.add("0.5*cross-entropy", "focal"));
	}

	@Test
	void explainsTheMethodAtTheCursor() {
		final String text = "dice, surface-dice(tolerance: 2), jaccard";
		assertTrue(METRICS.explain(text, 3).contains("2tp / (2tp + fp + fn)"), METRICS.explain(text, 3));
		assertTrue(METRICS.explain(text, 16).contains("tolerance: "), METRICS.explain(text, 16));
		assertTrue(LOSS.explain("0.25*cross-entropy + 0.75*dice-semimetric", 30).contains("DML2"));
		assertTrue(FUSION.explain("majority", 8).contains("tie: BACKGROUND (or UNDECIDED, LOWEST)"), FUSION.explain("majority", 8));
	}

	@Test
	void reportsErrorsImmediately() {
		assertTrue(FUSION.explain("avrage", 0).contains("There is no LabelFusion named \"avrage\". Known: average"));
		assertSays(WrongValue.message("tolerance", "x", "a number"), METRICS.explain("dice, surface-dice(tolerance: x)", 0));
		assertEquals("", METRICS.explain(" ", 0));
	}

	@Test
	void escapesTagsInNames() {
		assertTrue(FUSION.explain("<img>", 0).contains("&lt;img&gt;"));
	}

	static List<CommandInfo> commands() {
		return CommandCatalogue.shipped();
	}

	/** A style is a text that the compiler does not know. */
	@ParameterizedTest
	@MethodSource("commands")
	void defaultOfEveryMethodKeyIsAMethodOfItsType(final CommandInfo command) throws ModuleException {
		for (final ModuleItem<?> key : CommandCatalogue.keys(command)) {
			final MethodText methods = MethodWidget.methodsOf(key.getWidgetStyle());
			if (methods == null) continue;
			final String text = (String) command.createModule().getInput(key.getName());
			assertTrue(!methods.explain(text, 0).contains("<font"), key.getName() + "=" + text);
		}
	}
}
