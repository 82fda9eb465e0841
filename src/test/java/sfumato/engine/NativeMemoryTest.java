package sfumato.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ai.djl.ndarray.NDManager;

import sfumato.networks.NetworkGraph;

/** Training and predicting as long as one likes takes no more memory than at the beginning. */
class NativeMemoryTest extends EngineTests {

	private static final Path STATUS = Path.of("/proc/self/status");

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void memoryDoesNotGrowInThreeHundredSteps(final boolean compiled) throws Exception {
		withManager(m -> {
			final NetworkGraph graph = SmallNetworks.unet(0.1);
			try (Parameters p = Parameters.initialize(m, graph, 1); Sgd sgd = new Sgd(p, new Sgd.Options());
					Network network = compiled ? TorchScript.load(graph, m) : new Interpreter(graph)) {
				Training.run(m, network, p, sgd, 60, new Random(1));
				final int arrays = arrays(m, p);
				final long memory = outsideHeap();
				Training.run(m, network, p, sgd, 300, new Random(2));
				assertEquals(arrays, arrays(m, p));
				// one small batch is 100 kB: a leak of one image per step would be 30 MB
				assertTrue(outsideHeap() - memory < 24_000, "grew by " + (outsideHeap() - memory) + " kB");
			}
		});
	}

	@Test
	void repeatedTrainingsLeaveNoArrays() throws Exception {
		withManager(m -> {
			Training.run(m, SmallNetworks.unet(0.1), 2);
			final int arrays = m.getManagedArrays().size();
			for (int i = 0; i < 3; i++)
				Training.run(m, SmallNetworks.unet(0.1), 2);
			assertEquals(arrays, m.getManagedArrays().size());
		});
	}

	private static int arrays(final NDManager m, final Parameters p) {
		return m.getManagedArrays().size() + p.manager().getManagedArrays().size();
	}

	/** Resident memory in kB less what the Java heap has committed; 0 on systems that do not tell. */
	private static long outsideHeap() throws IOException {
		if (!Files.isReadable(STATUS)) return 0;
		System.gc();
		final String line = Files.readAllLines(STATUS).stream().filter(l -> l.startsWith("RssAnon:")).findFirst()
			.orElseThrow();
		return Long.parseLong(line.replaceAll("\\D", "")) - Runtime.getRuntime().totalMemory() / 1024;
	}
}
