package sfumato.commands.macro;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

import org.scijava.Priority;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.process.AbstractPostprocessorPlugin;
import org.scijava.module.process.PostprocessorPlugin;
import org.scijava.plugin.Plugin;

import ij.IJ;
import ij.ImagePlus;

import sfumato.commands.BaseCommand;

/**
 * Records the provenance of results: as image properties, before images are shown, and as a text file beside each file that a command
 * writes. Models and folders of results have records of their own.
 */
@Plugin(type = PostprocessorPlugin.class, priority = Priority.VERY_HIGH)
public class ProvenanceRecorder extends AbstractPostprocessorPlugin {

	private static final Pattern FILES = Pattern.compile("(?i)\\.(csv|tiff?)$");

	@Override
	public void process(final Module module) {
		if (!(module.getDelegateObject() instanceof final BaseCommand command) || command.isCanceled()) return;
		final Provenance recipe = new Provenance(module, command);
		for (final ModuleItem<?> out : module.getInfo().outputs()) {
			final Object value = out.getValue(module);
			if (value instanceof final ImagePlus image) recipe.addTo(image);
			else if (value instanceof final Iterable<?> several) for (final Object each : several)
				if (each instanceof final ImagePlus image) recipe.addTo(image);
		}
		if (module.getInfo().getInput("output") != null && module.getInput("output") instanceof final File file && FILES.matcher(file
			.getName()).find()) write(recipe, file.toPath());
	}

	private static void write(final Provenance recipe, final Path file) {
		final Path text = file.resolveSibling(FILES.matcher(file.getFileName().toString()).replaceFirst("") + ".recipe.txt");
		try {
			Files.writeString(text, recipe.toString());
		}
		catch (final IOException e) {
			IJ.log(MacroMessages.notWrittenDown(file, e.getMessage()));
		}
	}
}
