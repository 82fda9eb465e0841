package sfumato.commands.macro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;

import org.junit.jupiter.api.Test;

class OptionTextTest {

	@Test
	void readsWordsBracketsAndQuotes() {
		assertEquals(Map.of("a", "1", "b", "two words", "c", "x y", "d", ""), OptionText.parse(
			"a=1  b=[two words] c='x y' d="));
	}

	@Test
	void acceptsNestedBracketsAndOptionsInsideThem() {
		assertEquals(Map.of("method", "x(a: [1 2], b=3)", "b", "4"), OptionText.parse("method=[x(a: [1 2], b=3)] b=4 "));
	}

	@Test
	void readsBareWordsAsFlags() {
		final Map<String, String> options = OptionText.parse("overwrite a=1");
		assertTrue(options.containsKey("overwrite"));
		assertNull(options.get("overwrite"));
	}

	@Test
	void refusesUnclosedBracketsAndDuplicates() {
		assertEquals(MacroMessages.notClosed("a", "bracket"), assertThrows(IllegalArgumentException.class,
			() -> OptionText.parse("a=[x y")).getMessage());
		assertEquals(MacroMessages.givenTwice("a"), assertThrows(IllegalArgumentException.class, () -> OptionText.parse(
			"a=1 a=2")).getMessage());
	}
}
