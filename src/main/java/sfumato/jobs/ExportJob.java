package sfumato.jobs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import sfumato.jobs.records.ExportRecord;
import sfumato.jobs.records.Software;
import sfumato.methods.Methods;
import sfumato.models.Model;
import sfumato.models.ModelExport;
import sfumato.models.ModelFolder;
import sfumato.models.StrictJson;
import sfumato.output.NewFolder;
import sfumato.progress.Progress;

/**
 * Exports a model for other programs.
 *
 * @param model the model folder
 * @param format text form of a {@link ModelExport}
 * @param output the folder to be written
 * @param overwrite whether an export that is there may be replaced
 */
public record ExportJob(Path model, String format, Path output, boolean overwrite, Compute compute) implements Job<Path> {

	private static final String RECORD = "export.json";

	public ExportJob {
		format = Methods.of(ModelExport.class).complete(format).toString();
	}

	@Override
	public String title() {
		return JobMessages.title("the export", model);
	}

	@Override
	public long bytes() throws IOException {
		return JobMemory.prediction(model);
	}

	@Override
	public List<Path> written() {
		return List.of(output);
	}

	/** @return the written folder */
	@Override
	public Path execute(final Workbench bench, final Progress progress) throws IOException {
		requireWritable();
		final Model read = ModelFolder.read(model);
		NewFolder.write(output, overwrite, folder -> {
			Methods.of(ModelExport.class).create(format).export(read, bench.device(), folder, progress.part(0, 0.95));
			Files.writeString(folder.resolve(RECORD), StrictJson.write(new ExportRecord(format, read.description(),
				Software.NAME)), StandardCharsets.UTF_8);
			progress.checkCanceled();
		});
		progress.update(1, JobMessages.exported(output));
		return output;
	}

	/** Checks the output folder; only exports may be replaced. */
	private void requireWritable() throws IOException {
		NewFolder.requireWritable(output, overwrite);
		if (!Files.exists(output) || Files.exists(output.resolve(RECORD))) return;
		try (Stream<Path> files = Files.list(output)) {
			if (files.findAny().isPresent()) throw new IOException(JobMessages.noExportFolder(output));
		}
	}
}
