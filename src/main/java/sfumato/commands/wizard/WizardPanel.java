package sfumato.commands.wizard;

import java.awt.BorderLayout;
import java.awt.CardLayout;
import java.awt.FlowLayout;
import java.awt.Font;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JProgressBar;
import javax.swing.JScrollPane;
import javax.swing.JSeparator;
import javax.swing.JTextArea;
import javax.swing.UIManager;

import sfumato.commands.train.TrainingWatch;
import sfumato.commands.wizard.WizardRunner.Existing;
import sfumato.dialogs.ErrorColor;
import sfumato.text.UserException;

/** The contents of a {@link WizardWindow}: the steps on the left, the page of one step, and the macro. */
final class WizardPanel extends JPanel {

	private static final long serialVersionUID = 1;
	private static final int GAP = 12, MARGIN = 18, STEPS = 1000, LOG_ROWS = 4;

	private final transient WizardSession session;
	private final transient WizardQuestions questions;
	private final Map<WizardStep, WizardPage> pages = new EnumMap<>(WizardStep.class);
	private final WizardSidebar sidebar = new WizardSidebar(this::enter);
	private final CardLayout cards = new CardLayout();
	private final JPanel stage = new JPanel(cards);
	private final JLabel title = new JLabel(" ");
	private final JTextArea explanation = WizardForm.lines(2), said = WizardForm.lines(2), log = new JTextArea(LOG_ROWS, 40);
	private final JButton action = new JButton(" "), cancel = new JButton("Cancel"), back = new JButton("Back"), next = new JButton(
		"Next");
	private final MacroTools tools;
	private final JPanel run = new JPanel(new BorderLayout(GAP, 0)), history = new JPanel(new BorderLayout(GAP, GAP / 2));
	private final JProgressBar bar = new JProgressBar(0, STEPS);
	private WizardStep now = WizardStep.DATA;

	/**
	 * Creates the panel.
	 *
	 * @param background runs commands
	 * @param foreground runs what belongs to Swing's thread
	 * @param recorder hears the lines that are run
	 * @param remember hears the folder of results of a run that can be continued
	 * @param watches knows the training that has begun last
	 */
	WizardPanel(final WizardRunner runner, final Executor background, final Executor foreground, final Consumer<String> recorder,
		final Consumer<Path> remember, final Supplier<Optional<TrainingWatch>> watches, final WizardQuestions questions)
	{
		super(new BorderLayout());
		this.questions = questions;
		session = new WizardSession(runner, background, foreground, recorder, remember, this::refresh, (step, outcomes) -> pages.get(step).pictures(
			outcomes));
		pages.put(WizardStep.DATA, new WizardDataPage(session));
		pages.put(WizardStep.AGREEMENT, new WizardAgreementPage(session));
		pages.put(WizardStep.FUSION, new WizardFusionPage(session));
		pages.put(WizardStep.SPLIT, new WizardSplitPage(session));
		pages.put(WizardStep.TRAINING, new WizardTrainingPage(session, watches, questions));
		pages.put(WizardStep.RECALIBRATION, new WizardRecalibrationPage(session));
		pages.put(WizardStep.SCORES, new WizardScoresPage(session));
		pages.put(WizardStep.PREDICTION, new WizardPredictionPage(session, questions));
		tools = new MacroTools(questions, "steps", () -> Optional.of(session.plan().macro()), () -> session.plan().output(), said::setText);
		stage.setOpaque(false);
		pages.forEach((step, page) -> stage.add(page, step.name()));
		add(sidebar, BorderLayout.WEST);
		final JPanel right = new JPanel(new BorderLayout(GAP, GAP));
		right.setBorder(BorderFactory.createEmptyBorder(MARGIN, MARGIN, GAP, MARGIN));
		right.add(WizardForm.head(title, explanation), BorderLayout.NORTH);
		right.add(stage, BorderLayout.CENTER);
		right.add(foot(), BorderLayout.SOUTH);
		add(right, BorderLayout.CENTER);
		action.addActionListener(e -> act());
		cancel.addActionListener(e -> {
			if (!session.running().filter(WizardStep.TRAINING::equals).isPresent() || questions.reallyCancel()) stop();
		});
		back.addActionListener(e -> {
			if (now.isFirst()) questions.start();
			else enter(now.previous());
		});
		next.addActionListener(e -> {
			if (now.isLast()) questions.close();
			else enter(now.next());
		});
		refresh();
	}

	private JPanel foot() {
		run.setOpaque(false);
		final JPanel progress = WizardForm.clear(new FlowLayout(FlowLayout.TRAILING, GAP / 2, 0));
		progress.add(bar);
		progress.add(cancel);
		final JPanel start = WizardForm.clear(new FlowLayout(FlowLayout.LEADING, 0, 0));
		start.add(action);
		run.add(start, BorderLayout.WEST);
		said.setBorder(BorderFactory.createEmptyBorder(GAP / 2, 0, 0, 0));
		run.add(said, BorderLayout.CENTER);
		run.add(progress, BorderLayout.EAST);
		log.setEditable(false);
		log.setFont(new Font(Font.MONOSPACED, Font.PLAIN, log.getFont().getSize()));
		final JPanel macro = WizardForm.clear(new BorderLayout(GAP, GAP / 2));
		final JPanel ways = WizardForm.clear(new FlowLayout(FlowLayout.TRAILING, GAP / 2, 0));
		ways.add(back);
		ways.add(next);
		final JPanel buttons = WizardForm.clear(new BorderLayout());
		buttons.add(tools, BorderLayout.WEST);
		buttons.add(ways, BorderLayout.EAST);
		final JLabel heading = new JLabel("Macro of the executed steps");
		heading.setForeground(WizardForm.faint());
		history.setOpaque(false);
		history.add(heading, BorderLayout.NORTH);
		history.add(new JScrollPane(log), BorderLayout.CENTER);
		macro.add(history, BorderLayout.CENTER);
		macro.add(buttons, BorderLayout.SOUTH);
		final JPanel foot = WizardForm.clear(new BorderLayout(0, GAP));
		foot.add(run, BorderLayout.NORTH);
		foot.add(new JSeparator(), BorderLayout.CENTER);
		foot.add(macro, BorderLayout.SOUTH);
		return foot;
	}

	WizardSession session() {
		return session;
	}

	WizardStep now() {
		return now;
	}

	/** Shows the page of a step if it is accessible. Reports that take only moments run at once. */
	void enter(final WizardStep step) {
		if (!session.plan().mayEnter(step)) return;
		now = step;
		refresh();
	}

	/**
	 * Runs a report automatically if it overwrites nothing. On the first page it never runs, because the user has not confirmed the folder of
	 * results yet.
	 */
	private void report() {
		final WizardPlan plan = session.plan();
		if (plan.data() == null || session.isBusy() || !session.problem(now).isEmpty()) return;
		final WizardPlan.State state = plan.state(now);
		final boolean wanted = now == WizardStep.FUSION ? state != WizardPlan.State.DONE : now == WizardStep.AGREEMENT &&
			state == WizardPlan.State.TODO;
		if (wanted && plan.obstacle(now).isEmpty() && plan.existing(now).isEmpty()) session.run(now, Existing.REFUSE);
	}

	/** Handles the main button of the page. */
	private void act() {
		final WizardPlan plan = session.plan();
		Existing existing = Existing.REFUSE;
		if (plan.obstacle(now).isEmpty()) {
			final boolean unfinished = now == WizardStep.TRAINING && plan.isUnfinished();
			final List<Path> files = files();
			if (unfinished || !files.isEmpty()) {
				final Optional<WizardQuestions.Answer> answer = questions.existing(now, files, unfinished);
				if (answer.isEmpty()) return;
				if (answer.get() == WizardQuestions.Answer.KEEP_BOTH) plan.keepBoth(now);
				else existing = answer.get() == WizardQuestions.Answer.GO_ON ? Existing.GO_ON : Existing.REPLACE;
			}
		}
		session.run(now, existing);
	}

	private List<Path> files() {
		try {
			return session.plan().existing(now);
		}
		catch (final UserException e) { // the run says so
			return List.of();
		}
	}

	/** Continues a run, on the page after the last step that was made. */
	void resume(final SavedRun.Folder run, final Path output) {
		session.resume(run, output);
		now = run.steps().stream().map(SavedRun.Step::step).max(java.util.Comparator.naturalOrder()).orElse(WizardStep.DATA);
		refresh();
	}

	/** Cancels the running step. */
	void stop() {
		session.runner().cancel();
		tick();
	}

	/** Updates all components to the current state. */
	void refresh() {
		if (session == null || pages.size() < WizardStep.values().length) return;
		final WizardPlan plan = session.plan();
		if (!session.isBusy() && !plan.mayEnter(now)) now = WizardStep.DATA;
		sidebar.refresh(session, now);
		pages.get(now).refresh();
		cards.show(stage, now.name());
		title.setText(now.title());
		explanation.setText(now.explanation());
		action.setVisible(now.runs());
		action.setText(now.action());
		action.setEnabled(!session.isBusy() && plan.obstacle(now).isEmpty());
		back.setEnabled(!now.isFirst() || !session.isBusy());
		next.setText(now.isLast() ? "Close" : "Next");
		next.setEnabled(now.isLast() || plan.mayEnter(now.next()));
		history.setVisible(now != WizardStep.TRAINING); // curves need the room
		if (!log.getText().equals(session.log())) {
			log.setText(session.log());
			log.setCaretPosition(session.log().lastIndexOf('\n', session.log().length() - 2) + 1);
		}
		tools.setEnabled(plan.data() != null && plan.isAnythingMade());
		tick();
		report();
	}

	/** Shows the progress of the running step. A timer calls this several times per second. */
	void tick() {
		final boolean busy = session.isBusy();
		run.setVisible(!pages.get(now).hasProgress());
		bar.setVisible(session.running().isPresent());
		cancel.setVisible(session.running().isPresent());
		bar.setValue((int) Math.round(STEPS * session.runner().fraction()));
		final String problem = session.problem(now);
		said.setForeground(problem.isEmpty() || busy ? UIManager.getColor("Label.foreground") : ErrorColor.get());
		said.setText(session.running().map(step -> (step == now ? "" : step.title() + ": ") + session.runner().message()).orElse(busy
			? WizardMessages.reading() : problem.isEmpty() ? hint() : problem));
		pages.values().forEach(WizardPage::tick);
	}

	/** Describes the next action. */
	private String hint() {
		final WizardPlan plan = session.plan();
		if (plan.obstacle(now).isPresent()) return plan.obstacle(now).get();
		return switch (plan.state(now)) {
			case CHANGED -> WizardMessages.choicesChanged();
			case OUTDATED -> WizardMessages.outdated();
			case TODO -> now == WizardStep.DATA ? WizardMessages.check() : "";
			case DONE -> now.runs() && now != WizardStep.FUSION ? WizardMessages.done(plan.output()) : "";
		};
	}
}
