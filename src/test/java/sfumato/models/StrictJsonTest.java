package sfumato.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import sfumato.text.TextMessages;

class StrictJsonTest {

	public enum Colour {
		RED, GREEN
	}

	public record Inner(double x, List<Double> more) {

		public Inner {
			if (x < 0) throw new IllegalArgumentException("x must be 0 or greater, but is " + x + ".");
		}
	}

	public record Outer(String name, int n, long seed, boolean flag, Colour colour, Inner inner, Optional<Inner> other,
		Map<String, Integer> counts)
	{}

	private static final Outer VALUE = new Outer("Ångström \"q\" <&>\\\n", -3, Long.MAX_VALUE, true, Colour.GREEN, new Inner(
		0.1, List.of(1e-300, 2.0)), Optional.empty(), Map.of("a", 1));

	private static final String TEXT = """
		{"name": "a", "n": 1, "seed": 2, "flag": false, "colour": "RED", "inner": {"x": 1, "more": []}, "other": null,
		 "counts": {}}
		""";

	private static Outer read(final String text) {
		return StrictJson.read(text, Outer.class, "f.json");
	}

	private static String message(final String from, final String to) {
		final String text = TEXT.replace(from, to);
		return assertThrows(IllegalArgumentException.class, () -> read(text), text).getMessage();
	}

	@Test
	void readsWhatItWrites() {
		assertEquals(VALUE, read(StrictJson.write(VALUE)));
		final Outer other = new Outer("", 0, Long.MIN_VALUE, false, Colour.RED, VALUE.inner(), Optional.of(new Inner(3, List
			.of())), Map.of());
		assertEquals(other, read(StrictJson.write(other)));
	}

	@Test
	void textDoesNotDependOnTheLocale() {
		final Locale before = Locale.getDefault();
		try {
			Locale.setDefault(Locale.GERMANY);
			assertEquals("{\n  \"x\": 0.5,\n  \"more\": [\n    1.25\n  ]\n}\n", StrictJson.write(new Inner(0.5, List.of(1.25))));
		}
		finally {
			Locale.setDefault(before);
		}
	}

	@Test
	void refusesMissingKeys() {
		assertEquals(ModelMessages.lacksKey("f.json", "n"), message("\"n\": 1,", ""));
		assertEquals(ModelMessages.lacksKey("f.json", "inner.x"), message("\"x\": 1,", ""));
		assertEquals(ModelMessages.lacksKey("f.json", "other"), message("\"other\": null,", ""));
	}

	@Test
	void refusesUnknownKeysAndListsKnownOnes() {
		assertEquals(ModelMessages.unknownKey("f.json", "inner.y", "x, more"), message("\"x\": 1", "\"x\": 1, \"y\": 2"));
	}

	@Test
	void refusesValuesOfOtherType() {
		assertEquals(ModelMessages.wrongKey("f.json", "n", "1.5", "int"), message("\"n\": 1", "\"n\": 1.5"));
		assertEquals(ModelMessages.wrongKey("f.json", "n", "3000000000", "int"), message("\"n\": 1", "\"n\": 3000000000"));
		assertEquals(ModelMessages.wrongKey("f.json", "n", "\"1\"", "int"), message("\"n\": 1", "\"n\": \"1\""));
		assertEquals(ModelMessages.wrongKey("f.json", "n", "null", "int"), message("\"n\": 1", "\"n\": null"));
		assertEquals(ModelMessages.wrongKey("f.json", "seed", "9223372036854775808", "long"), message("\"seed\": 2",
			"\"seed\": 9223372036854775808"));
		assertEquals(ModelMessages.wrongKey("f.json", "seed", "1e300", "long"), message("\"seed\": 2", "\"seed\": 1e300"));
		assertEquals(ModelMessages.wrongKey("f.json", "flag", "\"false\"", "boolean"), message("false", "\"false\""));
		assertEquals(ModelMessages.wrongKey("f.json", "name", 1, "String"), message("\"a\"", "1"));
		assertEquals(ModelMessages.wrongKey("f.json", "colour", "\"red\"", "one of RED, GREEN"), message("RED", "red"));
		assertEquals(ModelMessages.wrongKey("f.json", "inner", "[]", "an object"), message("{\"x\": 1, \"more\": []}", "[]"));
		assertEquals(ModelMessages.wrongKey("f.json", "inner.more", "{}", "a list"), message("\"more\": []", "\"more\": {}"));
		assertEquals(ModelMessages.wrongKey("f.json", "inner.more[1]", "\"b\"", "Double"), message("\"more\": []",
			"\"more\": [1, \"b\"]"));
		assertEquals(ModelMessages.wrongKey("f.json", "inner.x", "1e999", "double"), message("\"x\": 1", "\"x\": 1e999"));
		assertEquals(ModelMessages.wrongKey("f.json", "counts.k", "true", "Integer"), message("\"counts\": {}",
			"\"counts\": {\"k\": true}"));
	}

	@Test
	void reportsErrorsOfRecordConstructors() {
		assertEquals("f.json: x must be 0 or greater, but is -1.0.", message("\"x\": 1", "\"x\": -1"));
	}

	@Test
	void refusesBrokenTextWithItsPosition() {
		final String cut = assertThrows(IllegalArgumentException.class, () -> read("{\"name\": \"a\",\n \"n\"")).getMessage();
		assertEquals(TextMessages.badJson("f.json", "End of input at line 2 column 5"), cut);
		assertEquals(TextMessages.noJsonObject("f.json"), assertThrows(IllegalArgumentException.class, () -> read("[]"))
			.getMessage());
		assertEquals(TextMessages.noJsonObject("f.json"), assertThrows(IllegalArgumentException.class, () -> read(""))
			.getMessage());
	}

	/** As in a protocol. */
	public sealed interface Shape permits Circle, Square {}

	public record Circle(double radius, Optional<Shape> inner) implements Shape {}

	public record Square(List<Shape> parts, Path file) implements Shape {}

	@Test
	void writesTheRecordNameOfInterfaceValues() {
		final StrictJson json = StrictJson.messages().with(Path.class, String.class, Path::toString, Path::of);
		final Shape shape = new Square(List.of(new Circle(Double.NaN, Optional.of(new Circle(Double.NEGATIVE_INFINITY, Optional
			.empty())))), Path.of("a", "b"));
		final String line = json.line(shape, Shape.class);
		assertEquals("{\"Square\":{\"parts\":[{\"Circle\":{\"radius\":\"NaN\",\"inner\":{\"Circle\":{\"radius\":" +
			"\"-Infinity\",\"inner\":null}}}}],\"file\":\"a/b\"}}", line.replace("\\\\", "/"));
		assertEquals(shape, json.value(line, Shape.class, "It"));
		assertEquals(ModelMessages.wrongKey("It", "", "{\"Line\":{}}", "an object whose key is one of Circle, Square"),
			assertThrows(
			IllegalArgumentException.class, () -> json.value("{\"Line\":{}}", Shape.class, "It")).getMessage());
		assertEquals(ModelMessages.lacksKey("It", "Circle.inner"), assertThrows(IllegalArgumentException.class, () -> json.value(
			"{\"Circle\":{\"radius\":1}}", Shape.class, "It")).getMessage());
	}

	@Test
	void writesMessagesInOneLineAndKeepsDoublesExactly() {
		final StrictJson json = StrictJson.messages();
		assertEquals(-1, json.line(VALUE, Outer.class).indexOf('\n'));
		assertEquals(VALUE, json.value(json.line(VALUE, Outer.class), Outer.class, "It"));
		for (final double v : new double[] { 0.1 + 0.2, -0.0, Double.MIN_VALUE, Math.nextUp(1 / 3.0), 1e22 })
			assertEquals(v, json.value(json.line(v, double.class), double.class, "It"));
		assertThrows(IllegalArgumentException.class, () -> json.value("\"1\"", double.class, "It"));
	}

	private record Grown(int old, @IfAbsent("\"none\"") String text, @IfAbsent("0.5") double share) {}

	@Test
	void readsFilesFromBeforeAComponent() {
		assertEquals(new Grown(3, "none", 0.5), StrictJson.read("{\"old\": 3}", Grown.class, "f"));
		assertEquals(new Grown(3, "x", 1), StrictJson.read("{\"old\": 3, \"text\": \"x\", \"share\": 1}", Grown.class, "f"));
		assertThrows(IllegalArgumentException.class, () -> StrictJson.read("{\"share\": 1}", Grown.class, "f"));
	}
}
