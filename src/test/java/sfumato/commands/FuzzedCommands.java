package sfumato.commands;

import java.util.Map;
import java.util.stream.Stream;

import org.scijava.Context;
import org.scijava.command.CommandService;
import org.scijava.convert.ConvertService;
import org.scijava.module.Module;
import org.scijava.module.ModuleException;

import ij.ImagePlus;

import sfumato.commands.inputs.grouping.GroupedCommandService;
import sfumato.commands.labels.CheckDataset;
import sfumato.commands.labels.FuseRaters;
import sfumato.commands.macro.MacroOptions;
import sfumato.commands.macro.OptionText;
import sfumato.commands.train.TrainNetwork;

/** Has options of macros read as commands do. */
public final class FuzzedCommands {

	private FuzzedCommands() {}

	/** Some commands with inputs of all types; without an ImageJ, because others have loaded its classes by then. */
	public static Module[] modules() {
		final CommandService commands = new Context(CommandService.class, GroupedCommandService.class, ConvertService.class).service(
			CommandService.class);
		return Stream.of(TrainNetwork.class, FuseRaters.class, CheckDataset.class).map(c -> {
			try {
				return commands.getCommand(c).createModule();
			}
			catch (final ModuleException e) {
				throw new IllegalStateException(e);
			}
		}).toArray(Module[]::new);
	}

	/** Reads a text as the options of each; throws what the last one that refused it did. */
	public static void read(final Module[] commands, final String text) {
		final Map<String, String> options = OptionText.parse(text);
		OptionText.parse(OptionText.write(Map.copyOf(notNull(options))));
		IllegalArgumentException refused = null;
		for (final Module m : commands)
			try {
				MacroOptions.set(m, options, m.getInfo().getName() + "x", (name, value) -> new ImagePlus());
				return;
			}
			catch (final IllegalArgumentException e) {
				if (e.getMessage().length() > 500) throw e;
				refused = e;
			}
		throw refused;
	}

	private static Map<String, String> notNull(final Map<String, String> options) {
		final Map<String, String> all = new java.util.LinkedHashMap<>(options);
		all.values().removeIf(java.util.Objects::isNull);
		return all;
	}
}
