package sfumato.commands;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.module.ModuleItem;

import sfumato.commands.macro.MacroOptions;
import sfumato.commands.macro.OptionText;

/** The commands of the menu as the plugin index knows them, for tests that hold something against all of them. */
public final class CommandCatalogue {

	private CommandCatalogue() {}

	/** All commands, those of tests too. */
	static Stream<CommandInfo> all() {
		return MacroRunner.imagej().context().service(CommandService.class).getCommands().stream().filter(c -> c.getClassName()
			.startsWith("sfumato."));
	}

	/** The commands that are shipped, in the order of the menu; tests have one of their own. */
	public static List<CommandInfo> shipped() {
		return all().filter(c -> !c.getTitle().startsWith("Probe")).sorted(Comparator.comparingDouble((CommandInfo c) -> c
			.getMenuPath().get(2).getWeight()).thenComparingDouble(c -> c.getMenuPath().getLeaf().getWeight())).toList();
	}

	/** A command's name in macros: {@code Fuse Raters...}. */
	public static String name(final CommandInfo command) {
		return command.getMenuPath().getLeaf().getName();
	}

	/** What a macro can set, in the order of the dialog. */
	public static List<ModuleItem<?>> keys(final CommandInfo command) {
		return StreamSupport.stream(command.inputs().spliterator(), false).<ModuleItem<?>> map(i -> i).filter(
			MacroOptions::isOption).toList();
	}

	/** The second text of a macro's {@code run}, taken apart as commands do it. */
	public static Map<String, String> options(final String text) {
		return OptionText.parse(text);
	}
}
