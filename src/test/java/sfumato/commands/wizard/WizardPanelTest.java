package sfumato.commands.wizard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Component;
import java.awt.Container;
import java.awt.Dimension;
import java.awt.Rectangle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

import javax.swing.JButton;
import javax.swing.JScrollPane;
import javax.swing.JSlider;
import javax.swing.JTable;
import javax.swing.JTextArea;
import javax.swing.SwingUtilities;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ij.ImagePlus;

import sfumato.commands.MacroRunner;
import sfumato.data.DataMessages;
import sfumato.text.WrongValue;
import sfumato.training.settings.TrainingKey;

/** What the buttons of the wizard do, without a window; everything runs at once, on the test's thread. */
class WizardPanelTest {

	@TempDir
	private static Path shared;

	@TempDir
	private Path folder;

	private final List<String> recorded = new ArrayList<>();
	private final List<Path> remembered = new ArrayList<>();
	private final List<WizardStep> asked = new ArrayList<>();
	private Optional<WizardQuestions.Answer> answer = Optional.empty();
	private boolean closed;

	private final WizardPanel panel = new WizardPanel(new WizardRunner(MacroRunner.imagej().context()), Runnable::run, Runnable::run,
		recorded::add, remembered::add, Optional::empty, new WizardQuestions() {
			@Override
			public Optional<Answer> existing(final WizardStep step, final List<Path> files, final boolean unfinished) {
				asked.add(step);
				return answer;
			}

			@Override
			public boolean reallyCancel() {
				return true;
			}

			@Override
			public Optional<Path> macroFile(final Path suggestion) {
				return Optional.of(folder.resolve("run.ijm"));
			}

			@Override
			public void open(final List<ImagePlus> images) {}

			@Override
			public void predict(final Predictor what, final Path model) {}

			@Override
			public void start() {}

			@Override
			public void close() {
				closed = true;
			}
		});

	@BeforeAll
	static void phantoms() {
		MacroRunner.run("run(\"Simulate Raters...\", \"images=5 raters=3 width=48 height=40 seed=1 output=[" + data() + "]\");").value();
	}

	private static Path data() {
		return shared.resolve("cells");
	}

	@BeforeEach
	void openTheFolder() {
		panel.session().open(data(), "");
		panel.session().plan().choose(WizardInput.OUTPUT, folder.resolve("results").toString());
		panel.refresh();
	}

	private static <T extends Component> Stream<T> all(final Container in, final Class<T> type) {
		return Stream.of(in.getComponents()).flatMap(c -> Stream.concat(Stream.of(c).filter(type::isInstance).map(type::cast),
			c instanceof final Container inner && c.isVisible() ? all(inner, type) : Stream.empty()));
	}

	private JButton button(final String text) {
		return all(panel, JButton.class).filter(b -> b.getText().equals(text)).findFirst().orElseThrow();
	}

	private boolean says(final Predicate<String> what) {
		return all(panel, JTextArea.class).map(JTextArea::getText).anyMatch(what);
	}

	@Test
	void fitsASmallScreenAndItsSmallestWindow() {
		final Dimension size = panel.getPreferredSize();
		assertTrue(size.width <= 1366 && size.height <= 768 - 30, size::toString);
		panel.setSize(WizardWindow.LEAST_WIDTH - 10, WizardWindow.LEAST_HEIGHT - 40);
		layOut(panel);
		for (final JButton button : all(panel, JButton.class).filter(b -> b.isVisible() && SwingUtilities.getAncestorOfClass(JScrollPane.class,
			b) == null).toList())
			assertTrue(new Rectangle(panel.getSize()).contains(SwingUtilities.convertRectangle(button.getParent(), button.getBounds(),
				panel)), button::getText);
	}

	private static void layOut(final Container in) {
		in.doLayout();
		for (final Component c : in.getComponents())
			if (c instanceof final Container inner) layOut(inner);
	}

	@Test
	void writesNothingBeforeNextIsPressed() throws IOException {
		assertTrue(recorded.isEmpty());
		assertFalse(Files.exists(folder.resolve("results")));
		try (Stream<Path> beside = Files.list(shared)) {
			assertEquals(List.of(data()), beside.toList());
		}
		button("Next").doClick();
		assertEquals(WizardStep.AGREEMENT, panel.now());
		assertTrue(Files.exists(folder.resolve("results/agreement.csv")));
		assertEquals(3, all(panel, JTable.class).findFirst().orElseThrow().getRowCount());
		assertTrue(recorded.get(0).startsWith("run(\"Rater Agreement...\", \"dataset="), recorded::toString);
	}

	@Test
	void goingBackRepeatsNoStep() {
		button("Next").doClick();
		final int lines = recorded.size();
		button("Back").doClick();
		button("Next").doClick();
		assertEquals(lines, recorded.size());
		assertEquals(List.of(), asked);
	}

	@Test
	void sliderShowsAnotherCase() {
		panel.enter(WizardStep.FUSION);
		final int lines = recorded.size();
		all(panel, JSlider.class).findFirst().orElseThrow().setValue(4);
		assertTrue(recorded.size() > lines);
		assertTrue(recorded.get(lines).endsWith("cases=case04\");"), recorded::toString);
		panel.refresh();
		assertEquals(lines * 2, recorded.size(), "once is enough");
	}

	@Test
	void replacesOrKeepsResultsAsTheUserChooses() throws IOException {
		button("Next").doClick();
		final Path csv = folder.resolve("results/agreement.csv");
		final var first = Files.getLastModifiedTime(csv);
		final int lines = recorded.size();
		button("Compare the raters").doClick();
		assertEquals(List.of(WizardStep.AGREEMENT), asked);
		assertEquals(lines, recorded.size(), "without an answer nothing is done");
		answer = Optional.of(WizardQuestions.Answer.KEEP_BOTH);
		button("Compare the raters").doClick();
		assertTrue(Files.exists(folder.resolve("results/agreement-2.csv")));
		assertEquals(first, Files.getLastModifiedTime(csv));
		answer = Optional.of(WizardQuestions.Answer.REPLACE);
		button("Compare the raters").doClick();
		assertTrue(recorded.get(recorded.size() - 2).endsWith("overwrite=true\");"), recorded::toString);
	}

	@Test
	void pageShowsTheErrorOfACommand() {
		panel.enter(WizardStep.TRAINING);
		panel.session().plan().choose(TrainingKey.EPOCHS, "some");
		button("Train").doClick();
		assertTrue(says(WrongValue.message("epochs", "some", "a whole number")::equals));
		assertFalse(button("Next").isEnabled());
		assertTrue(button("Train").isEnabled());
	}

	@Test
	void refusesFoldersWithoutCasesAndKeepsTheOldOne() {
		panel.session().open(folder, "");
		assertTrue(says(t -> t.startsWith(DataMessages.noCasesIn(folder))), panel.session().problem(WizardStep.DATA));
		assertEquals(data().toAbsolutePath(), panel.session().plan().data().folder());
	}

	@Test
	void savesTheMacroAndShowsTheLog() throws IOException {
		assertFalse(button("Save macro…").isEnabled());
		button("Next").doClick();
		button("Save macro…").doClick();
		assertTrue(Files.readString(folder.resolve("run.ijm")).contains("run(\"Rater Agreement...\", \"dataset=[\" + dataset + \"]"));
		assertTrue(says(t -> t.startsWith("run(\"Rater Agreement...\"")));
	}

	@Test
	void aRunIsContinuedFromItsFolder() throws IOException {
		button("Next").doClick();
		final Path results = folder.resolve("results");
		assertEquals(results, remembered.get(0));
		final SavedRun.Folder run = (SavedRun.Folder) SavedRun.read(results);
		panel.enter(WizardStep.DATA);
		panel.session().open(data(), "");
		assertEquals(WizardPlan.State.TODO, panel.session().plan().state(WizardStep.AGREEMENT));
		panel.resume(run, results);
		assertEquals(WizardStep.AGREEMENT, panel.now());
		assertEquals(WizardPlan.State.DONE, panel.session().plan().state(WizardStep.AGREEMENT));
		assertEquals(results.toString(), panel.session().plan().get(WizardInput.OUTPUT));
		assertEquals(run, panel.session().plan().saved());
		assertTrue(button("Save macro…").isEnabled());
	}

	@Test
	void disablesPagesThatAreNotReachedYet() {
		assertFalse(button("Prediction").isEnabled());
		assertTrue(button("Training").isEnabled());
		button("Training").doClick();
		assertEquals(WizardStep.TRAINING, panel.now());
		assertNull(panel.session().running().orElse(null));
		assertFalse(closed);
	}
}
