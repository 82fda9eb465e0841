package sfumato.commands.wizard;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sfumato.commands.macro.OptionText;
import sfumato.commands.wizard.WizardPlan.State;
import sfumato.text.WrongValue;
import sfumato.training.settings.TrainingKey;

/** What the wizard would run, and when it may, without running or showing anything. */
class WizardPlanTest {

	private static final Path PHANTOMS = Path.of("test-images/phantoms");

	@TempDir
	private Path folder;

	private final WizardPlan plan = new WizardPlan();

	private static WizardData phantoms;

	@BeforeAll
	static void lookIntoTheFolder() throws IOException {
		phantoms = WizardData.of(PHANTOMS, "");
	}

	private void begin() {
		plan.begin(phantoms);
		plan.choose(WizardInput.OUTPUT, folder.resolve("results").toString());
	}

	private void make(final WizardStep step) {
		plan.made(plan.prepare(step));
	}

	private String text(final WizardStep step) {
		return plan.lines(step).stream().map(WizardLine::text).collect(Collectors.joining("\n"));
	}

	@Test
	void describesTheContentsOfAFolder() {
		final List<String> facts = phantoms.facts().stream().map(f -> f.name() + ": " + f.value()).toList();
		assertEquals(List.of("Cases: 16", "Raters: 5 in every case", "Images: 128 x 128, one channel", "Pixel size: 0.5 x 0.5 µm",
			"Classes: 2, background among them"), facts);
	}

	@Test
	void excludesUnusableCases() throws IOException {
		final Path data = folder.resolve("data");
		for (int c = 1; c <= 4; c++) {
			Files.createDirectories(data.resolve("case" + c));
			Files.copy(PHANTOMS.resolve("case01/task01_seg01.png"), data.resolve("case" + c + "/task01_seg01.png"));
			if (c != 3) Files.copy(PHANTOMS.resolve("case01/image.tif"), data.resolve("case" + c + "/image.tif"));
		}
		plan.begin(WizardData.of(data, "1"));
		assertEquals(List.of("case1", "case2", "case4"), plan.data().cases());
		assertTrue(plan.data().facts().get(0).value().startsWith("3, and 1 that cannot be used: Case case3"), plan.data().facts()
			.toString());
		assertTrue(text(WizardStep.AGREEMENT).contains("cases=case1,case2,case4"), text(WizardStep.AGREEMENT));
		assertFalse(text(WizardStep.DATA).contains("cases="), "the check tells of all");
	}

	@Test
	void choosesTheFirstTaskByDefault() throws IOException {
		for (final String task : List.of("task01", "task02")) {
			Files.createDirectories(folder.resolve("a"));
			Files.copy(PHANTOMS.resolve("case01/task01_seg01.png"), folder.resolve("a/" + task + "_seg01.png"));
		}
		Files.copy(PHANTOMS.resolve("case01/image.tif"), folder.resolve("a/image.tif"));
		assertEquals("task01", WizardData.of(folder, "").dataset().task());
		assertEquals(List.of("task01", "task02"), WizardData.of(folder, "task02").tasks());
		assertEquals("task02", WizardData.of(folder, "task02").dataset().task());
	}

	@Test
	void splitsCasesByPatient() {
		final List<String> cases = IntStream.range(0, 60).mapToObj(i -> "p" + i / 4 + "_slice" + i % 4).toList();
		for (long seed = 0; seed < 20; seed++) {
			final WizardSplit split = WizardSplit.of(cases, "p\\d+", 5, seed);
			final List<String> all = new ArrayList<>(split.train());
			all.addAll(split.calibrate());
			all.addAll(split.test());
			assertEquals(60, all.size());
			assertEquals(Set.copyOf(cases), Set.copyOf(all));
			assertEquals(15, split.patients());
			assertEquals(15, patients(split.train()).size() + patients(split.calibrate()).size() + patients(split.test()).size());
			assertEquals(List.of(36, 12, 12), List.of(split.train().size(), split.calibrate().size(), split.test().size()));
		}
	}

	private static Set<String> patients(final List<String> cases) {
		return cases.stream().map(c -> c.replaceFirst("_.*", "")).collect(Collectors.toSet());
	}

	@Test
	void splitDependsOnTheSeed() {
		final List<String> cases = IntStream.range(0, 20).mapToObj(i -> "case" + i).toList();
		assertEquals(WizardSplit.of(cases, "", 5, 7), WizardSplit.of(cases, "", 5, 7));
		final Set<List<String>> tests = new HashSet<>();
		for (long seed = 0; seed < 10; seed++)
			tests.add(WizardSplit.of(cases, "", 5, seed).test());
		assertTrue(tests.size() > 5, tests::toString);
	}

	@Test
	void needsAtLeastThreePatients() {
		final WizardSplit three = WizardSplit.of(List.of("a", "b", "c"), "", 5, 0);
		assertEquals(List.of(1, 1, 1), List.of(three.train().size(), three.calibrate().size(), three.test().size()));
		assertEquals(WizardMessages.tooFewCases(4, 2, 3), assertThrows(
			IllegalArgumentException.class, () -> WizardSplit.of(List.of("a1", "a2", "b1", "b2"), "[ab]", 5, 0)).getMessage());
		assertThrows(IllegalArgumentException.class, () -> WizardSplit.of(List.of("a", "b", "c"), "", 2, 0));
	}

	private String guess(final String... names) {
		return new WizardData(phantoms.dataset(), List.of(), List.of(names), List.of()).group();
	}

	private int patients(final String... names) {
		return WizardSplit.of(List.of(names), guess(names), 5, 0).patients();
	}

	@Test
	void guessesPatientsFromPlausibleNamesOnly() {
		assertEquals("", phantoms.group(), "case01 is a patient of its own");
		assertEquals("", guess("a_1", "a_2", "a_3", "a_4"));
		assertEquals("", guess("liver", "kidney", "spleen"));
		assertEquals(3, patients("P1_slice1", "P1_slice2", "P2_slice1", "P2_slice2", "P3_slice1", "P3_slice2"));
		// two lesions of a patient are of one patient
		assertEquals(3, patients("p0035_n0_s00", "p0035_n1_s00", "p0036_n0_s00", "p0036_n0_s01", "p0040_n0_s00"));
		assertEquals(3, patients("KITS-0001_a-1", "KITS-0001_a-2", "KITS-0002_a-1", "KITS-0003_a-1"));
		// all of the same year, so the year alone says nothing
		assertEquals(3, patients("2021-m1-s1", "2021-m1-s2", "2021-m2-s1", "2021-m3-s1"));
	}

	@Test
	void guessedPatientsCanBeCleared() {
		begin();
		plan.choose(WizardInput.GROUP, "case0?");
		assertTrue(plan.obstacle(WizardStep.TRAINING).isPresent());
		plan.choose(WizardInput.GROUP, "");
		assertEquals(16, plan.split().patients());
	}

	@Test
	void opensPagesInOrder() {
		assertTrue(plan.mayEnter(WizardStep.DATA));
		assertFalse(plan.mayEnter(WizardStep.AGREEMENT));
		assertEquals(WizardMessages.needsImages(), plan.obstacle(WizardStep.DATA).orElseThrow());
		begin();
		// reports may be skipped
		assertTrue(plan.mayEnter(WizardStep.TRAINING));
		assertFalse(plan.mayEnter(WizardStep.RECALIBRATION));
		assertEquals("Train a network first.", plan.obstacle(WizardStep.RECALIBRATION).orElseThrow());
		make(WizardStep.TRAINING);
		assertTrue(plan.mayEnter(WizardStep.RECALIBRATION));
		assertTrue(plan.mayEnter(WizardStep.PREDICTION));
	}

	@Test
	void recalibrationCanBeSkippedOrNotUsed() {
		begin();
		make(WizardStep.TRAINING);
		final String trained = "model=" + folder.resolve("results/model") + " ", recalibrated = "model=" + folder.resolve(
			"results/model-recalibrated") + " ";
		assertTrue(text(WizardStep.SCORES).contains(trained), text(WizardStep.SCORES));
		make(WizardStep.SCORES);
		make(WizardStep.RECALIBRATION);
		assertEquals(State.CHANGED, plan.state(WizardStep.SCORES));
		assertTrue(text(WizardStep.SCORES).contains(recalibrated), text(WizardStep.SCORES));
		plan.choose(WizardInput.MODEL, "trained");
		assertEquals(State.DONE, plan.state(WizardStep.SCORES));
		assertTrue(text(WizardStep.PREDICTION).contains(trained), text(WizardStep.PREDICTION));
	}

	@Test
	void recalibrationIsNotJudgedByTheTestSet() {
		begin();
		make(WizardStep.TRAINING);
		final List<List<String>> halves = plan.halves();
		assertEquals(2, halves.size());
		assertEquals(Set.copyOf(plan.split().calibrate()), halves.stream().flatMap(List::stream).collect(Collectors.toSet()));
		assertEquals(plan.split().calibrate().size(), halves.get(0).size() + halves.get(1).size());
		final List<String> lines = plan.lines(WizardStep.RECALIBRATION).stream().map(WizardLine::text).toList();
		assertTrue(lines.get(1).contains("cases=" + String.join(",", halves.get(0)) + " "), lines.get(1));
		for (final String line : lines) {
			if (line.contains("Predict Folder...") || line.contains("Evaluate Calibration...")) assertTrue(line.contains("cases=" + String
				.join(",", halves.get(1)) + " "), line);
			plan.split().test().forEach(name -> assertFalse(line.contains(name), line));
		}
		// with one patient there is nobody to judge by
		assertEquals(List.of(), WizardSplit.halves(List.of("p1_s1", "p1_s2"), "p\\d", 0));
	}

	@Test
	void disablesTrainingWithTooFewPatients() {
		begin();
		plan.choose(WizardInput.GROUP, "case[01]");
		assertEquals(WizardMessages.tooFewCases(16, 2, 3), plan.obstacle(
			WizardStep.TRAINING).orElseThrow());
		assertFalse(plan.mayEnter(WizardStep.TRAINING));
		assertTrue(plan.mayEnter(WizardStep.SPLIT));
		plan.choose(WizardInput.PARTS, "many");
		assertEquals(WrongValue.message("parts", "many", "a whole number"), plan.obstacle(WizardStep.TRAINING).orElseThrow());
	}

	@Test
	void choicesMarkTheirStepAsChangedAndKeepResults() {
		begin();
		make(WizardStep.TRAINING);
		make(WizardStep.RECALIBRATION);
		final String before = plan.macro();
		plan.choose(TrainingKey.EPOCHS, "7");
		assertEquals(State.CHANGED, plan.state(WizardStep.TRAINING));
		assertEquals(State.DONE, plan.state(WizardStep.RECALIBRATION));
		assertEquals(before, plan.macro());
		assertTrue(plan.mayEnter(WizardStep.SCORES));
		plan.choose(TrainingKey.EPOCHS, "100");
		assertEquals(State.DONE, plan.state(WizardStep.TRAINING));
	}

	@Test
	void newTrainingOutdatesLaterSteps() {
		begin();
		for (final WizardStep step : List.of(WizardStep.AGREEMENT, WizardStep.TRAINING, WizardStep.RECALIBRATION, WizardStep.SCORES))
			make(step);
		make(WizardStep.TRAINING);
		assertEquals(State.DONE, plan.state(WizardStep.AGREEMENT));
		assertEquals(State.OUTDATED, plan.state(WizardStep.RECALIBRATION));
		assertEquals(State.OUTDATED, plan.state(WizardStep.SCORES));
		assertFalse(plan.macro().contains("Recalibrate Model..."), plan::macro);
		make(WizardStep.RECALIBRATION);
		assertEquals(State.OUTDATED, plan.state(WizardStep.SCORES));
		make(WizardStep.SCORES);
		assertEquals(State.DONE, plan.state(WizardStep.SCORES));
		make(WizardStep.RECALIBRATION);
		assertEquals(State.OUTDATED, plan.state(WizardStep.SCORES), "the model that was scored is another one now");
	}

	@Test
	void neverScoresAModelOnTrainingCases() {
		begin();
		make(WizardStep.TRAINING);
		plan.choose(WizardInput.SEED, "1");
		assertEquals(WizardMessages.splitChanged(),
			plan.obstacle(WizardStep.RECALIBRATION).orElseThrow());
		assertThrows(IllegalArgumentException.class, () -> plan.prepare(WizardStep.RECALIBRATION));
		plan.choose(WizardInput.SEED, "0");
		assertDoesNotThrow(() -> plan.prepare(WizardStep.RECALIBRATION));
	}

	@Test
	void choicesDuringAStepMarkItAsChanged() {
		begin();
		final WizardPlan.Prepared running = plan.prepare(WizardStep.TRAINING);
		plan.choose(WizardInput.SEED, "3");
		plan.made(running);
		assertEquals(State.CHANGED, plan.state(WizardStep.TRAINING));
		assertNotEquals(State.DONE, plan.state(WizardStep.RECALIBRATION));
		assertTrue(plan.obstacle(WizardStep.RECALIBRATION).isPresent());
	}

	@Test
	void writesNewResultsBesideExistingOnes() throws IOException {
		begin();
		assertEquals(List.of(), plan.existing(WizardStep.TRAINING));
		final Path model = Files.createDirectories(folder.resolve("results/model"));
		assertEquals(List.of(model), plan.existing(WizardStep.TRAINING));
		Files.createDirectories(folder.resolve("results/model-2"));
		plan.keepBoth(WizardStep.TRAINING);
		assertEquals(List.of(), plan.existing(WizardStep.TRAINING));
		assertTrue(text(WizardStep.TRAINING).contains("output=" + folder.resolve("results/model-3")), text(WizardStep.TRAINING));
		make(WizardStep.TRAINING);
		assertTrue(text(WizardStep.RECALIBRATION).contains("model=" + folder.resolve("results/model-3")));
	}

	@Test
	void failedTrainingKeepsTheFirstInUse() throws IOException {
		begin();
		make(WizardStep.TRAINING);
		Files.createDirectories(folder.resolve("results/model"));
		plan.keepBoth(WizardStep.TRAINING); // and then it is cancelled
		assertTrue(text(WizardStep.TRAINING).contains("output=" + folder.resolve("results/model-2")), text(WizardStep.TRAINING));
		assertTrue(text(WizardStep.RECALIBRATION).contains("model=" + folder.resolve("results/model") + " "), text(
			WizardStep.RECALIBRATION));
		make(WizardStep.TRAINING);
		assertTrue(text(WizardStep.RECALIBRATION).contains("model=" + folder.resolve("results/model-2") + " "));
	}

	@Test
	void detectsAnInterruptedTraining() throws IOException {
		begin();
		assertFalse(plan.isUnfinished());
		Files.createDirectories(folder.resolve("results/model.training"));
		assertTrue(plan.isUnfinished());
		Files.createDirectories(folder.resolve("results/model"));
		assertFalse(plan.isUnfinished(), "a model is there, which could only be replaced");
	}

	@Test
	void writesResultsToANewFolderBesideTheImages() throws IOException {
		final Path data = folder.resolve("cells");
		Files.createDirectories(data.resolve("a"));
		Files.copy(PHANTOMS.resolve("case01/image.tif"), data.resolve("a/image.tif"));
		Files.copy(PHANTOMS.resolve("case01/task01_seg01.png"), data.resolve("a/task01_seg01.png"));
		plan.begin(WizardData.of(data, ""));
		assertEquals(folder.resolve("cells-wizard").toString(), plan.get(WizardInput.OUTPUT));
		Files.createDirectories(folder.resolve("cells-wizard"));
		plan.begin(WizardData.of(data, ""));
		assertEquals(folder.resolve("cells-wizard-2").toString(), plan.get(WizardInput.OUTPUT));
	}

	@Test
	void validatesOnTheCalibrationSetWithoutTrainingOnIt() {
		begin();
		final WizardSplit split = plan.split();
		final String line = text(WizardStep.TRAINING);
		assertTrue(line.contains("cases=" + String.join(",", split.train()) + " "), line);
		assertTrue(line.contains("validation=" + String.join(",", split.calibrate()) + " keep=best"), line);
		make(WizardStep.TRAINING);
		assertTrue(text(WizardStep.RECALIBRATION).startsWith("run(\"Recalibrate Model...\", \"dataset=" + PHANTOMS.toAbsolutePath() +
			" task=task01 cases=" + String.join(",", split.calibrate()) + " model="));
	}

	@Test
	void aSavedRunIsTheSameAfterARestart() throws IOException {
		begin();
		plan.choose(TrainingKey.EPOCHS, "7");
		plan.choose(WizardInput.SEED, "3");
		make(WizardStep.AGREEMENT);
		make(WizardStep.TRAINING);
		make(WizardStep.RECALIBRATION);
		plan.keepBoth(WizardStep.TRAINING);
		make(WizardStep.TRAINING);
		make(WizardStep.SCORES);
		plan.choose(WizardInput.FUSION, "majority");
		plan.saved().write(plan.output());
		assertTrue(SavedRun.isIn(plan.output()));
		final WizardPlan later = new WizardPlan();
		later.restore((SavedRun.Folder) SavedRun.read(plan.output()), phantoms, plan.output());
		for (final WizardStep step : WizardStep.values()) {
			assertEquals(plan.state(step), later.state(step), step::title);
			assertEquals(plan.lines(step), later.lines(step), step::title);
		}
		assertEquals(plan.macro(), later.macro());
		assertEquals(State.OUTDATED, later.state(WizardStep.RECALIBRATION));
		assertEquals("7", later.get(TrainingKey.EPOCHS));
	}

	@Test
	void aDamagedRunIsRefusedInASentence() throws IOException {
		begin();
		make(WizardStep.AGREEMENT);
		final SavedRun.Folder run = plan.saved();
		new SavedRun.Folder(2, run.dataset(), run.task(), run.choices(), run.training(), run.steps()).write(folder);
		assertEquals(WizardMessages.otherFormat(folder.resolve(SavedRun.FILE), 2, 1), assertThrows(IllegalArgumentException.class,
			() -> SavedRun.read(folder)).getMessage());
		Files.writeString(folder.resolve(SavedRun.FILE), "{\"Folder\": {}}");
		assertThrows(IllegalArgumentException.class, () -> SavedRun.read(folder));
		final SavedRun.Folder other = new SavedRun.Folder(1, run.dataset(), run.task(), java.util.Map.of("COLOUR", "red"), run.training(), run
			.steps());
		assertThrows(IllegalArgumentException.class, () -> new WizardPlan().restore(other, phantoms, folder));
		assertThrows(IllegalArgumentException.class, () -> WizardLine.Run.of("Check Dataset...", "x=\"); exec(\"id\"); //", 1));
		assertThrows(IllegalArgumentException.class, () -> new WizardLine.Save("a", "PNG\", x); exec(\"", folder));
	}

	@Test
	void quotesAnyPathInMacroLines() {
		final WizardLine.Run run = WizardLine.Run.of("Open Case...", "dataset", Path.of("/data/with blanks"), "cases", "a[1", "n", 3);
		assertEquals("run(\"Open Case...\", \"dataset=[/data/with blanks] cases='a[1' n=3\");", run.text());
		assertEquals("run(\"Open Case...\", \"dataset=[\" + data + \"/with blanks] cases='a[1' n=3\");", run.text(java.util.Map.of(
			"data", Path.of("/data"))));
		assertEquals("File.makeDirectory(\"/a/\\\"b\\\"\");", new WizardLine.MakeFolder(Path.of("/a/\"b\"")).text());
	}

	@Test
	void quotedValuesSurviveTheRoundTrip() {
		for (final String value : List.of("", "a", "kde(bandwidth: 0.01)", "a b", "it's", "[a] b", "a]b", "key=value", "[", "/a/b-c.tif",
			"ä ö"))
			assertEquals(value, OptionText.parse("x=" + OptionText.quoted(value) + " y=1").get("x"));
	}
}
