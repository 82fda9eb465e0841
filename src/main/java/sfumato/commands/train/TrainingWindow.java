package sfumato.commands.train;

import java.awt.Dimension;
import java.awt.GraphicsEnvironment;
import java.awt.Rectangle;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.util.Arrays;
import java.util.List;

import javax.swing.JFrame;
import javax.swing.Timer;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;

import sfumato.dialogs.Dialogs;

/**
 * A window that shows a training and can pause, finish or cancel it. It looks at the training a few times a second instead of being
 * told by it, so that a slow screen delays nothing but itself; closing it does not stop the training. All methods are for Swing's
 * thread.
 */
final class TrainingWindow extends JFrame {

	private static final long serialVersionUID = 1;
	private static final int INTERVAL = 300, STEP = 24;

	private final transient TrainingWatch watch;
	private final TrainingPanel panel;
	private final Timer timer = new Timer(INTERVAL, e -> refresh());

	TrainingWindow(final TrainingWatch watch) {
		super(watch.view().title());
		this.watch = watch;
		panel = new TrainingPanel(watch, this::reallyCancel, plots -> plots.forEach(ImagePlus::show));
		setContentPane(panel);
		setDefaultCloseOperation(DISPOSE_ON_CLOSE);
		addWindowListener(new WindowAdapter() {
			@Override
			public void windowClosed(final WindowEvent e) {
				timer.stop();
				WindowManager.removeWindow(TrainingWindow.this);
				if (!watch.isOver()) IJ.log(TrainMenuMessages.trainingContinues(getTitle()));
			}
		});
		pack();
		final Rectangle screen = GraphicsEnvironment.getLocalGraphicsEnvironment().getMaximumWindowBounds();
		final Dimension wanted = getSize();
		setSize(Math.min(wanted.width, screen.width), Math.min(wanted.height, screen.height));
		setLocationRelativeTo(null);
		stepAside(screen);
	}

	/** Leaves the titles of other trainings' windows to be seen and clicked. */
	private void stepAside(final Rectangle screen) {
		final int others = STEP * (int) Arrays.stream(getWindows()).filter(w -> w != this && w instanceof TrainingWindow && w.isShowing()).count();
		setLocation(Math.max(screen.x, Math.min(getX() + others, screen.x + screen.width - getWidth())), Math.max(screen.y, Math.min(getY() +
			others, screen.y + screen.height - getHeight())));
	}

	boolean shows(final TrainingWatch other) {
		return watch == other;
	}

	/** Shows the window in front. */
	void open() {
		WindowManager.addWindow(this); // ImageJ's menu lists it
		setVisible(true);
		toFront();
		timer.start();
	}

	private void refresh() {
		panel.refresh();
		setTitle(watch.view().title());
		if (watch.isOver()) timer.stop();
	}

	private boolean reallyCancel() {
		return Dialogs.ask(this, getTitle(), watch.mayFinish() ? TrainMenuMessages.askToCancel() : TrainMenuMessages.askToStop(),
			"Cancel training", "Continue");
	}

	/** Whether to quit although trainings run. */
	static boolean reallyQuit(final List<String> running) {
		return Dialogs.ask(IJ.getInstance(), "Quit", TrainMenuMessages.quit(running), running.size() > 1 ? "Quit and stop trainings"
			: "Quit and stop training", running.size() > 1 ? "Keep trainings" : "Keep training");
	}
}
