package sfumato.jobs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import sfumato.data.Case;
import sfumato.labels.LabelClass;
import sfumato.models.ModelFit;
import sfumato.models.StrictJson;
import sfumato.output.NewFile;
import sfumato.output.NewFolder;
import sfumato.output.OutputNames;
import sfumato.prediction.PredictionOutput;
import sfumato.storage.FileChanges;
import sfumato.text.Csv;
import sfumato.text.Reason;
import sfumato.text.TextFile;

/**
 * The output folder of a {@link PredictFolderJob}: results named after the images, {@code prediction.json} with the settings of all
 * results, and {@code predictions.csv}, to which every run adds a row for each image that it tried. A shard has its own table
 * {@code predictions-2-of-5.csv}, because several programs must not write one file at once.
 */
final class PredictedFolder implements AutoCloseable {

	private static final String DESCRIPTION = "prediction.json", TIFF = ".tif", NIFTI = ".nii.gz", ROIS =
		"-rois.zip", PNG = ".png";
	/** The status of an image whose results are there. */
	static final String DONE = "done";
	private static final Pattern TABLE = Pattern.compile("predictions(-\\d+-of-\\d+)?\\.csv");
	private static final List<String> COLUMNS = List.of("file", "status", "seconds", "pixels", "message");

	private final PredictFolderJob job;
	private final PredictionRecord description;
	/** The claim that keeps other runs from changing the folder's settings; empty for a folder that is only read. */
	private final Optional<NewFolder.Claim> joined;
	/** The images that were done according to the tables when the folder was opened; empty if there was no table. */
	private final Optional<Set<String>> noted;
	/** Rows that could not be added yet. */
	private final StringBuilder waiting = new StringBuilder();
	/** The names of all images that results are made of. */
	private final Set<String> images;

	private PredictedFolder(final PredictFolderJob job, final PredictionRecord description, final Optional<NewFolder.Claim> joined,
		final Optional<Set<String>> noted, final Set<String> images)
	{
		this.job = job;
		this.description = description;
		this.joined = joined;
		this.noted = noted;
		this.images = images;
	}

	/**
	 * Opens the folder, and creates it if it is missing. Results to overwrite are deleted, so that no folder mixes results of different
	 * settings. If the settings differ, results of all shards are deleted; if there are also results of other images, nothing is changed.
	 *
	 * @param chosen the images of all shares
	 * @param own the images of this share
	 * @return to be closed when no more results are written
	 * @throws IOException if there is something else in it, or results that were made in another way and must stay, or that another run
	 *           is making
	 */
	static PredictedFolder open(final PredictFolderJob job, final List<Case> chosen, final List<Case> own) throws IOException {
		// another share may start at the same time
		try (NewFolder.Claim claim = NewFolder.awaitClaim(job.output().resolve(DESCRIPTION))) {
			return openAlone(job, chosen, own);
		}
	}

	/**
	 * Checks, before models are read, whether results can be added to a folder, or one be made.
	 *
	 * @throws IOException if it cannot be written, or there is something else in it
	 */
	static void requireExtensible(final Path folder) throws IOException {
		NewFolder.requireExtensible(folder);
		if (!Files.exists(folder.resolve(DESCRIPTION))) NewFolder.requireEmpty(folder, "Predict Folder");
	}

	/**
	 * Checks, before anything is predicted, whether the results of all images can have their names.
	 *
	 * @param warn receives warnings about names that other systems cannot have
	 */
	static void requireNames(final PredictFolderJob job, final List<Case> chosen, final Consumer<String> warn) throws IOException {
		final PredictedFolder planned = new PredictedFolder(job, PredictionRecord.of(job), Optional.empty(), Optional.empty(), Set.of());
		final Map<String, List<String>> files = new LinkedHashMap<>();
		for (final Case c : chosen)
			files.put(c.name(), planned.names(c.name()));
		OutputNames.requireFiles(job.output(), files, warn);
	}

	private List<String> names(final String name) {
		final List<String> names = new ArrayList<>();
		for (final String ending : List.of(TIFF, NIFTI))
			if (description.formats().contains(ending.equals(TIFF) ? "tiff" : "nifti")) for (final String product : description.show())
				names.add(name(name, product, ending));
		if (description.formats().contains("rois")) names.add(name + ROIS);
		if (description.formats().contains("png")) names.add(name + PNG);
		return names;
	}

	private static PredictedFolder openAlone(final PredictFolderJob job, final List<Case> chosen, final List<Case> own)
		throws IOException
	{
		final Path folder = job.output(), file = folder.resolve(DESCRIPTION);
		final PredictionRecord wanted = PredictionRecord.of(job);
		requireExtensible(folder);
		if (Files.exists(file)) {
			final PredictionRecord old = StrictJson.read(TextFile.read(file), PredictionRecord.class, file.toString());
			if (job.overwrite()) {
				final PredictedFolder before = new PredictedFolder(job, old, Optional.empty(), Optional.empty(), Set.of());
				final boolean alike = old.equals(wanted);
				if (!alike) {
					NewFolder.requireAlone(folder);
					before.requireNoOthers(chosen);
				}
				for (final Case c : alike ? own : chosen)
					before.delete(c.name());
			}
			else requireEqual(folder, old, wanted);
		}
		Files.createDirectories(folder);
		NewFile.write(file, f -> Files.writeString(f, StrictJson.write(wanted)));
		final PredictedFolder opened = new PredictedFolder(job, wanted, Optional.of(NewFolder.join(folder)), noted(folder), chosen
			.stream().map(Case::name).collect(Collectors.toSet()));
		try {
			removeIncompleteLine(opened.table());
			if (!Files.exists(opened.table())) Files.writeString(opened.table(), Csv.line(COLUMNS));
			return opened;
		}
		catch (final IOException e) {
			opened.close();
			throw e;
		}
	}

	@Override
	public void close() {
		try {
			addRows();
		}
		catch (final IOException e) {
			// images without a row are predicted again
		}
		joined.ifPresent(NewFolder.Claim::close);
	}

	private static void requireEqual(final Path folder, final PredictionRecord old, final PredictionRecord wanted)
		throws IOException
	{
		if (old.equals(wanted)) return;
		final String what = !old.hashes().equals(wanted.hashes()) ? old.models().equals(wanted.models())
			? JobMessages.modelBefore() : "the model " + String.join(", ", old.models()) : !old.formats().equals(wanted
				.formats()) ? "format " + String.join(", ", old.formats()) : !old.show().equals(wanted.show()) ? "show " + String.join(
					", ", old.show()) : "tile " + old.tile() + ", overlap " + old.overlap() + ", flips " + old.flips() +
						", recalibrate " + old.recalibrate();
		throw new IOException(JobMessages.otherResults(folder, what));
	}

	/** The rows that runs on this share have written. */
	Path table() {
		return job.output().resolve(job.shard().count() == 1 ? "predictions.csv" : "predictions-" + job.shard().index() + "-of-" +
			job.shard().count() + ".csv");
	}

	/**
	 * Whether an image needs not be predicted: all its results are there, and a row says so. A process that was killed between the two
	 * has left results without a row; they are made again, so that the table misses no image. Where somebody took all tables away, the
	 * results alone count.
	 */
	boolean has(final Case c) {
		return (noted.isEmpty() || noted.get().contains(nameInTable(c).strip())) && hasFiles(c.name());
	}

	/** The images that are done according to the tables of all shares; empty if there is no table. */
	private static Optional<Set<String>> noted(final Path folder) throws IOException {
		final List<Path> tables;
		try (Stream<Path> files = Files.list(folder)) {
			tables = files.filter(f -> TABLE.matcher(f.getFileName().toString()).matches()).toList();
		}
		final Set<String> done = new HashSet<>();
		for (final Path table : tables) {
			final String text = TextFile.read(table);
			// another share may just add a row
			for (final Csv.Row row : Csv.parse(text.substring(0, text.lastIndexOf('\n') + 1), table))
				if (row.cells().size() > 1 && row.cells().get(1).equals(DONE)) done.add(row.cells().get(0));
		}
		return tables.isEmpty() ? Optional.empty() : Optional.of(done);
	}

	/** Each result appears when it is complete, and of several slices the first one last. */
	private boolean hasFiles(final String name) {
		return maps(name).stream().allMatch(Files::exists) && (!description.formats().contains("png") || Files.exists(png(name, 0,
			1)) || Files.exists(png(name, 0, 2)));
	}

	/** Refuses to overwrite part of the results with other settings. */
	private void requireNoOthers(final List<Case> chosen) throws IOException {
		final Set<Path> known = new HashSet<>();
		for (final Case c : chosen)
			known.addAll(existing(c.name()));
		final List<String> others;
		try (Stream<Path> files = Files.list(job.output())) {
			others = files.filter(f -> !known.contains(f)).map(f -> f.getFileName().toString()).filter(f -> !f.startsWith(".") &&
				description.formats().stream().anyMatch(format -> f.endsWith(ending(format)))).sorted().toList();
		}
		if (!others.isEmpty()) throw new IOException(JobMessages.resultsOfOthers(job.output(), others.get(0)));
	}

	private static String ending(final String format) {
		return switch (format) {
			case "tiff" -> TIFF;
			case "nifti" -> NIFTI;
			case "rois" -> ROIS;
			default -> PNG;
		};
	}

	private void delete(final String name) throws IOException {
		for (final Path file : existing(name))
			FileChanges.delete(file);
	}

	/** All results of an image that are there. */
	private List<Path> existing(final String name) {
		final List<Path> files = new ArrayList<>(maps(name));
		if (description.formats().contains("png")) {
			files.add(png(name, 0, 1));
			for (int z = 0; Files.exists(png(name, z, 2)); z++)
				files.add(png(name, z, 2));
		}
		files.removeIf(f -> !Files.exists(f));
		return files;
	}

	/** Where the results of an image go that are one file each. */
	private List<Path> maps(final String name) {
		final List<Path> files = new ArrayList<>();
		for (final String file : names(name))
			if (!file.endsWith(PNG)) files.add(job.output().resolve(file));
		return files;
	}

	Path tiff(final String name, final PredictionOutput product) {
		return file(name, product.name().toLowerCase(Locale.ROOT), TIFF);
	}

	Path nifti(final String name, final PredictionOutput product) {
		return file(name, product.name().toLowerCase(Locale.ROOT), NIFTI);
	}

	/** The name of a map; with one product alone it is that of the image, as folders that are evaluated have it. */
	private Path file(final String name, final String product, final String ending) {
		return job.output().resolve(name(name, product, ending));
	}

	private String name(final String name, final String product, final String ending) {
		return name + (description.show().size() == 1 ? "" : "-" + product) + ending;
	}

	Path rois(final String name) {
		return job.output().resolve(name + ROIS);
	}

	/** The label map of a plane. */
	Path png(final String name, final long plane, final long planes) {
		return job.output().resolve(planes == 1 ? name + PNG : String.format(Locale.ROOT, "%s-%04d.png", name, plane + 1));
	}

	PredictedFiles files(final PredictedImage image, final List<LabelClass> classes) throws IOException {
		final long planes = image.pixels().planes();
		if (description.formats().contains("png")) for (long z = 0; planes > 1 && z < planes; z++) {
			final String name = png(image.name(), z, planes).getFileName().toString();
			if (images.contains(name.substring(0, name.length() - PNG.length()))) throw new IOException(JobMessages.nameOfPlane(z,
				image.name(), name));
		}
		return new PredictedFiles(this, job.formats(), job.products(), image, classes);
	}

	/** Differences from the training images. */
	String remarks(final PredictedImage image) throws IOException {
		final List<String> remarks = new ArrayList<>(image.notes());
		for (final Path model : job.models()) {
			remarks.addAll(ModelFit.differences(model, image.name(), image.pixelSize(2), image.unit(), image.bits()));
			ModelFit.tileAdvice(model, job.settings().tile(), Math.max(image.pixels().width(), image.pixels().height())).ifPresent(
				remarks::add);
		}
		return String.join(" ", remarks);
	}

	/** Removes an incomplete last line, which a killed process leaves. */
	private static void removeIncompleteLine(final Path table) throws IOException {
		if (!Files.exists(table)) return;
		final byte[] bytes = Files.readAllBytes(table);
		int end = bytes.length;
		while (end > 0 && bytes[end - 1] != '\n')
			end--;
		if (end == bytes.length && end > 0) return;
		if (end == 0) FileChanges.delete(table);
		else try (FileChannel file = FileChannel.open(table, StandardOpenOption.WRITE)) {
			file.truncate(end);
		}
	}

	/** The name of an image in the table. */
	private static String nameInTable(final Case c) {
		final String file = c.image().getFileName().toString();
		return file.startsWith("image.") ? c.name() : file;
	}

	/** Adds a row to the table. */
	void recordResult(final Case c, final String status, final long startNanos, final long pixels, final String message)
		throws IOException
	{
		final String row = Csv.line(List.of(nameInTable(c), status, String.format(Locale.ROOT, "%.2f", (System.nanoTime() - startNanos) * 1e-9),
			String.valueOf(pixels), message.replaceAll("\\s+", " ")));
		waiting.append(row);
		try {
			addRows();
		}
		catch (final FileSystemException e) {
			if (!FileChanges.isWindows()) throw e;
			// a program for tables lets nobody else write there; the row comes with a later one
		}
		catch (final IOException e) {
			waiting.setLength(0);
			throw Reason.writing(table(), e);
		}
	}

	/**
	 * Adds the rows that could not be added before.
	 *
	 * @throws IOException if they cannot be added now
	 */
	void finish() throws IOException {
		try {
			addRows();
		}
		catch (final FileSystemException e) {
			throw new IOException(JobMessages.tableIsOpen(table(), waiting.chars().filter(c -> c == '\n').count()), e);
		}
	}

	private void addRows() throws IOException {
		if (waiting.length() > 0) Files.writeString(table(), waiting, StandardOpenOption.APPEND);
		waiting.setLength(0);
	}
}
