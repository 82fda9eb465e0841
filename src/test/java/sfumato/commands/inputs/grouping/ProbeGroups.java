package sfumato.commands.inputs.grouping;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;
import ij.process.ByteProcessor;

import sfumato.commands.BaseCommand;
import sfumato.progress.Progress;

/** Has groups between inputs of its own, two of one class, and a table; tells what they came to. */
@Plugin(type = Command.class, headless = true, description = "Shows what its groups came to.", menu = { @Menu(label = "Plugins"),
	@Menu(label = "Sfumato"), @Menu(label = "Help"), @Menu(label = "Probe Groups...") })
public class ProbeGroups extends BaseCommand {

	@Parameter(label = "First", persist = false, required = false, description = "before the groups")
	private String first = "f";

	@Inputs(without = "found", texts = { @Inputs.Text(of = "cases", label = "Which", description = "outer words"), @Inputs.Text(
		of = "choice", description = "outer choice") })
	private final ProbeGroup data = new ProbeGroup("1-3");

	@Parameter(label = "Middle", persist = false, required = false, description = "between two groups")
	private Double middle = 0.5;

	@Inputs(prefix = "other", label = "Other: ", optional = "folder", without = "cases")
	private final ProbeGroup others = new ProbeGroup("7");

	@Inputs(texts = @Inputs.Text(of = "rows", label = "Number of rows"))
	private final Table table = new Table();

	@Parameter(label = "Last", persist = false, required = false, description = "after the groups")
	private String last = "l";

	@Parameter(type = ItemIO.OUTPUT)
	private ImagePlus result;

	@Override
	protected void execute(final Progress progress) {
		result = new ImagePlus(first + "|" + data + "|" + middle + "|" + others + "|" + table.values + "|" + last, new ByteProcessor(1, 1));
	}

	/** Inputs that are no fields. */
	static final class Table implements InputTable {

		private final Map<String, Object> values = new LinkedHashMap<>(Map.of("rows", 3));

		@Override
		public List<Row> rows() {
			return List.of(new Row("rows", Integer.class, "Rows", "how many rows", "", 1, List.of()));
		}

		@Override
		public Object value(final String key) {
			return values.get(key);
		}

		@Override
		public void set(final String key, final Object value) {
			values.put(key, value);
		}
	}
}
