package sfumato.dialogs;

import sfumato.commands.inputs.InputMessages;
import java.util.stream.IntStream;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sfumato.Says.assertSays;

import java.awt.Component;
import java.awt.Container;
import java.awt.Dimension;
import java.awt.Rectangle;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import javax.swing.AbstractButton;
import javax.swing.JComboBox;
import javax.swing.JLabel;
import javax.swing.JScrollPane;
import javax.swing.JSpinner;
import javax.swing.JTextField;
import javax.swing.SwingUtilities;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scijava.ItemVisibility;
import org.scijava.command.CommandInfo;
import org.scijava.module.MethodCallException;
import org.scijava.module.Module;
import org.scijava.module.ModuleException;
import org.scijava.module.ModuleItem;
import org.scijava.module.ModuleService;

import ij.WindowManager;
import ij.io.OpenDialog;

import sfumato.Says;
import sfumato.commands.CommandCatalogue;
import sfumato.commands.MacroRunner;
import sfumato.commands.asking.CommandDialogs;
import sfumato.methods.MethodMessages;
import sfumato.text.Excerpt;
import sfumato.text.WrongValue;

/** What dialogs hold, built as in Fiji but without a screen. */
class DialogTest {

	/** A small notebook's, and what the frame and the title of a window take of it. */
	private static final Rectangle SCREEN = new Rectangle(0, 0, 1366, 768);
	private static final int FRAME = 30, WIDEST = 680;
	/** Dialogs that scroll on a small screen from the beginning. */
	private static final List<String> LONG = List.of();

	private final List<Boolean> closed = new ArrayList<>();
	private Module module;
	private CommandForm form;

	/** What the dialog of a command holds, with an open image as the active one. */
	private DialogContent dialog(final CommandInfo command) throws ModuleException {
		return dialog(command, () -> Optional.empty());
	}

	private DialogContent dialog(final CommandInfo command, final Supplier<Optional<String>> check) throws ModuleException {
		module = MacroRunner.imagej().context().service(ModuleService.class).createModule(command);
		for (final ModuleItem<?> in : command.inputs())
			if (in.getVisibility() != ItemVisibility.MESSAGE && !CommandCatalogue.keys(command).contains(in)) module.resolveInput(in
				.getName());
		form = CommandDialogs.form(module, MacroRunner.imagej().context());
		return new DialogContent(form, module, check, closed::add);
	}

	private DialogContent dialog(final String name) throws ModuleException {
		return dialog(command(name));
	}

	private static CommandInfo command(final String name) {
		return CommandCatalogue.shipped().stream().filter(c -> CommandCatalogue.name(c).equals(name)).findFirst().orElseThrow();
	}

	private RowWidget<?> row(final String key) {
		return (RowWidget<?>) form.getWidget(key);
	}

	private JTextField field(final String key) {
		return all(row(key).getComponent(), JTextField.class).get(0);
	}

	private static <C> List<C> all(final Object component, final Class<C> type) {
		final List<C> found = new ArrayList<>();
		if (type.isInstance(component)) found.add(type.cast(component));
		if (component instanceof final Container container) for (final Component inside : container.getComponents())
			found.addAll(all(inside, type));
		return found;
	}

	private static AbstractButton button(final Object component, final String text) {
		return all(component, AbstractButton.class).stream().filter(b -> b.getText().startsWith(text)).findFirst().orElseThrow();
	}

	private static String texts(final Object component) {
		return String.join("\n", all(component, JLabel.class).stream().map(l -> String.valueOf(l.getText())).toList());
	}

	/** Waits for what widgets do on Swing's own thread. */
	private static void settle() throws Exception {
		SwingUtilities.invokeAndWait(() -> {});
	}

	/** As a person types: on Swing's thread, or a widget hears of the text that is removed after that of the one that is put in. */
	private static void type(final JTextField field, final String text) throws Exception {
		SwingUtilities.invokeAndWait(() -> field.setText(text));
	}

	static List<CommandInfo> commands() {
		return CommandCatalogue.shipped();
	}

	/** While any macro runs, ImageJ marks headings and notes as given by it. */
	@Test
	void aDialogIsWholeWhileAMacroRuns() throws ModuleException {
		dialog("Train Network...");
		final int rows = form.getComponent().getComponentCount();
		for (final ModuleItem<?> in : module.getInfo().inputs())
			if (in.getVisibility() == ItemVisibility.MESSAGE) module.resolveInput(in.getName());
		assertEquals(rows, CommandDialogs.form(module, MacroRunner.imagej().context()).getComponent().getComponentCount());
	}

	@ParameterizedTest
	@MethodSource("commands")
	void everyDialogBeginsWithWhatTheCommandDoesAndLeadsToItsPage(final CommandInfo command) throws ModuleException {
		final DialogContent dialog = dialog(command);
		assertTrue(texts(form.getComponent().getComponent(0)).contains(Excerpt.html(command.getDescription())));
		assertTrue(button(dialog, "Help").isEnabled());
	}

	/** SciJava's own widgets are left out: the form has one of ours for every input. */
	@ParameterizedTest
	@MethodSource("commands")
	void everyInputHasAWidgetWithItsLabel(final CommandInfo command) throws ModuleException {
		dialog(command);
		for (final ModuleItem<?> in : CommandCatalogue.keys(command))
			if (!module.isInputResolved(in.getName())) {
				assertTrue(form.getWidget(in.getName()) instanceof RowWidget<?>, in.getName());
				assertEquals(in.getLabel(), all(form.components(form.getWidget(in.getName())).get(0), JLabel.class).get(0).getText()
					.replaceAll("<[^>]*>", ""));
			}
	}

	@ParameterizedTest
	@MethodSource("commands")
	void noDialogIsWiderOrHigherThanASmallScreenAtFirst(final CommandInfo command) throws ModuleException {
		final Dimension size = dialog(command).getPreferredSize();
		assertTrue(size.width <= WIDEST, () -> size.toString());
		assertTrue(size.height <= SCREEN.height - FRAME || LONG.contains(CommandCatalogue.name(command)), () -> size.toString());
	}

	@ParameterizedTest
	@MethodSource("commands")
	void openSectionsMakeADialogHigherButHardlyWider(final CommandInfo command) throws Exception {
		final DialogContent dialog = dialog(command);
		final int before = dialog.getPreferredSize().width;
		for (final AbstractButton b : all(dialog, AbstractButton.class))
			if (b.getText().startsWith("▸")) b.doClick();
		settle();
		final Dimension size = dialog.getPreferredSize();
		assertTrue(size.width <= Math.max(WIDEST, before), () -> size.toString());
		final Rectangle placed = Dialogs.placed(0, 300, new Dimension(size.width, size.height + FRAME), SCREEN);
		assertTrue(SCREEN.contains(placed), placed::toString);
		assertNothingIsCutOff(dialog, placed);
	}

	/** Of a dialog of this size the rows scroll; buttons are to be seen, and rows are as wide as the window. */
	private void assertNothingIsCutOff(final DialogContent dialog, final Rectangle window) {
		dialog.setSize(window.width, window.height - FRAME);
		layOut(dialog);
		for (final String button : List.of("Help", "Defaults", "OK", "Cancel")) {
			final AbstractButton b = button(dialog, button);
			assertTrue(new Rectangle(dialog.getSize()).contains(SwingUtilities.convertRectangle(b.getParent(), b.getBounds(), dialog)),
				button);
		}
		final JScrollPane scrolls = all(dialog, JScrollPane.class).get(0);
		assertFalse(scrolls.getHorizontalScrollBar().isVisible());
		assertTrue(scrolls.getVerticalScrollBar().getUnitIncrement(1) > 10);
		for (final Component row : form.getComponent().getComponents())
			if (row.isVisible() && row instanceof JLabel) assertTrue(row.getWidth() >= row.getPreferredSize().width && row.getX() >= 0,
				() -> ((JLabel) row).getText());
			else if (row.isVisible()) assertTrue(row.getX() + row.getWidth() <= form.getComponent().getWidth(), row::toString);
		dialog.setSize(dialog.getWidth() - 50, dialog.getHeight());
		layOut(dialog);
		assertEquals(scrolls.getViewport().getWidth(), form.getComponent().getWidth(), "rows are as wide as the window");
	}

	private static void layOut(final Container container) {
		container.doLayout();
		for (final Component inside : container.getComponents())
			if (inside instanceof final Container c) layOut(c);
	}

	@Test
	void aWindowIsMovedAndCutToFitTheScreen() {
		final Rectangle room = new Rectangle(10, 20, 1000, 700);
		assertEquals(new Rectangle(100, 120, 400, 600), Dialogs.placed(100, 300, new Dimension(400, 600), room));
		assertEquals(new Rectangle(10, 20, 1000, 700), Dialogs.placed(-5, 300, new Dimension(2000, 2344), room));
	}

	@Test
	void aNoteThatIsLongIsWrapped() throws Exception {
		final DialogContent dialog = dialog("Rater Agreement...");
		final int before = dialog.getPreferredSize().width;
		module.setInput("found", "This stack has a very long description of what a rater is in it, ".repeat(5));
		form.refresh();
		settle();
		assertTrue(texts(form.getComponent()).contains("very long description"));
		assertEquals(before, dialog.getPreferredSize().width);
	}

	@Test
	void imagesAreChosenByTheirTitles() throws ModuleException {
		MacroRunner.run("newImage(\"one\", \"8-bit black\", 8, 8, 1); newImage(\"two\", \"8-bit black\", 8, 8, 1);");
		dialog("Soft to Hard...");
		assertEquals(List.of("None", "one", "two"), choices(row("image").getComponent()));
		assertNull(module.getInput("image"), "an image that nobody has chosen");
		final JComboBox<?> raters = chooser("Rater Agreement...", "raters");
		assertEquals(List.of("None", "one", "two"), choices(row("raters").getComponent()));
		assertNull(module.getInput("raters"));
		raters.setSelectedIndex(2);
		assertEquals(WindowManager.getImage("two"), module.getInput("raters"));
	}

	private JComboBox<?> chooser(final String command, final String key) throws ModuleException {
		dialog(command);
		return all(row(key).getComponent(), JComboBox.class).get(0);
	}

	private static List<?> choices(final Component chooser) {
		final JComboBox<?> box = all(chooser, JComboBox.class).get(0);
		return IntStream.range(0, box.getItemCount()).mapToObj(box::getItemAt).toList();
	}

	@Test
	void imagesOfOneTitleAreToldApart() throws ModuleException {
		MacroRunner.run("newImage(\"cells\", \"8-bit black\", 8, 8, 1); newImage(\"cells\", \"8-bit black\", 8, 8, 1);");
		final int[] ids = WindowManager.getIDList();
		dialog("Soft to Hard...");
		assertEquals(List.of("None", "cells (ID " + ids[0] + ")", "cells (ID " + ids[1] + ")"), choices(row("image").getComponent()));
	}

	@Test
	void theDialogSaysThatASelectionLimitsAnEvaluation() throws ModuleException {
		MacroRunner.run("newImage(\"p\", \"8-bit black\", 8, 8, 1); makeRectangle(1, 2, 3, 4); newImage(\"r\", \"8-bit black\", 8, 8, 1);");
		dialog("Evaluate Segmentation...");
		module.setInput("prediction", WindowManager.getImage("p"));
		module.setInput("reference", WindowManager.getImage("r"));
		assertEquals(InputMessages.onlySelection(WindowManager.getImage("p")), said("selection", true));
		assertTrue(said("selection", true).contains("3 x 4"));
		assertEquals(InputMessages.selectionIgnored(WindowManager.getImage("p")), said("selection", false));
		module.setInput("region", WindowManager.getImage("r"));
		assertEquals(InputMessages.onlyRegion(WindowManager.getImage("r")), said("selection", true));
	}

	/** What the dialog says of the pixels that count when a check box is clicked. */
	private String said(final String name, final boolean value) throws ModuleException {
		module.setInput(name, value);
		try {
			module.getInfo().getInput(name).callback(module);
		}
		catch (final MethodCallException e) {
			throw new ModuleException(e);
		}
		return (String) module.getInput("counted");
	}

	@Test
	void aMethodIsExplainedAndAMistakeToldWhileItIsTyped() throws Exception {
		dialog("Fuse Dataset...");
		final Component row = row("method").getComponent();
		assertTrue(texts(row).contains("share of raters"), () -> texts(row));
		type(field("method"), "avrage");
		assertEquals("avrage", module.getInput("method"));
		assertSays(MethodMessages.unknown("LabelFusion", "avrage", Says.ANY), texts(row));
	}

	@Test
	void defaultsComeBackAlsoForMistakes() throws Exception {
		final DialogContent dialog = dialog("Train Network...");
		type(field("loss"), "soft-dice");
		type(field("output"), "/somewhere");
		type(field("epochs"), "many");
		button(dialog, "Defaults").doClick();
		settle();
		settle();
		assertEquals("0.25*cross-entropy + 0.75*dice-semimetric", field("loss").getText());
		assertEquals("0.25*cross-entropy + 0.75*dice-semimetric", module.getInput("loss"));
		assertEquals("", field("output").getText());
		assertEquals("150", field("epochs").getText());
	}

	@Test
	void aClosedSectionHidesItsRowsAndNamesWhatIsNotAsUsual() throws Exception {
		final DialogContent dialog = dialog("Train Network...");
		final Component loss = row("loss").getComponent();
		final AbstractButton heading = button(dialog, "▸ Normalization and loss");
		assertFalse(loss.isVisible());
		module.setInput("loss", "soft-dice");
		form.refresh();
		settle();
		assertEquals("▸ Normalization and loss  (Loss: soft-dice)", heading.getText());
		heading.doClick();
		assertTrue(loss.isVisible());
		assertEquals("▾ Normalization and loss", heading.getText());
		assertTrue(row("epochs").getComponent().isVisible());
	}

	@Test
	void whatIsRequiredHasAStarAndIsAskedForFromTopToBottomWhileTheDialogStaysOpen(@TempDir final Path folder) throws Exception {
		final DialogContent dialog = dialog("Predict Folder...");
		assertTrue(texts(dialog).contains("required"));
		for (final String key : List.of("input", "model", "output")) {
			assertEquals("*", ((JLabel) form.components(row(key)).get(1)).getText());
			button(dialog, "OK").doClick();
			assertEquals(DialogMessages.missing(Wording.label(command("Predict Folder...").getInput(key))), dialog.error());
			type(field(key), folder.toString());
		}
		assertEquals(" ", ((JLabel) form.components(row("cases")).get(1)).getText());
		assertEquals(List.of(), closed);
		button(dialog, "OK").doClick();
		assertEquals("", dialog.error());
		assertEquals(List.of(true), closed);
	}

	@Test
	void cancelEntersNothing() throws Exception {
		button(dialog("Predict Folder..."), "Cancel").doClick();
		assertEquals(List.of(false), closed);
	}

	@Test
	void wrongValuesStayWhereTheyAreAndAreNamedByTheirLabels(@TempDir final Path folder) throws Exception {
		final DialogContent dialog = dialog("Train Network...");
		type(field("output"), folder.resolve("model").toString());
		type(field("epochs"), "many");
		assertRefused(dialog, WrongValue.message("Epochs", "many", "a whole number"));
		assertEquals("many", field("epochs").getText());
		type(field("epochs"), "0");
		assertRefused(dialog, WrongValue.message("Epochs", 0, "at least 1"));
		type(field("epochs"), "");
		assertRefused(dialog, DialogMessages.missing("Epochs"));
		type(field("epochs"), "3");
		assertEquals(3, module.getInput("epochs"));
		type(field("rate"), "0,1");
		assertRefused(dialog, WrongValue.message("Learning rate", "0,1", "a number"));
		type(field("rate"), "1e-3");
		assertEquals(1e-3, module.getInput("rate"));
		type(field("loss"), "soft-dise");
		assertRefused(dialog, MethodMessages.unknown("Loss", "soft-dise", Says.ANY));
		type(field("loss"), "soft-dice");
		type(field("dataset"), folder.resolve("nothing").toString());
		assertRefused(dialog, DialogMessages.noFolder("Dataset", folder.resolve("nothing").toFile()));
		type(field("dataset"), folder.toString());
		button(dialog, "OK").doClick();
		assertEquals(List.of(true), closed);
	}

	private void assertRefused(final DialogContent dialog, final String message) {
		button(dialog, "OK").doClick();
		assertSays(message, dialog.error());
		assertEquals(List.of(), closed);
	}

	@Test
	void aClosedSectionOpensForWhatIsWrongInIt(@TempDir final Path folder) throws Exception {
		final DialogContent dialog = dialog("Train Network...");
		type(field("output"), folder.resolve("model").toString());
		type(field("loss"), "soft-dise");
		assertFalse(row("loss").getComponent().isVisible());
		button(dialog, "OK").doClick();
		assertTrue(row("loss").getComponent().isVisible());
	}

	@Test
	void severalModelsMayBeNamedBetweenSemicolons(@TempDir final Path folder) throws Exception {
		dialog("Predict Folder...");
		type(field("model"), folder + ";" + folder);
		assertNull(row("model").problem());
		type(field("model"), folder + ";" + folder.resolve("other"));
		assertEquals(DialogMessages.noFolder("Model folder", folder.resolve("other").toFile()), row("model").problem());
	}

	@Test
	void whatTheCommandObjectsToIsSaidWithLabels() throws ModuleException {
		final DialogContent dialog = dialog(command("Rater Agreement..."), () -> Optional.of("\"a.csv\" is there; set overwrite=true."));
		button(dialog, "OK").doClick();
		assertEquals("\"a.csv\" is there; switch on \"Overwrite\".", dialog.error());
		assertEquals(List.of(), closed);
	}

	@Test
	void whatWasWrongIsNoLongerSaidWhenItIsPutRight(@TempDir final Path folder) throws Exception {
		final DialogContent dialog = dialog("Predict Folder...");
		button(dialog, "OK").doClick();
		type(field("model"), folder.toString());
		settle();
		settle();
		assertEquals(DialogMessages.missing("Input folder"), dialog.error());
		type(field("input"), folder.toString());
		settle();
		settle();
		assertEquals("", dialog.error());
	}

	@Test
	void noImageIsChosenInTheNameOfTheUser() throws Exception {
		MacroRunner.run("newImage(\"grey\", \"8-bit black\", 8, 8, 1);");
		final DialogContent dialog = dialog("Draw Outlines...");
		all(row("image").getComponent(), JComboBox.class).get(0).setSelectedIndex(1);
		assertNull(module.getInput("prediction"));
		assertEquals("None", all(row("prediction").getComponent(), JComboBox.class).get(0).getSelectedItem());
		button(dialog, "OK").doClick();
		assertEquals(DialogMessages.noImageChosen("Prediction"), dialog.error());
	}

	@Test
	void arrowsStepFromWhatIsTyped() throws Exception {
		dialog("Train Network...");
		final JSpinner epochs = all(row("epochs").getComponent(), JSpinner.class).get(0);
		type(field("epochs"), "7");
		epochs.setValue(epochs.getNextValue());
		assertEquals(8, module.getInput("epochs"));
		type(field("epochs"), "1");
		assertNull(epochs.getPreviousValue());
	}

	@Test
	void fileChooserOpensTheLastFolder(@TempDir final Path folder) throws Exception {
		final String before = OpenDialog.getDefaultDirectory();
		try {
			PathWidget.remember(folder.resolve("data").toFile());
			assertEquals(folder.toFile(), PathWidget.start(""));
			assertEquals(folder.toFile(), PathWidget.start(folder.resolve("not/yet/there").toString()));
			assertEquals(new File("docs"), PathWidget.start("docs"));
		}
		finally {
			OpenDialog.setDefaultDirectory(before);
		}
	}
}
