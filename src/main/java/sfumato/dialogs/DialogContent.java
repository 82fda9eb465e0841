package sfumato.dialogs;

import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.FlowLayout;
import java.awt.event.ActionListener;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.ScrollPaneConstants;

import org.scijava.module.Module;
import org.scijava.module.ModuleItem;

import sfumato.text.Excerpt;

/**
 * What a command's dialog holds: the form, which scrolls, and below it what is wrong, and the buttons, which are always to be seen. The
 * dialog is left by OK only if all values can be taken; else it says what is wrong, and stays as it is.
 */
public final class DialogContent extends JPanel {

	private static final long serialVersionUID = 1;

	private static final int BORDER = 8;

	private final transient CommandForm form;
	private final transient Module module;
	/** What the command says before it runs. */
	private final transient Supplier<Optional<String>> check;
	private final JScrollPane scrolls;
	private final JLabel error = new JLabel();
	private final JButton ok = new JButton("OK"), cancel = new JButton("Cancel");

	/**
	 * @param check tells in a sentence why the command cannot run with the values that it has; asked when each of them alone is right
	 * @param close called at the end: with true to run the command, with false to do nothing
	 */
	public DialogContent(final CommandForm form, final Module module, final Supplier<Optional<String>> check,
		final Consumer<Boolean> close)
	{
		super(new BorderLayout());
		this.form = form;
		this.module = module;
		this.check = check;
		scrolls = new JScrollPane(form.getComponent(), ScrollPaneConstants.VERTICAL_SCROLLBAR_AS_NEEDED,
			ScrollPaneConstants.HORIZONTAL_SCROLLBAR_NEVER);
		scrolls.getVerticalScrollBar().setUnitIncrement(CommandForm.LINE);
		scrolls.setBorder(BorderFactory.createMatteBorder(0, 0, 1, 0, Color.LIGHT_GRAY));
		add(scrolls);
		error.setForeground(ErrorColor.get());
		error.setVisible(false);
		error.setBorder(BorderFactory.createEmptyBorder(BORDER / 2, BORDER, 0, BORDER));
		final JPanel foot = new JPanel(new BorderLayout());
		foot.add(error, BorderLayout.NORTH);
		foot.add(buttons(), BorderLayout.EAST);
		if (form.hasRequired()) {
			final JLabel legend = new JLabel("<html>" + ErrorColor.html("*") + " required");
			legend.setBorder(BorderFactory.createEmptyBorder(0, BORDER, 0, BORDER));
			foot.add(legend, BorderLayout.WEST);
		}
		add(foot, BorderLayout.SOUTH);
		form.onChange(this::look);
		ok.addActionListener(e -> {
			if (accepts()) close.accept(true);
		});
		cancel.addActionListener(e -> close.accept(false));
	}

	private JPanel buttons() {
		final String title = module.getInfo().getTitle();
		final JPanel buttons = new JPanel(new FlowLayout(FlowLayout.RIGHT, BORDER / 2, BORDER));
		final JButton help = button("Help", "Opens the page of this command in the documentation", e -> HelpWindow.show(HelpPage.of(title)));
		help.setEnabled(HelpPage.of(title).exists());
		buttons.add(help);
		buttons.add(button("Defaults", "Resets all inputs to their defaults, except images", e -> {
			form.restoreDefaults();
			say(null);
		}));
		buttons.add(ok);
		buttons.add(cancel);
		return buttons;
	}

	private static JButton button(final String text, final String help, final ActionListener action) {
		final JButton button = new JButton(text);
		button.setToolTipText(help);
		button.addActionListener(action);
		return button;
	}

	/** The button that the key Enter presses. */
	JButton ok() {
		return ok;
	}

	/** The button that the key Esc presses. */
	JButton cancel() {
		return cancel;
	}

	/** Whether the command can run with what is entered; if not, says why and shows where. */
	boolean accepts() {
		final Optional<CommandForm.Problem> problem = problem();
		say(problem.map(CommandForm.Problem::message).orElse(null));
		problem.map(CommandForm.Problem::widget).ifPresent(form::show);
		return problem.isEmpty();
	}

	/** The first thing that is wrong, said with labels. */
	private Optional<CommandForm.Problem> problem() {
		return form.problem().or(() -> check.get().map(m -> new CommandForm.Problem(widget(m), m))).map(p -> new CommandForm.Problem(p
			.widget(), Wording.ofDialog(module.getInfo(), p.message())));
	}

	/** Where the input is that a message names, or null. */
	private RowWidget<?> widget(final String message) {
		final ModuleItem<?> named = Wording.named(module.getInfo(), message);
		return named != null && form.getWidget(named.getName()) instanceof final RowWidget<?> row ? row : null;
	}

	/** What was said goes away once it is put right. */
	private void look() {
		if (error.isVisible() && !problem().map(CommandForm.Problem::message).equals(Optional.of(error()))) say(null);
	}

	/** What is said to be wrong; empty if nothing is. */
	String error() {
		return error.isVisible() ? error.getText().replaceAll("<[^>]*>", "").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
			: "";
	}

	private void say(final String message) {
		error.setVisible(message != null);
		if (message != null) error.setText("<html><div style='width:" + RowWidget.WHOLE_WIDTH + "px'>" + Excerpt.html(message));
		Dialogs.pack(this);
	}

	/** With room for a scroll bar, which may be there later. */
	@Override
	public Dimension getPreferredSize() {
		final Dimension size = super.getPreferredSize();
		final int bar = scrolls.getVerticalScrollBar().getPreferredSize().width;
		return new Dimension(Math.max(size.width, form.getComponent().getPreferredSize().width + bar), size.height);
	}
}
