package sfumato.agreement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.Gson;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sfumato.GeneratedDatasets;
import sfumato.LocalData;
import sfumato.NeedsLocalData;
import sfumato.data.Dataset;
import sfumato.geometry.ConnectedObjects.Connectivity;
import sfumato.labels.HardRaters;
import sfumato.labels.MissingLabels;
import sfumato.labels.TestMaps;
import sfumato.metrics.ObjectMatching;
import sfumato.progress.Progress;

/** Which objects raters drew, by hand and, of real nuclei, beside SciPy ({@code src/test/python/rater_objects.py}). */
class RaterObjectsTest {

	@TempDir
	Path folder;

	private record Golden(String name, double iou, double[] objects, Map<String, Double> f1, double quality) {}

	private static CaseAgreement compare(final HardRaters raters) {
		return CaseAgreement.of("a", raters, new double[] { 1, 1 }, "px", new ObjectMatching());
	}

	@Test
	void objectF1IsTwoThirdsForARaterWhoDrewOneOfTwoObjects() {
		final CaseAgreement c = compare(TestMaps.raters(2, new int[][] { { 1, 1, 0, 1 } }, new int[][] { { 1, 1, 0, 0 } },
			new int[][] { { 0, 1, 0, 1 } }));
		assertEquals(2 / 3.0, c.objectF1("1", "2"), 1e-12);
		assertEquals(1, c.objectF1("1", "3"), 1e-12); // IoU 1/2 and 1
		assertEquals(2 / 3.0, c.objectF1("2", "3"), 1e-12);
		assertEquals(5 / 3.0, c.value(AgreementMeasure.OBJECTS), 1e-12);
		assertEquals((2 / 3.0 + 1) / 2, c.value(AgreementMeasure.OBJECT_F1, "1"), 1e-12);
		// pairs 1-2: IoU 1, 1-3: (1/2 + 1)/2, 2-3: 1/2
		assertEquals((1 + 0.75 + 0.5) / 3, c.value(AgreementMeasure.OBJECT_IOU), 1e-12);
		// 2, 1, 2 objects: standard deviation √(1/3)
		assertEquals(Math.sqrt(1 / 3.0) / (5 / 3.0), c.value(AgreementMeasure.OBJECTS_SPREAD), 1e-12);
	}

	@Test
	void ignoresObjectsThatTheOtherRaterDidNotLabel() {
		final HardRaters raters = HardRaters.of(List.of("1", "2"), List.of(TestMaps.image(new int[][] { { 1, 0, 0, 1, 1 } }),
			TestMaps.image(new int[][] { { 1, 0, 0, 9, 9 } })), OptionalInt.of(2), OptionalInt.empty(), new MissingLabels(9, false));
		assertEquals(1, compare(raters).objectF1("1", "2"));
		assertEquals(2, compare(raters).value(AgreementMeasure.OBJECTS, "1"));
	}

	/** Squares of 5 x 5 pixels: rater 1 draws six, rater 2 four of them, shifted by a pixel, rater 3 two of these and one that nobody drew. */
	@Test
	void matchesCountedObjectAgreementOnSquares() throws IOException {
		final int[][] masks = new int[3][60 * 20];
		for (int i = 0; i < 6; i++) {
			square(masks[0], 8 * i + 2, 5);
			if (i < 4) square(masks[1], 8 * i + 3, 5);
			if (i < 2) square(masks[2], 8 * i + 2, 5);
		}
		square(masks[2], 52, 13);
		GeneratedDatasets.write(folder, "squares", GeneratedDatasets.Format.PNG, new GeneratedDatasets.Drawn(60, 20, 1, new float[60 * 20],
			masks));
		// IoU of shifted squares 20/30; F1 = 2 · matches / objects of both
		final double shifted = 20 / 30.0;
		check(Dataset.open(folder), new Golden("squares", 0.5, new double[] { 6, 4, 3 }, Map.of("1 2", 8 / 10.0, "1 3", 4 / 9.0, "2 3", 4 /
			7.0), (shifted + 1 + shifted) / 3));
		check(Dataset.open(folder), new Golden("squares", 0.7, new double[] { 6, 4, 3 }, Map.of("1 2", 0.0, "1 3", 4 / 9.0, "2 3", 0.0), 1));
	}

	private static void square(final int[] mask, final int left, final int top) {
		for (int y = top; y < top + 5; y++)
			Arrays.fill(mask, 60 * y + left, 60 * y + left + 5, 1);
	}

	@Test
	@NeedsLocalData(variant = "matchesCountedObjectAgreementOnSquares")
	void matchesOtherProgramsOnNuclei() throws IOException {
		final Path nuclei = LocalData.folder("cfos_fluo");
		final Golden[] all;
		try (Reader in = new InputStreamReader(RaterObjectsTest.class.getResourceAsStream("/sfumato/agreement/rater-objects.json"),
			StandardCharsets.UTF_8))
		{
			all = new Gson().fromJson(in, Golden[].class);
		}
		assertEquals(4, all.length);
		final Dataset set = Dataset.open(nuclei);
		for (final Golden golden : all)
			check(set, golden);
	}

	private static void check(final Dataset set, final Golden golden) throws IOException {
		final CaseAgreement c = new DatasetAgreement(0, new ObjectMatching(golden.iou(), Connectivity.FULL, 1)).of(set, set.cases(
			golden.name()), Progress.none()).get(0);
		assertEquals(golden.objects().length, c.raters().size());
		for (int r = 0; r < golden.objects().length; r++)
			assertEquals(golden.objects()[r], c.value(AgreementMeasure.OBJECTS, c.raters().get(r)));
		golden.f1().forEach((pair, f1) -> {
			final int[] p = Arrays.stream(pair.split(" ")).mapToInt(Integer::parseInt).map(r -> r - 1).toArray();
			assertEquals(f1, c.objectF1(c.raters().get(p[0]), c.raters().get(p[1])), 1e-12, golden.name() + " " + pair);
		});
		assertEquals(golden.quality(), c.value(AgreementMeasure.OBJECT_IOU), 1e-12);
	}
}
