package sfumato.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalInt;

import org.junit.jupiter.api.Test;

import sfumato.methods.Methods;

/** How far networks look and how much they hold, counted by hand. */
class ReceptiveFieldTest {

	private static NetworkGraph network(final String text) {
		return Methods.of(Decoder.class).create(text).network(1, 2);
	}

	@Test
	void convolutionsAddAndStridesMultiply() {
		final GraphBuilder g = new GraphBuilder(1);
		int x = g.convolution("a", g.image(), 4, 3, 1, 1, 1); // 1 pixel on each side
		x = g.maxPool(x, 2, 2, 0); // one more, then pixels are 2 apart
		x = g.convolution("b", x, 4, 3, 1, 2, 1); // dilated by 2: 2 of these
		g.output("main", x);
		assertEquals(1 + 1 + 4, ReceptiveField.radius(g.build(2), "main").getAsInt());
	}

	@Test
	void globalPoolingHasAnUnlimitedField() {
		assertEquals(OptionalInt.empty(), ReceptiveField.radius(network("unet(encoder: efficientnet_b0)"), "main"));
		assertEquals(OptionalInt.empty(), ReceptiveField.radius(network("deeplabv3plus(encoder: resnet18d)"), "main"));
		assertTrue(ReceptiveField.radius(network("unet(encoder: resnet18d)"), "main").getAsInt() > 100);
	}

	@Test
	void memoryIsThePeakOfSimultaneousTensors() {
		final GraphBuilder g = new GraphBuilder(1);
		final int a = g.convolution("a", g.image(), 4, 3, 1, 1, 1);
		final int b = g.convolution("b", a, 8, 3, 1, 1, 1);
		final int c = g.concatenate(a, b); // a, b and c: 4 + 8 + 12 channels
		g.output("main", g.convolution("d", c, 2, 3, 1, 1, 1));
		final NetworkGraph graph = g.build(1);
		assertEquals(24 * 100, PeakMemory.values(graph, 10, 10));
		assertEquals(24 * 200, PeakMemory.values(graph, 10, 20));
	}
}
