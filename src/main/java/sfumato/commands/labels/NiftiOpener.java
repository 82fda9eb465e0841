package sfumato.commands.labels;

import java.io.IOException;
import java.nio.file.Path;

import org.scijava.io.AbstractIOPlugin;
import org.scijava.io.IOPlugin;
import org.scijava.io.location.FileLocation;
import org.scijava.io.location.Location;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;

/** Opens NIfTI files where SciJava opens files: {@code io.open("brain.nii.gz")} in a script. */
@Plugin(type = IOPlugin.class)
public class NiftiOpener extends AbstractIOPlugin<ImagePlus> {

	@Override
	public Class<ImagePlus> getDataType() {
		return ImagePlus.class;
	}

	@Override
	public boolean supportsOpen(final Location source) {
		return source instanceof FileLocation && OpenNifti.opens(source.getName());
	}

	@Override
	public ImagePlus open(final Location source) throws IOException {
		return OpenNifti.open(Path.of(source.getURI()));
	}
}
