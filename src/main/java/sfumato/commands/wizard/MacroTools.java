package sfumato.commands.wizard;

import java.awt.FlowLayout;
import java.awt.Toolkit;
import java.awt.datatransfer.StringSelection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

import javax.swing.Box;
import javax.swing.JButton;
import javax.swing.JPanel;

import sfumato.output.NewFile;

/** Buttons that save and copy the macro of what a wizard has done so far. */
final class MacroTools extends JPanel {

	private static final long serialVersionUID = 1;

	private final JButton save = new JButton("Save macro…"), copy = new JButton("Copy");
	private final transient WizardQuestions questions;
	private final transient Supplier<Optional<String>> macro;
	private final transient Supplier<Path> output;
	private final transient Consumer<String> said;

	/**
	 * Creates the buttons.
	 *
	 * @param repeated what the macro repeats, e.g. {@code steps}
	 * @param macro the macro so far; empty if there is none
	 * @param output the folder of results; the file that is suggested has its name and lies beside it
	 * @param said hears where the macro is, or why it was not written
	 */
	MacroTools(final WizardQuestions questions, final String repeated, final Supplier<Optional<String>> macro, final Supplier<Path> output,
		final Consumer<String> said)
	{
		super(new FlowLayout(FlowLayout.LEADING, 0, 0));
		this.questions = questions;
		this.macro = macro;
		this.output = output;
		this.said = said;
		setOpaque(false);
		save.setToolTipText("save a macro that repeats all " + repeated + " in another folder");
		copy.setToolTipText("copy the macro to the clipboard");
		save.addActionListener(e -> macro.get().ifPresent(this::save));
		copy.addActionListener(e -> macro.get().ifPresent(m -> Toolkit.getDefaultToolkit().getSystemClipboard().setContents(
			new StringSelection(m), null)));
		add(save);
		add(Box.createHorizontalStrut(WizardPage.GAP / 2));
		add(copy);
	}

	@Override
	public void setEnabled(final boolean enabled) {
		super.setEnabled(enabled);
		save.setEnabled(enabled);
		copy.setEnabled(enabled);
	}

	private void save(final String text) {
		questions.macroFile(output.get().resolveSibling(output.get().getFileName() + ".ijm")).ifPresent(file -> {
			try {
				NewFile.writeText(file, text);
				said.accept(WizardMessages.macroWritten(file));
			}
			catch (final IOException e) {
				said.accept(e.getMessage());
			}
		});
	}
}
