package sfumato.commands.wizard;

import java.awt.BorderLayout;
import java.awt.Font;
import java.awt.Image;
import java.util.List;

import javax.swing.JLabel;

import ij.ImagePlus;

import sfumato.commands.tables.TableText;
import sfumato.commands.wizard.WizardRunner.Outcome;

/** The page with the inter-rater Dice matrix and the statistics of each rater. */
final class WizardAgreementPage extends WizardPage {

	private static final long serialVersionUID = 1;

	private final WizardPicture matrix = new WizardPicture("");
	private final WizardTable raters = new WizardTable();
	private final JLabel sentence = new JLabel(" ");

	WizardAgreementPage(final WizardSession session) {
		super(session);
		sentence.setFont(sentence.getFont().deriveFont(Font.BOLD));
		add(sentence, BorderLayout.NORTH);
		add(beside(matrix, raters), BorderLayout.CENTER);
	}

	@Override
	void refresh() {}

	@Override
	Runnable pictures(final List<Outcome> outcomes) {
		final Image picture = outputs(outcomes, "matrix", ImagePlus.class).get(0).getImage();
		final TableText each = outputs(outcomes, "each", TableText.class).get(0).only(List.of("cases", "Dice_majority", "from", "to",
			"Dice_pairwise", "Cohen_kappa")).headed("Rater", "Cases", "Majority",
			"from", "to", "Others", "Kappa");
		final TableText cases = outputs(outcomes, "results", TableText.class).get(0);
		final int column = cases.columns().indexOf("Dice_majority"), last = cases.rows().size() - 1;
		final String mean = cases.rows().size() == 1 ? cases.rows().get(0).get(column) + " %" : cases.rows().get(last - 2).get(column) +
			" % (95 % interval " + cases.rows().get(last - 1).get(column) + " to " + cases.rows().get(last).get(column) + ")";
		return () -> {
			sentence.setText(WizardMessages.agreement(mean));
			matrix.show(picture, "Pairwise Dice of the raters, and Dice with the majority, in percent");
			raters.show(each, true);
		};
	}
}
