package sfumato.commands.help;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.IJ;
import ij.ImageJ;

import sfumato.api.EngineCheck;
import sfumato.commands.BaseCommand;
import sfumato.commands.inputs.ComputeInputs;
import sfumato.commands.inputs.OutputFileInputs;
import sfumato.commands.inputs.grouping.Inputs;
import sfumato.engine.InstalledEngine;
import sfumato.installation.Hardware;
import sfumato.installation.Libraries;
import sfumato.output.NewFile;
import sfumato.progress.Progress;
import sfumato.text.UserException;

/** Tests the tensor engine and the device and writes a report; the API's {@link EngineCheck}. */
@Plugin(type = Command.class, headless = true, description = "Checks the tensor engine and the device, and shows a report to copy.", menu = {
	@Menu(label = "Plugins"), @Menu(label = "Sfumato"), @Menu(label = "Help", weight = 6), @Menu(label = "Check Sfumato...",
		weight = 601) })
public class CheckSfumato extends BaseCommand {

	@Inputs(without = "precision", texts = { @Inputs.Text(of = "device", description = "device to test; auto takes a GPU if one can be used"),
		@Inputs.Text(of = "threads", label = "Threads", description = "number of CPU threads; 0 chooses as training does") })
	private final ComputeInputs computing = new ComputeInputs();

	@Inputs(texts = @Inputs.Text(of = "output", label = "Report (text)",
		description = "file for the report; empty shows the report or writes it to the log"))
	private final OutputFileInputs output = new OutputFileInputs();

	@Parameter(type = ItemIO.OUTPUT, label = "Check Sfumato")
	private String report;

	@Override
	protected void check() throws IOException {
		output.requireWritable();
	}

	@Override
	protected void execute(final Progress progress) throws IOException {
		final Hardware hardware = Hardware.look();
		final List<String> lines = new ArrayList<>(machine(hardware));
		lines.addAll(libraries());
		lines.addAll(engine(hardware, progress));
		report = String.join("\n", lines);
		if (output.isGiven()) {
			NewFile.writeText(output.path(), report + "\n");
		}
		// in the window of the output where there are windows
		else if (IJ.getInstance() == null || macro().isMacro()) lines.forEach(progress::log);
	}

	private static List<String> machine(final Hardware h) {
		final Runtime runtime = Runtime.getRuntime();
		final List<String> lines = new ArrayList<>();
		lines.add("Sfumato " + Optional.ofNullable(CheckSfumato.class.getPackage().getImplementationVersion()).orElse(
			"(development)") + ", ImageJ " + ImageJ.VERSION + ", Java " + System.getProperty("java.version") + ", " + System
				.getProperty("os.name") + " " + System.getProperty("os.version") + " " + System.getProperty("os.arch"));
		lines.add("Processor: " + h.processor() + ", " + h.cores() + (h.cores() == 1 ? " core" : " cores"));
		lines.add(String.format(Locale.ROOT, "Memory:    %.1f GB in the machine, of which Java takes at most %.1f GB; tensors are" +
			" beside that", h.memory() * 1e-9, runtime.maxMemory() * 1e-9));
		if (h.gpus().isEmpty()) lines.add("GPU:       no NVIDIA driver was found");
		h.gpus().forEach(g -> lines.add("GPU:       " + g));
		return lines;
	}

	/** Lists conflicting libraries on ImageJ's class path. */
	private List<String> libraries() throws IOException {
		final ClassLoader loader = CheckSfumato.class.getClassLoader();
		final List<String> lines = new ArrayList<>();
		Libraries.tooOld(loader, !jobs().isChild()).forEach(l -> lines.add("Conflict:  " + l));
		Libraries.severalTimes(loader).forEach(l -> lines.add("Conflict:  " + l));
		return lines;
	}

	private List<String> engine(final Hardware hardware, final Progress progress) throws IOException {
		final List<String> lines = new ArrayList<>();
		final Optional<InstalledEngine> chosen = InstalledEngine.chosen();
		try {
			final EngineCheck.Result r = computing.of(sfumato(progress).checkEngine()).run();
			lines.add("Library:   PyTorch " + r.version() + (chosen.isPresent() ? ", " + chosen.get().flavor() + ", from " + chosen
				.get().origin() : ", as it came with Sfumato") + ", in " + r.folder());
			if (jobs().isChild()) r.tooOld().forEach(l -> lines.add("Conflict:  In the child process: " + l));
			lines.add("Device:    " + r.device() + (jobs().isChild() ? ", in a process of its own" : ""));
			lines.add("Self-test: " + (r.isExact() ? "a known value and its gradient come out" :
				"A KNOWN VALUE OR ITS GRADIENT COMES OUT WRONG") + String.format(Locale.ROOT, "; the loss of %s goes from %.3f to %.3f",
					r.network(), r.firstLoss(), r.lastLoss()));
			lines.add(String.format(Locale.ROOT, "Speed:     %.1f images/s in prediction, %.1f images/s in training (%.1f and %.1f ms" +
				" per image of %d x %d pixels)", 1000 / r.predictionMillis(), 1000 / r.trainingMillis(), r.predictionMillis(), r
					.trainingMillis(), r.side(), r.side()));
			lines.add(advice(r, hardware, chosen));
		}
		catch (final UserException | IOException e) { // the report is to say it
			lines.add("Problem:   " + e.getMessage());
		}
		return lines;
	}

	/** Advises what to do in one sentence. */
	private static String advice(final EngineCheck.Result r, final Hardware hardware, final Optional<InstalledEngine> chosen) {
		if (!r.passed()) return HelpMenuMessages.wrongDevice();
		if (r.isGpu()) return HelpMenuMessages.usesGpu();
		if (hardware.gpus().isEmpty()) return HelpMenuMessages.usesProcessor();
		if (chosen.map(InstalledEngine::forGpu).orElse(false)) return HelpMenuMessages.oldDriver();
		return HelpMenuMessages.unusedGpu();
	}
}
