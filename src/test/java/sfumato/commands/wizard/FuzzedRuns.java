package sfumato.commands.wizard;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import sfumato.commands.wizard.WizardLine.Run;

/** The saved runs of the wizard, for the tests with damaged files. */
public final class FuzzedRuns {

	private FuzzedRuns() {}

	/** Runs of both ways. */
	public static List<SavedRun> all() {
		final List<WizardLine> lines = List.of(Run.of("Train Network...", "dataset", Path.of("/data/a b"), "epochs", 3),
			new WizardLine.MakeFolder(Path.of("/out")), new WizardLine.Save("a", "Tiff", Path.of("/out/a.tif")), new WizardLine.Close(List.of(
				"a")));
		return List.of(new SavedRun.Folder(SavedRun.FORMAT, Path.of("/data"), "task01", Map.of("SEED", "3"), Map.of("epochs", "7"), List.of(
			new SavedRun.Step(WizardStep.TRAINING, 2, Optional.of(new WizardSplit(List.of("a"), List.of("b"), List.of("c"), 3)), lines, List.of(
				"a note")))), new SavedRun.Drawing(SavedRun.FORMAT, "cells", Path.of("/data/cells.tif"), List.of(new DrawingPlan.Round(1,
					lines))));
	}

	/** Writes one into a folder. */
	public static void write(final Object run, final Path folder) throws IOException {
		((SavedRun) run).write(folder);
	}

	/** Reads what is in a folder, and makes the macro of it. */
	public static void read(final Path folder) throws IOException {
		if (!(SavedRun.read(folder) instanceof final SavedRun.Drawing drawing)) return;
		final DrawingPlan plan = new DrawingPlan(drawing.title(), folder.resolve("out"));
		drawing.rounds().forEach(plan::made);
		plan.macro(drawing.image());
	}
}
