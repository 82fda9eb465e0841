package sfumato.commands.wizard;

import java.awt.CardLayout;
import java.awt.Dimension;
import java.awt.EventQueue;
import java.awt.GraphicsEnvironment;
import java.awt.Rectangle;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import javax.swing.JFileChooser;
import javax.swing.JFrame;
import javax.swing.JOptionPane;
import javax.swing.JPanel;
import javax.swing.Timer;

import org.scijava.Context;
import org.scijava.command.CommandService;
import org.scijava.prefs.PrefService;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;

import sfumato.commands.RecentFolders;
import sfumato.commands.macro.RecorderPage;
import sfumato.commands.predict.PredictFolder;
import sfumato.commands.predict.PredictSegmentation;
import sfumato.commands.train.TrainingWatch;
import sfumato.commands.train.TrainingWindows;
import sfumato.dialogs.Dialogs;
import sfumato.text.Lines;
import sfumato.text.UserException;

/** The window of the {@link SegmentationWizard}, with its dialogs. All methods are for Swing's thread. */
final class WizardWindow extends JFrame implements WizardQuestions {

	private static final long serialVersionUID = 1;
	private static final String START = "start", FOLDER = "folder", IMAGE = "image";
	private static final int INTERVAL = 200, WIDTH = 1160, HEIGHT = 760;
	/** The smallest window in pixels. */
	static final int LEAST_WIDTH = 860, LEAST_HEIGHT = 640;

	private final transient CommandService commands;
	private final transient RecentFolders recent;
	private final transient Executor background;
	private final CardLayout layout = new CardLayout();
	private final JPanel cards = new JPanel(layout);
	private final WizardPanel panel;
	private final DrawingPanel drawing;
	private WizardStart start;
	private String card = START;
	private final Timer timer;

	WizardWindow(final Context context, final Executor background) {
		super("Segmentation Wizard");
		commands = context.service(CommandService.class);
		recent = new RecentFolders(context.service(PrefService.class), SegmentationWizard.class);
		this.background = background;
		final Supplier<Optional<TrainingWatch>> watches = context.service(TrainingWindows.class)::last;
		panel = new WizardPanel(new WizardRunner(context), background, EventQueue::invokeLater, WizardWindow::record, recent::add, watches,
			this);
		drawing = new DrawingPanel(new WizardRunner(context), background, EventQueue::invokeLater, WizardWindow::record, recent::add,
			watches, this);
		timer = new Timer(INTERVAL, e -> tick());
		cards.add(panel, FOLDER);
		cards.add(drawing, IMAGE);
		setContentPane(cards);
		start();
		setDefaultCloseOperation(DO_NOTHING_ON_CLOSE);
		addWindowListener(new WindowAdapter() {
			@Override
			public void windowClosing(final WindowEvent e) {
				close();
			}

			@Override
			public void windowClosed(final WindowEvent e) {
				timer.stop();
				drawing.leave();
				WindowManager.removeWindow(WizardWindow.this);
			}
		});
		final Rectangle screen = GraphicsEnvironment.getLocalGraphicsEnvironment().getMaximumWindowBounds();
		setMinimumSize(new Dimension(Math.min(LEAST_WIDTH, screen.width), Math.min(LEAST_HEIGHT, screen.height)));
		setSize(Math.min(WIDTH, screen.width), Math.min(HEIGHT, screen.height));
		setLocationRelativeTo(null);
	}

	private void tick() {
		if (card.equals(FOLDER)) panel.tick();
		else if (card.equals(IMAGE)) drawing.tick();
	}

	private void go(final String where) {
		card = where;
		layout.show(cards, where);
	}

	@Override
	public void start() {
		if (start != null) cards.remove(start);
		drawing.leave();
		start = new WizardStart(new WizardStart.Ways() {

			@Override
			public void folder() {
				go(FOLDER);
			}

			@Override
			public void image() {
				go(IMAGE);
				drawing.refresh();
			}

			@Override
			public void resume(final Path output) {
				continueWith(output);
			}
		}, recent.list(SavedRun::isIn));
		cards.add(start, START);
		go(START);
	}

	private void continueWith(final Path output) {
		try {
			if (!SavedRun.isIn(output)) throw new UserException(WizardMessages.noRun(output));
			final SavedRun run = SavedRun.read(output);
			if (run instanceof final SavedRun.Folder of) {
				go(FOLDER);
				panel.resume(of, output);
			}
			else background.execute(() -> open((SavedRun.Drawing) run, output));
		}
		catch (final IOException | UserException e) {
			start.say(e.getMessage());
		}
	}

	private void open(final SavedRun.Drawing run, final Path output) {
		final ImagePlus image = IJ.openImage(run.image().toString());
		EventQueue.invokeLater(() -> {
			try {
				if (image == null) throw new IOException(WizardMessages.imageGone(run.image()));
				image.show();
				go(IMAGE);
				drawing.session().resume(run, output, image);
			}
			catch (final IOException | UserException e) {
				go(START);
				start.say(e.getMessage());
			}
		});
	}

	/** Shows the window. */
	void open() {
		WindowManager.addWindow(this); // ImageJ's menu lists it
		setVisible(true);
		timer.start();
	}

	/** Records a command as if the user had chosen it from the menu. */
	private static void record(final String line) {
		new RecorderPage().write(line);
	}

	@Override
	public Optional<Answer> existing(final WizardStep step, final List<Path> files, final boolean unfinished) {
		final String what = files.stream().map(f -> f.getFileName().toString()).collect(Collectors.joining(", "));
		final String[] texts = unfinished ? new String[] { "Resume", "Start again", "Cancel" } : new String[] { "Keep both", "Replace",
			"Cancel" };
		final int chosen = JOptionPane.showOptionDialog(this, Lines.wrap(unfinished ? WizardMessages.askToResume()
			: WizardMessages.askToReplaceResults(what)), step.title(),
			JOptionPane.DEFAULT_OPTION, JOptionPane.QUESTION_MESSAGE, null, texts, texts[0]);
		return chosen == 0 ? Optional.of(unfinished ? Answer.GO_ON : Answer.KEEP_BOTH) : chosen == 1 ? Optional.of(Answer.REPLACE)
			: Optional.empty();
	}

	@Override
	public boolean reallyCancel() {
		return confirm(WizardMessages.askToCancel(), "Stop", "Continue");
	}

	@Override
	public Optional<Path> macroFile(final Path suggestion) {
		final JFileChooser dialog = new JFileChooser();
		dialog.setSelectedFile(new File(suggestion.toString()));
		if (dialog.showSaveDialog(this) != JFileChooser.APPROVE_OPTION) return Optional.empty();
		final String name = dialog.getSelectedFile().getPath();
		final Path file = Path.of(name.endsWith(".ijm") ? name : name + ".ijm");
		return Files.exists(file) && !confirm(WizardMessages.askToReplaceFile(file.getFileName()), "Replace", "Cancel") ? Optional.empty()
			: Optional
			.of(file);
	}

	private boolean confirm(final String question, final String verb, final String other) {
		return Dialogs.ask(this, getTitle(), question, verb, other);
	}

	@Override
	public void open(final List<ImagePlus> images) {
		images.forEach(ImagePlus::show);
	}

	@Override
	public void predict(final Predictor what, final Path model) {
		if (what == Predictor.FOLDER) commands.run(PredictFolder.class, true, "model", model.toFile());
		else commands.run(PredictSegmentation.class, true, "model", model.toFile());
	}

	@Override
	public void close() {
		final Optional<String> running = drawing.session().isBusy() ? Optional.of("Training") : panel.session().running().map(
			WizardStep::title);
		if (running.isPresent()) {
			if (!confirm(WizardMessages.askToClose(running.get()), "Stop", "Continue")) return;
			panel.stop();
			drawing.session().runner().cancel();
		}
		dispose();
	}
}
