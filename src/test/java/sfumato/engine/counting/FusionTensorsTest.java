package sfumato.engine.counting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import ai.djl.Device;

import sfumato.engine.EngineTests;
import sfumato.engine.TensorDevice;
import sfumato.fusion.LabelFusion;
import sfumato.fusion.PatternTable;
import sfumato.fusion.ShapeAverage;
import sfumato.labels.HardRaters;
import sfumato.labels.MissingLabels;
import sfumato.labels.TestMaps;
import sfumato.methods.Methods;
import sfumato.progress.Progress;

class FusionTensorsTest extends EngineTests {

	/** Labels 0 … 3, of which 3 means that the rater has not looked. */
	private static HardRaters withMissing() {
		final HardRaters four = TestMaps.randomRaters(2, 4, 4, 210, 190, 2);
		return HardRaters.of(List.of("a", "b", "c", "d"), IntStream.range(0, 4).mapToObj(four::labels).toList(), OptionalInt.of(
			3), OptionalInt.empty(), new MissingLabels(3, false));
	}

	@Test
	void fusesOnEveryDeviceAsOnTheCpu() throws Exception {
		for (final HardRaters raters : List.of(TestMaps.randomRaters(1, 5, 2, 300, 200), withMissing()))
			for (final String name : Methods.of(LabelFusion.class).names()) {
				final LabelFusion method = Methods.of(LabelFusion.class).create(name);
				final var table = PatternTable.of(method, raters);
				if (table.isEmpty()) continue;
				final float[] expected = TestMaps.values(method.fuse(raters));
				thread().call(() -> {
					for (final Device device : thread().engine().devices())
						assertArrayEquals(expected, TestMaps.values(FusionTensors.fuse(table.get(), raters, new TensorDevice(thread()
							.engine(), device), Progress.none())), 0, name + " on " + device);
					return null;
				});
			}
	}

	@Test
	void hasNoTableForMethodsThatUseNeighbours() {
		assertTrue(PatternTable.of(new ShapeAverage(), TestMaps.randomRaters(1, 3, 2, 8, 8)).isEmpty());
		assertTrue(PatternTable.of(Methods.of(LabelFusion.class).create("average"), TestMaps.randomRaters(1, 30, 3, 8, 8))
			.isEmpty());
		assertEquals(9, Methods.of(LabelFusion.class).names().stream().filter(n -> PatternTable.of(Methods.of(LabelFusion.class)
			.create(n), TestMaps.randomRaters(1, 3, 2, 8, 8)).isPresent()).count());
	}
}
