package sfumato.commands.macro;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.scijava.module.Module;
import org.scijava.module.ModuleItem;

import ij.IJ;
import ij.ImagePlus;

import sfumato.commands.BaseCommand;
import sfumato.commands.inputs.ModelInput;
import sfumato.jobs.records.Software;
import sfumato.models.ModelFolder;

/**
 * The provenance of a result: everything needed to make it again years later. Images carry it as properties, which ImageJ shows in
 * Image&gt;Show Info..., keeps in copies and saves in TIFF files; a macro reads one by {@code Property.get("Sfumato.Macro")}.
 * <p>
 * It contains no date, so equal provenance gives equal files.
 */
public final class Provenance {

	/** Prefix of the names of all properties. */
	static final String PREFIX = "Sfumato.";
	/** Property with the macro line that made the result. */
	public static final String MACRO = PREFIX + "Macro";
	/** Property with the macro lines that made the input images, in order of execution; absent if Sfumato did not make them. */
	public static final String BEFORE = PREFIX + "Before";
	/** Property with the folder of the model; an ensemble has several, separated by semicolons. */
	public static final String MODEL = PREFIX + "Model";
	/** Property with the {@link ModelFolder#sha256} of each model. */
	public static final String MODEL_HASH = PREFIX + "ModelHash";

	/** Property with the device and the versions of the tensor engine; absent if nothing needed it. */
	public static final String ENGINE = PREFIX + "Engine";

	private static final String VERSION = PREFIX + "Version", JAVA = PREFIX + "Java", IMAGEJ = PREFIX +
		"ImageJ", SEED = PREFIX + "Seed", FILE = PREFIX + "File.";

	/** Maximum length of properties that Image&gt;Show Info... shows. Longer ones are added to the text of the image, too. */
	private static final int MOST_SHOWN = 80;

	private final Map<String, String> entries = new LinkedHashMap<>();

	/** Creates the provenance of a command that has run. */
	Provenance(final Module module, final BaseCommand command) {
		final Set<String> before = new LinkedHashSet<>();
		entries.put(MACRO, command.line().orElseGet(() -> MacroLine.of(module)));
		for (final ModuleItem<?> input : module.getInfo().inputs()) {
			final Object value = input.getValue(module);
			if (value instanceof final ImagePlus image) {
				lines(image, BEFORE, before);
				lines(image, MACRO, before);
				put(FILE + input.getName(), MacroLine.file(image));
			}
			else if (input.getName().equals("model") && value instanceof final File folders) model(folders);
			else if (input.getName().equals("seed") && value != null) put(SEED, value.toString());
		}
		put(BEFORE, String.join("\n", before));
		put(VERSION, Software.NAME);
		put(ENGINE, command.computedOn());
		put(IMAGEJ, IJ.getVersion());
		put(JAVA, System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + "), " + System.getProperty(
			"os.name") + " " + System.getProperty("os.arch"));
	}

	private void put(final String key, final String value) {
		if (!value.isEmpty()) entries.put(key, value);
	}

	private static void lines(final ImagePlus image, final String key, final Set<String> lines) {
		final String text = image.getProp(key);
		if (text != null) text.lines().forEach(lines::add);
	}

	private void model(final File folders) {
		final List<String> hashes = new ArrayList<>();
		try {
			for (final Path folder : ModelInput.folders(folders))
				hashes.add(ModelFolder.sha256(folder));
			put(MODEL, folders.getPath());
			put(MODEL_HASH, String.join(";", hashes));
		}
		catch (final IOException e) {
			// the command has written no model there, or has said already what is wrong with it
		}
	}

	/** Sets the provenance of an image and replaces an earlier one. */
	void addTo(final ImagePlus image) {
		final String[] old = image.getPropertiesAsArray();
		for (int i = 0; old != null && i < old.length; i += 2)
			if (old[i].startsWith(PREFIX)) image.setProp(old[i], null);
		entries.forEach(image::setProp);
		final String info = image.getInfoProperty();
		image.setProperty("Info", (info == null || info.isEmpty() ? "" : info.replaceAll("(?m)^" + Pattern.quote(PREFIX) +
			".*\n(\t.*\n)*", "").stripTrailing() + "\n") + text(e -> e.getValue().length() > MOST_SHOWN));
	}

	/** Formats one line per entry. Entries of several lines are indented. */
	@Override
	public String toString() {
		return text(e -> true);
	}

	private String text(final Predicate<Map.Entry<String, String>> shown) {
		return entries.entrySet().stream().filter(shown).map(e -> e.getKey() + ": " + e.getValue().replace("\n", "\n\t") + "\n")
			.collect(Collectors.joining());
	}
}
