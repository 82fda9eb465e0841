package sfumato.commands.help;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;

import sfumato.commands.BaseCommand;
import sfumato.commands.inputs.ImageRole;
import sfumato.commands.inputs.ModelInput;
import sfumato.commands.inputs.OutputFileInputs;
import sfumato.commands.inputs.grouping.Inputs;
import sfumato.commands.macro.MacroLine;
import sfumato.commands.macro.Provenance;
import sfumato.jobs.records.Software;
import sfumato.models.ModelFolder;
import sfumato.output.NewFile;
import sfumato.progress.Progress;
import sfumato.reports.MethodsText;
import sfumato.reports.ModelReport;

/** Writes a paragraph for the methods section of a paper, with references; the API's {@link MethodsText}. */
@Plugin(type = Command.class, headless = true,
	description = "Writes a methods paragraph with references for a model or an image, for a paper.", menu = {
		@Menu(label = "Plugins"), @Menu(label = "Sfumato"), @Menu(label = "Help", weight = 6),
		@Menu(label = "Cite Sfumato...", weight = 602) })
public class CiteSfumato extends BaseCommand {

	@Parameter(label = "Image", style = ImageRole.ACTIVE, persist = false, autoFill = false, required = false,
		description = "an image that Sfumato made; the active image if left out; may be absent")
	private ImagePlus image;

	@Inputs(optional = "model", texts = @Inputs.Text(of = "model",
		description = "model folder, or several separated by semicolons; empty takes the models that made the image"))
	private final ModelInput model = new ModelInput();

	@Inputs(texts = { @Inputs.Text(of = "output", label = "Text file",
		description = "file for the text; the BibTeX references are written beside it (.bib); empty only shows the text"), @Inputs.Text(
			of = "overwrite", description = "replace existing files") })
	private final OutputFileInputs output = new OutputFileInputs();

	@Parameter(type = ItemIO.OUTPUT, label = "Methods", description = "the methods paragraph, its references, and the references as BibTeX")
	private String text;

	@Override
	protected void check() throws IOException {
		output.requireWritable();
		if (output.isGiven()) output.requireWritable(bibtex());
	}

	@Override
	protected void execute(final Progress progress) throws IOException {
		final MethodsText methods = new MethodsText(Software.NAME);
		final boolean made = image != null && image.getProp(Provenance.MACRO) != null;
		final List<Path> used = model.isGiven() ? model.folders() : made ? usedModels(progress) : List.of();
		for (final Path folder : used)
			methods.model(ModelReport.read(folder));
		if (made) {
			final String lines = Stream.of(Provenance.BEFORE, Provenance.MACRO).map(image::getProp).filter(Objects::nonNull).reduce((a, b) -> a +
				"\n" + b).orElseThrow();
			final List<Map.Entry<String, Map<String, String>>> parsed = lines.lines().flatMap(l -> MacroLine.parse(l).stream()).toList();
			final String engine = image.getProp(Provenance.ENGINE);
			methods.image(image.getTitle(), parsed, lines, engine == null ? "" : engine);
		}
		else if (used.isEmpty()) progress.log(HelpMenuMessages.noModelNamed(label()));
		text = methods.text() + "\n" + methods.bibtex();
		if (!output.isGiven()) return;
		NewFile.writeText(output.path(), methods.text());
		NewFile.writeText(bibtex(), methods.bibtex());
	}

	/** Returns the models in the provenance of the image that have not changed since. */
	private List<Path> usedModels(final Progress progress) throws IOException {
		final String folders = image.getProp(Provenance.MODEL), hashes = image.getProp(Provenance.MODEL_HASH);
		final List<Path> used = new ArrayList<>();
		for (final Path folder : folders == null || hashes == null ? List.<Path> of() : ModelInput.folders(new File(folders)))
			if (!Files.isDirectory(folder)) progress.log(HelpMenuMessages.modelIsGone(label(), folder));
			else if (List.of(hashes.split(";")).contains(ModelFolder.sha256(folder))) used.add(folder);
			else progress.log(HelpMenuMessages.modelHasChanged(label(), folder));
		return used;
	}

	private Path bibtex() {
		return output.path().resolveSibling(output.file().getName().replaceFirst("\\.[^.]*$", "") + ".bib");
	}
}
