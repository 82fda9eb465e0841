package sfumato.docs;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.scijava.ItemVisibility;
import org.scijava.command.CommandInfo;
import org.scijava.module.Module;
import org.scijava.module.ModuleException;
import org.scijava.module.ModuleItem;
import org.scijava.plugin.SciJavaPlugin;

import ij.ImagePlus;

import sfumato.calibration.CalibrationError;
import sfumato.commands.CommandCatalogue;
import sfumato.commands.inputs.ImageRole;
import sfumato.engine.EngineMessages;
import sfumato.losses.Loss;
import sfumato.methods.Methods;
import sfumato.metrics.SegmentationMetric;
import sfumato.networks.Decoder;
import sfumato.networks.Encoder;
import sfumato.networks.NetworkGraph;
import sfumato.training.settings.TrainingPreset;

/**
 * What the documentation says of commands, keys and methods, from where they are declared: {@code @Plugin}, {@code @Parameter} and
 * the records of options. A page has such a block between {@code <!-- generated: keys Fuse Raters... -->} and {@code <!-- end -->}.
 */
final class GeneratedTables {

	private GeneratedTables() {}

	/**
	 * The content of a block, with a line break at its end.
	 *
	 * @param block {@code commands}, {@code command NAME}, {@code keys NAME}, {@code kinds}, {@code methods KIND}, {@code presets},
	 *          {@code packages} or {@code layers}
	 */
	static String of(final String block) {
		final String[] words = block.split(" ", 2);
		return switch (words[0]) {
			case "commands" -> commands();
			case "command" -> head(command(words[1]));
			case "keys" -> keys(command(words[1]));
			case "kinds" -> kinds();
			case "presets" -> presets();
			case "packages" -> PackageDiagram.table();
			case "layers" -> PackageDiagram.diagram();
			case "methods" -> methods(Stream.of(MethodKind.values()).filter(k -> k.block().equals(block)).findFirst().orElseThrow(
				() -> new IllegalArgumentException(EngineMessages.noFile("kind of methods called \"" + words[1] + "\""))));
			default -> throw new IllegalArgumentException("Nothing is known of how to generate \"" + block + "\".");
		};
	}

	/** Where the page of a command is, seen from docs: {@code commands/fuse-raters.md}. */
	static String page(final CommandInfo command) {
		return "commands/" + CommandCatalogue.name(command).replace("...", "").toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-") +
			".md";
	}

	private static CommandInfo command(final String name) {
		return CommandCatalogue.shipped().stream().filter(c -> CommandCatalogue.name(c).equals(name)).findFirst().orElseThrow(
			() -> new IllegalArgumentException(EngineMessages.noFile("command called \"" + name + "\"")));
	}

	private static String commands() {
		final StringBuilder table = new StringBuilder("| command | |\n|---|---|\n");
		String menu = "";
		for (final CommandInfo c : CommandCatalogue.shipped()) {
			// what is in no sub-menu has no heading
			final String menuOf = c.getMenuPath().get(c.getMenuPath().size() - 2).getName(), sub = menuOf.equals("Sfumato") ? "" : menuOf;
			if (!sub.equals(menu)) table.append("| **").append(sub).append("** | |\n");
			menu = sub;
			table.append("| [").append(CommandCatalogue.name(c)).append("](").append(page(c)).append(") | ").append(cell(c
				.getDescription())).append(" |\n");
		}
		return table.toString();
	}

	private static String head(final CommandInfo command) {
		return command.getMenuPath().stream().map(m -> m.getName()).collect(Collectors.joining(" > ", "`", "`")) + "\n\n" + command
			.getDescription() + "\n";
	}

	private static String keys(final CommandInfo command) {
		final List<ModuleItem<?>> keys = CommandCatalogue.keys(command);
		if (keys.isEmpty()) return "The command has no keys.\n";
		final Module module = module(command);
		final StringBuilder table = new StringBuilder("| key | in the dialog | default | |\n|---|---|---|---|\n");
		for (final ModuleItem<?> item : command.inputs())
			if (keys.contains(item)) table.append("| `").append(item.getName()).append("` | ").append(cell(item.getLabel())).append(
				" | ").append(initial(item, module.getInput(item.getName()))).append(" | ").append(cell(meaning(item))).append(" |\n");
			else if (isHeading(item)) table.append("| **").append(String.valueOf(module.getInput(item.getName())).replaceAll("<.*?>",
				"")).append("** | | | |\n");
		return table.toString();
	}

	private static boolean isHeading(final ModuleItem<?> item) {
		return item.getVisibility() == ItemVisibility.MESSAGE && item.getName().startsWith("head");
	}

	/** A command with its initial values. */
	static Module module(final CommandInfo command) {
		try {
			return command.createModule();
		}
		catch (final ModuleException e) {
			throw new IllegalStateException(e);
		}
	}

	private static String initial(final ModuleItem<?> item, final Object value) {
		if (item.getType() == ImagePlus.class && ImageRole.ACTIVE.equals(item.getWidgetStyle())) return "the active image";
		if (value != null && !value.equals("")) return "`" + plain(value) + "`";
		return item.isRequired() ? "*needed*" : "";
	}

	private static String meaning(final ModuleItem<?> item) {
		final List<?> choices = item.getChoices();
		if (choices == null || choices.isEmpty()) return item.getDescription();
		final List<String> names = choices.stream().map(c -> "`" + c + "`").toList();
		return String.join(", ", names.subList(0, names.size() - 1)) + " or " + names.get(names.size() - 1) + "; " + item
			.getDescription();
	}

	private static String kinds() {
		final StringBuilder table = new StringBuilder("| | |\n|---|---|\n");
		for (final MethodKind k : MethodKind.values())
			table.append("| [").append(k.title()).append("](docs/methods.md#").append(k.title().toLowerCase(Locale.ROOT).replace(' ',
				'-')).append(") | ").append(Methods.of(k.type()).names().stream().map(n -> "`" + n + "`").collect(Collectors.joining(
					", "))).append(" |\n");
		return table.toString();
	}

	/** What is as in the standard preset is not repeated. */
	private static String presets() {
		final StringBuilder table = new StringBuilder("| key |");
		for (final TrainingPreset p : TrainingPreset.values())
			table.append(" `").append(p).append("` |");
		table.append("\n|---|").append("---|".repeat(TrainingPreset.values().length)).append('\n');
		TrainingPreset.STANDARD.choices().forEach((key, standard) -> {
			table.append("| `").append(key).append("` |");
			for (final TrainingPreset p : TrainingPreset.values()) {
				final Object value = p.choices().get(key);
				table.append(p != TrainingPreset.STANDARD && value.equals(standard) ? "  |" : " " + value(value) + " |");
			}
			table.append('\n');
		});
		return table.toString();
	}

	private static String value(final Object value) {
		final String text = plain(value);
		return value instanceof Number || text.isEmpty() ? text : "`" + text + "`";
	}

	/** 0.0005 and not 5.0E-4. */
	private static String plain(final Object value) {
		return value instanceof final Double d ? new BigDecimal(d.toString()).stripTrailingZeros().toPlainString() : String.valueOf(value);
	}

	private static String methods(final MethodKind kind) {
		final Methods<? extends SciJavaPlugin> methods = Methods.of(kind.type());
		final String heading = heading(kind);
		final boolean options = methods.names().stream().anyMatch(n -> !methods.options(n).isEmpty());
		final StringBuilder table = new StringBuilder("| method |" + heading + (options ? " options and defaults |" : "") +
			" |\n|---|").append("---|".repeat((int) heading.chars().filter(c -> c == '|').count())).append(options ? "---|" : "").append("---|\n");
		for (final String name : methods.names()) {
			table.append("| `").append(name).append("` |");
			if (!heading.isEmpty()) table.append(' ').append(property(methods.create(name))).append(" |");
			if (options) table.append(methods.options(name).stream().map(GeneratedTables::option).collect(Collectors.joining(", ",
				" ", " |")));
			table.append(' ').append(cell(methods.description(name))).append(" |\n");
		}
		return table.toString();
	}

	private static String heading(final MethodKind kind) {
		return switch (kind) {
			case LOSSES -> " minimised at the soft target |";
			case ENCODERS -> " alone | with `unet` | with `deeplabv3plus` |";
			case METRICS, CALIBRATION_ERRORS -> " column |";
			default -> "";
		};
	}

	private static String property(final SciJavaPlugin method) {
		if (method instanceof Encoder) return sizes(Methods.textOf(method).replaceFirst("\\(.*", ""));
		if (method instanceof final Loss loss) return loss.acceptsSoftTargets() ? "yes" : "**no**";
		return "`" + (method instanceof final SegmentationMetric metric ? metric.column() : ((CalibrationError) method).column()) + "`";
	}

	/** Millions of parameters with one channel and two classes, and what the sides of patches are multiples of. */
	private static String sizes(final String encoder) {
		final StringBuilder cells = new StringBuilder();
		for (final String decoder : List.of("unet", "deeplabv3plus")) {
			final NetworkGraph graph = Methods.of(Decoder.class).create(decoder + "(encoder: " + encoder + ")").network(1, 2);
			if (cells.isEmpty()) cells.append(String.format(Locale.ROOT, "%.1f", graph.parameterCount(NetworkGraph.Part.ENCODER) * 1e-6));
			cells.append(String.format(Locale.ROOT, " | %.1f, %d", graph.parameterCount() * 1e-6, graph.sizeMultiple()));
		}
		return cells.toString();
	}

	private static String option(final Methods.Option option) {
		final String text = "`" + option.name() + ": " + option.defaultValue() + "`";
		if (!option.type().isEnum()) return text;
		return text + Arrays.stream(option.type().getEnumConstants()).map(String::valueOf).filter(c -> !c.equals(option
			.defaultValue())).collect(Collectors.joining("`, `", " (`", "`)"));
	}

	private static String cell(final String text) {
		return text.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ");
	}
}
