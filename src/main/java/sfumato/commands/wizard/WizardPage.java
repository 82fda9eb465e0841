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

	/** Updates the page to the current choices. */
	abstract void refresh();

	/** Updates the page several times per second while a step runs. */
	void tick() {}

	/** Whether the page has its own progress bar and cancel button. */
	boolean hasProgress() {
		return false;
	}

	/**
	 * Draws the results of the step in the background.
	 *
	 * @return an action that shows the pictures
	 */
	Runnable pictures(final List<Outcome> outcomes) {
		return () -> {};
	}

	final WizardPlan plan() {
		return session.plan();
	}

	/** Places components of equal width beside each other. */
	static JPanel beside(final JComponent... components) {
		final JPanel panel = new JPanel(new GridLayout(1, 0, GAP, 0));
		panel.setOpaque(false);
		for (final JComponent component : components)
			panel.add(component);
		return panel;
	}

	/** Returns the outputs of a name of all commands, in the order of the lines. */
	static <T> List<T> outputs(final List<Outcome> outcomes, final String name, final Class<T> type) {
		return outcomes.stream().flatMap(o -> Stream.ofNullable(o.outputs().get(name))).filter(type::isInstance).map(type::cast)
			.toList();
	}
}
