package sfumato.commands.macro;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;

import org.scijava.event.EventHandler;
import org.scijava.module.Module;
import org.scijava.module.event.ModuleCanceledEvent;
import org.scijava.plugin.Plugin;
import org.scijava.service.AbstractService;
import org.scijava.service.SciJavaService;
import org.scijava.service.Service;

/**
 * The lines of running commands in ImageJ's recorder. A line is written when its command starts and all inputs are known, because
 * commands overlap: ImageJ remembers one command and its options at a time and would write them down when any command ends. The line of
 * a command that fails or is cancelled is taken back.
 */
@Plugin(type = Service.class)
public class RecordedLines extends AbstractService implements SciJavaService {

	private final Map<Module, String> lines = Collections.synchronizedMap(new WeakHashMap<>());
	private RecorderPage page = new RecorderPage();

	/** Writes to another page than ImageJ's, for tests. */
	void writeTo(final RecorderPage other) {
		page = other;
	}

	/** From now on, this class and not ImageJ records a command. */
	void takeOver(final Module module) {
		page.takeOver(module.getInfo().getMenuPath().getLeaf().getName());
	}

	/**
	 * Writes the line of a command that is going to run.
	 *
	 * @param known inputs that were filled by the active image, which the line leaves out so that it works on any image
	 */
	void write(final Module module, final Set<String> known) {
		page.write(MacroLine.of(module, known)).ifPresent(line -> lines.put(module, line));
	}

	@EventHandler
	void onEvent(final ModuleCanceledEvent event) {
		final String line = lines.remove(event.getModule());
		if (line != null) page.remove(line);
	}
}
