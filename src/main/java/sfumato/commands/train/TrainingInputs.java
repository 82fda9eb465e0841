package sfumato.commands.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import sfumato.commands.inputs.grouping.InputTable;
import sfumato.dialogs.MethodWidget;
import sfumato.training.settings.TrainingKey;

/** The keys of a section of {@link TrainingKey} as inputs, which begin with their standard values. */
final class TrainingInputs implements InputTable {

	private final List<TrainingKey> keys;
	private final Map<String, Object> values = new LinkedHashMap<>();

	TrainingInputs(final TrainingKey.Section section) {
		keys = TrainingKey.of(section);
		for (final TrainingKey key : keys)
			values.put(key.key(), key.standard());
	}

	@Override
	public List<Row> rows() {
		return keys.stream().map(k -> new Row(k.key(), k.standard().getClass(), k.label(), k.description(), style(k.form()), k.form()
			.minimum(), k.form().choices())).toList();
	}

	private static String style(final TrainingKey.Form form) {
		if (form.isSmall()) return "format:0.######";
		return form.methods() == null ? "" : (form.isSum() ? MethodWidget.SUM : MethodWidget.ONE) + form.methods().getName();
	}

	@Override
	public Object value(final String key) {
		return values.get(key);
	}

	@Override
	public void set(final String key, final Object value) {
		values.put(key, value);
	}
}
