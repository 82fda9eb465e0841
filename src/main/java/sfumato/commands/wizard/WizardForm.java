package sfumato.commands.wizard;

import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.GridBagConstraints;
import java.awt.GridBagLayout;
import java.awt.Insets;
import java.awt.LayoutManager;
import java.awt.RenderingHints;
import java.awt.event.FocusAdapter;
import java.awt.event.FocusEvent;
import java.util.function.Consumer;

import javax.swing.JButton;
import javax.swing.JComboBox;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTextArea;
import javax.swing.JTextField;
import javax.swing.UIManager;

/** A form of inputs below each other: a label, the input and its help text. */
final class WizardForm extends JPanel {

	private static final long serialVersionUID = 1;
	private static final int GAP = 6;
	private static final float TITLE = 20;

	private int rows;

	WizardForm() {
		super(new GridBagLayout());
		setOpaque(false);
	}

	/**
	 * Adds an input at its preferred width.
	 *
	 * @return the label with the hint
	 */
	JLabel add(final String word, final JComponent input, final String hint) {
		final JLabel label = new JLabel(word), meaning = new Hint(hint);
		label.setLabelFor(input);
		input.setToolTipText(hint.isEmpty() ? null : hint);
		meaning.setForeground(faint());
		add(label, at(0, 0));
		final GridBagConstraints field = at(1, 0);
		field.fill = GridBagConstraints.HORIZONTAL;
		add(input, field);
		add(meaning, at(2, 1));
		rows++;
		return meaning;
	}

	/** A text that ends after a word where there is no room for all of it. */
	private static final class Hint extends JLabel {

		private static final long serialVersionUID = 1;

		Hint(final String text) {
			super(text);
		}

		@Override
		protected void paintComponent(final Graphics g) {
			final FontMetrics m = g.getFontMetrics(getFont());
			if (m.stringWidth(getText()) <= getWidth() || getText().startsWith("<html>")) {
				super.paintComponent(g);
				return;
			}
			((Graphics2D) g).setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
			g.setColor(getForeground());
			g.drawString(beginning(getText(), m, getWidth()), 0, (getHeight() + m.getAscent() - m.getDescent()) / 2);
		}
	}

	/** As many words of a text as there is room for, with an ellipsis. */
	static String beginning(final String text, final FontMetrics metrics, final int room) {
		String words = text;
		while (metrics.stringWidth(words + " …") > room && words.lastIndexOf(' ') > 0)
			words = words.substring(0, words.lastIndexOf(' '));
		return words + " …";
	}

	/** Adds a line of text. */
	void addText(final String word, final String text) {
		final JLabel label = new JLabel(word);
		label.setForeground(faint());
		add(label, at(0, 0));
		add(new JLabel(text), at(1, 1));
		rows++;
	}

	/** Adds a path field at full width, with the button of its file chooser. */
	void addPath(final String word, final JTextField input, final JButton choose) {
		final JLabel label = new JLabel(word);
		label.setLabelFor(input);
		add(label, at(0, 0));
		final GridBagConstraints wide = at(1, 1);
		wide.fill = GridBagConstraints.HORIZONTAL;
		wide.gridwidth = 2;
		add(input, wide);
		add(choose, at(3, 0));
		rows++;
	}

	private GridBagConstraints at(final int column, final double weight) {
		return new GridBagConstraints(column, rows, 1, 1, weight, 0, GridBagConstraints.LINE_START, GridBagConstraints.NONE,
			new Insets(GAP / 2, column == 0 ? 0 : 2 * GAP, GAP / 2, 0), 0, 0);
	}

	/** Returns the colour of hints. */
	static Color faint() {
		final Color text = UIManager.getColor("Label.foreground"), ground = UIManager.getColor("Panel.background");
		return text == null || ground == null ? Color.GRAY : mix(text, ground, 0.4);
	}

	/**
	 * Mixes two colours.
	 *
	 * @param share share of the second colour, from 0 to 1
	 */
	static Color mix(final Color a, final Color b, final double share) {
		return new Color((int) Math.round(a.getRed() * (1 - share) + b.getRed() * share), (int) Math.round(a.getGreen() * (1 - share) +
			b.getGreen() * share), (int) Math.round(a.getBlue() * (1 - share) + b.getBlue() * share));
	}

	/** Creates a text field that reports its value on Enter or when it loses the focus. */
	/** Lines of text that break between words and cannot be edited. */
	static JTextArea lines(final int rows) {
		final JTextArea area = new JTextArea(rows, 20);
		area.setLineWrap(true);
		area.setWrapStyleWord(true);
		area.setEditable(false);
		area.setFocusable(false);
		area.setOpaque(false);
		area.setBorder(null);
		area.setFont(UIManager.getFont("Label.font"));
		area.setMinimumSize(new Dimension(0, 0));
		return area;
	}

	/** A panel through which the background is seen. */
	static JPanel clear(final LayoutManager layout) {
		final JPanel panel = new JPanel(layout);
		panel.setOpaque(false);
		return panel;
	}

	/** A title and what it is about. */
	static JPanel head(final JLabel title, final JTextArea explanation) {
		final JPanel head = clear(new BorderLayout(0, GAP));
		title.setFont(title.getFont().deriveFont(Font.BOLD, TITLE));
		head.add(title, BorderLayout.NORTH);
		head.add(explanation, BorderLayout.CENTER);
		return head;
	}

	static JTextField text(final int columns, final Consumer<String> taken) {
		final JTextField field = new JTextField(columns);
		field.addActionListener(e -> taken.accept(field.getText()));
		field.addFocusListener(new FocusAdapter() {

			@Override
			public void focusLost(final FocusEvent e) {
				taken.accept(field.getText());
			}
		});
		return field;
	}

	/** Creates a choice that reports selections of the user. */
	static JComboBox<String> choice(final Consumer<String> taken, final String... values) {
		final JComboBox<String> box = new JComboBox<>(values);
		// names of cases are no HTML
		((JComponent) box.getRenderer()).putClientProperty("html.disable", Boolean.TRUE);
		box.addActionListener(e -> {
			if (box.getSelectedItem() != null) taken.accept((String) box.getSelectedItem());
		});
		return box;
	}

	/** Shows a value unless the user is editing the field. */
	static void show(final JTextField field, final String value) {
		if (!field.isFocusOwner() && !field.getText().equals(value)) field.setText(value);
	}

	/** Shows a value. */
	static void show(final JComboBox<String> box, final String value) {
		if (!value.equals(box.getSelectedItem())) box.setSelectedItem(value);
	}
}
