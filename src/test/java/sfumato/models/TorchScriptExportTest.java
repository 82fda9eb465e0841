package sfumato.models;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sfumato.Says.assertSays;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ai.djl.ndarray.NDManager;

import sfumato.Says;
import sfumato.engine.EngineMessages;
import sfumato.engine.EngineThread;
import sfumato.engine.Parameters;
import sfumato.engine.TensorDevice;
import sfumato.engine.checkpoint.Tensor;
import sfumato.labels.LabelClass;
import sfumato.methods.Methods;
import sfumato.progress.Progress;

class TorchScriptExportTest {

	private static EngineThread thread;
	@TempDir
	Path folder;

	@BeforeAll
	static void startEngine() {
		thread = EngineThread.start(1);
	}

	@AfterAll
	static void stopEngine() {
		thread.close();
	}

	private static Model model() throws Exception {
		final ModelDescription d = new ModelDescription(ModelDescription.FORMAT, "test", new ModelDescription.Input("xyc", 1, 32,
			List.of(1.0, 1.0), "pixel", "none"), LabelClass.defaults(2), "unet(encoder: plain, width: 4, aux: true)", Optional
				.empty(), "test");
		final Model empty = new Model(d, Map.of(), Optional.empty());
		return new Model(d, thread.call(() -> {
			try (NDManager manager = thread.engine().newManager(thread.engine().device("cpu"))) {
				return Parameters.initialize(manager, empty.graph(), 3).tensors();
			}
		}), Optional.empty());
	}

	private void export(final Model model) throws Exception {
		thread.call(() -> {
			Methods.of(ModelExport.class).create("torchscript").export(model, TensorDevice.of(thread.engine(), "cpu"), folder,
				Progress.none());
			return null;
		});
	}

	@Test
	void writesOneFileAfterATestRun() throws Exception {
		export(model());
		assertTrue(Files.size(folder.resolve("model.pt")) > 10_000);
		assertTrue(Files.exists(folder.resolve("check.safetensors")));
	}

	@Test
	void refusesWeightsOfAnotherNetwork() throws Exception {
		final Model whole = model();
		final Map<String, Tensor> missing = new LinkedHashMap<>(whole.weights());
		final String name = missing.keySet().iterator().next();
		missing.remove(name);
		final var e = assertThrows(IllegalArgumentException.class, () -> export(new Model(whole.description(), missing, Optional
			.empty())));
		assertSays(EngineMessages.lacksWeights(name, Says.ANY), e.getMessage());
	}
}
