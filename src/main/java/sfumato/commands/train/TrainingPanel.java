package sfumato.commands.train;

import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.FlowLayout;
import java.awt.Graphics;
import java.awt.GridLayout;
import java.awt.event.ActionEvent;
import java.awt.event.KeyEvent;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import javax.swing.AbstractAction;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JProgressBar;
import javax.swing.KeyStroke;

import ij.ImagePlus;

import sfumato.plots.TrainingPicture;

/** The contents of a {@link TrainingWindow}. All methods are for Swing's thread. */
public final class TrainingPanel extends JPanel {

	private static final long serialVersionUID = 1;
	/** The action of the key Esc. */
	private static final String CANCEL = "cancel";
	private static final int STEPS = 1000, GAP = 6;
	/** Size of the picture. It is not called WIDTH and HEIGHT, because inside a component these are constants 1 and 2 of ImageObserver. */
	private static final Dimension PICTURE = new Dimension(1280, 560);
	/** Maximum delay of the curves behind the steps in nanoseconds. Drawing takes time from the training. */
	private static final long PATIENCE = 2_000_000_000L;

	private final transient TrainingWatch watch;
	private final Page page = new Page();
	private final JProgressBar bar = new JProgressBar(0, STEPS);
	private final JLabel now = new JLabel(" "), scores = new JLabel(" ");
	private final JButton pause = new JButton("Pause"), finish = new JButton("Finish now"), cancel = new JButton("Cancel"),
			plots = new JButton("Open plots");

	/**
	 * Creates the panel.
	 *
	 * @param reallyCancel asks whether to cancel without a model
	 * @param show opens images
	 */
	public TrainingPanel(final TrainingWatch watch, final BooleanSupplier reallyCancel, final Consumer<List<ImagePlus>> show) {
		super(new BorderLayout(GAP, GAP));
		this.watch = watch;
		setBorder(BorderFactory.createEmptyBorder(GAP, GAP, GAP, GAP));
		final JPanel top = new JPanel(new GridLayout(0, 1, 0, 2));
		top.add(now);
		top.add(scores);
		top.add(bar);
		add(top, BorderLayout.NORTH);
		add(page, BorderLayout.CENTER);
		final JPanel buttons = new JPanel(new FlowLayout(FlowLayout.RIGHT, GAP, 0));
		plots.setToolTipText("open as ImageJ plots that can be zoomed, listed and saved");
		pause.setToolTipText("after this step");
		finish.setToolTipText("stop after this step and save the model: the best weights so far, or the last ones, as chosen");
		cancel.setToolTipText("Esc: stop without a model; the last checkpoint stays");
		buttons.add(plots);
		buttons.add(pause);
		if (watch.mayFinish()) buttons.add(finish);
		buttons.add(cancel);
		add(buttons, BorderLayout.SOUTH);
		pause.addActionListener(e -> {
			watch.pauseOrGoOn();
			refresh();
		});
		finish.addActionListener(e -> {
			watch.control().finish();
			refresh();
		});
		cancel.addActionListener(e -> {
			if (reallyCancel.getAsBoolean()) watch.control().cancel();
			refresh();
		});
		getInputMap(WHEN_IN_FOCUSED_WINDOW).put(KeyStroke.getKeyStroke(KeyEvent.VK_ESCAPE, 0), CANCEL);
		getActionMap().put(CANCEL, new AbstractAction() {

			private static final long serialVersionUID = 1;

			@Override
			public void actionPerformed(final ActionEvent e) {
				cancel.doClick(); // which does nothing unless a training runs
			}
		});
		plots.addActionListener(e -> {
			final TrainingWatch.View view = watch.view();
			show.accept(view.curves().plots(view.title()));
		});
		refresh();
	}

	/** Updates the panel to the current state. */
	public void refresh() {
		final TrainingWatch.View view = watch.view();
		now.setText(view.lines().get(0));
		scores.setText(view.lines().get(1).isEmpty() ? " " : view.lines().get(1));
		bar.setValue((int) Math.round(STEPS * view.done()));
		pause.setText(watch.control().isPaused() ? "Resume" : "Pause");
		for (final JButton button : List.of(pause, finish, cancel))
			button.setEnabled(view.running());
		page.show(view);
	}

	/** The drawing, scaled to the available space. */
	private static final class Page extends JComponent {

		private static final long serialVersionUID = 1;

		private final transient TrainingPicture picture = new TrainingPicture();
		private transient TrainingWatch.View view;
		private transient BufferedImage image;
		private int drawn;
		private long time;
		private Dimension size;

		Page() {
			setPreferredSize(PICTURE);
		}

		void show(final TrainingWatch.View now) {
			view = now;
			if (isStale()) repaint();
		}

		private boolean isStale() {
			return image == null || drawn != view.drawn() || !size.equals(getSize()) || view.running() && System.nanoTime() -
				time > PATIENCE;
		}

		@Override
		protected void paintComponent(final Graphics g) {
			if (getWidth() == 0 || getHeight() == 0) return;
			if (isStale()) {
				image = picture.draw(view.curves(), view.preview(), getWidth(), getHeight()).getBufferedImage();
				drawn = view.drawn();
				size = getSize();
				time = System.nanoTime();
			}
			g.setColor(Color.WHITE);
			g.fillRect(0, 0, getWidth(), getHeight());
			g.drawImage(image, 0, 0, null);
		}
	}
}
