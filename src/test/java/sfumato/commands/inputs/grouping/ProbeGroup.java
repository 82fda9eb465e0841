package sfumato.commands.inputs.grouping;

import java.io.File;

import org.scijava.ItemVisibility;
import org.scijava.log.LogService;
import org.scijava.plugin.Parameter;

/** A group of inputs of all kinds, with another one in it. */
final class ProbeGroup {

	/** A group in a group. */
	static final class Inner {

		@Parameter(label = "Choice", persist = false, required = false, choices = { "cpu", "gpu" }, description = "one of two")
		private String choice = "cpu";

		@Parameter(label = "Flag", persist = false, required = false, description = "on or off")
		private Boolean flag = false;

		@Parameter(label = "Hidden", persist = false, required = false, description = "is left out")
		private Integer hidden = 4;
	}

	@Parameter
	private LogService log;

	@Parameter(visibility = ItemVisibility.MESSAGE, label = " ", persist = false, required = false)
	private final String headgroup = "A group";

	@Parameter(label = "Folder", persist = false, callback = "count", description = "any folder")
	private File folder;

	@Inputs(without = "hidden", texts = @Inputs.Text(of = "flag", label = "Inner flag", description = "inner words"))
	private final Inner inner = new Inner();

	@Parameter(label = "Cases", persist = false, required = false, initializer = "suggest", description = "names")
	private String cases;

	@Parameter(label = "Found", persist = false, required = false, description = "is filled in")
	private Integer found = 0;

	ProbeGroup(final String cases) {
		this.cases = cases;
	}

	private void count() {
		found = folder == null ? -1 : folder.getName().length();
	}

	private void suggest() {
		if (cases.isEmpty()) cases = "suggested";
	}

	@Override
	public String toString() {
		return folder + "," + inner.choice + "," + inner.flag + "," + inner.hidden + "," + cases + "," + found + "," + (log != null);
	}
}
