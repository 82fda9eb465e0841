package sfumato.commands.labels;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.IJ;
import ij.ImagePlus;

import sfumato.commands.BaseCommand;
import sfumato.data.DataMessages;
import sfumato.files.ImageFile;
import sfumato.files.Nifti;
import sfumato.images.CaseImages;
import sfumato.progress.Progress;

/** Opens a NIfTI file with its scaled values, pixel size and unit; the API's {@link Nifti}. */
@Plugin(type = Command.class, headless = true, description = "Opens a NIfTI image with scaled values, pixel size and unit.", menu = {
	@Menu(label = "Plugins"), @Menu(label = "Sfumato"), @Menu(label = "Labels", weight = 1),
	@Menu(label = "Open NIfTI...", weight = 100.5) })
public class OpenNifti extends BaseCommand {

	@Parameter(label = "File", style = "open", persist = false, description = "a .nii, .nii.gz, .hdr or .img file")
	private File file;

	@Parameter(type = ItemIO.OUTPUT, label = "Image", description = "the image, 32-bit")
	private ImagePlus image;

	@Override
	protected void execute(final Progress progress) throws IOException {
		progress.update(0, DataMessages.reading(file.getName()));
		final ImageFile read = Nifti.read(file.toPath());
		read.notes().forEach(progress::log);
		image = open(read);
	}

	/** Whether a file has the name of a NIfTI file. */
	public static boolean opens(final String name) {
		final String lower = name.toLowerCase(Locale.ROOT);
		return lower.endsWith(".nii") || lower.endsWith(".nii.gz");
	}

	/** Opens a file without another log than ImageJ's, which reports only scaled labels. */
	public static ImagePlus open(final Path path) throws IOException {
		final ImageFile read = Nifti.read(path);
		read.slopeNote().ifPresent(IJ::log);
		return open(read);
	}

	/** Creates an image with the name of its file. */
	private static ImagePlus open(final ImageFile file) {
		return CaseImages.image(file.path().getFileName().toString(), file);
	}
}
