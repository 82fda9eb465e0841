package sfumato.commands.inputs.grouping;

import java.util.List;

import org.scijava.Priority;
import org.scijava.command.Command;
import org.scijava.command.CommandInfo;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.plugin.PluginInfo;
import org.scijava.plugin.PluginService;
import org.scijava.service.AbstractService;
import org.scijava.service.SciJavaService;
import org.scijava.service.Service;

/**
 * Lets commands have {@link Inputs}: puts a {@link GroupedCommandInfo} in the place of each one's entry in the index of plugins, which
 * SciJava's command service takes as it is.
 * <p>
 * It comes before the menus are made, because imagej-legacy runs the entries that it made them of. Of a context without this service,
 * and of {@code new CommandInfo(…)}, commands lack the inputs of their groups. After SciJava has read its index anew
 * ({@code PluginService#reloadPlugins}, which ImageJ's uploader calls) they do, too.
 */
@Plugin(type = Service.class, priority = Priority.VERY_HIGH)
public final class GroupedCommandService extends AbstractService implements SciJavaService {

	/** Prefix of the class names of Sfumato's commands. */
	private static final String COMMANDS = "sfumato.commands.";

	@Parameter
	private PluginService plugins;

	@Override
	public void initialize() {
		final List<PluginInfo<Command>> plain = plugins.getPluginsOfType(Command.class).stream().filter(
			GroupedCommandService::isOurs).toList();
		plugins.removePlugins(plain);
		plugins.addPlugins(plain.stream().map(command -> new GroupedCommandInfo(command, context())).toList());
	}

	private static boolean isOurs(final PluginInfo<?> info) {
		return info.getPluginType() == Command.class && !(info instanceof CommandInfo) && info.getClassName().startsWith(
			COMMANDS);
	}
}
