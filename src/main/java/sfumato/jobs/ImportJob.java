package sfumato.jobs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import sfumato.data.DataMessages;
import sfumato.data.normalization.Normalization;
import sfumato.engine.Parameters;
import sfumato.engine.checkpoint.Checkpoint;
import sfumato.files.FileHash;
import sfumato.jobs.records.ImportRecord;
import sfumato.jobs.records.Software;
import sfumato.labels.LabelClass;
import sfumato.methods.Methods;
import sfumato.models.EncoderWeights;
import sfumato.models.Model;
import sfumato.models.ModelDescription;
import sfumato.models.ModelFolder;
import sfumato.models.StrictJson;
import sfumato.networks.Decoder;
import sfumato.networks.NetworkGraph;
import sfumato.progress.Progress;

/**
 * Makes an untrained model with encoder weights of a checkpoint and random decoder weights.
 *
 * @param weights a checkpoint that {@link Checkpoint} reads, with timm's names
 * @param network text form of a {@link Decoder}
 * @param channels of the images to come
 * @param classes including the background
 * @param seed of the weights that the checkpoint does not have
 * @param output the model folder to be written
 * @param overwrite whether an existing model may be replaced
 */
public record ImportJob(Path weights, String network, int channels, int classes, long seed, Path output,
	boolean overwrite, Compute compute) implements Job<Path>
{

	private static final int SHOWN = 6;

	public ImportJob {
		network = Methods.of(Decoder.class).complete(network).toString();
	}

	@Override
	public String title() {
		return JobMessages.title("the import", output);
	}

	@Override
	public long bytes() {
		return 0;
	}

	@Override
	public List<Path> written() {
		return List.of(output);
	}

	/** @return the written model folder */
	@Override
	public Path execute(final Workbench bench, final Progress progress) throws IOException {
		ModelFolder.requireWritable(output, overwrite);
		final NetworkGraph graph = Methods.of(Decoder.class).create(network).network(channels, classes);
		progress.update(0.1, DataMessages.reading(weights.getFileName()));
		final EncoderWeights made = EncoderWeights.of(network, graph, Checkpoint.read(weights), Parameters.initial(graph,
			seed));
		report(made, progress);
		progress.checkCanceled();
		progress.update(0.5, JobMessages.writingModel());
		final ImportRecord record = new ImportRecord(Software.NAME, weights.toString(), FileHash.sha256(List.of(weights)), seed,
			made.matched(), made.adapted(), made.leftOut());
		final Model model = new Model(description(graph), made.weights(), Optional.empty());
		ModelFolder.write(output, overwrite, model, folder -> {
			Files.writeString(folder.resolve("import.json"), StrictJson.write(record), StandardCharsets.UTF_8);
			Files.writeString(folder.resolve("README.md"), readme(model.description().name(), made), StandardCharsets.UTF_8);
			progress.checkCanceled();
		});
		progress.update(1, JobMessages.wroteModel(output));
		return output;
	}

	/** Pixel size and normalization are placeholders; a training sets them. */
	private ModelDescription description(final NetworkGraph graph) {
		return new ModelDescription(ModelDescription.FORMAT, output.toAbsolutePath().normalize().getFileName().toString(),
			new ModelDescription.Input("xyc", channels, graph.sizeMultiple(), List.of(1.0, 1.0), "pixel", Methods.of(
				Normalization.class).complete("percentile").toString()), LabelClass.defaults(classes), network, Optional.empty(),
			Software.NAME, false);
	}

	private void report(final EncoderWeights made, final Progress progress) {
		progress.log(JobMessages.tensorsMatched(network, made.matched().size(), weights.getFileName()));
		if (!made.adapted().isEmpty()) progress.log(JobMessages.adapted(channels, String.join(", ", made.adapted())));
		final List<String> counters = made.leftOut().stream().filter(n -> n.endsWith("num_batches_tracked")).toList();
		final List<String> others = made.leftOut().stream().filter(n -> !counters.contains(n)).toList();
		if (!others.isEmpty()) progress.log(JobMessages.classificationOnly(some(others)));
		if (!counters.isEmpty()) progress.log(JobMessages.countersLeftOut(counters.size()));
	}

	private static String some(final List<String> names) {
		return names.stream().limit(SHOWN).collect(Collectors.joining(", ")) + (names.size() > SHOWN ? " and " + (names
			.size() - SHOWN) + " more" : "");
	}

	private String readme(final String name, final EncoderWeights made) {
		return String.format(Locale.ROOT, """
			# %s

			**Untrained.** The encoder has the weights of `%s`; the rest is random and segments nothing yet. `import.json`
			lists the tensors.

			| | |
			|---|---|
			| network | `%s` |
			| takes and gives | %d channel(s), %d classes |
			| from the checkpoint | %d tensors, of which %d adapted to the number of channels |
			| random | everything else, seed %d |
			| made with | %s |

			Train from it in Fiji (`Plugins > Sfumato > Train > Train Network...`) or in a macro:

				run("Train Network...", "start=[%s] network=[%s] dataset=[...] output=[...]");
			""", name, weights.getFileName(), network, channels, classes, made.matched().size() + made.adapted().size(), made
				.adapted().size(), seed, Software.NAME, output, network);
	}
}
