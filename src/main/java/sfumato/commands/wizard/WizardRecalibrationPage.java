package sfumato.commands.wizard;

import java.awt.BorderLayout;
import java.awt.Image;
import java.util.List;

import javax.swing.JComboBox;
import javax.swing.JLabel;

import ij.ImagePlus;

import sfumato.commands.tables.TableText;
import sfumato.commands.wizard.WizardRunner.Outcome;
import sfumato.methods.Methods;
import sfumato.recalibration.Recalibrator;

/** The page with the calibration of held-out cases before and after recalibration. */
final class WizardRecalibrationPage extends WizardPage {

	private static final long serialVersionUID = 1;

	private final JComboBox<String> method = WizardForm.choice(v -> choose(WizardInput.METHOD, v), WizardInput.METHOD.standard(),
		"temperature", "isotonic", "beta");
	private final JComboBox<String> target = WizardForm.choice(v -> choose(WizardInput.TARGET, v), "majority", "soft");
	private final JComboBox<String> model = WizardForm.choice(v -> choose(WizardInput.MODEL, v), WizardInput.MODEL.standard(),
		"trained");
	private final JLabel meaning;
	private final WizardPicture before = new WizardPicture(" "), after = new WizardPicture(" ");

	WizardRecalibrationPage(final WizardSession session) {
		super(session);
		final WizardForm form = new WizardForm();
		meaning = form.add("Method", method, " ");
		form.add("Reference", target, "the majority of the raters, or the soft label of all");
		form.add("Model of the next pages", model, "recalibrated, if you press \"Recalibrate\"; or as it was trained");
		add(form, BorderLayout.NORTH);
		add(beside(before, after), BorderLayout.CENTER);
	}

	private void choose(final WizardInput input, final String value) {
		plan().choose(input, value);
		session.touch(WizardStep.RECALIBRATION);
	}

	@Override
	void refresh() {
		WizardForm.show(method, plan().get(WizardInput.METHOD));
		meaning.setText(Methods.of(Recalibrator.class).description(plan().get(WizardInput.METHOD).replaceAll("\\s*\\(.*", "")).replaceAll(
			";.*", ""));
		meaning.setToolTipText(Methods.of(Recalibrator.class).description(plan().get(WizardInput.METHOD).replaceAll("\\s*\\(.*", "")));
		WizardForm.show(target, plan().get(WizardInput.TARGET));
		WizardForm.show(model, plan().get(WizardInput.MODEL));
	}

	@Override
	Runnable pictures(final List<Outcome> outcomes) {
		final List<Image> diagrams = outputs(outcomes, "diagram", ImagePlus.class).stream().map(ImagePlus::getImage).toList();
		final List<TableText> errors = outputs(outcomes, "scores", TableText.class);
		if (diagrams.size() < 2) return () -> {
			before.show(null, WizardMessages.noHalves());
			after.show(null, " ");
		};
		return () -> {
			before.show(diagrams.get(0), "Before: " + error(errors.get(0)));
			after.show(diagrams.get(1), "After: " + error(errors.get(1)));
		};
	}

	/** Returns the mean error from the last row of a table. */
	private static String error(final TableText table) {
		return "mean calibration error (ECE) per case " + table.rows().get(table.rows().size() - 1).get(table.columns().indexOf("ECE")) + " %";
	}
}
