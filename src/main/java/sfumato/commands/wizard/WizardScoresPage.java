package sfumato.commands.wizard;

import java.awt.BorderLayout;
import java.util.List;

import javax.swing.JLabel;

import sfumato.commands.tables.TableText;
import sfumato.commands.wizard.WizardRunner.Outcome;

/** The page with the scores of the test cases beside the inter-rater agreement. */
final class WizardScoresPage extends WizardPage {

	private static final long serialVersionUID = 1;

	private static final String LEGEND = "<html>" + WizardMessages.percentages() + "<br>" + WizardMessages.calibrationErrors();

	private final WizardTable table = new WizardTable();
	private final JLabel sentence = new JLabel(" "), legend = new JLabel(LEGEND);

	WizardScoresPage(final WizardSession session) {
		super(session);
		sentence.setFont(sentence.getFont().deriveFont(java.awt.Font.BOLD));
		legend.setForeground(WizardForm.faint());
		add(sentence, BorderLayout.NORTH);
		add(table, BorderLayout.CENTER);
		add(legend, BorderLayout.SOUTH);
	}

	@Override
	void refresh() {}

	@Override
	Runnable pictures(final List<Outcome> outcomes) {
		final TableText scores = outputs(outcomes, "scores", TableText.class).get(0).headed("Case");
		final List<String> mean = scores.rows().get(scores.rows().size() - 1);
		return () -> {
			table.show(scores, true);
			sentence.setText("Dice " + of(mean, scores, "Dice") + " % (inter-rater agreement: " + of(mean, scores, "human_Dice") +
				" %), calibration error " + of(mean, scores, "ECE") + " % (before recalibration: " + of(mean, scores, "ECE_raw") + " %)");
		};
	}

	private static String of(final List<String> row, final TableText table, final String column) {
		final int c = table.columns().indexOf(column);
		return c < 0 ? "?" : row.get(c);
	}
}
