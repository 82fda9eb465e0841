package sfumato.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.Gson;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;

import sfumato.labels.ConnectedObjects.Connectivity;
import sfumato.labels.HardRaters;
import sfumato.labels.MissingLabels;
import sfumato.labels.TestMaps;
import sfumato.metrics.ObjectMatching;
import sfumato.progress.Progress;

/** Which objects raters drew, by hand and, of real nuclei, beside SciPy ({@code src/test/python/rater_objects.py}). */
class RaterObjectsTest {

	private static final Path NUCLEI = Path.of("../shared/data/cfos_fluo");

	private record Golden(String name, double iou, double[] objects, Map<String, Double> f1, double quality) {}

	private static CaseAgreement compare(final HardRaters raters) {
		return CaseAgreement.of("a", raters, new double[] { 1, 1 }, "px", new ObjectMatching());
	}

	@Test
	void raterWhoDrewOneOfTwoObjectsAgreesByTwoThirds() {
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
	void whatOneOfTwoHasNotLookedAtIsNoObjectOfTheOther() {
		final HardRaters raters = HardRaters.of(List.of("1", "2"), List.of(TestMaps.image(new int[][] { { 1, 0, 0, 1, 1 } }),
			TestMaps.image(new int[][] { { 1, 0, 0, 9, 9 } })), OptionalInt.of(2), OptionalInt.empty(), new MissingLabels(9, false));
		assertEquals(1, compare(raters).objectF1("1", "2"));
		assertEquals(2, compare(raters).value(AgreementMeasure.OBJECTS, "1"));
	}

	@Test
	void expertsDisagreeAboutWhichNucleiExistAsOtherProgramsCount() throws IOException {
		assumeTrue(Files.isDirectory(NUCLEI));
		final Golden[] all;
		try (Reader in = new InputStreamReader(RaterObjectsTest.class.getResourceAsStream("/sfumato/data/rater-objects.json"),
			StandardCharsets.UTF_8))
		{
			all = new Gson().fromJson(in, Golden[].class);
		}
		assertEquals(4, all.length);
		final Dataset set = Dataset.open(NUCLEI);
		for (final Golden golden : all) {
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
}
