package sfumato.dialogs;

import java.awt.Component;
import java.awt.Dimension;
import java.awt.GridBagConstraints;
import java.awt.GridBagLayout;
import java.awt.Insets;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.swing.BorderFactory;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.Scrollable;
import javax.swing.SwingUtilities;

import org.scijava.ItemVisibility;
import org.scijava.module.ModuleItem;
import org.scijava.widget.AbstractInputPanel;
import org.scijava.widget.InputWidget;

import ij.ImagePlus;

import sfumato.text.Excerpt;

/**
 * The rows of a command's dialog: label, a star if a value is required, and widget. It is as wide as the window has it, so that it
 * scrolls up and down only; labels that are long are wrapped.
 */
public final class CommandForm extends AbstractInputPanel<JPanel, JPanel> {

	/** The widest label in pixels; longer ones take several lines. */
	private static final int LABEL_WIDTH = 210;
	/** What the pixels of style sheets are of those of the screen. */
	private static final double CSS = 1.3;
	private static final int GAP = 8, TOP = 4;
	/** How far a click of the mouse wheel scrolls, in pixels. */
	static final int LINE = 18;

	private final Rows panel = new Rows();
	private final Map<InputWidget<?, ?>, List<Component>> components = new LinkedHashMap<>();
	private Runnable changed = () -> {};

	@Override
	public void addWidget(final InputWidget<?, JPanel> widget) {
		super.addWidget(widget);
		final List<Component> row = new ArrayList<>();
		final GridBagConstraints c = new GridBagConstraints();
		c.gridy = components.size();
		if (widget.isLabeled()) {
			final JLabel label = label(widget.get().getItem());
			c.gridx = 0;
			c.anchor = GridBagConstraints.FIRST_LINE_END;
			c.insets = new Insets(TOP, 0, 0, 0);
			row.add(label);
			panel.add(label, c);
			final JLabel star = new JLabel(isRequired(widget) ? "*" : " ");
			star.setForeground(ErrorColor.get());
			c.gridx = 1;
			c.insets = new Insets(TOP, 1, 0, GAP - 1);
			row.add(star);
			panel.add(star, c);
			c.insets = new Insets(0, 0, 0, 0);
		}
		c.gridx = widget.isLabeled() ? 2 : 0;
		c.gridwidth = widget.isLabeled() ? 1 : 3;
		c.fill = GridBagConstraints.HORIZONTAL;
		c.anchor = GridBagConstraints.FIRST_LINE_START;
		c.weightx = 1;
		row.add(widget.getComponent());
		panel.add(widget.getComponent(), c);
		components.put(widget, row);
	}

	private static JLabel label(final ModuleItem<?> item) {
		final JLabel label = new JLabel(item.getLabel(), JLabel.RIGHT);
		label.setToolTipText(item.getDescription());
		if (label.getPreferredSize().width > LABEL_WIDTH) label.setText("<html><div style='text-align:right;width:" + Math.round(LABEL_WIDTH /
			CSS) + "px'>" + Excerpt.html(item.getLabel()));
		return label;
	}

	/** Whether the dialog cannot be left without a value of an input. */
	private static boolean isRequired(final InputWidget<?, ?> widget) {
		final ModuleItem<?> item = widget.get().getItem();
		return item.isRequired() && !widget.isMessage();
	}

	/** Whether there is an input without which the dialog cannot be left. */
	boolean hasRequired() {
		return components.keySet().stream().anyMatch(CommandForm::isRequired);
	}

	/** Closes sections that are closed at first; called when all widgets have been added. */
	public void complete() {
		for (final InputWidget<?, ?> widget : components.keySet())
			if (widget instanceof final SectionWidget section) section.joined(this);
		final GridBagConstraints c = new GridBagConstraints();
		c.gridy = components.size();
		c.weighty = 1;
		panel.add(new JPanel(), c); // takes what room there is below
	}

	/** The label of a widget, if it has one, and the widget. */
	List<Component> components(final InputWidget<?, ?> widget) {
		return components.get(widget);
	}

	/**
	 * Something that has to be put right before the command can run.
	 *
	 * @param widget where; null if no single input is wrong
	 * @param message a sentence
	 */
	record Problem(RowWidget<?> widget, String message) {}

	/** The first thing that is wrong, from top to bottom. */
	Optional<Problem> problem() {
		for (final InputWidget<?, ?> widget : components.keySet()) {
			if (!(widget instanceof final RowWidget<?> row)) continue;
			final String message = row.problem();
			if (message != null) return Optional.of(new Problem(row, message));
		}
		return Optional.empty();
	}

	/** Shows an input, also if its section is closed, and gives it the keyboard. */
	void show(final RowWidget<?> row) {
		for (final InputWidget<?, ?> widget : components.keySet())
			if (widget instanceof final SectionWidget section && section.holds(row) && !row.getComponent().isVisible()) section.open(true);
		SwingUtilities.invokeLater(() -> {
			final Component label = components(row).get(0);
			panel.scrollRectToVisible(label.getBounds().union(row.getComponent().getBounds()));
			row.focus().requestFocusInWindow();
		});
	}

	/** Gives all inputs of a command their defaults, except images. */
	void restoreDefaults() {
		components.keySet().forEach(widget -> {
			final ModuleItem<?> in = widget.get().getItem();
			if (in.getVisibility() == ItemVisibility.MESSAGE || in.getType() == ImagePlus.class) return;
			if (!(widget instanceof final RowWidget<?> row)) return;
			row.get().setValue(row.defaultValue());
			row.reset();
		});
		refresh();
	}

	/** Does something whenever a value has changed. */
	void onChange(final Runnable action) {
		changed = action;
	}

	/** SciJava calls it after each change. */
	@Override
	public void refresh() {
		super.refresh();
		SwingUtilities.invokeLater(changed);
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

	/** Rows that are as wide as the window has it. */
	private static final class Rows extends JPanel implements Scrollable {

		private static final long serialVersionUID = 1;

		Rows() {
			super(new GridBagLayout());
			final int border = GAP + 2;
			setBorder(BorderFactory.createEmptyBorder(border, border, border, border));
		}

		@Override
		public Dimension getPreferredScrollableViewportSize() {
			return getPreferredSize();
		}

		@Override
		public int getScrollableUnitIncrement(final Rectangle visible, final int orientation, final int direction) {
			return LINE;
		}

		@Override
		public int getScrollableBlockIncrement(final Rectangle visible, final int orientation, final int direction) {
			return Math.max(LINE, visible.height - 2 * LINE);
		}

		@Override
		public boolean getScrollableTracksViewportWidth() {
			return true;
		}

		@Override
		public boolean getScrollableTracksViewportHeight() {
			return getParent() instanceof final JComponent port && port.getHeight() > getPreferredSize().height;
		}
	}
}
