package sfumato.methods;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MethodSpecTest {

	@ParameterizedTest
	@ValueSource(strings = { "average", "kde(bandwidth: 0.01, keys: 1000)", "unet(encoder: resnet18d, aux: true)",
		"outer(inner: method(a: 1, b: other(c: 2)), last: x)" })
	void aTextIsTheTextOfItsSpec(final String text) {
		assertEquals(text, MethodSpec.parse(text).toString());
		assertEquals(MethodSpec.parse(text), MethodSpec.parse(MethodSpec.parse(text).toString()));
	}

	@Test
	void blanksDoNotMatter() {
		assertEquals(new MethodSpec("kde", Map.of("bandwidth", "0.1")), MethodSpec.parse("  kde ( bandwidth :0.1 ) "));
		assertEquals(new MethodSpec("kde", Map.of()), MethodSpec.parse("kde()"));
	}

	@Test
	void optionsKeepTheOrderInWhichTheyWereWritten() {
		assertEquals(List.of("b", "a", "c"), List.copyOf(MethodSpec.parse("m(b: 1, a: 2, c: 3)").options().keySet()));
	}

	@Test
	void aSumIsTakenApartAtItsPlusSigns() {
		final List<MethodSpec.Term> terms = MethodSpec.parseSum("0.25*cross-entropy + 0.75 * dice-semimetric(variant: DML2)");
		assertEquals(2, terms.size());
		assertEquals(0.25, terms.get(0).weight());
		assertEquals("cross-entropy", terms.get(0).method().name());
		assertEquals("0.75*dice-semimetric(variant: DML2)", terms.get(1).toString());
		assertEquals(1, MethodSpec.parseSum("dice-semimetric").get(0).weight());
	}

	@Test
	void aPlusInANumberOrInBracketsDoesNotSeparate() {
		final List<MethodSpec.Term> terms = MethodSpec.parseSum("1e+2*a(x: 1e+3) + 2E+1*b(sum: c + d)");
		assertEquals(2, terms.size());
		assertEquals(100, terms.get(0).weight());
		assertEquals("1e+3", terms.get(0).method().options().get("x"));
		assertEquals(20, terms.get(1).weight());
		assertEquals("c + d", terms.get(1).method().options().get("sum"));
	}

	@Test
	void methodsWhoseNamesEndInADigitAndAnEAreNoNumbers() {
		assertEquals(List.of("m2e", "b"), MethodSpec.parseSum("m2e + b").stream().map(t -> t.method().name()).toList());
		assertEquals(List.of("m-2e", "b"), MethodSpec.parseSum("m-2e+3*b").stream().map(t -> t.method().name()).toList());
	}

	@Test
	void aListSplitsAtCommasOutsideBrackets() {
		assertEquals(List.of("a(x: 1, y: 2)", "0.5*b + c", "d"), MethodSpec.splitList("a(x: 1, y: 2), 0.5*b + c ,d"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = {
		"kde(h=0.1) | \"h=0.1\" in \"kde(h=0.1)\" is not an option; options are written key: value (a colon, not =).",
		"kde(0.1) | \"0.1\" in \"kde(0.1)\" is not an option; options are written key: value.",
		"kde(a: 1, a: 2) | Option \"a\" is given twice in \"kde(a: 1, a: 2)\".",
		"kde(a: 1, A: 2) | Option \"A\" is given twice in \"kde(a: 1, A: 2)\".",
		"kde(a: 1 | \"kde(a: 1\" lacks its closing bracket.", //
		"kde(a: (1) | \"kde(a: (1)\" lacks a closing bracket.",
		"kde(a: 1)) | \"kde(a: 1))\" has a closing bracket without an opening one.",
		"0.5 | \"0.5\" does not start with the name of a method.", //
		"(a: 1) | \"(a: 1)\" does not start with the name of a method." })
	void whatIsNoMethodIsToldWithItsText(final String text, final String message) {
		assertEquals(message, assertThrows(IllegalArgumentException.class, () -> MethodSpec.parse(text)).getMessage());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = {
		"-1*a | \"-1\" in \"-1*a\" is not a weight; weights are positive numbers.",
		"0*a + b | \"0\" in \"0*a + b\" is not a weight; weights are positive numbers.",
		"x*a | \"x\" in \"x*a\" is not a weight; weights are positive numbers.",
		"NaN*a | \"NaN\" in \"NaN*a\" is not a weight; weights are positive numbers.",
		"Infinity*a | \"Infinity\" in \"Infinity*a\" is not a weight; weights are positive numbers." })
	void whatIsNoWeightIsToldWithItsText(final String text, final String message) {
		assertEquals(message, assertThrows(IllegalArgumentException.class, () -> MethodSpec.parseSum(text)).getMessage());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "  ", "a + ", "+ a", "a + + b" })
	void aMissingMethodIsMissed(final String text) {
		assertEquals(MethodMessages.empty(), assertThrows(IllegalArgumentException.class, () -> MethodSpec
			.parseSum(text)).getMessage());
	}

	/** Time and stack would grow with what somebody writes in a file. */
	@Test
	void refusesTextsThatNobodyWrites() {
		final String long1 = assertThrows(IllegalArgumentException.class, () -> MethodSpec.parseSum("a" + " + a".repeat(1_000_000)))
			.getMessage();
		assertEquals(true, long1.endsWith("\" has 4000001 letters; methods are written in 10000 at most.") && long1.length() < 200, long1);
		final String deep = assertThrows(IllegalArgumentException.class, () -> MethodSpec.parse("a(b: ".repeat(1000) + ")".repeat(1000)))
			.getMessage();
		assertEquals(true, deep.endsWith("\" has more than 20 brackets in each other.") && deep.length() < 200, deep);
	}
}
