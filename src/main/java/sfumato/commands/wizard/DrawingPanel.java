package sfumato.commands.wizard;

import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.FlowLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import javax.swing.BorderFactory;
import javax.swing.Box;
import javax.swing.DefaultComboBoxModel;
import javax.swing.JButton;
import javax.swing.JCheckBox;
import javax.swing.JComboBox;
import javax.swing.JEditorPane;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JProgressBar;
import javax.swing.JTextArea;
import javax.swing.JTextField;
import javax.swing.UIManager;

import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.plugin.frame.RoiManager;

import sfumato.commands.MacroCall;
import sfumato.commands.tables.TableText;
import sfumato.commands.train.TrainingPanel;
import sfumato.commands.train.TrainingWatch;
import sfumato.dialogs.ErrorColor;

/** The wizard's second way, on one page: draw on an open image, train, look at the prediction on the image, draw more, train on. */
final class DrawingPanel extends JPanel {

	private static final long serialVersionUID = 1;
	private static final int GAP = 12, MARGIN = 18, STEPS = 1000, LEFT = 400, FILL = 70;
	private static final String GUIDE = """
		<html><body style='font-family:sans-serif'>
		<b>1. Draw.</b> Take a selection tool of ImageJ (polygon, freehand, wand, oval), draw around an object, and press <b>B</b> \
		(Image &gt; Overlay &gt; Add Selection). The outline belongs to the rater and the class that are chosen at the left, and to the \
		slice that is shown. The ROI Manager works, too: press <b>T</b>, then "Take from ROI Manager".<br><br>
		<b>2. Finish a slice before you go on.</b> In a slice with outlines, all that is outside of them is background. Outline every \
		object in it. Slices without outlines are not used for training.<br><br>
		<b>3. How much?</b> Begin with 2 to 5 slices and about 20 objects of each class. Choose slices that look different. One \
		image of a single slice also works, with less to learn from.<br><br>
		<b>4. Several raters.</b> Each draws the same slices under an own name, or names the ROIs (<b>Y</b>), e.g. \
		<code>Eva: class1</code>. The network learns from the average of all raters.<br><br>
		<b>5. Train.</b> Minutes on a CPU. Then the prediction appears on the image, filled; your outlines stay as they are. Draw where \
		it is wrong, and press "Train on".
		</body></html>""";

	private final transient DrawingSession session;
	private final transient WizardQuestions questions;
	private final transient Supplier<Optional<TrainingWatch>> watches;
	private final JComboBox<String> images = WizardForm.choice(this::chooseImage);
	private final JComboBox<String> rater = WizardForm.choice(v -> {}, "Rater 1", "Rater 2", "Rater 3");
	private final JComboBox<String> label = WizardForm.choice(v -> {}, IntStream.rangeClosed(1, 9).mapToObj(Integer::toString).toArray(
		String[]::new));
	private final JComboBox<String> device = WizardForm.choice(v -> {}, "auto", "cpu", "gpu");
	private final JTextField epochs = new JTextField(8), minutes = new JTextField("0", 8), threads = new JTextField("0", 8);
	private final WizardTable counts = new WizardTable();
	private final JLabel drawn = new JLabel(" ");
	private final JButton manager = new JButton("Take from ROI Manager"), train = new JButton("Train"), further = new JButton("Train on"),
			cancel = new JButton("Cancel"), open = new JButton("Open in ImageJ"), back = new JButton("Back"), close = new JButton("Close");
	private final MacroTools macro;
	private final JCheckBox show = new JCheckBox("Show the prediction on the image", true);
	private final JProgressBar bar = new JProgressBar(0, STEPS);
	private final JTextArea said = WizardForm.lines(2);
	private final JPanel view = WizardForm.clear(new BorderLayout());
	private transient List<DrawnOutlines.Count> counted = List.of();
	private transient TrainingWatch watch;
	private transient ImagePlus painted;
	private transient Overlay shown;
	private TrainingPanel curves;
	private boolean isFilling, ownEpochs;

	/** The parameters are those of {@link WizardPanel}. */
	DrawingPanel(final WizardRunner runner, final Executor background, final Executor foreground, final Consumer<String> recorder,
		final Consumer<Path> remember, final Supplier<Optional<TrainingWatch>> watches, final WizardQuestions questions)
	{
		super(new BorderLayout(GAP, GAP));
		this.questions = questions;
		this.watches = watches;
		session = new DrawingSession(runner, background, foreground, recorder, remember, this::refresh);
		macro = new MacroTools(questions, "rounds", session::macro, () -> session.plan().output(), said::setText);
		setBorder(BorderFactory.createEmptyBorder(MARGIN, MARGIN, GAP, MARGIN));
		add(head(), BorderLayout.NORTH);
		add(left(), BorderLayout.WEST);
		view.add(guide(), BorderLayout.CENTER);
		add(view, BorderLayout.CENTER);
		add(foot(), BorderLayout.SOUTH);
		listen();
		refresh();
	}

	private static JEditorPane guide() {
		final JEditorPane guide = new JEditorPane("text/html", GUIDE);
		guide.setEditable(false);
		guide.setOpaque(false);
		guide.putClientProperty(JEditorPane.HONOR_DISPLAY_PROPERTIES, Boolean.TRUE);
		guide.setFont(UIManager.getFont("Label.font"));
		return guide;
	}

	private static JPanel head() {
		final JTextArea explanation = WizardForm.lines(2);
		explanation.setText(WizardMessages.aboutDrawing());
		return WizardForm.head(new JLabel("An open image, annotated here"), explanation);
	}

	private JPanel left() {
		rater.setEditable(true);
		final WizardForm form = new WizardForm(), below = new WizardForm();
		form.add("Image", images, "");
		form.add("Rater", rater, "who draws now");
		form.add("Class", label, "of what is drawn now");
		below.add("Epochs", epochs, "more for fewer slices");
		below.add("Minutes", minutes, "ends the training; 0: never");
		below.add("Device", device, "auto takes a GPU if there is one");
		below.add("Threads", threads, "0: all processors");
		images.setPrototypeDisplayValue("a name of an image");
		final JPanel middle = WizardForm.clear(new BorderLayout(0, GAP / 2));
		middle.add(drawn, BorderLayout.NORTH);
		middle.add(counts, BorderLayout.CENTER);
		final JPanel take = WizardForm.clear(new FlowLayout(FlowLayout.LEADING, 0, 0));
		take.add(manager);
		middle.add(take, BorderLayout.SOUTH);
		manager.setToolTipText("add the ROIs of the ROI Manager to the outlines, as drawn by this rater, of this class");
		final JPanel left = WizardForm.clear(new BorderLayout(0, GAP));
		left.add(form, BorderLayout.NORTH);
		left.add(middle, BorderLayout.CENTER);
		left.add(below, BorderLayout.SOUTH);
		left.setPreferredSize(new Dimension(LEFT, 0));
		return left;
	}

	private JPanel foot() {
		final JPanel actions = WizardForm.clear(new FlowLayout(FlowLayout.LEADING, 0, 0));
		final JPanel ways = WizardForm.clear(new FlowLayout(FlowLayout.TRAILING, GAP / 2, 0));
		train.setToolTipText("train a new network on what is drawn now, and predict the image");
		further.setToolTipText("train on what is drawn now, beginning with the weights of the last training");
		open.setToolTipText("open the predicted labels and probabilities");
		for (final JButton button : List.of(train, further, open)) {
			actions.add(button);
			actions.add(Box.createHorizontalStrut(GAP / 2));
		}
		actions.add(show);
		ways.add(bar);
		ways.add(cancel);
		final JPanel run = WizardForm.clear(new BorderLayout(GAP, GAP / 2));
		run.add(actions, BorderLayout.WEST);
		run.add(ways, BorderLayout.EAST);
		run.add(said, BorderLayout.SOUTH);
		final JPanel tools = WizardForm.clear(new BorderLayout());
		final JPanel leave = WizardForm.clear(new FlowLayout(FlowLayout.TRAILING, GAP / 2, 0));
		leave.add(back);
		leave.add(close);
		tools.add(macro, BorderLayout.WEST);
		tools.add(leave, BorderLayout.EAST);
		final JPanel foot = WizardForm.clear(new BorderLayout(0, GAP));
		foot.add(run, BorderLayout.NORTH);
		foot.add(tools, BorderLayout.SOUTH);
		return foot;
	}

	private void listen() {
		manager.addActionListener(e -> takeFromManager());
		train.addActionListener(e -> train(false));
		further.addActionListener(e -> train(true));
		cancel.addActionListener(e -> {
			if (questions.reallyCancel()) session.runner().cancel();
		});
		show.addActionListener(e -> paint());
		open.addActionListener(e -> questions.open(session.results().stream().map(ImagePlus::duplicate).toList()));
		back.addActionListener(e -> questions.start());
		close.addActionListener(e -> questions.close());
		epochs.addActionListener(e -> ownEpochs = !epochs.getText().isBlank());
		epochs.addFocusListener(new java.awt.event.FocusAdapter() {

			@Override
			public void focusLost(final java.awt.event.FocusEvent e) {
				ownEpochs = !epochs.getText().isBlank() && !epochs.getText().equals(suggested());
			}
		});
	}

	DrawingSession session() {
		return session;
	}

	private void chooseImage(final String title) {
		final ImagePlus image = isFilling ? null : WindowManager.getImage(title);
		if (image != null) session.begin(image);
	}

	private String rater() {
		final String name = String.valueOf(rater.getSelectedItem()).replaceAll("[:_/\\\\]", " ").strip();
		return name.isEmpty() || !Character.isLetter(name.charAt(0)) ? ("Rater " + name).strip() : name;
	}

	private int label() {
		return label.getSelectedIndex() + 1;
	}

	private void takeFromManager() {
		final RoiManager all = RoiManager.getInstance2();
		if (all == null || session.image() == null) return;
		DrawnOutlines.add(session.image(), all.getRoisAsArray(), rater(), label());
		all.reset();
		tick();
	}

	private String suggested() {
		return session.image() == null ? "" : Integer.toString(DrawingPlan.epochs(DrawnOutlines.planes(session.image())));
	}

	private void train(final boolean goOn) {
		try {
			session.train(Integer.parseInt(epochs.getText().strip()), Double.parseDouble(minutes.getText().strip()), String.valueOf(device
				.getSelectedItem()), Integer.parseInt(threads.getText().strip()), goOn);
		}
		catch (final NumberFormatException e) {
			said.setForeground(ErrorColor.get());
			said.setText(WizardMessages.numbers());
		}
	}

	/** Shows how everything stands. */
	void refresh() {
		if (session == null) return;
		final boolean busy = session.isBusy();
		final boolean first = session.plan() == null || session.plan().rounds().isEmpty();
		for (final JComboBox<String> box : List.of(images, device))
			box.setEnabled(!busy);
		train.setText(first ? "Train" : "Train anew");
		further.setVisible(!first);
		open.setEnabled(!session.results().isEmpty());
		show.setEnabled(session.prediction().isPresent());
		macro.setEnabled(!first);
		back.setEnabled(!busy);
		paint();
		tick();
	}

	/** Names what was drawn since, counts it, and shows how far a training is; to be called a few times a second. */
	void tick() {
		listImages();
		final ImagePlus image = session.image();
		final boolean busy = session.isBusy();
		if (image != null) {
			if (!busy) DrawnOutlines.adopt(image, rater(), label());
			count(image);
		}
		final RoiManager all = RoiManager.getInstance2();
		manager.setEnabled(image != null && all != null && all.getCount() > 0);
		train.setEnabled(!busy && image != null && !counted.isEmpty());
		further.setEnabled(train.isEnabled());
		final boolean trains = busy && watch != null && !watch.isOver();
		bar.setVisible(busy && !trains);
		cancel.setVisible(busy && !trains);
		bar.setValue((int) Math.round(STEPS * session.runner().fraction()));
		said.setForeground(busy || session.problem().isEmpty() ? UIManager.getColor("Label.foreground") : ErrorColor.get());
		said.setText(trains ? "" : busy ? session.runner().message() : session.problem().isEmpty() ? hint() : session.problem());
		watches.get().filter(w -> busy && w != watch && !w.isOver()).ifPresent(w -> {
			watch = w;
			curves = new TrainingPanel(w, questions::reallyCancel, questions::open);
			view.removeAll();
			view.add(curves, BorderLayout.CENTER);
			view.revalidate();
			view.repaint();
		});
		if (curves != null) curves.refresh();
	}

	private String hint() {
		if (session.image() == null) return WizardMessages.openAnImage();
		if (session.plan().rounds().isEmpty()) return counted.isEmpty() ? WizardMessages.nothingDrawn() : "";
		final int last = session.plan().rounds().get(session.plan().rounds().size() - 1).number();
		return WizardMessages.modelIsIn(session.plan().model(last));
	}

	private void listImages() {
		final List<String> titles = new ArrayList<>(List.of(WindowManager.getImageTitles()));
		if (session.image() != null && !titles.contains(session.image().getTitle())) titles.add(session.image().getTitle());
		final List<String> known = IntStream.range(0, images.getItemCount()).mapToObj(images::getItemAt).toList();
		if (titles.equals(known) || session.isBusy()) return;
		isFilling = true;
		images.setModel(new DefaultComboBoxModel<>(titles.toArray(String[]::new)));
		if (session.image() != null && titles.contains(session.image().getTitle())) images.setSelectedItem(session.image().getTitle());
		isFilling = false;
		final ImagePlus now = MacroCall.activeImage();
		if (session.image() == null && now != null) {
			images.setSelectedItem(now.getTitle());
			session.begin(now);
		}
	}

	private void count(final ImagePlus image) {
		final List<DrawnOutlines.Count> now = DrawnOutlines.counts(image);
		final int planes = DrawnOutlines.planes(image), others = DrawnOutlines.others(image);
		drawn.setText(planes + " of " + image.getNSlices() * image.getNFrames() + " slices are annotated" + (others == 0 ? "" : "; " + others +
			" ROIs are no areas and not used"));
		if (!ownEpochs && !epochs.isFocusOwner()) WizardForm.show(epochs, suggested());
		if (now.equals(counted) && counts.hasColumns()) return;
		counted = now;
		counts.show(new TableText(List.of("Rater", "Class", "Outlines", "Slices"), now.stream().map(c -> List.of(c.rater(), Integer.toString(c
			.label()), Integer.toString(c.outlines()), Integer.toString(c.planes()))).toList()), true);
	}

	/** Shows the prediction above the image, or takes it away; it is no part of the image's overlay, which has what is drawn. */
	private void paint() {
		final ImagePlus image = session.image();
		final Overlay wanted = show.isSelected() ? session.prediction().orElse(null) : null;
		if (painted != null && painted != image) show(painted, null);
		if (image != null && (painted != image || shown != wanted)) show(image, wanted);
		painted = image;
		shown = wanted;
	}

	private static void show(final ImagePlus image, final Overlay overlay) {
		if (image.getCanvas() == null) return;
		image.getCanvas().setShowAllList(overlay == null ? null : filled(overlay));
		image.draw();
	}

	private static Overlay filled(final Overlay overlay) {
		final Overlay filled = new Overlay();
		for (final Roi each : overlay.toArray()) {
			final Roi roi = (Roi) each.clone();
			final Color color = roi.getStrokeColor() == null ? Color.YELLOW : roi.getStrokeColor();
			roi.setFillColor(new Color(color.getRed(), color.getGreen(), color.getBlue(), FILL));
			filled.add(roi);
		}
		return filled;
	}

	/** Takes the prediction away from the image. */
	void leave() {
		if (painted != null) show(painted, null);
		painted = null;
		shown = null;
	}
}
