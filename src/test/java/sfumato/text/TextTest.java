package sfumato.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sfumato.Says.assertSays;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sfumato.Says;

class TextTest {

	@TempDir
	Path folder;

	private static String json(final String text) {
		return assertThrows(IllegalArgumentException.class, () -> Json.parse(text, "f.json"), text).getMessage();
	}

	@Test
	void abbreviatesLongValuesInTheMiddle() {
		assertEquals("Ångström \"q\"", Excerpt.of("Ångström \"q\""));
		assertEquals("a\\nb\\tc\\u0000", Excerpt.of("a\nb\tc\0"));
		final String text = "x".repeat(50) + "y".repeat(50_000_000) + "z".repeat(50);
		final String shown = Excerpt.of(text);
		assertEquals("x".repeat(50) + "yyy…" + "z".repeat(25), shown);
		assertTrue(Excerpt.of("\0".repeat(1000)).length() <= 80);
		assertEquals("null", Excerpt.of(null));
	}

	/** A letter of two halves stays whole: half of one cannot be written to a file. */
	@Test
	void doesNotSplitSurrogatePairs() {
		for (int before = 0; before < 4; before++) {
			final String shown = Excerpt.of("a".repeat(before) + "\uD83D\uDE00".repeat(1000));
			for (int i = 0; i < shown.length(); i++)
				if (Character.isHighSurrogate(shown.charAt(i))) assertTrue(Character.isLowSurrogate(shown.charAt(i + 1)), shown);
				else if (Character.isLowSurrogate(shown.charAt(i))) assertTrue(Character.isHighSurrogate(shown.charAt(i - 1)), shown);
		}
	}

	@Test
	void tablesSurviveTheRoundTrip() throws IOException {
		final CsvText csv = new CsvText(List.of("case", "a, \"b\"", "n"));
		csv.add(List.of("line\nbreak", CsvText.number(2.0 / 3, 3), 7));
		csv.add(List.of("", CsvText.number(Double.NaN, 3), CsvText.number(-1e9, 0)));
		assertEquals("case,\"a, \"\"b\"\"\",n\n\"line\nbreak\",0.667,7\n,,-1000000000\n", csv.toString());
		assertEquals(List.of(List.of("case", "a, \"b\"", "n"), List.of("line\nbreak", "0.667", "7"), List.of("", "", "-1000000000")), Csv
			.parse(csv.toString(), folder).stream().map(Csv.Row::cells).toList());
		assertThrows(IllegalArgumentException.class, () -> csv.add(List.of("too", "few")));
	}

	@Test
	void readsTextWithAndWithoutAByteOrderMark() throws IOException {
		final Path file = folder.resolve("a.txt");
		Files.writeString(file, "\uFEFFä\r\nb\n\nc");
		assertEquals("ä\r\nb\n\nc", TextFile.read(file));
		assertEquals(List.of("ä", "b", "", "c"), TextFile.lines(file));
	}

	@Test
	void refusesFilesThatAreNoText() throws IOException {
		final Path file = folder.resolve("a.txt");
		assertEquals(TextMessages.noFile(file), assertThrows(IOException.class, () -> TextFile.read(file)).getMessage());
		assertEquals(TextMessages.notAFile(folder), assertThrows(IOException.class, () -> TextFile.read(folder)).getMessage());
		Files.write(file, new byte[] { 'a', (byte) 0xC3, 'b' });
		assertEquals(TextMessages.notUtf8(file), assertThrows(IOException.class, () -> TextFile.read(file))
			.getMessage());
		Files.write(file, new byte[TextFile.mostBytes() + 1]);
		final String message = assertThrows(IOException.class, () -> TextFile.read(file)).getMessage();
		assertSays(TextMessages.tooLarge(file, TextFile.mostBytes(), Says.SOME), message);
	}

	@Test
	void refusesTooDeeplyNestedJson() {
		final String deep = TextMessages.tooDeep("f.json", 100);
		assertEquals(deep, json("[".repeat(1_000_000)));
		assertEquals(deep, json("{\"a\":".repeat(1_000_000)));
		assertTrue(Json.parse("[".repeat(100) + "]".repeat(100), "f.json").isJsonArray());
	}

	/** {@code new BigDecimal("1e-999999999").longValue()} does not end. */
	@Test
	void refusesTooLongNumbers() {
		assertEquals(TextMessages.hugeNumber("f.json", "1e-999999999"), json(
			"{\"a\": 1e-999999999}"));
		assertEquals(TextMessages.hugeNumber("f.json", "9".repeat(53) + "…" + "9".repeat(25)), json("[" + "9".repeat(500) + "]"));
		assertEquals(Long.MAX_VALUE, Json.parse("9223372036854775807", "f.json").getAsLong());
		assertEquals("1e300", Json.parse("1e300", "f.json").getAsString());
	}

	@Test
	void namesThePositionOfBrokenJson() {
		assertEquals(TextMessages.badJson("f.json", "End of input at line 2 column 2"), json("{\"a\": 1,\n "));
		assertTrue(json("{\"a\": 1} x").startsWith("f.json is not valid JSON: "));
		assertTrue(json("]").startsWith("f.json is not valid JSON: "), json("]"));
		assertFalse(json("{\"a\" 1}").contains("JsonReader"), json("{\"a\" 1}"));
		assertEquals(TextMessages.noJsonObject("f.json"), assertThrows(IllegalArgumentException.class, () -> Json.object("",
			"f.json")).getMessage());
	}

	@Test
	void hasAMessageForEveryError() {
		assertEquals(TextMessages.doesNotFit(Runtime.getRuntime().maxMemory() >> 20), Reason.of(
			new OutOfMemoryError("Java heap space")));
		assertEquals(TextMessages.nestedTooDeeply(), Reason.of(new StackOverflowError()));
		assertEquals(TextMessages.neitherReadNorWritten("a.txt", TextMessages.noSuchFile()),
			Reason.of(new UncheckedIOException(
			new NoSuchFileException("a.txt"))));
		assertEquals("A sentence.", Reason.of(new UserException("A sentence.")));
		assertTrue(Reason.of(new NullPointerException()).startsWith("unexpectedly: "));
		assertTrue(Reason.of(new IOException("x".repeat(1000))).length() < 500);
	}
}
