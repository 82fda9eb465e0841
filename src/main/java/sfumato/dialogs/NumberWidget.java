package sfumato.dialogs;

import java.awt.Component;
import java.math.BigDecimal;
import java.text.ParseException;
import java.util.Objects;
import java.util.Optional;

import javax.swing.JFormattedTextField;
import javax.swing.JPanel;
import javax.swing.JSpinner;
import javax.swing.JTextField;
import javax.swing.SpinnerNumberModel;
import javax.swing.text.DefaultFormatterFactory;

import org.scijava.Priority;
import org.scijava.plugin.Plugin;
import org.scijava.util.ClassUtils;
import org.scijava.widget.InputWidget;
import org.scijava.widget.WidgetModel;

import sfumato.text.WrongValue;

/**
 * A field for a number, with arrows. What is typed stays there also if it is no number, so that it can be put right; the decimal
 * separator is a point in all languages, as in macros.
 */
@Plugin(type = InputWidget.class, priority = Priority.HIGH - 1)
public class NumberWidget extends RowWidget<Number> {

	private JTextField field;
	/** What the module had when the field was refreshed; null before that. */
	private Optional<Object> shown;

	@Override
	public boolean supports(final WidgetModel model) {
		return super.supports(model) && model.isNumber() && (model.isType(Integer.class) || model.isType(Long.class) || model.isType(
			Double.class)) && !model.isMultipleChoice();
	}

	@Override
	protected void build(final JPanel row) {
		final JSpinner spinner = new JSpinner(new Steps());
		final JSpinner.DefaultEditor editor = new JSpinner.DefaultEditor(spinner);
		final JFormattedTextField text = editor.getTextField();
		text.setEditable(true);
		text.setFormatterFactory(new DefaultFormatterFactory(new Format()));
		text.setFocusLostBehavior(JFormattedTextField.PERSIST);
		text.setColumns(10);
		text.setHorizontalAlignment(JTextField.LEADING);
		text.setToolTipText(item().getDescription());
		spinner.setEditor(editor);
		field = text;
		row.add(spinner);
		refresh();
		Listeners.onChange(field, () -> {
			if (parsed() != null) updateModel();
		});
	}

	/** The number that stands in the field, or null if it is none. */
	private Number parsed() {
		return parse(field.getText());
	}

	private Number parse(final String text) {
		try {
			final BigDecimal number = new BigDecimal(text.strip());
			final Class<?> type = ClassUtils.getNonprimitiveType(item().getType());
			if (type == Double.class) return number.doubleValue();
			return type == Integer.class ? (Number) number.intValueExact() : (Number) number.longValueExact();
		}
		catch (final NumberFormatException | ArithmeticException e) {
			return null;
		}
	}

	private static String text(final Object value) {
		if (value == null) return "";
		if (!(value instanceof final Double d) || d.isNaN() || d.isInfinite()) return value.toString();
		final BigDecimal number = new BigDecimal(d.toString()).stripTrailingZeros();
		return Math.abs(d) >= 1e9 || d != 0 && Math.abs(d) < 1e-7 ? number.toString() : number.toPlainString();
	}

	@Override
	protected String problem() {
		final Number number = parsed();
		if (number == null && field.getText().isBlank()) return item().isRequired() || defaultValue() != null ? DialogMessages.missing(label())
			: null;
		final boolean isWhole = ClassUtils.getNonprimitiveType(item().getType()) != Double.class;
		if (number == null) return WrongValue.message(label(), field.getText().strip(), isWhole ? "a whole number" : "a number");
		if (isBelow(number.doubleValue())) return WrongValue.message(label(), number, "at least " + text(get().getMin()));
		return isAbove(number.doubleValue()) ? WrongValue.message(label(), number, "at most " + text(get().getMax())) : null;
	}

	private boolean isBelow(final double value) {
		return item().getMinimumValue() != null && value < get().getMin().doubleValue();
	}

	private boolean isAbove(final double value) {
		return item().getMaximumValue() != null && value > get().getMax().doubleValue();
	}

	@Override
	protected Component focus() {
		return field;
	}

	@Override
	public Number getValue() {
		return parsed();
	}

	@Override
	protected void refresh() {
		final Object value = moduleValue();
		if (shown != null && shown.equals(Optional.ofNullable(value)) && parsed() == null) return; // a mistake stays until it is put right
		if (!Objects.equals(value, parsed())) field.setText(text(value));
		shown = Optional.ofNullable(value);
	}

	@Override
	void reset() {
		shown = null;
		super.reset();
	}

	/** Steps from what stands in the field. */
	private final class Steps extends SpinnerNumberModel {

		private static final long serialVersionUID = 1;

		@Override
		public Object getNextValue() {
			return step(1);
		}

		@Override
		public Object getPreviousValue() {
			return step(-1);
		}

		private Object step(final int sign) {
			final Number now = parsed(), size = item().getStepSize();
			if (now == null) return null;
			final boolean isWhole = !(now instanceof Double);
			final double by = size != null ? size.doubleValue() : isWhole || Math.abs(now.doubleValue()) >= 10 ? 1 : 0.1;
			final BigDecimal next = new BigDecimal(now.toString()).add(BigDecimal.valueOf(sign * by));
			return isBelow(next.doubleValue()) || isAbove(next.doubleValue()) ? null : parse(next.toPlainString());
		}

		@Override
		public void setValue(final Object value) {
			super.setValue(value);
			if (field != null) field.setText(text(value));
		}
	}

	/** A text for a number. */
	private final class Format extends JFormattedTextField.AbstractFormatter {

		private static final long serialVersionUID = 1;

		@Override
		public Object stringToValue(final String text) throws ParseException {
			final Number number = parse(text);
			if (number == null) throw new ParseException(text, 0);
			return number;
		}

		@Override
		public String valueToString(final Object value) {
			return text(value);
		}
	}
}
