package sfumato.commands.models;

import java.io.File;
import java.io.IOException;
import java.util.List;

import org.scijava.command.CommandService;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.service.AbstractService;
import org.scijava.service.SciJavaService;
import org.scijava.service.Service;
import org.scijava.event.EventHandler;
import org.scijava.ui.event.UIShownEvent;

import sfumato.commands.labels.OpenNifti;
import sfumato.models.ModelFolder;
import sfumato.text.UserException;

/**
 * Opens files dropped on ImageJ's window: model folders by Model Info... and NIfTI files by Open NIfTI.... ImageJ handles all other
 * files.
 */
@Plugin(type = Service.class)
public class DroppedFiles extends AbstractService implements SciJavaService {

	@Parameter
	private CommandService commands;

	@EventHandler
	private void onEvent(final UIShownEvent event) {
		DropRelay.install(this);
	}

	/** Whether Sfumato can open all files. Otherwise ImageJ gets them all. */
	boolean opens(final List<File> files) {
		return !files.isEmpty() && files.stream().allMatch(f -> isModel(f) || f.isFile() && OpenNifti.opens(f.getName()));
	}

	/** Opens each file with its command. */
	void open(final List<File> files) {
		for (final File f : files)
			if (f.isDirectory()) commands.run(ModelInfo.class, true, "model", f, "check", true, "device", "auto", "threads", 0);
			else commands.run(OpenNifti.class, true, "file", f);
	}

	private static boolean isModel(final File folder) {
		if (!folder.isDirectory()) return false;
		try {
			ModelFolder.readDescription(folder.toPath());
			return true;
		}
		catch (final IOException | UserException e) {
			return false; // then it may be a folder of images
		}
	}
}
