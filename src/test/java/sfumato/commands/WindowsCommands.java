package sfumato.commands;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import net.imagej.patcher.LegacyInjector;

import sfumato.output.WindowsProcess;

/** What a process of {@link WindowsProcess} does: commands that write files and folders, each once more over its own results. */
public final class WindowsCommands {

	private WindowsCommands() {}

	public static void main(final String[] args) throws IOException {
		LegacyInjector.preinit(); // before any class of ImageJ is loaded
		final Path folder = Path.of(args[0]).toRealPath();
		final String data = folder + "/data", prepared = folder + "/prepared", maps = folder + "/maps", scores = folder + "/scores.csv",
				errors = folder + "/errors.csv", raters = folder + "/raters.csv", checked = folder + "/check.csv";
		macro("Simulate Raters...", "images=8 raters=2 width=32 height=32 output=[" + data + "]");
		for (final String overwrite : List.of("", " overwrite=true")) {
			macro("Prepare Dataset...", "input=[" + data + "] layout=qubiq size=32 output=[" + prepared + "]" + overwrite);
			macro("Fuse Dataset...", "dataset=[" + data + "] cases=1-4 method=average output=[" + maps + "]" + overwrite);
			macro("Evaluate Segmentation...", "predictions=[" + maps + "] references=[" + data +
				"] cases=1-4 metrics=[dice, volume-error] output=[" + scores + "]" + overwrite);
			macro("Evaluate Calibration...", "predictions=[" + maps + "] references=[" + data + "] cases=1-4 averaging=dataset output=[" +
				errors + "]" + overwrite);
			macro("Rater Agreement...", "dataset=[" + data + "] output=[" + raters + "]" + overwrite);
			macro("Check Dataset...", "dataset=[" + data + "] output=[" + checked + "]" + overwrite);
		}
		WindowsProcess.requireTidy(folder);
		System.exit(0);
	}

	private static void macro(final String command, final String options) {
		System.out.println(command);
		final MacroRunner.Outcome outcome = MacroRunner.run("run(\"" + command + "\", \"" + options + "\");");
		if (outcome.error() != null) throw new IllegalStateException(outcome.error());
	}
}
