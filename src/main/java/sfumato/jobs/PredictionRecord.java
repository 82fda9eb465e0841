package sfumato.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import sfumato.files.FileHash;
import sfumato.prediction.PredictionSettings;

/**
 * The contents of {@code prediction.json}: all settings that the results beside it depend on besides the images, but not the device or
 * the shard.
 *
 * @param models names of the model folders
 * @param hashes SHA-256 of description, weights and recalibration of each
 * @param formats lower case, sorted
 * @param show what maps hold, lower case, sorted
 * @param tile as {@link PredictionSettings} has it, like the rest
 */
public record PredictionRecord(List<String> models, List<String> hashes, List<String> formats, List<String> show, int tile,
	int overlap, boolean flips, boolean recalibrate)
{

	static PredictionRecord of(final PredictFolderJob job) throws IOException {
		final List<String> names = new ArrayList<>(), hashes = new ArrayList<>();
		for (final Path model : job.models()) {
			names.add(model.toAbsolutePath().normalize().getFileName().toString());
			hashes.add(FileHash.sha256(Stream.of("model.json", "weights.safetensors", "recalibration.safetensors").map(
				model::resolve).filter(Files::exists).toList()));
		}
		final PredictionSettings s = job.settings();
		return new PredictionRecord(names, hashes, sorted(job.formats().stream()), sorted(job.products().stream()), s.tile(), s
			.overlap(), s.flips(), s.recalibrate());
	}

	private static List<String> sorted(final Stream<? extends Enum<?>> constants) {
		return constants.map(c -> c.name().toLowerCase(Locale.ROOT)).sorted().toList();
	}
}
