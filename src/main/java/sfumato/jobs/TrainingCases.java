package sfumato.jobs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import sfumato.data.Case;
import sfumato.data.Dataset;
import sfumato.data.LoadedCase;
import sfumato.models.StrictJson;
import sfumato.progress.Progress;
import sfumato.training.TrainingConfiguration;

/**
 * The cases of a training in memory.
 *
 * @param training what is learned from
 * @param validation what the network is tried on; may be empty
 */
record TrainingCases(List<LoadedCase> training, List<LoadedCase> validation) {

	/** A way to read cases. */
	@FunctionalInterface
	interface Reader {

		List<LoadedCase> load(DataSelection data, Progress progress) throws IOException;
	}

	/**
	 * Reads them.
	 *
	 * @param data what is learned from; if it selects no cases, all but those for validation
	 * @param validation a selection in the same data set, or nothing for no such cases
	 * @param reader of what is learned from
	 * @throws IllegalArgumentException naming cases that are in both, or what does not fit together
	 */
	static TrainingCases load(final DataSelection data, final String validation, final Reader reader, final Progress progress)
		throws IOException
	{
		if (validation.isBlank()) return new TrainingCases(reader.load(data, progress), List.of());
		final Dataset set = Dataset.open(data.dataset(), data.task());
		final List<Case> held = set.cases(validation), both = new ArrayList<>(set.cases(data.cases()));
		final List<Case> others = both.stream().filter(c -> !held.contains(c)).toList();
		if (!data.cases().isBlank()) {
			both.removeAll(others);
			if (!both.isEmpty()) throw new IllegalArgumentException("The cases " + Dataset.names(both) +
				" are both to be trained and validated on; a network knows what it was trained on.");
		}
		if (others.isEmpty()) throw new IllegalArgumentException("All cases are for validation (" + Dataset.names(held) +
			"), so that none is left to train on.");
		final List<LoadedCase> training = reader.load(new DataSelection(data.dataset(), data.task(), set.selection(others)), progress
			.part(0, 0.8));
		progress.log("The following are for validation:");
		final List<LoadedCase> rest = new DataSelection(data.dataset(), data.task(), set.selection(held)).load(progress.part(0.8,
			1));
		final int classes = training.get(0).raters().numClasses(), channels = training.get(0).image().numChannels();
		if (rest.get(0).raters().numClasses() > classes) throw new IllegalArgumentException("The validation cases show " + rest
			.get(0).raters().numClasses() + " classes, but those to train on " + classes + ".");
		if (rest.get(0).image().numChannels() != channels) throw new IllegalArgumentException("The validation images have " + rest
			.get(0).image().numChannels() + " channel(s), but those to train on " + channels + ".");
		return new TrainingCases(training, rest.stream().map(c -> c.withClasses(classes)).toList());
	}

	/** What is written down of cases. */
	static List<TrainingRecord.CaseRecord> records(final List<LoadedCase> cases) throws IOException {
		final List<TrainingRecord.CaseRecord> records = new ArrayList<>();
		for (final LoadedCase c : cases) {
			final List<Path> files = new ArrayList<>(List.of(c.source().image()));
			files.addAll(c.source().raters().values());
			records.add(new TrainingRecord.CaseRecord(c.name(), c.image().size(), c.raters().size(), Hashes.sha256(files)));
		}
		return records;
	}

	/**
	 * Everything that the result of a training depends on, by name; names of single values are one word.
	 */
	static Map<String, String> settings(final TrainingConfiguration configuration, final TrainingRecord.Data data,
		final Optional<TrainingRecord.Start> start, final Optional<TrainingRecord.Teacher> teacher)
	{
		final Map<String, String> settings = new TreeMap<>();
		flatten(JsonParser.parseString(StrictJson.write(configuration)).getAsJsonObject(), settings);
		settings.remove("preset"); // a name for what the others say
		data.cases().forEach(c -> settings.put("case " + c.name(), c.sha256()));
		data.validation().forEach(c -> settings.put("validation case " + c.name(), c.sha256()));
		start.ifPresent(s -> settings.put("the model to start from", s.sha256()));
		teacher.ifPresent(t -> {
			flatten(JsonParser.parseString(StrictJson.write(t.distillation())).getAsJsonObject(), settings);
			settings.put("the teacher", t.sha256());
		});
		return settings;
	}

	private static void flatten(final JsonObject json, final Map<String, String> settings) {
		for (final Map.Entry<String, JsonElement> e : json.entrySet())
			if (e.getValue().isJsonObject()) flatten(e.getValue().getAsJsonObject(), settings);
			else settings.put(e.getKey(), e.getValue().getAsString());
	}
}
