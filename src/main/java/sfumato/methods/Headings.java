package sfumato.methods;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.scijava.plugin.SciJavaPlugin;

import sfumato.text.UserException;

/** The column headings of methods in tables. */
public final class Headings {

	private Headings() {}

	/**
	 * Makes the headings of table columns distinct. Methods with the same heading get the options that differ as a suffix, e.g.
	 * {@code NSD_tolerance_1} and {@code NSD_tolerance_2}.
	 *
	 * @param methods one per column
	 * @param headings the heading of each method alone
	 * @return one distinct heading per method
	 * @throws UserException if a method is given twice
	 */
	public static List<String> distinct(final List<? extends SciJavaPlugin> methods, final List<String> headings) {
		final List<MethodSpec> specs = methods.stream().map(m -> MethodSpec.parse(Methods.textOf(m))).toList();
		final List<String> distinct = new ArrayList<>();
		for (int i = 0; i < specs.size(); i++) {
			final String own = headings.get(i);
			final List<MethodSpec> others = new ArrayList<>();
			for (int j = 0; j < specs.size(); j++) {
				if (j == i || !headings.get(j).equals(own)) continue;
				if (specs.get(j).equals(specs.get(i))) throw new UserException(MethodMessages.givenTwice(specs.get(i)));
				others.add(specs.get(j));
			}
			final StringBuilder heading = new StringBuilder(own);
			for (final Map.Entry<String, String> option : specs.get(i).options().entrySet())
				if (others.stream().anyMatch(o -> !option.getValue().equals(o.options().get(option.getKey())))) heading.append('_')
					.append(option.getKey()).append('_').append(option.getValue());
			distinct.add(heading.toString());
		}
		return distinct;
	}
}
