package sfumato.commands.wizard;

import java.awt.BorderLayout;
import java.awt.GridLayout;
import java.util.List;
import java.util.stream.Stream;

import javax.swing.JComponent;
import javax.swing.JPanel;

import sfumato.commands.wizard.WizardRunner.Outcome;

/** The page of one wizard step: inputs above, plots or tables below. All methods but one are for Swing's thread. */
abstract class WizardPage extends JPanel {

	private static final long serialVersionUID = 1;
	static final int GAP = 12;

	final transient WizardSession session;

	WizardPage(final WizardSession session) {
		super(new BorderLayout(GAP, GAP));
		this.session = session;
		setOpaque(false);
	}

	/** Shows what is chosen now. */
	abstract void refresh();

	/** Is called a few times a second while a step runs. */
	void tick() {}

	/** Whether it shows itself how far what runs is, with a button to cancel it. */
	boolean hasProgress() {
		return false;
	}

	/**
	 * Makes pictures of what the step gave; called in the background.
	 *
	 * @return what shows them
	 */
	Runnable pictures(final List<Outcome> outcomes) {
		return () -> {};
	}

	final WizardPlan plan() {
		return session.plan();
	}

	/** Components of equal width beside each other. */
	static JPanel beside(final JComponent... components) {
		final JPanel panel = new JPanel(new GridLayout(1, 0, GAP, 0));
		panel.setOpaque(false);
		for (final JComponent component : components)
			panel.add(component);
		return panel;
	}

	/** What commands gave under a name, in the order of the lines. */
	static <T> List<T> outputs(final List<Outcome> outcomes, final String name, final Class<T> type) {
		return outcomes.stream().flatMap(o -> Stream.ofNullable(o.outputs().get(name))).filter(type::isInstance).map(type::cast)
			.toList();
	}
}
