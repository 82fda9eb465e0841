package sfumato.commands.wizard;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

import javax.swing.BorderFactory;
import javax.swing.Box;
import javax.swing.BoxLayout;
import javax.swing.JButton;
import javax.swing.JPanel;
import javax.swing.UIManager;

/** The list of wizard steps with their status; available steps can be clicked. */
final class WizardSidebar extends JPanel {

	private static final long serialVersionUID = 1;
	private static final int ROW_WIDTH = 205, ROW_HEIGHT = 44, MARGIN = 12, CIRCLE = 26;
	private static final Color DONE = new Color(0x009E73), NOW = new Color(0x0072B2), OLD = new Color(0xD55E00);

	private final Map<WizardStep, Row> rows = new EnumMap<>(WizardStep.class);

	WizardSidebar(final Consumer<WizardStep> go) {
		setLayout(new BoxLayout(this, BoxLayout.Y_AXIS));
		setBackground(WizardForm.mix(ground(), text(), 0.06));
		setBorder(BorderFactory.createEmptyBorder(MARGIN, 0, MARGIN, 0));
		for (final WizardStep step : WizardStep.values()) {
			final Row row = new Row(step);
			row.addActionListener(e -> go.accept(step));
			rows.put(step, row);
			add(row);
		}
		add(Box.createVerticalGlue());
		setPreferredSize(new Dimension(ROW_WIDTH, WizardStep.values().length * ROW_HEIGHT + 2 * MARGIN));
	}

	private static Color ground() {
		final Color color = UIManager.getColor("Panel.background");
		return color == null ? Color.LIGHT_GRAY : color;
	}

	private static Color text() {
		final Color color = UIManager.getColor("Label.foreground");
		return color == null ? Color.BLACK : color;
	}

	void refresh(final WizardSession session, final WizardStep now) {
		rows.forEach((step, row) -> {
			row.state = session.plan().state(step);
			row.isNow = step == now;
			row.runs = session.running().filter(step::equals).isPresent();
			row.setEnabled(session.plan().mayEnter(step));
			row.setToolTipText(switch (row.state) {
				case CHANGED -> WizardMessages.changedSince();
				case OUTDATED -> WizardMessages.outdatedStep();
				default -> null;
			});
			row.repaint();
		});
	}

	/** A row of the list. It is a button, so that keyboards and screen readers can use it. */
	private static final class Row extends JButton {
		private static final long serialVersionUID = 1;

		private final int number;
		private WizardPlan.State state = WizardPlan.State.TODO;
		private boolean isNow, runs;

		Row(final WizardStep step) {
			super(step.title());
			number = step.ordinal() + 1;
			setBorderPainted(false);
			setContentAreaFilled(false);
			setFocusPainted(false);
			setRolloverEnabled(true);
			final Dimension size = new Dimension(ROW_WIDTH, ROW_HEIGHT);
			setMinimumSize(size);
			setPreferredSize(size);
			setMaximumSize(new Dimension(Integer.MAX_VALUE, ROW_HEIGHT));
		}

		@Override
		protected void paintComponent(final Graphics graphics) {
			final Graphics2D g = (Graphics2D) graphics.create();
			g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
			g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
			if (isNow) {
				g.setColor(ground());
				g.fillRect(0, 0, getWidth(), getHeight());
				g.setColor(NOW);
				g.fillRect(0, 0, 4, getHeight());
			}
			else if (isEnabled() && (getModel().isRollover() || isFocusOwner())) {
				g.setColor(WizardForm.mix(ground(), text(), 0.1));
				g.fillRect(0, 0, getWidth(), getHeight());
			}
			final int y = (getHeight() - CIRCLE) / 2, x = MARGIN + 4;
			circle(g, x, y);
			g.setFont(getFont().deriveFont(isNow ? Font.BOLD : Font.PLAIN));
			g.setColor(isEnabled() ? text() : WizardForm.faint());
			final FontMetrics m = g.getFontMetrics();
			g.drawString(getText(), x + CIRCLE + 10, (getHeight() + m.getAscent() - m.getDescent()) / 2);
			g.dispose();
		}

		private void circle(final Graphics2D g, final int x, final int y) {
			final boolean made = state != WizardPlan.State.TODO && !runs;
			final Color color = made ? state == WizardPlan.State.DONE ? DONE : OLD : isNow || runs ? NOW : WizardForm.mix(ground(), text(),
				isEnabled() ? 0.5 : 0.25);
			g.setColor(color);
			if (made || isNow || runs) g.fillOval(x, y, CIRCLE, CIRCLE);
			else {
				g.setStroke(new BasicStroke(1.5f));
				g.drawOval(x, y, CIRCLE - 1, CIRCLE - 1);
			}
			if (made || isNow || runs) g.setColor(Color.WHITE);
			if (made && state == WizardPlan.State.DONE) {
				g.setStroke(new BasicStroke(2.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
				g.drawPolyline(new int[] { x + 7, x + 11, x + 19 }, new int[] { y + 13, y + 18, y + 8 }, 3);
				return;
			}
			g.setFont(getFont().deriveFont(Font.BOLD, 12f));
			final String sign = made ? "!" : Integer.toString(number);
			final FontMetrics m = g.getFontMetrics();
			g.drawString(sign, x + (CIRCLE - m.stringWidth(sign)) / 2f, y + (CIRCLE + m.getAscent() - m.getDescent()) / 2f);
		}
	}
}
