package sfumato.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

import sfumato.files.ImageFile;
import sfumato.files.ImageFiles;
import sfumato.labels.HardRaters;
import sfumato.labels.LabelClass;
import sfumato.progress.Progress;
import sfumato.text.TextMessages;
import sfumato.text.UserException;

/**
 * The images of a folder, for prediction without labels; label maps in the folder are ignored. The images are files {@code image.*} in a
 * folder per case or those of a folder {@code images}, as in a {@link Dataset}, or lie in the folder itself. Opening reads file names
 * only.
 */
public final class ImageFolder {

	private final List<Case> cases = new ArrayList<>();

	/**
	 * Opens a folder.
	 *
	 * @throws IOException in a sentence: no such folder, no images, or two of one case
	 */
	public ImageFolder(final Path folder) throws IOException {
		if (!Files.isDirectory(folder)) throw new IOException(TextMessages.noFolder(folder));
		final Path images = folder.resolve("images");
		if (Files.isDirectory(images)) add(images);
		else for (final Path sub : DatasetFolder.folders(folder)) {
			final List<Path> found = readable(sub).stream().filter(f -> ImageFiles.stem(f).equals("image")).toList();
			if (found.size() > 1) throw new IOException(DataMessages.twoImages(sub.getFileName(), folder,
				found.get(0).getFileName(), found.get(1).getFileName()));
			if (found.size() == 1) add(sub.getFileName().toString(), found.get(0));
		}
		if (cases.isEmpty()) add(folder);
		if (cases.isEmpty()) throw new IOException(DataMessages.noImages(folder));
	}

	/**
	 * Whether a folder is a {@link Dataset} with label maps of some case at least.
	 *
	 * @throws IOException if there is no such folder
	 */
	public static boolean hasLabelMaps(final Path folder) throws IOException {
		return DatasetFolder.hasLabelMaps(folder);
	}

	private void add(final Path folder) throws IOException {
		for (final Path file : readable(folder))
			add(ImageFiles.stem(file), file);
	}

	private void add(final String name, final Path file) throws IOException {
		if (cases.stream().anyMatch(c -> c.name().equals(name))) throw new IOException(DataMessages.imagesOfOneName(name,
			file.getParent()));
		cases.add(new Case(name, file, new TreeMap<>()));
	}

	private static List<Path> readable(final Path folder) throws IOException {
		return DatasetFolder.files(folder).stream().filter(ImageFiles::isReadable).toList();
	}

	/**
	 * Some images in natural order, each once.
	 *
	 * @param selection as in {@link Dataset#cases(String)}
	 * @throws UserException naming what there is no image for
	 */
	public List<Case> cases(final String selection) {
		return CaseSelection.positions(selection, cases.stream().map(Case::name).toList()).stream().map(cases::get).toList();
	}

	/**
	 * Reads images.
	 *
	 * @param channels how many they have. A volume of one channel with so many planes is read as a flat image with these
	 *          channels
	 * @param classes that occur in them
	 * @return cases without labels
	 * @throws UserException naming an image with another number of channels
	 */
	public static List<LoadedCase> load(final List<Case> chosen, final int channels, final List<LabelClass> classes,
		final Progress progress) throws IOException
	{
		final List<LoadedCase> loaded = new ArrayList<>();
		for (final Case c : chosen) {
			progress.checkCanceled();
			progress.update((double) loaded.size() / chosen.size(), DataMessages.reading(c.name()));
			final ImageFile file = ImageFiles.read(c.image());
			final boolean planes = channels > 1 && Dataset.planesMayBeChannels(file) && file.numPlanes() == channels;
			final ImageFile image = planes ? file.planesAsChannels() : file;
			if (image.numChannels() != channels) throw new UserException(DataMessages.imageChannels(c.name(), image.numChannels(),
				channels));
			final List<String> notes = new ArrayList<>(image.notes());
			if (planes) notes.add(DataMessages.channelsOf(channels, c.image().getFileName()));
			loaded.add(new LoadedCase(c, image, HardRaters.none(image.spatialDimensions(), classes), notes));
		}
		return loaded;
	}
}
