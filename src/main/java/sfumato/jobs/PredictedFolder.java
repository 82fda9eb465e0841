package sfumato.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import sfumato.data.Case;
import sfumato.files.NewFile;
import sfumato.labels.LabelClass;
import sfumato.models.ModelFit;
import sfumato.models.StrictJson;
import sfumato.prediction.Product;
import sfumato.statistics.Csv;
import sfumato.text.TextFile;

/**
 * The folder of results of a {@link PredictFolderJob}: the results by the names of the images, {@code prediction.json}, which
 * says how all of them were made, and {@code predictions.csv}, to which every run adds a row for each image that it tried. Of a
 * share of the work the table is {@code predictions-2-of-5.csv}, because files that several programs write at once get mixed
 * up.
 */
final class PredictedFolder {

	private static final String DESCRIPTION = "prediction.json", TIFF = ".tif", NIFTI = ".nii.gz";
	private static final List<String> COLUMNS = List.of("file", "status", "seconds", "pixels", "message");

	private final PredictFolderJob job;
	private final PredictionRecord description;

	private PredictedFolder(final PredictFolderJob job, final PredictionRecord description) {
		this.job = job;
		this.description = description;
	}

	/**
	 * Opens the folder, which is made if it is missing. What is to be overwritten is deleted, so that no folder holds results
	 * that were made in two ways.
	 *
	 * @param own the images of this share
	 * @throws IOException if there is something else in it, or results that were made in another way
	 */
	static PredictedFolder open(final PredictFolderJob job, final List<Case> own) throws IOException {
		final Path folder = job.output(), file = folder.resolve(DESCRIPTION);
		final PredictedFolder opened = new PredictedFolder(job, PredictionRecord.of(job));
		if (Files.exists(file)) {
			final PredictionRecord old = StrictJson.read(TextFile.read(file), PredictionRecord.class, file.toString());
			if (job.overwrite()) for (final Case c : own)
				new PredictedFolder(job, old).delete(c.name());
			else requireEqual(folder, old, opened.description);
		}
		else if (Files.exists(folder)) try (Stream<Path> files = Files.list(folder)) {
			// what a killed run left is hidden
			if (files.anyMatch(f -> !f.getFileName().toString().startsWith("."))) throw new IOException("\"" + folder +
				"\" holds files that were not made by Predict Folder; choose a new folder.");
		}
		Files.createDirectories(folder);
		NewFile.write(file, f -> Files.writeString(f, StrictJson.write(opened.description)));
		if (!Files.exists(opened.table())) Files.writeString(opened.table(), Csv.line(COLUMNS));
		return opened;
	}

	private static void requireEqual(final Path folder, final PredictionRecord old, final PredictionRecord wanted)
		throws IOException
	{
		if (old.equals(wanted)) return;
		final String what = !old.hashes().equals(wanted.hashes()) ? old.models().equals(wanted.models())
			? "the model as it was before it changed" : "the model " + String.join(", ", old.models()) : !old.formats().equals(wanted
				.formats()) ? "format " + String.join(", ", old.formats()) : !old.show().equals(wanted.show()) ? "show " + String.join(
					", ", old.show()) : "tile " + old.tile() + ", overlap " + old.overlap() + ", flips " + old.flips() +
						", recalibrate " + old.recalibrate();
		throw new IOException("\"" + folder + "\" holds results that were made with " + what +
			". Choose another output, or set overwrite=true.");
	}

	/** The rows that runs on this share have written. */
	Path table() {
		return job.output().resolve(job.shard().count() == 1 ? "predictions.csv" : "predictions-" + job.shard().index() + "-of-" +
			job.shard().count() + ".csv");
	}

	/** Whether all results of an image are there; each appears when it is complete, and of several slices the first one last. */
	boolean has(final String name) {
		return maps(name).stream().allMatch(Files::exists) && (!description.formats().contains("png") || Files.exists(png(name, 0,
			1)) || Files.exists(png(name, 0, 2)));
	}

	private void delete(final String name) throws IOException {
		for (final Path file : maps(name))
			Files.deleteIfExists(file);
		if (!description.formats().contains("png")) return;
		Files.deleteIfExists(png(name, 0, 1));
		for (int z = 0; Files.deleteIfExists(png(name, z, 2)); z++);
	}

	/** Where the results of an image go that are one file each. */
	private List<Path> maps(final String name) {
		final List<Path> files = new ArrayList<>();
		for (final String ending : List.of(TIFF, NIFTI))
			if (description.formats().contains(ending.equals(TIFF) ? "tiff" : "nifti")) for (final String product : description.show())
				files.add(file(name, product, ending));
		if (description.formats().contains("rois")) files.add(rois(name));
		return files;
	}

	Path tiff(final String name, final Product product) {
		return file(name, product.name().toLowerCase(Locale.ROOT), TIFF);
	}

	Path nifti(final String name, final Product product) {
		return file(name, product.name().toLowerCase(Locale.ROOT), NIFTI);
	}

	/** The name of a map; with one product alone it is that of the image, as folders that are evaluated have it. */
	private Path file(final String name, final String product, final String ending) {
		return job.output().resolve(name + (description.show().size() == 1 ? "" : "-" + product) + ending);
	}

	Path rois(final String name) {
		return job.output().resolve(name + "-rois.zip");
	}

	/** The label map of a plane. */
	Path png(final String name, final long plane, final long planes) {
		return job.output().resolve(planes == 1 ? name + ".png" : String.format(Locale.ROOT, "%s-%04d.png", name, plane + 1));
	}

	PredictedFiles files(final PredictedImage image, final List<LabelClass> classes) throws IOException {
		return new PredictedFiles(this, job.formats(), job.products(), image, classes);
	}

	/** What is different from the training. */
	String remarks(final PredictedImage image) throws IOException {
		final List<String> remarks = new ArrayList<>(image.notes());
		for (final Path model : job.models()) {
			remarks.addAll(ModelFit.differences(model, image.name(), image.pixelSize(2), image.unit(), image.bits()));
			ModelFit.tileAdvice(model, job.settings().tile(), Math.max(image.pixels().width(), image.pixels().height())).ifPresent(
				remarks::add);
		}
		return String.join(" ", remarks);
	}

	/** Adds a row to the table. */
	void note(final Case c, final String status, final long startNanos, final long pixels, final String message)
		throws IOException
	{
		Files.writeString(table(), Csv.line(List.of(c.image().getFileName().toString().startsWith("image.") ? c.name() : c.image()
			.getFileName().toString(), status, String.format(Locale.ROOT, "%.2f", (System.nanoTime() - startNanos) * 1e-9), String
				.valueOf(pixels), message.replaceAll("\\s+", " "))), StandardOpenOption.APPEND);
	}
}
