package sfumato.commands.wizard;

import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.Font;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.function.Consumer;

import javax.swing.BorderFactory;
import javax.swing.Box;
import javax.swing.BoxLayout;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JFileChooser;
import javax.swing.JLabel;
import javax.swing.JPanel;

import sfumato.dialogs.ErrorColor;

/** The first page of the wizard: what to begin with, or which run to continue. */
final class WizardStart extends JPanel {

	private static final long serialVersionUID = 1;
	private static final int GAP = 12, MARGIN = 40, MOST = 6, WIDTH = 620, HEIGHT = 72;
	private static final float TITLE = 20;

	/** The ways that there are. */
	interface Ways {

		/** A folder of annotated images. */
		void folder();

		/** An open image, annotated here. */
		void image();

		/** A run whose results are in this folder. */
		void resume(Path output);
	}

	private final JLabel problem = new JLabel(" ");

	/** @param recent the folders of results of earlier runs, the last one first */
	WizardStart(final Ways ways, final List<Path> recent) {
		super(new BorderLayout());
		setBorder(BorderFactory.createEmptyBorder(MARGIN, MARGIN, MARGIN, MARGIN));
		final JPanel list = new JPanel();
		list.setOpaque(false);
		list.setLayout(new BoxLayout(list, BoxLayout.Y_AXIS));
		add(list, heading(WizardMessages.whatDoYouHave()));
		add(list, large("A folder of annotated images", WizardMessages.aboutFolders(), ways::folder));
		add(list, large("An open image, annotated here", WizardMessages.aboutOpenImage(), ways::image));
		list.add(Box.createVerticalStrut(GAP));
		add(list, heading("Continue with"));
		recent.stream().limit(MOST).forEach(folder -> add(list, row(folder, ways::resume)));
		final JButton other = new JButton("Another folder of results…");
		other.setToolTipText("a folder with the file " + SavedRun.FILE);
		other.addActionListener(e -> {
			final JFileChooser dialog = new JFileChooser(recent.isEmpty() ? null : new File(recent.get(0).toString()).getParentFile());
			dialog.setFileSelectionMode(JFileChooser.DIRECTORIES_ONLY);
			if (dialog.showOpenDialog(this) == JFileChooser.APPROVE_OPTION) ways.resume(dialog.getSelectedFile().toPath());
		});
		add(list, other);
		add(list, problem);
		add(list, BorderLayout.NORTH);
	}

	private static void add(final JPanel list, final JComponent component) {
		component.setAlignmentX(Component.LEFT_ALIGNMENT);
		list.add(component);
		list.add(Box.createVerticalStrut(GAP));
	}

	private static JLabel heading(final String text) {
		final JLabel label = new JLabel(text);
		label.setFont(label.getFont().deriveFont(Font.BOLD, TITLE));
		return label;
	}

	private static JButton large(final String name, final String meaning, final Runnable action) {
		final JButton button = new JButton("<html><b>" + name + "</b><br>" + meaning);
		button.getAccessibleContext().setAccessibleName(name);
		button.setName(name);
		button.setHorizontalAlignment(JButton.LEADING);
		button.setPreferredSize(new Dimension(WIDTH, HEIGHT));
		button.setMaximumSize(new Dimension(WIDTH, HEIGHT));
		button.addActionListener(e -> action.run());
		return button;
	}

	private static JButton row(final Path folder, final Consumer<Path> resume) {
		final JButton button = new JButton();
		button.putClientProperty("html.disable", Boolean.TRUE); // names of folders are no HTML
		button.setText(folder + date(folder));
		button.setName(folder.toString());
		button.setToolTipText("continue this run");
		button.setHorizontalAlignment(JButton.LEADING);
		button.addActionListener(e -> resume.accept(folder));
		return button;
	}

	private static String date(final Path folder) {
		try {
			return "   (" + DateTimeFormatter.ofLocalizedDateTime(FormatStyle.SHORT).format(Files.getLastModifiedTime(folder.resolve(
				SavedRun.FILE)).toInstant().atZone(ZoneId.systemDefault())) + ")";
		}
		catch (final java.io.IOException e) {
			return "";
		}
	}

	/** Says why a run cannot be continued. */
	void say(final String sentence) {
		problem.setForeground(ErrorColor.get());
		problem.setText(sentence);
	}
}
