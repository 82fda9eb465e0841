package sfumato.commands.wizard;

import java.awt.BorderLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import javax.swing.JComboBox;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTextField;
import javax.swing.SwingConstants;

import sfumato.commands.train.TrainingPanel;
import sfumato.commands.train.TrainingWatch;
import sfumato.plots.TrainingCurves;
import sfumato.plots.TrainingPicture;
import sfumato.training.History;
import sfumato.training.settings.TrainingKey;

/** The page with the training choices and the training curves. */
final class WizardTrainingPage extends WizardPage {

	private static final long serialVersionUID = 1;
	/** Presets for beginners, with a description of each. */
	private static final Map<String, String> RECIPES = Map.of("quick", "a small network, minutes on a CPU", "standard",
		"a larger network, for a GPU or a night");

	private final JComboBox<String> preset = WizardForm.choice(this::preset, "quick", "standard");
	private final JComboBox<String> device = WizardForm.choice(v -> choose(WizardInput.DEVICE, v), "auto", "cpu", "gpu");
	private final Map<TrainingKey, JTextField> keys = new EnumMap<>(TrainingKey.class);
	private final JTextField minutes = WizardForm.text(8, v -> choose(WizardInput.MINUTES, v));
	private final JLabel recipe;
	private final JPanel view = new JPanel(new BorderLayout());
	private final transient Supplier<Optional<TrainingWatch>> watches;
	private final transient WizardQuestions questions;
	private transient TrainingWatch watch;
	private TrainingPanel curves;
	private transient Path earlier;

	/**
	 * Creates the page.
	 *
	 * @param watches returns the training that began last
	 */
	WizardTrainingPage(final WizardSession session, final Supplier<Optional<TrainingWatch>> watches, final WizardQuestions questions) {
		super(session);
		this.watches = watches;
		this.questions = questions;
		final WizardForm left = new WizardForm(), right = new WizardForm();
		recipe = left.add("Preset", preset, " ");
		for (final TrainingKey key : TrainingKey.inWizard()) {
			keys.put(key, WizardForm.text(8, v -> {
				plan().choose(key, v);
				session.touch(WizardStep.TRAINING);
			}));
			left.add(key.label(), keys.get(key), key.description());
		}
		right.add("Minutes", minutes, "ends it with what it has; 0: never");
		right.add("Device", device, "auto takes a GPU if there is one");
		final JPanel choices = new JPanel(new BorderLayout(2 * GAP, 0));
		choices.setOpaque(false);
		choices.add(left, BorderLayout.CENTER);
		choices.add(right, BorderLayout.EAST);
		add(choices, BorderLayout.NORTH);
		view.setOpaque(false);
		add(view, BorderLayout.CENTER);
	}

	private void preset(final String name) {
		if (name.equals(plan().get(WizardInput.PRESET))) return;
		plan().choosePreset(name);
		session.touch(WizardStep.TRAINING);
	}

	private void choose(final WizardInput input, final String value) {
		plan().choose(input, value);
		session.touch(WizardStep.TRAINING);
	}

	@Override
	void refresh() {
		WizardForm.show(preset, plan().get(WizardInput.PRESET));
		keys.forEach((key, field) -> WizardForm.show(field, plan().get(key)));
		WizardForm.show(minutes, plan().get(WizardInput.MINUTES));
		WizardForm.show(device, plan().get(WizardInput.DEVICE));
		recipe.setText(RECIPES.get(plan().get(WizardInput.PRESET)));
		final Path history = plan().data() == null ? null : plan().result(WizardStep.TRAINING, WizardLines.MODEL).resolve("history.csv");
		if (watch == null && plan().state(WizardStep.TRAINING) != WizardPlan.State.TODO && Files.exists(history)) {
			if (!history.equals(earlier)) showEarlier(history);
		}
		else if (watch == null && plan().isValidSplit()) {
			final WizardSplit split = plan().split();
			final JLabel words = new JLabel("<html><center>" + WizardMessages.sets(split.train().size(),
				split.calibrate().size()) + "<br>" + WizardMessages.noCurvesYet(), SwingConstants.CENTER);
			words.setForeground(WizardForm.faint());
			show(words);
		}
		tick();
	}

	/** The curves of a training before the wizard was continued. */
	private void showEarlier(final Path history) {
		earlier = history;
		try {
			final WizardPicture picture = new WizardPicture(" ");
			picture.show(TrainingPicture.of("", TrainingCurves.of(History.read(history)), Optional.empty()).getImage(),
				"The training of this model");
			show(picture);
		}
		catch (final IOException e) {
			show(new JLabel(e.getMessage(), SwingConstants.CENTER));
		}
	}

	private void show(final java.awt.Component component) {
		view.removeAll();
		view.add(component, BorderLayout.CENTER);
		view.revalidate();
		view.repaint();
	}

	@Override
	void tick() {
		final boolean runs = session.running().filter(WizardStep.TRAINING::equals).isPresent();
		watches.get().filter(w -> runs && w != watch && !w.isOver()).ifPresent(w -> {
			watch = w;
			curves = new TrainingPanel(w, questions::reallyCancel, questions::open);
			show(curves);
		});
		if (curves != null) curves.refresh();
	}

	@Override
	boolean hasProgress() {
		return watch != null && !watch.isOver();
	}
}
