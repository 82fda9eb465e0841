package sfumato.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sfumato.data.Finding.Kind;
import sfumato.progress.Progress;

/** What the people who collected the data found in it by other means. */
class DatasetCheckRealTest {

	private static final Path DATA = Path.of("..", "shared", "data");

	@TempDir
	Path folder;

	private static List<Finding> check(final Path set) throws IOException {
		assumeTrue(Files.isDirectory(set));
		return DatasetCheck.check(Dataset.open(set), Progress.none());
	}

	@Test
	@Tag("slow")
	void twoToolsOfOnePersonAreTheSameRaterInEveryCell() throws IOException {
		final List<Finding> findings = check(DATA.resolve("bubil_smc"));
		final int cases = Dataset.open(DATA.resolve("bubil_smc")).cases().size();
		assertEquals(cases, findings.stream().filter(f -> f.kind() == Kind.IDENTICAL && f.rater().equals("2 and 7")).count());
		assertEquals(cases, findings.size());
	}

	@Test
	void theRaterWhoOutlinedAnotherCellIsTheOnlyFinding() throws IOException {
		final List<Finding> findings = check(DATA.resolve("bubil_outliers"));
		assertEquals(List.of("P10 7 outlier"), findings.stream().map(f -> f.caseName() + " " + f.rater() + " " + f.kind())
			.toList());
	}

	@ParameterizedTest
	@ValueSource(strings = { "stare", "qubiq_kidney", "qubiq_brain_growth", "liver_ct_3rad" })
	void nothingIsFoundInSetsThatAreInOrder(final String name) throws IOException {
		assertEquals(List.of(), check(DATA.resolve(name)));
	}

	@Test
	void cropsWithoutAMajorityAndWithEmptyMasksAreFound() throws IOException {
		final Path set = DATA.resolve("lidc_crops");
		final List<Finding> findings = check(set);
		final List<Finding> noMajority = findings.stream().filter(f -> f.kind() == Kind.EMPTY && f.rater().isEmpty()).toList();
		// the eighth column of the table, frac_majority, was computed by another program
		final List<String> expected;
		try (Stream<String> lines = Files.lines(set.resolve("stats.csv"))) {
			expected = lines.skip(1).map(l -> l.split(",")).filter(l -> Files.isDirectory(set.resolve(l[0])) && Double
				.parseDouble(l[8]) == 0).map(l -> l[0]).toList();
		}
		assertFalse(expected.isEmpty());
		assertEquals(expected, noMajority.stream().map(Finding::caseName).toList());
		assertTrue(findings.stream().anyMatch(f -> f.kind() == Kind.EMPTY && f.rater().equals("2")));
		assertTrue(findings.stream().anyMatch(f -> f.kind() == Kind.IDENTICAL && f.rater().equals("1 and 4")));
	}

	@Test
	void masksAsTheirAuthorsDistributedThemAreFoundInverted() throws IOException {
		final Path set = DATA.resolve("bubil_smc"), originals = set.resolve("original_masks").resolve("B01");
		assumeTrue(Files.isDirectory(originals));
		final Path copy = Files.createDirectory(folder.resolve("B01"));
		Files.copy(set.resolve("B01/image.png"), copy.resolve("image.png"));
		int raters = 0;
		try (Stream<Path> files = Files.list(originals)) {
			for (final Path f : files.toList()) {
				Files.copy(f, copy.resolve(f.getFileName().toString().replaceFirst("(_seg\\d+).*(\\.\\w+)$", "$1$2")));
				raters++;
			}
		}
		assertEquals(raters, check(folder).stream().filter(f -> f.kind() == Kind.INVERTED).count());
	}
}
