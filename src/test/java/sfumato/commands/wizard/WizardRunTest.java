package sfumato.commands.wizard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sfumato.Says.assertSays;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.measure.ResultsTable;

import sfumato.Says;
import sfumato.commands.MacroRunner;
import sfumato.commands.tables.TableText;
import sfumato.commands.wizard.WizardRunner.Existing;
import sfumato.engine.EngineMessages;
import sfumato.text.WrongValue;
import sfumato.training.settings.TrainingKey;

/** The wizard's whole way on small phantoms, and that the macro it writes goes the same. */
class WizardRunTest {

	@TempDir
	private static Path shared;

	@TempDir
	private Path folder;

	private final WizardRunner runner = new WizardRunner(MacroRunner.imagej().context());
	private final WizardPlan plan = new WizardPlan();
	private final List<String> log = new ArrayList<>();

	@BeforeAll
	static void phantomsOfSixPatients() {
		MacroRunner.run("run(\"Simulate Raters...\", \"images=6 raters=3 width=48 height=40 seed=1 output=[" + data() + "]\");").value();
	}

	@BeforeEach
	void begin() throws IOException {
		ResultsTable.getResultsTable().reset();
		plan.begin(WizardData.of(data(), ""));
		plan.choose(WizardInput.OUTPUT, folder.resolve("results").toString());
		plan.choose(WizardInput.PARTS, "3");
		plan.choose(TrainingKey.EPOCHS, "2");
		plan.choose(WizardInput.THREADS, "1");
	}

	private static void assertNothingIsShown() {
		assertEquals(0, WindowManager.getImageCount());
		assertEquals(0, ResultsTable.getResultsTable().size());
	}

	private static Path data() {
		return shared.resolve("my phäntoms");
	}

	private List<WizardRunner.Outcome> run(final WizardStep step, final Existing existing) throws IOException {
		final WizardPlan.Prepared prepared = plan.prepare(step);
		final List<WizardRunner.Outcome> outcomes = runner.run(prepared.lines(), existing, log::add);
		plan.made(prepared);
		return outcomes;
	}

	private Map<WizardStep, List<WizardRunner.Outcome>> runAll() throws IOException {
		final Map<WizardStep, List<WizardRunner.Outcome>> all = new EnumMap<>(WizardStep.class);
		for (final WizardStep step : WizardStep.values())
			if (step.runs()) all.put(step, run(step, Existing.REFUSE));
		return all;
	}

	private static Map<String, byte[]> files(final Path in) throws IOException {
		try (Stream<Path> files = Files.walk(in)) {
			return files.filter(Files::isRegularFile).collect(Collectors.toMap(f -> in.relativize(f).toString(), f -> {
				try {
					return Files.readAllBytes(f);
				}
				catch (final IOException e) {
					throw new java.io.UncheckedIOException(e);
				}
			}));
		}
	}

	@Test
	void savedMacroReproducesModelScoresAndPictures() throws IOException {
		final Map<WizardStep, List<WizardRunner.Outcome>> outcomes = runAll();
		assertEquals(plan.split().test().size() + 1, assertInstanceOf(TableText.class, outcomes.get(WizardStep.SCORES).get(0).outputs().get(
			"scores")).rows().size());
		assertInstanceOf(ImagePlus.class, outcomes.get(WizardStep.AGREEMENT).get(0).outputs().get("matrix"));
		plan.choose(WizardInput.IMAGE, data().resolve("case02/image.tif").toString());
		final WizardPlan.Prepared other = plan.prepare(WizardStep.PREDICTION);
		assertInstanceOf(ImagePlus.class, runner.run(other.lines(), Existing.REFUSE, log::add).get(1).outputs().get("outlines"));
		assertNothingIsShown();
		final Path again = folder.resolve("made again");
		MacroRunner.run(plan.macro(), "output=" + again).value();
		final Map<String, byte[]> made = files(plan.output()), repeated = files(again);
		assertTrue(made.containsKey("prediction/image-probabilities.tif"), "a new image needs not be a case");
		made.keySet().removeIf(f -> f.startsWith("prediction/image-")); // that was not the plan's last word
		assertEquals(made.keySet(), repeated.keySet());
		assertTrue(made.keySet().containsAll(List.of("findings.csv", "agreement.csv", "agreement.png", "model/weights.safetensors",
			"model-recalibrated/recalibration.safetensors", "reliability-before.png", "reliability-after.png", "calibration-after.csv",
			"scores.csv", "before/" + plan.halves().get(1).get(0) + ".tif", "prediction/" + plan.split().test().get(0) + "-labels.tif")), made
				.keySet()::toString);
		// the others have dates, times or paths, as the head of the macro says
		made.keySet().stream().filter(f -> !f.matches(".*(training\\.json|README\\.md|\\.recipe\\.txt|\\.tif|prediction\\.json|predictions\\.csv)")).forEach(
			f -> assertArrayEquals(made.get(f), repeated.get(f), f));
		made.keySet().stream().filter(f -> f.endsWith(".tif")).forEach(f -> assertSamePixels(plan.output().resolve(f), again.resolve(f)));
	}

	@Test
	void theMacroRunsAgainAlthoughItsFolderIsThere() throws IOException {
		run(WizardStep.AGREEMENT, Existing.REFUSE);
		final Path again = folder.resolve("results-again");
		for (final String name : List.of("results-again", "results-again-2", "results-again-3")) {
			MacroRunner.run(plan.macro(), "").value();
			assertArrayEquals(Files.readAllBytes(plan.output().resolve("agreement.csv")), Files.readAllBytes(folder.resolve(name).resolve(
				"agreement.csv")));
		}
		assertTrue(Files.isDirectory(again));
		final Path empty = Files.createDirectory(folder.resolve("empty"));
		MacroRunner.run(plan.macro(), "output=" + empty).value();
		assertTrue(Files.exists(empty.resolve("agreement.csv")));
	}

	@Test
	void theMacroOfATrainingThatWasEndedEarlySaysSo() throws IOException {
		plan.choose(TrainingKey.EPOCHS, "100000");
		plan.choose(WizardInput.MINUTES, "0.001");
		run(WizardStep.TRAINING, Existing.REFUSE);
		assertTrue(Says.says("\n// " + WizardMessages.endedEarly(Says.SOME, 100000, Says.ANY), plan.macro().replaceAll("\n// (?=[a-z])", " ")), plan::macro);
		final String note = TrainingNotes.of(plan.output().resolve("model")).get(1);
		assertSays(WizardMessages.endedEarly(Says.SOME, 100000, Says.ANY), note);
		assertEquals(List.of(), TrainingNotes.of(folder), "no record, no note");
	}

	private static void assertSamePixels(final Path a, final Path b) {
		final ImagePlus first = IJ.openImage(a.toString()), second = IJ.openImage(b.toString());
		assertEquals(first.getStackSize(), second.getStackSize());
		for (int i = 1; i <= first.getStackSize(); i++)
			assertArrayEquals(first.getStack().getProcessor(i).getFloatArray(), second.getStack().getProcessor(i).getFloatArray(), a + " " +
				i);
	}

	@Test
	void logHoldsEveryMacroLine() throws IOException {
		run(WizardStep.FUSION, Existing.REFUSE);
		assertEquals(plan.lines(WizardStep.FUSION).stream().map(WizardLine::text).toList(), log);
		assertEquals("run(\"Fuse Raters...\", \"raters=case01-raters method=average\");", log.get(1));
		assertNothingIsShown();
	}

	@Test
	void refusesToOverwriteResultsUnasked() throws IOException {
		run(WizardStep.AGREEMENT, Existing.REFUSE);
		assertFalse(plan.existing(WizardStep.AGREEMENT).isEmpty());
		final String sentence = assertThrows(IllegalArgumentException.class, () -> run(WizardStep.AGREEMENT, Existing.REFUSE))
			.getMessage();
		assertTrue(sentence.contains("agreement.csv\" exists already"), sentence);
		run(WizardStep.AGREEMENT, Existing.REPLACE);
		plan.keepBoth(WizardStep.AGREEMENT);
		run(WizardStep.AGREEMENT, Existing.REFUSE);
		assertTrue(Files.exists(plan.output().resolve("agreement-2.csv")));
	}

	@Test
	void keepsRowsOfTheUserInTheResultsTable() throws IOException {
		final ResultsTable results = ResultsTable.getResultsTable();
		results.incrementCounter();
		results.addValue("Area", 12.5);
		run(WizardStep.AGREEMENT, Existing.REFUSE);
		assertEquals(1, results.size());
		assertEquals(12.5, results.getValue("Area", 0));
		results.reset();
	}

	@Test
	void reportsTheErrorOfACommand() {
		plan.choose(WizardInput.FUSION, "avrage");
		final String sentence = assertThrows(IllegalArgumentException.class, () -> run(WizardStep.FUSION, Existing.REFUSE)).getMessage();
		assertTrue(sentence.startsWith(EngineMessages.noFile("LabelFusion named \"avrage\"")), sentence);
		plan.choose(TrainingKey.EPOCHS, "some");
		assertEquals(WrongValue.message("epochs", "some", "a whole number"), assertThrows(IllegalArgumentException.class, () ->
			run(
			WizardStep.TRAINING, Existing.REFUSE)).getMessage());
		assertFalse(Files.exists(plan.output().resolve("model")));
	}

	@Test
	void cancelledRunLeavesNoModel() {
		plan.choose(TrainingKey.EPOCHS, "100000");
		final Thread canceller = new Thread(() -> {
			try {
				while (!runner.message().startsWith("Epoch"))
					Thread.sleep(20);
			}
			catch (final InterruptedException e) {
				Thread.currentThread().interrupt();
			}
			runner.cancel();
		});
		canceller.start();
		assertThrows(CancellationException.class, () -> run(WizardStep.TRAINING, Existing.REFUSE));
		assertFalse(Files.exists(plan.output().resolve("model")));
		assertEquals(WizardPlan.State.TODO, plan.state(WizardStep.TRAINING));
	}

	@Test
	void refusesToRunWithoutAScreen() {
		final MacroRunner.Outcome outcome = MacroRunner.run("run(\"Segmentation Wizard...\", \"\");");
		assertTrue(outcome.error() != null && outcome.error().contains("needs a screen") && outcome.error().contains("Save macro"), outcome::toString);
	}
}
