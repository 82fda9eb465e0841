package sfumato.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import sfumato.GeneratedDatasets;
import sfumato.GeneratedDatasets.Format;
import sfumato.LocalData;
import sfumato.NeedsLocalData;
import sfumato.data.Finding.Kind;
import sfumato.progress.Progress;

/** What the people who collected the data found in it by other means. */
class DatasetCheckRealTest {

	@TempDir
	Path folder;

	private static List<Finding> check(final Path set) throws IOException {
		return DatasetCheck.check(Dataset.open(set), Progress.none());
	}

	@Test
	@Tag("slow")
	@NeedsLocalData(variant = "findsCopiedMasksAsIdenticalRaters")
	void findsIdenticalRatersOfOnePersonWithTwoTools() throws IOException {
		checkTheSameRater(LocalData.folder("bubil_smc"));
	}

	@Test
	void findsCopiedMasksAsIdenticalRaters() throws IOException {
		GeneratedDatasets.write(folder, Format.PNG, 3, 10, 80, 64);
		for (int n = 1; n <= 3; n++)
			Files.copy(folder.resolve("case0" + n + "/task01_seg02.png"), folder.resolve("case0" + n + "/task01_seg07.png"),
				StandardCopyOption.REPLACE_EXISTING);
		checkTheSameRater(folder);
	}

	private static void checkTheSameRater(final Path set) throws IOException {
		final List<Finding> findings = check(set);
		final int cases = Dataset.open(set).cases().size();
		assertEquals(cases, findings.stream().filter(f -> f.kind() == Kind.IDENTICAL && f.rater().equals("2 and 7")).count());
		assertEquals(cases, findings.size());
	}

	@Test
	@NeedsLocalData(variant = "findsOnlyTheRaterWhoDrewAnotherDisc")
	void findsOnlyTheRaterWhoOutlinedAnotherCell() throws IOException {
		checkTheOutlier(LocalData.folder("bubil_outliers"));
	}

	@Test
	void findsOnlyTheRaterWhoDrewAnotherDisc() throws IOException {
		for (final String name : List.of("P05", "P10"))
			GeneratedDatasets.write(folder, name, Format.PNG, GeneratedDatasets.discs(name.length(), 10, 80, 64, 1, 1));
		final int[] other = new int[80 * 64];
		for (int i = 0; i < other.length; i++)
			other[i] = Math.hypot(i % 80 - 10, i / 80 - 10) < 8 ? 1 : 0;
		GeneratedDatasets.mask(folder.resolve("P10"), 7, Format.PNG, GeneratedDatasets.discs(3, 10, 80, 64, 1, 1), other);
		checkTheOutlier(folder);
	}

	private static void checkTheOutlier(final Path set) throws IOException {
		final List<Finding> findings = check(set);
		assertEquals(List.of("P10 7 outlier"), findings.stream().map(f -> f.caseName() + " " + f.rater() + " " + f.kind())
			.toList());
	}

	@ParameterizedTest
	@ValueSource(strings = { "stare", "qubiq_kidney", "qubiq_brain_growth", "liver_ct_3rad" })
	@NeedsLocalData(variant = "reportsNothingForDiscs")
	void reportsNothingForCleanDatasets(final String name) throws IOException {
		assertEquals(List.of(), check(LocalData.folder(name)));
	}

	@ParameterizedTest
	@EnumSource
	void reportsNothingForDiscs(final Format format) throws IOException {
		assertEquals(List.of(), check(GeneratedDatasets.write(folder, format, 4, 5, 80, 64)));
	}

	@Test
	@NeedsLocalData(variant = "findsDiscsWithoutMajorityAndEmptyMasks")
	void findsCropsWithoutMajorityAndEmptyMasks() throws IOException {
		checkTheEmpty(LocalData.folder("lidc_crops"));
	}

	@Test
	void findsDiscsWithoutMajorityAndEmptyMasks() throws IOException {
		for (final String name : List.of("ordinary", "nobody", "one", "same")) {
			final GeneratedDatasets.Drawn discs = GeneratedDatasets.discs(1, 4, 64, 64, 1, 1);
			final int[][] masks = discs.masks();
			if (name.equals("one")) Arrays.fill(masks[1], 0);
			if (name.equals("nobody")) for (int r = 1; r < 4; r++)
				Arrays.fill(masks[r], 0);
			if (name.equals("same")) System.arraycopy(masks[0], 0, masks[3], 0, masks[0].length);
			GeneratedDatasets.write(folder, name, Format.PNG, discs);
		}
		checkTheEmpty(folder);
	}

	private static void checkTheEmpty(final Path set) throws IOException {
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
	void findsInvertedMasksOfDiscs() throws IOException {
		final GeneratedDatasets.Drawn discs = GeneratedDatasets.discs(2, 5, 80, 64, 1, 1);
		GeneratedDatasets.write(folder, "B01", Format.PNG, discs);
		for (int r = 1; r <= 5; r++)
			GeneratedDatasets.mask(folder.resolve("B01"), r, Format.PNG, discs, Arrays.stream(discs.masks()[r - 1]).map(v -> 1 - v).toArray());
		assertEquals(5, check(folder).stream().filter(f -> f.kind() == Kind.INVERTED).count());
	}

	@Test
	@NeedsLocalData(variant = "findsInvertedMasksOfDiscs")
	void findsInvertedMasksOfPublishedDatasets() throws IOException {
		final Path set = LocalData.folder("bubil_smc"), originals = LocalData.folder("bubil_smc/original_masks/B01");
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
