package sfumato.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import sfumato.files.ImageFile;
import sfumato.files.ImageFiles;
import sfumato.files.Nifti;
import sfumato.fusion.LabelFusion;
import sfumato.labels.ProbabilityMap;
import sfumato.methods.Methods;
import sfumato.output.NewFile;
import sfumato.output.NewFolder;
import sfumato.output.OutputNames;
import sfumato.progress.CaseNotes;
import sfumato.progress.Progress;
import sfumato.storage.FileChanges;
import sfumato.text.UserException;

/**
 * Fuses the raters of every case of a dataset and writes one 32-bit map per case, one channel per class, with the pixel size of its
 * image and, as NIfTI, its orientation. {@code fusion.json} beside the maps says how they were made.
 * <p>
 * An interrupted run is resumed by running it again: cases with a map of the same raters and method are skipped. Maps appear whole or
 * not at all, and a folder never holds maps of two methods. One case is in memory at a time.
 *
 * @param method how raters become one
 * @param format of the maps
 * @param overwrite whether maps in the folder that were made before are discarded
 */
public record DatasetFusion(LabelFusion method, Format format, boolean overwrite) {

	/** Formats of the maps. */
	public enum Format {
		/** {@code case01.tif}. */
		TIFF(".tif"),
		/** {@code case01.nii.gz}; the classes are the fourth axis. */
		NIFTI(".nii.gz");

		private final String ending;

		Format(final String ending) {
			this.ending = ending;
		}
	}

	/** How many cases were fused, and how many were there already. */
	public record Result(int fused, int skipped) {}

	/**
	 * Fuses cases into a folder, which is made if it is missing. A case that cannot be read does not stop the others; it is reported at
	 * the end, and another run completes the folder.
	 *
	 * @param output a folder that is new, empty, or was written by this method before
	 * @throws IOException in a sentence: a file that cannot be read or written, a folder with something else in it
	 * @throws UserException if labels are wrong, or ask for more classes than the maps that are there have
	 */
	public Result write(final Dataset dataset, final List<Case> cases, final Path output, final Progress progress)
		throws IOException
	{
		NewFolder.requireExtensible(output);
		final Map<String, List<String>> files = new LinkedHashMap<>();
		for (final Case c : cases)
			files.put(c.name(), List.of(c.name() + format.ending));
		OutputNames.requireFiles(output, files, progress::log);
		final FusedFolder folder = FusedFolder.open(output, Methods.textOf(method), dataset, format.ending, overwrite);
		final List<Case> open = new ArrayList<>();
		for (final Case c : cases)
			if (!folder.has(c)) open.add(c);
		final Failures failures = new Failures("fused", open.size());
		final int classes = classes(dataset, open, folder, failures, progress.part(0, 0.4));
		if (!open.isEmpty() && failures.count() == open.size()) failures.end(""); // before older maps are discarded
		folder.prepare(overwrite);
		final Progress writing = progress.part(0.4, 1);
		for (int i = 0; i < open.size(); i++) {
			final Case c = open.get(i);
			writing.checkCanceled();
			if (failures.has(c.name())) continue;
			writing.update((double) i / open.size(), "Fusing " + c.name());
			final LoadedCase loaded = dataset.load(c);
			final ProbabilityMap map = loaded.fuse(method).withClasses(classes);
			// noted before it is there, so that a run that is killed leaves no map that the next one does not know of
			FileChanges.delete(folder.map(c.name()));
			folder.add(c, classes);
			write(folder.map(c.name()), map, loaded.image());
		}
		failures.end("\"" + output + "\"");
		return new Result(open.size(), cases.size() - open.size());
	}

	/** All maps of a folder have as many classes as the case with most classes, so all cases are scanned first. */
	private static int classes(final Dataset dataset, final List<Case> cases, final FusedFolder folder,
		final Failures failures, final Progress progress) throws IOException
	{
		int most = Math.max(2, folder.classes());
		final CaseNotes notes = new CaseNotes();
		for (int i = 0; i < cases.size(); i++) {
			final Case looked = cases.get(i);
			progress.checkCanceled();
			progress.update((double) i / cases.size(), DataMessages.looking(looked.name()));
			final Optional<LoadedCase> read = failures.attempt(looked.name(), () -> dataset.load(looked), progress);
			if (read.isEmpty()) continue;
			final LoadedCase c = read.get();
			notes.add(c.name(), c.notes());
			final int classes = c.raters().numClasses();
			if (!folder.isEmpty() && classes > folder.classes()) throw new UserException(DataMessages.otherClasses(c.name(),
				classes, folder.classes()));
			most = Math.max(most, classes);
		}
		notes.log(progress);
		return most;
	}

	private void write(final Path file, final ProbabilityMap map, final ImageFile image) throws IOException {
		if (format == Format.NIFTI) Nifti.write(file, map.image(), image.pixelSize(), image.unit(), image.orientation());
		else NewFile.write(file, f -> ImageFiles.writeTiff(f, map.image(), image));
	}
}
