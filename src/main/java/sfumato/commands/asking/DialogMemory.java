package sfumato.commands.asking;

import java.io.File;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.scijava.ItemVisibility;
import org.scijava.module.MethodCallException;
import org.scijava.module.Module;
import org.scijava.module.ModuleException;
import org.scijava.module.ModuleItem;
import org.scijava.prefs.PrefService;

import ij.ImagePlus;

import sfumato.commands.macro.MacroOptions;
import sfumato.dialogs.PathWidget;
import sfumato.text.UserException;

/**
 * What was entered last in the dialog of a command, in the preferences. Dialogs alone read it. It holds only what differs from the
 * default, so that a new version may have a better one.
 * <p>
 * Some inputs are not remembered: images, because they may be closed, and whether only their selection counts, because the next image
 * has another one or none; what replaces or installs something, because that is decided once for one result; addresses and checksums,
 * because an address may hold a password. A file or folder for a result comes back only as long as it does not exist, after a command
 * that has failed.
 */
final class DialogMemory {

	private static final Set<String> DECISIONS = Set.of("overwrite", "install", "resume", "merge"), SECRETS = Set.of("address", "checksum");
	private static final Set<String> OF_IMAGES = Set.of("region");
	/** The preferences of Java take no longer values. */
	private static final int LONGEST = 8000;

	private final PrefService prefs;

	DialogMemory(final PrefService prefs) {
		this.prefs = prefs;
	}

	/** Whether an input is remembered. */
	static boolean isRemembered(final ModuleItem<?> input) {
		return MacroOptions.isOption(input) && !ImagePlus.class.isAssignableFrom(input.getType()) && !OF_IMAGES.contains(input.getName()) &&
			!DECISIONS.contains(input.getName()) && !SECRETS.contains(input.getName());
	}

	/** Enters what was entered last, in inputs that the dialog asks for, and renews notes, which say what becomes of the inputs. */
	void restore(final Module module) {
		final Map<String, String> values = prefs.getMap(DialogMemory.class, node(module));
		if (values == null) return;
		for (final ModuleItem<?> input : module.getInfo().inputs()) {
			final String text = values.get(input.getName());
			if (text == null || !isRemembered(input) || module.isInputResolved(input.getName())) continue;
			if (PathWidget.isResult(input) && new File(text).exists()) continue;
			try {
				module.setInput(input.getName(), input.getType() == File.class && text.isEmpty() ? null : MacroOptions.read(input, text));
			}
			catch (final UserException e) {
				// another version may have other choices; then there is the default
			}
		}
		for (final ModuleItem<?> note : module.getInfo().inputs())
			if (note.getVisibility() == ItemVisibility.MESSAGE) renew(note, module);
	}

	private static void renew(final ModuleItem<?> note, final Module module) {
		try {
			note.initialize(module);
		}
		catch (final MethodCallException e) {
			throw new IllegalStateException(e);
		}
	}

	/** Remembers what has been entered. */
	void keep(final Module module) {
		final Map<String, String> values = new LinkedHashMap<>();
		final Module fresh;
		try {
			fresh = module.getInfo().createModule();
		}
		catch (final ModuleException e) {
			throw new IllegalStateException(e);
		}
		for (final ModuleItem<?> input : module.getInfo().inputs()) {
			if (!isRemembered(input)) continue;
			final String text = text(input.getValue(module));
			if (!Objects.equals(text, text(fresh.getInput(input.getName()))) && text.length() <= LONGEST) values.put(input.getName(), text);
		}
		prefs.remove(DialogMemory.class, node(module));
		prefs.put(DialogMemory.class, node(module), values);
	}

	private static String text(final Object value) {
		return value == null ? "" : value.toString();
	}

	/** Preferences take short names only. */
	private static String node(final Module module) {
		return module.getDelegateObject().getClass().getSimpleName();
	}
}
