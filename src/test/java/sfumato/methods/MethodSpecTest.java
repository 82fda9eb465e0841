package sfumato.methods;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static sfumato.Says.assertSays;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MethodSpecTest {

	@ParameterizedTest
	@ValueSource(strings = { "average", "kde(bandwidth: 0.01, keys: 1000)", "unet(encoder: resnet18d, aux: true)",
		"outer(inner: method(a: 1, b: other(c: 2)), last: x)" })
	void survivesTheRoundTripThroughText(final String text) {
		assertEquals(text, MethodSpec.parse(text).toString());
		assertEquals(MethodSpec.parse(text), MethodSpec.parse(MethodSpec.parse(text).toString()));
	}

	@Test
	void ignoresBlanks() {
		assertEquals(new MethodSpec("kde", Map.of("bandwidth", "0.1")), MethodSpec.parse("  kde ( bandwidth :0.1 ) "));
		assertEquals(new MethodSpec("kde", Map.of()), MethodSpec.parse("kde()"));
	}

	@Test
	void keepsTheOrderOfOptions() {
		assertEquals(List.of("b", "a", "c"), List.copyOf(MethodSpec.parse("m(b: 1, a: 2, c: 3)").options().keySet()));
	}

	@Test
	void splitsSumsAtPlusSigns() {
		final List<MethodSpec.Term> terms = MethodSpec.parseSum("0.25*cross-entropy + 0.75 * dice-semimetric(variant: DML2)");
		assertEquals(2, terms.size());
		assertEquals(0.25, terms.get(0).weight());
		assertEquals("cross-entropy", terms.get(0).method().name());
		assertEquals("0.75*dice-semimetric(variant: DML2)", terms.get(1).toString());
		assertEquals(1, MethodSpec.parseSum("dice-semimetric").get(0).weight());
	}

	@Test
	void doesNotSplitAtPlusInNumbersAndBrackets() {
		final List<MethodSpec.Term> terms = MethodSpec.parseSum("1e+2*a(x: 1e+3) + 2E+1*b(sum: c + d)");
		assertEquals(2, terms.size());
		assertEquals(100, terms.get(0).weight());
		assertEquals("1e+3", terms.get(0).method().options().get("x"));
		assertEquals(20, terms.get(1).weight());
		assertEquals("c + d", terms.get(1).method().options().get("sum"));
	}

	@Test
	void distinguishesMethodNamesFromNumbers() {
		assertEquals(List.of("m2e", "b"), MethodSpec.parseSum("m2e + b").stream().map(t -> t.method().name()).toList());
		assertEquals(List.of("m-2e", "b"), MethodSpec.parseSum("m-2e+3*b").stream().map(t -> t.method().name()).toList());
	}

	@Test
	void splitsListsAtCommasOutsideBrackets() {
		assertEquals(List.of("a(x: 1, y: 2)", "0.5*b + c", "d"), MethodSpec.splitList("a(x: 1, y: 2), 0.5*b + c ,d"));
	}

	static Stream<Arguments> noMethods() {
		return Stream.of(arguments("kde(h=0.1)", MethodMessages.optionWithEquals("h=0.1", "kde(h=0.1)")), arguments("kde(0.1)",
			MethodMessages.noOption("0.1", "kde(0.1)")), arguments("kde(a: 1, a: 2)", MethodMessages.optionTwice("a",
				"kde(a: 1, a: 2)")), arguments("kde(a: 1, A: 2)", MethodMessages.optionTwice("A", "kde(a: 1, A: 2)")), arguments(
					"kde(a: 1", MethodMessages.notClosed("kde(a: 1")), arguments("kde(a: (1)", MethodMessages.lacksBracket("kde(a: (1)")),
			arguments("kde(a: 1))", MethodMessages.notOpened("kde(a: 1))")), arguments("0.5", MethodMessages.noName("0.5")), arguments(
				"(a: 1)", MethodMessages.noName("(a: 1)")));
	}

	@ParameterizedTest
	@MethodSource("noMethods")
	void refusesTextsThatAreNoMethod(final String text, final String message) {
		assertEquals(message, assertThrows(IllegalArgumentException.class, () -> MethodSpec.parse(text)).getMessage());
	}

	static Stream<Arguments> noWeights() {
		return Stream.of(arguments("-1*a", MethodMessages.noWeight("-1", "-1*a")), arguments("0*a + b", MethodMessages.noWeight("0",
			"0*a + b")), arguments("x*a", MethodMessages.noWeight("x", "x*a")), arguments("NaN*a", MethodMessages.noWeight("NaN",
				"NaN*a")), arguments("Infinity*a", MethodMessages.noWeight("Infinity", "Infinity*a")));
	}

	@ParameterizedTest
	@MethodSource("noWeights")
	void refusesWrongWeights(final String text, final String message) {
		assertEquals(message, assertThrows(IllegalArgumentException.class, () -> MethodSpec.parseSum(text)).getMessage());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "  ", "a + ", "+ a", "a + + b" })
	void refusesMissingMethods(final String text) {
		assertEquals(MethodMessages.empty(), assertThrows(IllegalArgumentException.class, () -> MethodSpec
			.parseSum(text)).getMessage());
	}

	/** Time and stack would grow with what somebody writes in a file. */
	@Test
	void refusesTooLongAndTooDeeplyNestedTexts() {
		final String long1 = assertThrows(IllegalArgumentException.class, () -> MethodSpec.parseSum("a" + " + a".repeat(1_000_000)))
			.getMessage();
		assertEquals(MethodMessages.tooLong("a" + " + a".repeat(1_000_000), 4_000_001, 10_000), long1);
			assertTrue(long1.length() < 200, long1);
		final String deep = assertThrows(IllegalArgumentException.class, () -> MethodSpec.parse("a(b: ".repeat(1000) + ")".repeat(1000)))
			.getMessage();
		assertSays(MethodMessages.tooDeep("a(b: ".repeat(1000) + ")".repeat(1000), 20), deep);
		assertTrue(deep.length() < 200,
			deep);
	}
}
