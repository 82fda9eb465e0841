package sfumato.prediction;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import ai.djl.ndarray.NDManager;
import sfumato.engine.EngineThread;
import sfumato.engine.Parameters;
import sfumato.labels.LabelClass;
import sfumato.models.Model;
import sfumato.models.ModelDescription;
import sfumato.models.ModelFolder;

/** Models of random weights in folders, for tests of everything but what networks learn. */
public final class RandomModels {

	private RandomModels() {}

	/** A small U-Net of two classes on images of one channel, trained at 0.5 µm. */
	public static Path write(final Path folder, final long seed) throws IOException {
		return write(folder, seed, 1, 2, "percentile");
	}

	public static Path write(final Path folder, final long seed, final int channels, final int classes,
		final String normalization) throws IOException
	{
		final ModelDescription d = new ModelDescription(ModelDescription.FORMAT, folder.getFileName().toString(),
			new ModelDescription.Input("xyc", channels, 16, List.of(0.5, 0.5), "\u00B5m", normalization), LabelClass.defaults(classes),
			"unet(encoder: plain, width: 2)", Optional.empty(), "test");
		final Model empty = new Model(d, Map.of(), Optional.empty());
		try (EngineThread thread = EngineThread.start(1)) {
			ModelFolder.write(folder, false, new Model(d, thread.call(() -> {
				try (NDManager manager = thread.engine().newManager(thread.engine().device("cpu"))) {
					return Parameters.initialize(manager, empty.graph(), seed).tensors();
				}
			}), Optional.empty()), f -> {});
		}
		catch (final IOException | RuntimeException e) {
			throw e;
		}
		catch (final Exception e) {
			throw new IllegalStateException(e);
		}
		return folder;
	}
}
