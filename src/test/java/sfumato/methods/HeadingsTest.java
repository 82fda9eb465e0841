package sfumato.methods;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;

import org.junit.jupiter.api.Test;

import sfumato.metrics.SegmentationMetric;

class HeadingsTest {

	private static List<String> of(final String metrics) {
		final List<SegmentationMetric> list = Methods.of(SegmentationMetric.class).createList(metrics);
		return Headings.distinct(list, list.stream().map(SegmentationMetric::column).toList());
	}

	@Test
	void addsOptionsToHeadingsOfOneMethod() {
		assertEquals(List.of("NSD_tolerance_1", "Dice", "NSD_tolerance_2"), of(
			"surface-dice(tolerance: 1), dice, surface-dice(tolerance: 2)"));
		assertEquals(List.of("NSD"), of("surface-dice(tolerance: 2)"));
		assertEquals(List.of("HD95", "HD"), of("hausdorff, hausdorff(percentile: 100)"), "they have names of their own");
	}

	@Test
	void refusesDuplicates() {
		assertEquals(MethodMessages.givenTwice("dice"), assertThrows(IllegalArgumentException.class, () -> of(
			"dice, bdice, dice")).getMessage());
	}
}
