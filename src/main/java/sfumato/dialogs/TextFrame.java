package sfumato.dialogs;

import java.awt.Dimension;
import java.awt.Font;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;

import javax.swing.BorderFactory;
import javax.swing.JFrame;
import javax.swing.JScrollPane;
import javax.swing.JTextArea;
import javax.swing.SwingUtilities;
import javax.swing.WindowConstants;

import ij.WindowManager;
import ij.gui.GUI;

/** A window with a text, of which lines break between words; it is in ImageJ's menu of windows. */
public final class TextFrame {

	private static final Dimension LARGEST = new Dimension(760, 560);
	private static final int COLUMNS = 90, MARGIN = 8;

	private TextFrame() {}

	/** Opens a window, from any thread. */
	public static void show(final String title, final String text) {
		SwingUtilities.invokeLater(() -> {
			final JFrame frame = new JFrame(title);
			frame.add(new JScrollPane(area(text)));
			frame.setDefaultCloseOperation(WindowConstants.DISPOSE_ON_CLOSE);
			frame.addWindowListener(new WindowAdapter() {

				@Override
				public void windowClosed(final WindowEvent e) {
					WindowManager.removeWindow(frame);
				}
			});
			frame.pack();
			frame.setSize(Math.min(LARGEST.width, frame.getWidth()), Math.min(LARGEST.height, frame.getHeight()));
			GUI.centerOnImageJScreen(frame);
			frame.setVisible(true);
			WindowManager.addWindow(frame);
		});
	}

	/** The text, as wide as a page and as high as it needs. */
	static JTextArea area(final String text) {
		final JTextArea area = new JTextArea(text);
		area.setFont(new Font(Font.MONOSPACED, Font.PLAIN, area.getFont().getSize()));
		area.setColumns(COLUMNS);
		area.setLineWrap(true);
		area.setWrapStyleWord(true);
		area.setEditable(false);
		area.setCaretPosition(0);
		area.setBorder(BorderFactory.createEmptyBorder(MARGIN, MARGIN, MARGIN, MARGIN));
		area.setSize(area.getPreferredSize().width, Short.MAX_VALUE); // how high it is depends on how wide it is
		return area;
	}
}
