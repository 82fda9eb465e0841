package sfumato.docs;

import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.scijava.command.CommandInfo;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.plugin.SciJavaPlugin;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;

import ij.ImagePlus;

import sfumato.commands.CommandCatalogue;
import sfumato.dialogs.MethodWidget;
import sfumato.methods.Methods;
import sfumato.training.settings.TrainingPreset;

/**
 * The manual for programs: {@code docs/commands.json} lists commands, macro keys, methods and presets, and {@code docs/llms.txt} the
 * pages, one line each. Each key and each method has a line of its own, so that a change is a change of one line.
 */
final class CommandListing {

	private static final int FORMAT = 1;
	private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

	private CommandListing() {}

	/** The content of {@code docs/commands.json}. */
	static String json() {
		final StringBuilder json = new StringBuilder("{\n\"format\": ").append(FORMAT).append(",\n\"commands\": [");
		json.append(CommandCatalogue.shipped().stream().map(CommandListing::command).collect(Collectors.joining(",")));
		json.append("\n],\n\"methods\": [");
		json.append(Stream.of(MethodKind.values()).map(CommandListing::kind).collect(Collectors.joining(",")));
		json.append("\n],\n\"presets\": [\n").append(Stream.of(TrainingPreset.values()).map(CommandListing::preset).collect(Collectors
			.joining(",\n")));
		return json.append("\n]\n}\n").toString();
	}

	/**
	 * The content of {@code docs/llms.txt}: the tables of the manual's first page as a list, and the commands.
	 *
	 * @param first the first page
	 */
	static String pages(final MarkdownPage first) {
		final StringBuilder text = new StringBuilder("# Sfumato\n\n> Segmentation with soft labels, in Fiji: it compares and fuses raters, trains " +
			"networks on their labels, recalibrates, predicts and measures.\n\n- [commands.json](commands.json): every command with its menu " +
			"path, macro keys, types, defaults, ranges and choices; every method with its options; every preset\n");
		for (final MarkdownPage.Entry e : first.entries()) {
			if (e.heading() != null) text.append("\n## ").append(e.heading()).append("\n\n");
			text.append("- [").append(e.title()).append("](").append(e.link()).append("): ").append(e.description()).append('\n');
		}
		text.append("\n## Commands\n\n");
		for (final CommandInfo c : CommandCatalogue.shipped())
			text.append("- [").append(CommandCatalogue.name(c)).append("](").append(GeneratedTables.page(c)).append("): ").append(c
				.getDescription()).append('\n');
		return text.toString();
	}

	private static String command(final CommandInfo command) {
		final Map<String, Object> head = new LinkedHashMap<>();
		head.put("name", CommandCatalogue.name(command));
		head.put("menu", command.getMenuPath().stream().map(m -> m.getName()).toList());
		head.put("description", command.getDescription());
		head.put("class", command.getClassName());
		head.put("page", GeneratedTables.page(command));
		final Module module = GeneratedTables.module(command);
		return object(head, "keys", CommandCatalogue.keys(command).stream().map(item -> key(item, module.getInput(item.getName())))
			.toList());
	}

	private static Map<String, Object> key(final ModuleItem<?> item, final Object initial) {
		final Map<String, Object> key = new LinkedHashMap<>();
		key.put("key", item.getName());
		key.put("label", item.getLabel());
		key.put("type", type(item.getType()));
		key.put("required", item.isRequired() && initial == null);
		if (initial != null && !initial.equals("")) key.put("default", initial instanceof Number || initial instanceof Boolean ? initial
			: String.valueOf(initial));
		if (item.getMinimumValue() != null) key.put("minimum", item.getMinimumValue());
		if (item.getMaximumValue() != null) key.put("maximum", item.getMaximumValue());
		if (item.getChoices() != null && !item.getChoices().isEmpty()) key.put("choices", item.getChoices().stream().map(
			String::valueOf).toList());
		methods(item.getWidgetStyle(), key);
		key.put("description", item.getDescription());
		return key;
	}

	/** Of a key whose value is a method, a weighted sum of methods or a list of methods: of which kind. */
	private static void methods(final String style, final Map<String, Object> key) {
		if (style == null) return;
		final Map<String, String> forms = Map.of(MethodWidget.ONE, "one", MethodWidget.SUM, "weighted sum", MethodWidget.LIST, "list");
		forms.forEach((prefix, form) -> {
			if (!style.startsWith(prefix)) return;
			final String type = style.substring(prefix.length());
			key.put("methods", Stream.of(MethodKind.values()).filter(k -> k.type().getName().equals(type)).findFirst().orElseThrow()
				.title().toLowerCase(Locale.ROOT));
			key.put("form", form);
		});
	}

	private static String type(final Class<?> type) {
		if (type == ImagePlus.class) return "image";
		if (type == File.class) return "path";
		if (type == Boolean.class || type == boolean.class) return "boolean";
		if (type == Integer.class || type == int.class || type == Long.class || type == long.class) return "integer";
		if (type == Double.class || type == double.class || type == Float.class) return "number";
		if (type == String.class) return "text";
		throw new IllegalArgumentException("A key of " + type + " has no name in docs/commands.json; give it one in CommandListing.");
	}

	private static String kind(final MethodKind kind) {
		final Methods<?> methods = Methods.of(kind.type());
		final Map<String, Object> head = new LinkedHashMap<>();
		head.put("kind", kind.title().toLowerCase(Locale.ROOT));
		head.put("class", kind.type().getName());
		final List<Map<String, Object>> all = new ArrayList<>();
		for (final String name : methods.names()) {
			final Map<String, Object> method = new LinkedHashMap<>();
			method.put("name", name);
			method.put("description", methods.description(name));
			method.put("options", methods.options(name).stream().map(CommandListing::option).toList());
			all.add(method);
		}
		return object(head, "methods", all);
	}

	private static Map<String, Object> option(final Methods.Option option) {
		final Map<String, Object> all = new LinkedHashMap<>();
		all.put("option", option.name());
		all.put("type", type(option));
		all.put("default", option.defaultValue());
		if (option.type().isEnum()) all.put("choices", Arrays.stream(option.type().getEnumConstants()).map(String::valueOf).toList());
		return all;
	}

	private static String type(final Methods.Option option) {
		if (option.type().isEnum()) return "text";
		return SciJavaPlugin.class.isAssignableFrom(option.type()) ? "method" : type(option.type());
	}

	private static String preset(final TrainingPreset preset) {
		final Map<String, Object> all = new LinkedHashMap<>();
		all.put("name", preset.toString());
		all.put("for", preset.purpose());
		all.put("keys", preset.choices());
		return GSON.toJson(all);
	}

	/** An object with a list whose members have a line each. */
	private static String object(final Map<String, Object> head, final String name, final List<Map<String, Object>> members) {
		final StringBuilder json = new StringBuilder("\n{");
		head.forEach((k, v) -> json.append(GSON.toJson(k)).append(": ").append(GSON.toJson(v)).append(",\n "));
		json.append('"').append(name).append("\": [");
		json.append(members.stream().map(m -> "\n  " + GSON.toJson(m)).collect(Collectors.joining(",")));
		return json.append("]}").toString();
	}
}
