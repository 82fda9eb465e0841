package sfumato.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import sfumato.data.Folds.Order;
import sfumato.statistics.StatisticsMessages;
import sfumato.text.WrongValue;

class FoldsTest {

	private static List<String> names(final int count) {
		return IntStream.rangeClosed(1, count).mapToObj(i -> "case" + i).toList();
	}

	private static void requirePartition(final int count, final List<List<Integer>> folds) {
		assertEquals(IntStream.range(0, count).boxed().toList(), folds.stream().flatMap(List::stream).sorted().toList());
	}

	/** The folds of the paper's datasets. */
	@ParameterizedTest
	@CsvSource({ "54, 10 10 10 10 14", "39, 7 7 7 7 11", "32, 6 6 6 6 8", "24, 4 4 4 4 8", "131, 26 26 26 26 27",
		"210, 42 42 42 42 42" })
	void contiguousFoldsMatchThePaper(final int cases, final String sizes) {
		final List<List<Integer>> folds = new Folds(5).split(names(cases));
		assertEquals(sizes, String.join(" ", folds.stream().map(f -> Integer.toString(f.size())).toList()));
		assertEquals(IntStream.range(0, cases).boxed().toList(), folds.stream().flatMap(List::stream).toList());
	}

	@ParameterizedTest
	@CsvSource({ "5, 2", "16, 5", "39, 5", "7, 7" })
	void shuffledFoldsHoldEachCaseOnceAndHaveEqualSizes(final int cases, final int count) {
		final List<List<Integer>> folds = new Folds(count, Order.SHUFFLED, 3, "").split(names(cases));
		requirePartition(cases, folds);
		final var sizes = folds.stream().mapToInt(List::size).summaryStatistics();
		assertEquals(cases % count == 0 ? 0 : 1, sizes.getMax() - sizes.getMin());
		folds.forEach(f -> assertEquals(f.stream().sorted().toList(), f));
		assertEquals(folds, new Folds(count, Order.SHUFFLED, 3, "").split(names(cases)));
	}

	@Test
	void otherSeedsGiveOtherFolds() {
		assertNotEquals(new Folds(5, Order.SHUFFLED, 3, "").split(names(39)), new Folds(5, Order.SHUFFLED, 4, "").split(names(
			39)));
	}

	@Test
	void keepsGroupsInOneFold() {
		final List<String> names = List.of("p1-a", "p1-b", "p2", "p10", "p2-late", "p3");
		assertEquals(List.of(List.of(0, 1, 2, 4), List.of(3, 5)), new Folds(2, Order.CONTIGUOUS, 0, "p\\d+").split(names));
		assertEquals(List.of(List.of(0, 1), List.of(2, 4), List.of(3), List.of(5)), new Folds(4, Order.CONTIGUOUS, 0,
			"p(\\d+)").split(names));
		for (int seed = 0; seed < 10; seed++) {
			final List<List<Integer>> folds = new Folds(3, Order.SHUFFLED, seed, "p\\d+").split(names);
			requirePartition(6, folds);
			for (final List<Integer> f : folds) {
				assertEquals(f.contains(0), f.contains(1));
				assertEquals(f.contains(2), f.contains(4));
			}
		}
	}

	@Test
	void refusesWrongFolds() {
		assertEquals(WrongValue.message("folds", 1, "at least 2"), message(() -> new Folds(1)));
		assertEquals(DataMessages.tooManyFolds(5, 3), message(() -> new Folds(5).split(names(3))));
		assertEquals(DataMessages.tooManyFoldsOfGroups(2, 1, 3), message(() -> new Folds(2, Order.CONTIGUOUS, 0,
			"case")
			.split(names(3))));
		assertEquals(StatisticsMessages.noMatch("group", "p(\\d+)", "case1"),
			message(() -> new Folds(2, Order.CONTIGUOUS, 0, "p(\\d+)").split(names(3))));
		assertEquals(StatisticsMessages.expression("group", "p(", "Unclosed group"), message(() -> new Folds(2, Order.CONTIGUOUS, 0,
			"p(")));
		assertEquals(WrongValue.message("order", "random", "one of contiguous, shuffled, recorded"), message(() ->
			Order.of("random")));
	}

	@Test
	void selectionTextsSelectTheSameCasesAgain() {
		final List<String> names = List.of("a", "b,c", "2", "d+e", "1-3", "a,2");
		for (final List<Integer> some : List.of(List.of(0), List.of(1), List.of(2), List.of(1, 2), List.of(0, 2), List.of(3, 4),
			List.of(0, 1, 2, 3, 4, 5)))
			assertEquals(some, CaseSelection.positions(CaseSelection.text(some, names), names));
	}

	private static String message(final org.junit.jupiter.api.function.Executable what) {
		return assertThrows(IllegalArgumentException.class, what).getMessage();
	}
}
