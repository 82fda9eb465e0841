package sfumato.jobs;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import sfumato.data.LoadedCase;
import sfumato.jobs.cases.DataSource;
import sfumato.jobs.records.TrainingRecord;
import sfumato.models.StrictJson;
import sfumato.progress.Progress;
import sfumato.text.Json;
import sfumato.text.UserException;
import sfumato.training.settings.TrainingConfiguration;

/**
 * The cases of a training in memory.
 *
 * @param training training cases
 * @param validation validation cases; may be empty
 */
record TrainingCases(List<LoadedCase> training, List<LoadedCase> validation) {

	/** Reads cases. */
	@FunctionalInterface
	interface Reader {
		List<LoadedCase> load(DataSource data, Progress progress) throws IOException;
	}

	/**
	 * Reads them.
	 *
	 * @param data what is learned from; if it selects no cases, all but those for validation
	 * @param validation a selection of the same data, or nothing for no such cases
	 * @param reader of what is learned from
	 * @throws UserException naming cases that are in both, or what does not fit together
	 */
	static TrainingCases load(final DataSource data, final String validation, final Reader reader, final Progress progress)
		throws IOException
	{
		final DataSource.Split split = data.split(validation);
		if (split.validation().isEmpty()) return new TrainingCases(reader.load(data, progress), List.of());
		final List<LoadedCase> training = reader.load(split.training(), progress.part(0, 0.8));
		progress.log(JobMessages.validationCases());
		final List<LoadedCase> rest = split.validation().get().load(progress.part(0.8, 1));
		final int classes = training.get(0).raters().numClasses(), channels = training.get(0).image().numChannels();
		if (rest.get(0).raters().numClasses() > classes) throw new
			UserException(JobMessages.validationClasses(rest.get(0).raters().numClasses(), classes));
		if (rest.get(0).image().numChannels() != channels) throw new
			UserException(JobMessages.validationChannels(rest.get(0).image().numChannels(), channels));
		return new TrainingCases(training, rest.stream().map(c -> c.withClasses(classes)).toList());
	}

	/**
	 * Everything that the result of a training depends on, by name; names of single values are one word.
	 */
	static Map<String, String> settings(final TrainingConfiguration configuration, final TrainingRecord.Data data,
		final Optional<TrainingRecord.Start> start, final Optional<TrainingRecord.Teacher> teacher)
	{
		final Map<String, String> settings = new TreeMap<>();
		flatten(Json.object(StrictJson.write(configuration), "the configuration"), settings);
		settings.remove("preset"); // a name for what the others say
		if (!data.ignore().isEmpty()) settings.put("ignore", data.ignore());
		data.cases().forEach(c -> settings.put("case " + c.name(), c.sha256()));
		data.validation().forEach(c -> settings.put("validation case " + c.name(), c.sha256()));
		start.ifPresent(s -> settings.put("the model to start from", s.sha256()));
		teacher.ifPresent(t -> {
			flatten(Json.object(StrictJson.write(t.distillation()), "the distillation"), settings);
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
