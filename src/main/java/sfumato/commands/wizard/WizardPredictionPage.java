package sfumato.commands.wizard;

import java.awt.BorderLayout;
import java.awt.FlowLayout;
import java.awt.Image;
import java.awt.Toolkit;
import java.awt.datatransfer.StringSelection;
import java.util.List;
import java.util.stream.Stream;

import javax.swing.DefaultComboBoxModel;
import javax.swing.JButton;
import javax.swing.JComboBox;
import javax.swing.JFileChooser;
import javax.swing.JPanel;
import javax.swing.JTextField;

import ij.ImagePlus;

import sfumato.commands.wizard.WizardRunner.Outcome;

/** The page with the prediction of a test case or any image. */
final class WizardPredictionPage extends WizardPage {

	private static final long serialVersionUID = 1;

	private final JComboBox<String> image = WizardForm.choice(this::choose);
	private final JButton file = new JButton("Image file…"), show = new JButton("Open in ImageJ"), open = new JButton(
		"Segment the active image"), all = new JButton("Segment a folder…"), where = new JButton("Copy path");
	private final JTextField model = new JTextField(40);
	private final WizardPicture outlines = new WizardPicture(" "), probability = new WizardPicture(" ");
	private transient List<ImagePlus> predicted = List.of();
	private List<String> offered = List.of();

	WizardPredictionPage(final WizardSession session, final WizardQuestions questions) {
		super(session);
		final WizardForm form = new WizardForm();
		image.setEditable(true);
		form.add("Image", image, "a test case, or the path of an image file");
		final JPanel buttons = new JPanel(new FlowLayout(FlowLayout.LEADING, 0, 0));
		buttons.setOpaque(false);
		buttons.add(file);
		buttons.add(javax.swing.Box.createHorizontalStrut(GAP / 2));
		buttons.add(show);
		form.add("", buttons, "");
		model.setEditable(false);
		where.setToolTipText("copy the path of the model folder to the clipboard");
		where.addActionListener(e -> Toolkit.getDefaultToolkit().getSystemClipboard().setContents(new StringSelection(model.getText()),
			null));
		form.addPath("Model folder", model, where);
		final JPanel others = new JPanel(new FlowLayout(FlowLayout.LEADING, 0, 0));
		others.setOpaque(false);
		others.add(open);
		others.add(javax.swing.Box.createHorizontalStrut(GAP / 2));
		others.add(all);
		form.add("Use it for", others, "");
		open.setToolTipText("Predict Segmentation... with this model");
		all.setToolTipText("Predict Folder... with this model");
		open.addActionListener(e -> questions.predict(WizardQuestions.Predictor.OPEN_IMAGE, plan().model()));
		all.addActionListener(e -> questions.predict(WizardQuestions.Predictor.FOLDER, plan().model()));
		add(form, BorderLayout.NORTH);
		add(beside(outlines, probability), BorderLayout.CENTER);
		show.setEnabled(false);
		show.addActionListener(e -> questions.open(predicted.stream().map(ImagePlus::duplicate).toList()));
		file.addActionListener(e -> {
			final JFileChooser dialog = new JFileChooser(plan().data() == null ? null : plan().data().folder().toFile());
			if (dialog.showOpenDialog(this) == JFileChooser.APPROVE_OPTION) image.setSelectedItem(dialog.getSelectedFile().getPath());
		});
	}

	private void choose(final String value) {
		plan().choose(WizardInput.IMAGE, value);
		session.touch(WizardStep.PREDICTION);
	}

	@Override
	void refresh() {
		final boolean trained = plan().state(WizardStep.TRAINING) != WizardPlan.State.TODO;
		WizardForm.show(model, trained ? plan().model().toString() : "");
		for (final JButton button : List.of(open, all, where))
			button.setEnabled(trained);
		if (!plan().isValidSplit()) return;
		final String chosen = plan().get(WizardInput.IMAGE);
		final List<String> known = plan().split().test();
		if (!known.equals(offered)) {
			offered = known;
			image.setModel(new DefaultComboBoxModel<>(known.toArray(String[]::new)));
		}
		WizardForm.show(image, chosen);
	}

	@Override
	Runnable pictures(final List<Outcome> outcomes) {
		final ImagePlus map = outputs(outcomes, "probabilities", ImagePlus.class).get(0);
		final Image drawn = WizardFusionPage.withoutLegend(outputs(outcomes, "outlines", ImagePlus.class).get(0), map);
		final Image soft = WizardFusionPage.softLabel(map, 0);
		final List<ImagePlus> images = Stream.of("labels", "probabilities").flatMap(n -> outputs(outcomes, n, ImagePlus.class).stream())
			.toList();
		return () -> {
			outlines.show(drawn, "Predicted outlines");
			probability.show(soft, "Probability: dark 0, yellow 1");
			predicted = images;
			show.setEnabled(true);
		};
	}
}
