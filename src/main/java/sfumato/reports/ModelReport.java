package sfumato.reports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import sfumato.jobs.records.TrainingRecord;
import sfumato.labels.LabelClass;
import sfumato.methods.Methods;
import sfumato.models.ModelDescription;
import sfumato.models.ModelFolder;
import sfumato.models.StrictJson;
import sfumato.networks.Decoder;
import sfumato.networks.NetworkGraph;
import sfumato.text.TextFile;
import sfumato.training.History;

/**
 * A report of everything in a model folder.
 *
 * @param folder folder of the model
 * @param description inputs, outputs and network of the model
 * @param sha256 hash that identifies the model, {@link ModelFolder#sha256}
 * @param graph the network
 * @param training record of the training; empty if the model is untrained or {@code training.json} cannot be read
 * @param history the training history, if there is one
 * @param readme text of README.md; empty if there is none
 */
public record ModelReport(Path folder, ModelDescription description, String sha256, NetworkGraph graph,
	Optional<TrainingRecord> training, Optional<History> history, String readme)
{

	/**
	 * Reads the report of a model folder. The weights are hashed but not loaded.
	 *
	 * @throws IOException if the folder holds no model
	 */
	public static ModelReport read(final Path folder) throws IOException {
		final ModelDescription d = ModelFolder.readDescription(folder);
		final Path history = folder.resolve("history.csv"), readme = folder.resolve("README.md");
		return new ModelReport(folder, d, ModelFolder.sha256(folder), Methods.of(Decoder.class).create(d.network()).network(d.input()
			.channels(), d.classes().size()), training(folder.resolve("training.json")), Files.exists(history) ? Optional.of(History
				.read(history)) : Optional.empty(), Files.exists(readme) ? TextFile.read(readme) : "");
	}

	private static Optional<TrainingRecord> training(final Path file) throws IOException {
		if (!Files.exists(file)) return Optional.empty();
		try {
			return Optional.of(StrictJson.read(TextFile.read(file), TrainingRecord.class, file.toString()));
		}
		catch (final IllegalArgumentException e) { // of another version, whose models can still be used
			return Optional.empty();
		}
	}

	/** Returns the properties of the model by name. */
	public Map<String, String> facts() {
		final Map<String, String> facts = new LinkedHashMap<>();
		final ModelDescription.Input in = description.input();
		facts.put("name", description.name());
		facts.put("trained", description.trained() ? "yes" : "no, only its encoder has weights that were learned");
		facts.put("input", in.channels() + (in.channels() == 1 ? " channel" : " channels") + ", sides mirrored up to multiples of " + in
			.sizeMultiple());
		facts.put("pixel size", in.pixelSize().stream().map(s -> String.format(Locale.ROOT, "%.5g", s)).collect(Collectors.joining(
			" x ")) + " " + in.unit());
		facts.put("normalization", in.normalization());
		facts.put("classes", description.classes().stream().map(ModelReport::text).collect(Collectors.joining(", ")));
		facts.put("network", description.network());
		facts.put("parameters", String.format(Locale.ROOT, "%,d", graph.parameterCount()));
		facts.put("recalibration", description.recalibration().map(r -> r.method() + ", fitted to the " + r.target() + " of " + r
			.cases().size() + " cases").orElse("none"));
		training.ifPresent(t -> facts.putAll(facts(t)));
		facts.put("made with", description.software());
		facts.put("SHA-256", sha256);
		return facts;
	}

	private static String text(final LabelClass c) {
		return c.name() + String.format(" #%06X", c.rgb());
	}

	private Map<String, String> facts(final TrainingRecord t) {
		final Map<String, String> facts = new LinkedHashMap<>();
		facts.put("trained on", t.data().cases().size() + " cases of " + MethodsText.source(t.data()));
		facts.put("labels", t.configuration().labels().fusion() + ", smoothing " + t.configuration().labels().smoothing());
		facts.put("loss", t.configuration().loss());
		facts.put("training", t.used().ended().epochs() + " of " + t.configuration().optimization().epochs() + " epochs, because " + t
			.used().ended().reason() + "; weights of epoch " + t.used().ended().kept());
		facts.put("seed", Long.toString(t.configuration().sampling().seed()));
		facts.put("computed on", t.used().device());
		final String scores = scores();
		if (!scores.isEmpty()) facts.put("validation", scores);
		return facts;
	}

	/** Returns the validation scores of the saved weights; empty without validation cases. */
	String scores() {
		if (training.isEmpty() || history.isEmpty()) return "";
		final List<History.Row> kept = history.get().rows().stream().filter(r -> r.split().equals("validation") && r.epoch() == training
			.get().used().ended().kept() && !r.name().equals("loss")).toList();
		return kept.stream().map(r -> String.format(Locale.ROOT, "%s %.2f %%", r.name().replace('_', ' '), r.value())).collect(Collectors
			.joining(", "));
	}
}
