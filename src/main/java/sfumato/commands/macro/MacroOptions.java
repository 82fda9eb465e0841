package sfumato.commands.macro;

import java.io.File;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import org.scijava.ItemVisibility;
import org.scijava.Priority;
import org.scijava.module.Module;
import org.scijava.module.ModuleException;
import org.scijava.module.ModuleItem;
import org.scijava.module.process.AbstractPreprocessorPlugin;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.Plugin;
import org.scijava.service.Service;

import ij.ImagePlus;
import ij.Macro;
import ij.WindowManager;
import ij.io.Opener;

import sfumato.commands.BaseCommand;
import sfumato.commands.MacroCall;
import sfumato.commands.MessageBox;
import sfumato.commands.labels.OpenNifti;
import sfumato.files.ImageFiles;
import sfumato.files.TiffImages;
import sfumato.text.Excerpt;
import sfumato.text.UserException;
import sfumato.text.WrongValue;
import sfumato.training.settings.TrainingKey;

/**
 * Parses the options of {@code run("Label...", "options")} for Sfumato's commands strictly: an unknown option or an invalid value
 * stops the macro with a message. ImageJ would ignore both and compute something else.
 * <p>
 * In Fiji, imagej-legacy has read the options before by searching for {@code key=}, also inside another option's brackets;
 * what it found there is put back.
 */
@Plugin(type = PreprocessorPlugin.class, priority = 1.6 * Priority.VERY_HIGH)
public class MacroOptions extends AbstractPreprocessorPlugin {

	/**
	 * Options of the macro. ImageJ finds them by the thread of the macro, on which the constructor runs; {@link #process} runs on another
	 * one.
	 */
	private final String options = MacroCall.options();

	@Override
	public void process(final Module module) {
		if (!(module.getDelegateObject() instanceof final BaseCommand command) || !command.macro().isMacro()) return;
		try {
			fill(module, OptionText.parse(options == null ? "" : options), command.label());
		}
		catch (final UserException e) {
			cancel(MessageBox.text(e.getMessage()));
			command.macro().stop(command.label(), e.getMessage());
		}
	}

	private void fill(final Module module, final Map<String, String> given, final String label) {
		set(module, given, label, MacroOptions::image);
		if (options == null) return;
		for (final ModuleItem<?> input : module.getInfo().inputs())
			if (isOption(input) && !given.containsKey(input.getName()) && Macro.getValue(options, input.getName(), null) != null) {
				module.setInput(input.getName(), initialValue(module, input.getName()));
				module.unresolveInput(input.getName());
			}
	}

	/**
	 * Sets the inputs of a command from options of a macro.
	 *
	 * @param images finds the image of an option by its name and value, or throws an error
	 * @throws UserException if an option does not exist or its value cannot be read
	 */
	public static void set(final Module module, final Map<String, String> given, final String label,
		final BiFunction<String, String, ImagePlus> images)
	{
		final Map<String, ModuleItem<?>> inputs = StreamSupport.stream(module.getInfo().inputs().spliterator(), false).filter(
			MacroOptions::isOption).collect(Collectors.toMap(ModuleItem::getName, i -> i, (a, b) -> a, LinkedHashMap::new));
		for (final String key : given.keySet())
			if (!inputs.containsKey(key) && !isHeading(module, key)) throw new UserException(TrainingKey.formOfToday(key, given.get(key)).filter(
				f -> inputs.containsKey(f.key())).map(f -> MacroMessages.formerOption(label, key, f.key(), f.value())).orElseGet(() ->
					MacroMessages.noOption(label, Excerpt.shorten(key, 40), String.join(", ", inputs.keySet()))));
		for (final ModuleItem<?> input : inputs.values())
			if (given.containsKey(input.getName())) {
				module.setInput(input.getName(), value(input, given.get(input.getName()), images));
				module.resolveInput(input.getName());
			}
	}

	/**
	 * The value of an input that is no image.
	 *
	 * @throws UserException in a sentence, if the text is none
	 */
	public static Object read(final ModuleItem<?> input, final String text) {
		return value(input, text, (name, title) -> null);
	}

	/** Whether an input is an option. Services and texts of the dialog are inputs, but no options. */
	public static boolean isOption(final ModuleItem<?> input) {
		return input.getVisibility() != ItemVisibility.MESSAGE && !Service.class.isAssignableFrom(input.getType()) &&
			input.getType() != org.scijava.Context.class;
	}

	/** Whether an option is a heading of the dialog. ImageJ's recorder records headings like options. */
	private static boolean isHeading(final Module module, final String name) {
		final ModuleItem<?> input = module.getInfo().getInput(name);
		return input != null && input.getVisibility() == ItemVisibility.MESSAGE;
	}

	/** The value of an input that nobody has set. */
	static Object initialValue(final Module module, final String name) {
		try {
			return module.getInfo().createModule().getInput(name);
		}
		catch (final ModuleException e) {
			throw new IllegalStateException(e);
		}
	}

	private static Object value(final ModuleItem<?> input, final String text,
		final BiFunction<String, String, ImagePlus> images)
	{
		final Class<?> type = input.getType();
		final String name = input.getName();
		if (text == null) { // a bare word switches on, as ImageJ's own commands have it
			if (type == Boolean.class) return true;
			throw new UserException(MacroMessages.noValue(name));
		}
		if (type == ImagePlus.class) return text.isEmpty() ? null : images.apply(name, text);
		if (type == String.class) return choice(input, text);
		if (type == File.class) return new File(text);
		if (type == Boolean.class) {
			if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) return text.equalsIgnoreCase("true");
			throw new UserException(WrongValue.message(name, text, "true or false"));
		}
		try {
			if (type == Integer.class) return Integer.valueOf(text);
			if (type == Long.class) return Long.valueOf(text);
			if (type == Double.class) return Double.valueOf(text);
		}
		catch (final NumberFormatException e) {
			throw new UserException(WrongValue.message(name, text, type == Double.class ? "a number" : "a whole number"), e);
		}
		throw new IllegalStateException("An option cannot be of " + type);
	}

	/** Checks a value against the allowed choices. In a macro nothing else checks them. */
	private static Object choice(final ModuleItem<?> input, final String text) {
		final List<?> choices = input.getChoices();
		if (choices == null || choices.isEmpty()) return text;
		for (final Object choice : choices)
			if (choice.toString().equalsIgnoreCase(text)) return choice;
		throw new UserException(WrongValue.message(input.getName(), text, "one of " +
			choices.stream().map(Object::toString).collect(Collectors.joining(", "))));
	}

	/** Finds an open image by its title or ID, or opens the file of that path. */
	public static ImagePlus image(final String name, final String text) {
		ImagePlus image = WindowManager.getImage(text);
		if (image == null && text.matches("-\\d{1,9}")) image = WindowManager.getImage(Integer.parseInt(text));
		if (image == null && new File(text).isFile()) image = file(new File(text));
		if (image != null && image.getWidth() > 0) return image;
		final String[] open = WindowManager.getImageTitles();
		throw new UserException(MacroMessages.noImage(name, text, open));
	}

	/** ImageJ would show a message of its own about a file that is no image. */
	private static ImagePlus silently(final File file) {
		final Opener opener = new Opener();
		opener.setSilentMode(true);
		return opener.openImage(file.getPath());
	}

	/** Opens a file with Sfumato's readers if ImageJ cannot read it or reads wrong values. */
	private static ImagePlus file(final File file) {
		try {
			if (OpenNifti.opens(file.getPath())) return OpenNifti.open(file.toPath());
			final String name = file.getName().toLowerCase(Locale.ROOT);
			if (name.endsWith(".png")) return ImageFiles.openPng(file.toPath());
			return name.matches(".*\\.tiff?") ? TiffImages.openWhole(file.toPath()) : silently(file);
		}
		catch (final IOException e) {
			throw new UserException(e.getMessage(), e);
		}
	}
}
