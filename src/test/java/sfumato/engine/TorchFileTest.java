package sfumato.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;

import sfumato.engine.checkpoint.SafeTensors;
import sfumato.engine.checkpoint.Tensor;
import sfumato.methods.Methods;
import sfumato.networks.Decoder;
import sfumato.networks.NetworkGraph;

class TorchFileTest extends EngineTests {

	@TempDir
	Path folder;

	/** For {@code src/test/python/torchscript_export.py}, see there. */
	private static final String KEEP = System.getProperty("sfumato.torchscript");

	@Test
	void matchesTheExportedNetwork() throws Exception {
		for (final String text : new String[] { "unet(encoder: mobilenetv2_100, aux: true)",
			"deeplabv3plus(encoder: efficientnet_b0)", "unet(encoder: resnet18d)" }) {
			final NetworkGraph graph = Methods.of(Decoder.class).create(text).network(2, 3);
			withManager(m -> {
				final Parameters p = AllNetworksTest.awake(m, graph);
				final NDArray x = AllNetworksTest.noise(m, 4, 2, 2, 64, 96);
				for (int i = 0; i < 5; i++) // towards statistics that are not 0 and 1
					new Interpreter(graph).forward(x, p, Mode.training(new Random(i)));
				final float[] expected = new Interpreter(graph).forward(x, p, Mode.evaluation()).get("main").toFloatArray();
				final Path file = (KEEP == null ? folder : Path.of(KEEP)).resolve(text.replaceAll("\\W+", "_") + ".pt");
				TorchFile.write(file, Folded.of(graph, "main", p.tensors()));
				float size = 0;
				for (final float v : expected)
					size = Math.max(size, Math.abs(v));
				assertArrayEquals(expected, TorchFile.run(file, x).toFloatArray(), 1e-5f * size, text);
				if (KEEP != null) SafeTensors.write(Path.of(file.toString().replace(".pt", ".safetensors")), java.util.Map.of(
					"input", new Tensor(x.getShape().getShape(), x.toFloatArray()), "output", new Tensor(new long[] { 2, 3, 64, 96 },
						expected)));
			});
		}
	}

	@Test
	void leavesNoArrays() throws Exception {
		final NetworkGraph graph = SmallNetworks.unet(0);
		withManager(m -> {
			final Path file = folder.resolve("small.pt");
			try (Parameters p = Parameters.initialize(m, graph, 1)) {
				TorchFile.write(file, Folded.of(graph, "main", p.tensors()));
			}
			final NDArray x = AllNetworksTest.noise(m, 4, 1, 1, 32, 32);
			final int before = m.getManagedArrays().size();
			TorchFile.run(file, x).close();
			assertEquals(before, m.getManagedArrays().size());
		});
	}

	@Test
	void refusesOtherFiles() throws Exception {
		final Path file = Files.writeString(folder.resolve("text.pt"), "not a network");
		withManager(m -> assertThrows(EngineException.class, () -> TorchFile.run(file, AllNetworksTest.noise(m, 1, 1, 1, 32,
			32))));
	}
}
