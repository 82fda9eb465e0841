package sfumato.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.Test;

class CaseNotesTest {

	private final CaseNotes notes = new CaseNotes();

	@Test
	void whatIsTheSameForSeveralCasesIsOneLine() {
		for (int i = 1; i <= 12; i++)
			notes.add("case" + i, List.of("Values are a mask.", "The planes of case" + i + " are channels."));
		notes.add("case13", List.of("It has no labels."));
		assertEquals(List.of("Values are a mask. (12 cases)", "The planes of case1 are channels. (12 cases)", "It has no labels."), notes
			.lines());
	}

	@Test
	void otherNumbersAreOtherNotes() {
		notes.add("7", List.of("It has 7 planes."));
		notes.add("8", List.of("It has 8 planes."));
		assertEquals(List.of("It has 7 planes.", "It has 8 planes."), notes.lines());
	}

	@Test
	void aCaseThatSaysItTwiceCountsOnce() {
		notes.add("case1", List.of("A mask.", "A mask."));
		assertEquals(List.of("A mask."), notes.lines());
	}
}
