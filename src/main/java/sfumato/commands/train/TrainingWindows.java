package sfumato.commands.train;

import java.awt.EventQueue;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.prefs.PrefService;
import org.scijava.service.AbstractService;
import org.scijava.service.SciJavaService;
import org.scijava.service.Service;

import ij.IJ;
import ij.ImagePlus;

import sfumato.commands.RecentFolders;
import sfumato.plots.TrainingCurves;
import sfumato.plots.TrainingPicture;
import sfumato.text.UserException;
import sfumato.training.History;

/** The training windows: of the running training, and of the last one when it is over. */
@Plugin(type = Service.class)
public class TrainingWindows extends AbstractService implements SciJavaService {

	private static final String HISTORY = "history.csv";

	@Parameter
	private PrefService prefs;

	private TrainingWatch last;
	private final List<TrainingWatch> running = new ArrayList<>();
	/** Null as long as there was nothing to guard. */
	private QuitGuard guard;
	/** The window. Only Swing's thread may use it. */
	private TrainingWindow window;

	/**
	 * Watches a training that is about to begin.
	 *
	 * @param title the name of the training
	 * @param mayFinish whether the training can be finished early
	 * @param wanted whether to open a window at its beginning, if there is a screen
	 */
	TrainingWatch watch(final String title, final boolean mayFinish, final boolean wanted) {
		final boolean opens = wanted && hasScreen();
		final TrainingWatch[] self = new TrainingWatch[1];
		self[0] = new TrainingWatch(title, mayFinish, () -> begin(self[0], opens));
		register(self[0]);
		return self[0];
	}

	/** Returns the training that began last. */
	public synchronized Optional<TrainingWatch> last() {
		return Optional.ofNullable(last);
	}

	/** The trainings that run, each with how far it is. */
	synchronized List<String> running() {
		return running.stream().map(TrainingWatch::summary).toList();
	}

	/** Whether a training is running. */
	synchronized boolean isRunning() {
		return last != null && !last.isOver();
	}

	/** Remembers a model that was trained by somebody at a screen. */
	void remember(final Path model) {
		if (hasScreen()) models().add(model);
	}

	/** The models that were trained last and are still there, also before ImageJ was started. */
	List<Path> recent() {
		return models().list(m -> Files.isRegularFile(m.resolve(HISTORY)));
	}

	private RecentFolders models() {
		return new RecentFolders(prefs, TrainingWindows.class);
	}

	/**
	 * The curves of a model on one page.
	 *
	 * @throws IOException if it has no history of its training
	 */
	static ImagePlus curves(final Path model) throws IOException {
		return TrainingPicture.of("Training of " + model.getFileName(), TrainingCurves.of(History.read(model.resolve(HISTORY))), Optional
			.empty());
	}

	/** Whether windows can be opened. */
	public static boolean hasScreen() {
		return !GraphicsEnvironment.isHeadless() && IJ.getInstance() != null;
	}

	private synchronized void register(final TrainingWatch watch) {
		running.add(watch);
		watch.whenOver(() -> forget(watch));
		if (!hasScreen()) return;
		if (guard == null) guard = new QuitGuard(this::running, EventQueue::invokeLater, TrainingWindow::reallyQuit, IJ.getInstance()::quit);
		guard.begin();
	}

	private synchronized void forget(final TrainingWatch watch) {
		running.remove(watch);
		if (running.isEmpty() && guard != null) guard.end();
	}

	private synchronized void begin(final TrainingWatch watch, final boolean opens) {
		last = watch;
		if (opens) open(watch);
	}

	/**
	 * Opens the window again, or brings it to the front.
	 *
	 * @throws UserException if there is no training to watch or no screen
	 */
	synchronized void open() {
		if (!hasScreen()) throw new UserException(
			TrainMenuMessages.noScreen());
		if (last == null) throw new UserException(
			TrainMenuMessages.noTrainingYet());
		open(last);
	}

	private void open(final TrainingWatch watch) {
		EventQueue.invokeLater(() -> {
			if (window == null || !window.isDisplayable() || !window.shows(watch)) window = new TrainingWindow(watch);
			window.open();
		});
	}
}
