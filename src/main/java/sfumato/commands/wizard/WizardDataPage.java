package sfumato.commands.wizard;

import java.awt.BorderLayout;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import javax.swing.DefaultComboBoxModel;
import javax.swing.JButton;
import javax.swing.JComboBox;
import javax.swing.JFileChooser;
import javax.swing.JPanel;
import javax.swing.JTextField;

import sfumato.commands.tables.TableText;
import sfumato.commands.wizard.WizardRunner.Outcome;
import sfumato.text.Csv;

/** The page with the folders of images and results, the cases found, and the findings of the dataset check. */
final class WizardDataPage extends WizardPage {

	private static final long serialVersionUID = 1;
	private static final TableText LAYOUTS = new TableText(List.of("A folder like one of these", "or like this",
		"or with one rater"), List.of(List.of("case01/image.tif", "images/case01.tif", "images/case01.tif"), List.of(
			"case01/task01_seg01.png", "raters/Eva/case01.png", "masks/case01.png"), List.of("case01/task01_seg02.png",
				"raters/Jan/case01.png", ""), List.of("case02/image.tif …", "images/case02.tif …", "images/case02.tif …")));

	private final JTextField folder = WizardForm.text(30, this::open), output = WizardForm.text(30, this::output);
	private final JComboBox<String> task = WizardForm.choice(this::task);
	private final WizardTable findings = new WizardTable();
	private final JPanel below = new JPanel(new BorderLayout(GAP, GAP));
	private transient WizardData shown;

	WizardDataPage(final WizardSession session) {
		super(session);
		final WizardForm form = new WizardForm();
		form.addPath("Images and raters", folder, chooser(folder, this::open));
		form.addPath("Results", output, chooser(output, this::output));
		form.add("Task", task, "which labelled structure");
		add(form, BorderLayout.NORTH);
		below.setOpaque(false);
		final WizardTable layouts = new WizardTable();
		layouts.show(LAYOUTS, false);
		below.add(layouts, BorderLayout.CENTER);
		add(below, BorderLayout.CENTER);
	}

	private JButton chooser(final JTextField field, final java.util.function.Consumer<String> taken) {
		final JButton button = new JButton("Choose…");
		button.addActionListener(e -> {
			final JFileChooser dialog = new JFileChooser(field.getText().isEmpty() ? null : new File(field.getText()).getParentFile());
			dialog.setFileSelectionMode(JFileChooser.DIRECTORIES_ONLY);
			dialog.setSelectedFile(new File(field.getText()));
			if (dialog.showOpenDialog(this) == JFileChooser.APPROVE_OPTION) taken.accept(dialog.getSelectedFile().getPath());
		});
		return button;
	}

	private void open(final String path) {
		final WizardData data = plan().data();
		if (path.isBlank() || data != null && Path.of(path).toAbsolutePath().normalize().equals(data.folder())) return;
		folder.setText(path);
		session.open(Path.of(path), "");
	}

	private void output(final String path) {
		if (plan().data() == null) return;
		plan().choose(WizardInput.OUTPUT, path);
		session.touch(WizardStep.DATA);
	}

	private void task(final String name) {
		final WizardData data = plan().data();
		if (data != null && data == shown && !name.equals(data.dataset().task())) session.open(data.folder(), name);
	}

	@Override
	void refresh() {
		final WizardData data = plan().data();
		task.setEnabled(data != null && data.tasks().size() > 1 && !session.isBusy());
		output.setEnabled(data != null);
		WizardForm.show(output, plan().get(WizardInput.OUTPUT));
		if (data == null || data == shown) return;
		WizardForm.show(folder, data.folder().toString());
		task.setModel(new DefaultComboBoxModel<>(data.tasks().toArray(String[]::new)));
		task.setSelectedItem(data.dataset().task());
		shown = data;
		final WizardForm facts = new WizardForm();
		data.facts().forEach(f -> facts.addText(f.name(), f.value()));
		below.removeAll();
		below.add(facts, BorderLayout.NORTH);
		below.revalidate();
		below.repaint();
	}

	@Override
	Runnable pictures(final List<Outcome> outcomes) {
		final Path file = (Path) ((WizardLine.Run) outcomes.get(0).line()).options().get("output");
		final List<List<String>> rows = new ArrayList<>();
		try {
			Csv.read(file).stream().skip(1).forEach(r -> rows.add(r.cells()));
		}
		catch (final IOException e) {
			throw new java.io.UncheckedIOException(e);
		}
		return () -> {
			findings.show(rows.isEmpty() ? new TableText(List.of("Findings of the check"), List.of(List.of("No problems found.")))
				: new TableText(List.of("Case", "Rater", "Finding", "Details"), rows), false);
			below.add(findings, BorderLayout.CENTER);
			below.revalidate();
		};
	}
}
