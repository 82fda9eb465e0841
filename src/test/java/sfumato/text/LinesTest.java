package sfumato.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LinesTest {

	@Test
	void breaksAtBlanks() {
		assertEquals("one two\nthree\nfour", Lines.wrap("one two three four", 7));
		assertEquals("one two", Lines.wrap("one two", 7));
		assertEquals("", Lines.wrap("", 7));
	}

	@Test
	void keepsLinesThatAreThere() {
		assertEquals("a\n\nb", Lines.wrap("a\n\nb", 7));
	}

	@Test
	void breaksLongPathsBehindSeparators() {
		assertEquals("\"/data/\nimages/\ncase01\"\nis there", Lines.wrap("\"/data/images/case01\" is there", 9));
		assertEquals("abcd\nefgh\ni", Lines.wrap("abcdefghi", 4));
	}

	@Test
	void noLineIsLongerThanItMayBe() {
		final String text = "The folder \"" + "/a/long/way".repeat(30) + "\" and " + "word ".repeat(60) + "x".repeat(300);
		final String wrapped = Lines.wrap(text);
		assertTrue(wrapped.lines().allMatch(l -> l.length() <= Lines.WIDTH), wrapped);
		assertEquals(text.replace(" ", ""), wrapped.replace("\n", "").replace(" ", ""));
	}
}
