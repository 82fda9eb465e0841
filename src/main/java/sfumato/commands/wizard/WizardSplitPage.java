package sfumato.commands.wizard;

import java.awt.BorderLayout;
import java.util.List;

import javax.swing.JComboBox;
import javax.swing.JLabel;
import javax.swing.JTextField;

import sfumato.commands.tables.TableText;
import sfumato.text.UserException;

/** Which case is for what. */
final class WizardSplitPage extends WizardPage {

	private static final long serialVersionUID = 1;

	private final JComboBox<String> parts = WizardForm.choice(v -> choose(WizardInput.PARTS, v), "3", "4", "5", "6", "8", "10");
	private final JTextField group = WizardForm.text(16, v -> choose(WizardInput.GROUP, v)), seed = WizardForm.text(16, v -> choose(
		WizardInput.SEED, v));
	private final WizardTable train = new WizardTable(), calibrate = new WizardTable(), test = new WizardTable();
	private final JLabel patients = new JLabel(" ");

	WizardSplitPage(final WizardSession session) {
		super(session);
		final WizardForm form = new WizardForm();
		form.add("Parts", parts, "one to recalibrate with, one to test, all others to train with");
		form.add("Seed", seed, "another whole number deals the cases out in another way");
		form.add("Patient in the name", group, "a regular expression; cases whose match is the same stay together; empty: each for itself");
		add(form, BorderLayout.NORTH);
		add(beside(train, calibrate, test), BorderLayout.CENTER);
		add(patients, BorderLayout.SOUTH);
	}

	private void choose(final WizardInput input, final String value) {
		plan().choose(input, value);
		session.touch(WizardStep.SPLIT);
	}

	@Override
	void refresh() {
		WizardForm.show(parts, plan().get(WizardInput.PARTS));
		WizardForm.show(group, plan().get(WizardInput.GROUP));
		WizardForm.show(seed, plan().get(WizardInput.SEED));
		if (plan().data() == null) return;
		try {
			final WizardSplit split = plan().split();
			show(train, "To train with", split.train());
			show(calibrate, "To recalibrate with", split.calibrate());
			show(test, "To test", split.test());
			patients.setText(plan().data().cases().size() + " cases of " + split.patients() + " patients");
		}
		catch (final UserException e) {
			for (final WizardTable table : List.of(train, calibrate, test))
				show(table, "", List.of());
			patients.setText(e.getMessage());
		}
	}

	private static void show(final WizardTable table, final String title, final List<String> names) {
		table.show(new TableText(List.of(title + (names.isEmpty() ? "" : " (" + names.size() + ")")), names.stream().map(List::of)
			.toList()), false);
	}
}
