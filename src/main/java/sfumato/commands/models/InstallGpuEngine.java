package sfumato.commands.models;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import sfumato.commands.BaseCommand;
import sfumato.commands.Outputs;
import sfumato.commands.inputs.OverwriteInput;
import sfumato.commands.inputs.grouping.Inputs;
import sfumato.engine.InstalledEngine;
import sfumato.installation.EngineInstallation;
import sfumato.installation.EngineProcess;
import sfumato.progress.Progress;
import sfumato.text.UserException;
import sfumato.text.WrongValue;

/** Installs another PyTorch library; the API's {@link EngineInstallation}. */
@Plugin(type = Command.class, headless = true, description = "Installs a PyTorch library for GPUs, after showing its version, size and" +
	" checksum.", menu = {
	@Menu(label = "Plugins"), @Menu(label = "Sfumato"), @Menu(label = "Models", weight = 5),
	@Menu(label = "Install GPU Engine...", weight = 506) })
public class InstallGpuEngine extends BaseCommand {

	@Parameter(label = "Source", choices = { "download", "file", "pytorch", "processor" }, persist = false, required = false,
		description = "download: by DJL, or from a URL; file: local packages; pytorch: PyTorch of a Python installation; processor: back to" +
			" the library that came with Sfumato")
	private String source = "download";

	@Parameter(label = "File or folder", style = "both", persist = false, required = false,
		description = "for file: jar, wheel or zip with libtorch, or a folder of packages that belong together; for pytorch: its folder" +
			" torch/lib, or a folder around it")
	private File path;

	@Parameter(label = "URL", persist = false, required = false,
		description = "for download: URL of a jar, wheel or zip with libtorch; empty lets DJL download")
	private String address = "";

	@Parameter(label = "SHA-256", persist = false, required = false,
		description = "SHA-256 checksum of the file; required with a URL, unless Sfumato knows the file")
	private String checksum = "";

	@Parameter(label = "Flavor", choices = { "cu128", "cpu" }, persist = false, required = false,
		description = "DJL download: cu128 for NVIDIA GPUs, cpu for CPUs")
	private String flavor = "cu128";

	@Parameter(label = "Install", persist = false, required = false,
		description = "install at once; otherwise only show version, size, checksum and folder")
	private Boolean install = false;

	@Inputs(texts = @Inputs.Text(of = "overwrite", description = "replace a library that was unpacked before"))
	private final OverwriteInput overwrite = new OverwriteInput();

	@Parameter(type = ItemIO.OUTPUT, label = "Engine", style = Outputs.LOGGED)
	private String engine;

	@Override
	protected void check() {
		if (source.strip().equalsIgnoreCase("file") || source.strip().equalsIgnoreCase("pytorch")) needed();
	}

	@Override
	protected void execute(final Progress progress) throws IOException {
		if (source.equalsIgnoreCase("processor")) {
			InstalledEngine.forget();
			tell(progress, List.of(ModelsMenuMessages.ownEngine(jobs().isChild())));
			return;
		}
		final EngineInstallation installation = plan(progress);
		tell(progress, installation.description());
		if (!install) {
			tell(progress, List.of(ModelsMenuMessages.onlyShown()));
			return;
		}
		final InstalledEngine chosen = installation.install(new EngineProcess(jobs().classPath()), overwrite.allowed(), progress);
		tell(progress, List.of(ModelsMenuMessages.installed(chosen.version(), chosen.folder(), jobs().isChild())));
	}


	private EngineInstallation plan(final Progress progress) throws IOException {
		switch (source.strip().toLowerCase(Locale.ROOT)) {
			case "download":
				return address.isBlank() ? EngineInstallation.ofDjl(flavor.strip().toLowerCase(Locale.ROOT)) : EngineInstallation
					.ofAddress(address, checksum);
			case "file":
				return EngineInstallation.ofFiles(needed(), checksum, progress);
			case "pytorch":
				return EngineInstallation.ofPyTorch(needed());
			default:
				throw new UserException(WrongValue.message("source", source, "download, file, pytorch or processor"));
		}
	}

	private Path needed() {
		if (path == null || path.getPath().isBlank()) throw new UserException(ModelsMenuMessages.sourceNeedsPath(source));
		return path.toPath();
	}

	private void tell(final Progress progress, final List<String> lines) {
		lines.forEach(l -> progress.log(label() + ": " + l));
		engine = (engine == null ? "" : engine + "\n") + worded(String.join("\n", lines));
	}
}
