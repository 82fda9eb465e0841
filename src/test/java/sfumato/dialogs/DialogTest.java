package sfumato.dialogs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sfumato.Says.assertSays;

import java.awt.Component;
import java.awt.Container;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import javax.swing.AbstractButton;
import javax.swing.JComboBox;
import javax.swing.JLabel;
import javax.swing.JPanel;
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
import org.scijava.widget.AbstractInputHarvester;
import org.scijava.widget.AbstractInputPanel;
import org.scijava.widget.InputPanel;
import org.scijava.widget.InputWidget;

import ij.ImagePlus;
import ij.WindowManager;
import ij.io.OpenDialog;

import sfumato.Says;
import sfumato.commands.CommandCatalogue;
import sfumato.commands.MacroRunner;
import sfumato.commands.inputs.InputMessages;
import sfumato.methods.MethodMessages;
import sfumato.text.Excerpt;

/** Our part of dialogs, built by SciJava as in Fiji but without a screen; SciJava's own widgets are not on Maven Central. */
class DialogTest {

	private static final class Rows extends AbstractInputPanel<JPanel, JPanel> {

		private final JPanel panel = new JPanel();

		@Override
		public void addWidget(final InputWidget<?, JPanel> widget) {
			super.addWidget(widget);
			if (widget.isLabeled()) panel.add(new JLabel(widget.get().getWidgetLabel()));
			panel.add(widget.getComponent());
		}

		@Override
		public Class<JPanel> getWidgetComponentType() {
			return JPanel.class;
		}

		@Override
		public JPanel getComponent() {
			return panel;
		}

		@Override
		public Class<JPanel> getComponentType() {
			return JPanel.class;
		}
	}

	private static final class Harvester extends AbstractInputHarvester<JPanel, JPanel> {

		@Override
		public Rows createInputPanel() {
			return new Rows();
		}

		@Override
		public boolean harvestInputs(final InputPanel<JPanel, JPanel> panel, final Module module) {
			return true;
		}
	}

	private Module module;

	private Rows dialog(final CommandInfo command) throws ModuleException {
		module = MacroRunner.imagej().context().service(ModuleService.class).createModule(command);
		for (final ModuleItem<?> in : command.inputs())
			if (in.getVisibility() != ItemVisibility.MESSAGE && !CommandCatalogue.keys(command).contains(in)) module.resolveInput(in
				.getName());
			else if (in.getType() == ImagePlus.class && in.isRequired() && WindowManager.getImageCount() == 0 || in.getType() == String.class && in
				.isRequired()) module.resolveInput(in.getName());
		final Harvester harvester = new Harvester();
		harvester.setContext(MacroRunner.imagej().context());
		final Rows rows = harvester.createInputPanel();
		harvester.buildPanel(rows, module);
		for (final ModuleItem<?> in : command.inputs())
			if (rows.getWidget(in.getName()) instanceof final RowWidget<?> row) row.joined();
		return rows;
	}

	private Rows dialog(final String name) throws ModuleException {
		return dialog(CommandCatalogue.shipped().stream().filter(c -> CommandCatalogue.name(c).equals(name)).findFirst()
			.orElseThrow());
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

	@ParameterizedTest
	@MethodSource("commands")
	void everyDialogHasADescriptionAndALinkToItsPage(final CommandInfo command) throws ModuleException {
		final Rows rows = dialog(command);
		final Component head = rows.getComponent().getComponent(0);
		assertTrue(texts(head).contains(Excerpt.html(command.getDescription())), () -> texts(head));
		assertTrue(button(head, "Help").isEnabled());
	}

	@Test
	void imagesAreChosenByTheirTitles() throws ModuleException {
		MacroRunner.run("newImage(\"one\", \"8-bit black\", 8, 8, 1); newImage(\"two\", \"8-bit black\", 8, 8, 1);");
		final Component needed = (Component) dialog("Soft to Hard...").getWidget("image").getComponent();
		assertEquals(List.of("one", "two"), choices(needed));
		assertEquals(WindowManager.getImage("one"), module.getInput("image"));
		final JComboBox<?> raters = all(dialog("Rater Agreement...").getWidget("raters").getComponent(), JComboBox.class).get(0);
		assertEquals(List.of("None", "one", "two"), choices(raters));
		assertNull(module.getInput("raters"));
		raters.setSelectedIndex(2);
		assertEquals(WindowManager.getImage("two"), module.getInput("raters"));
	}

	private static List<?> choices(final Component chooser) {
		final JComboBox<?> box = all(chooser, JComboBox.class).get(0);
		return IntStream.range(0, box.getItemCount()).mapToObj(box::getItemAt).toList();
	}

	@Test
	void imagesOfOneTitleAreToldApart() throws ModuleException {
		MacroRunner.run("newImage(\"cells\", \"8-bit black\", 8, 8, 1); newImage(\"cells\", \"8-bit black\", 8, 8, 1);");
		final int[] ids = WindowManager.getIDList();
		assertEquals(List.of("cells (ID " + ids[0] + ")", "cells (ID " + ids[1] + ")"), choices((Component) dialog("Soft to Hard...")
			.getWidget("image").getComponent()));
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
	void explainsMethodsAndReportsErrorsWhileTyping() throws Exception {
		final Component row = (Component) dialog("Fuse Dataset...").getWidget("method").getComponent();
		assertTrue(texts(row).contains("share of raters"), () -> texts(row));
		type(all(row, JTextField.class).get(0), "avrage");
		assertEquals("avrage", module.getInput("method"));
		assertSays(MethodMessages.unknown("LabelFusion", "avrage", Says.ANY), texts(row));
	}

	@Test
	void restoresDefaults() throws Exception {
		final Rows rows = dialog("Fuse Dataset...");
		final JTextField method = all(rows.getWidget("method").getComponent(), JTextField.class).get(0), output = all(rows.getWidget(
			"output").getComponent(), JTextField.class).get(0);
		type(method, "staple");
		type(output, "/somewhere");
		button(rows.getComponent(), "Defaults").doClick();
		settle();
		assertEquals("average", method.getText());
		assertEquals("average", module.getInput("method"));
		assertEquals("", output.getText());
	}

	@Test
	void closedSectionHidesRowsAndNamesChangedInputs() throws Exception {
		final Rows rows = dialog("Train Network...");
		final Component loss = (Component) rows.getWidget("loss").getComponent();
		final AbstractButton heading = button(rows.getComponent(), "▸ Normalization and loss");
		assertFalse(loss.isVisible());
		module.setInput("loss", "soft-dice");
		rows.refresh();
		settle();
		assertEquals("▸ Normalization and loss  (loss=soft-dice)", heading.getText());
		heading.doClick();
		assertTrue(loss.isVisible());
		assertEquals("▾ Normalization and loss", heading.getText());
		assertTrue(((Component) rows.getWidget("network").getComponent()).isVisible());
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
