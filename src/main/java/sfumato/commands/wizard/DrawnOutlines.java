package sfumato.commands.wizard;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import ij.ImagePlus;
import ij.gui.ImageRoi;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.gui.TextRoi;

import sfumato.files.RoiSet;
import sfumato.labels.LabelClass;

/**
 * The outlines that raters have drawn on an open image. They are ROIs of its overlay, named {@code Eva: class1}; on the disk they are a
 * folder with a zip file per rater, as {@code Train Network...} reads it.
 */
final class DrawnOutlines {

	private static final Pattern NAME = Pattern.compile("(\\p{L}[^:_/]*): class(\\d{1,3})(?!\\d).*");
	private static final int MAX_CLASSES = 255;

	private DrawnOutlines() {}

	/** How much a rater has drawn of a class. */
	record Count(String rater, int label, int outlines, int planes) {}

	/**
	 * Names the ROIs of the overlay that have no rater yet, and ties them to the plane that is shown if they have none.
	 *
	 * @return how many there were
	 */
	static int adopt(final ImagePlus image, final String rater, final int label) {
		int adopted = 0;
		if (image.getOverlay() == null) return 0;
		for (final Roi roi : image.getOverlay().toArray()) {
			if (!isArea(roi) || NAME.matcher(name(roi)).matches()) continue;
			name(roi, image, rater, label);
			adopted++;
		}
		if (adopted > 0) image.draw();
		return adopted;
	}

	/** Adds ROIs to the overlay, as drawn by a rater; what is no area is left out. */
	static void add(final ImagePlus image, final Roi[] rois, final String rater, final int label) {
		final Overlay overlay = image.getOverlay() == null ? new Overlay() : image.getOverlay();
		for (final Roi each : rois) {
			if (!isArea(each)) continue;
			final Roi roi = (Roi) each.clone();
			if (!NAME.matcher(name(roi)).matches()) name(roi, image, rater, label);
			overlay.add(roi);
		}
		image.setOverlay(overlay);
	}

	private static void name(final Roi roi, final ImagePlus image, final String rater, final int label) {
		roi.setName(rater + ": class" + label);
		roi.setStrokeColor(new Color(color(label)));
		if (image.getStackSize() == 1 || roi.getPosition() > 0 || roi.hasHyperStackPosition()) return;
		if (image.isHyperStack()) roi.setPosition(0, image.getSlice(), image.getFrame());
		else roi.setPosition(image.getCurrentSlice());
	}

	static int color(final int label) {
		return LabelClass.defaults(Math.min(MAX_CLASSES, label + 1)).get(Math.min(label, MAX_CLASSES - 1)).rgb() & 0xFFFFFF;
	}

	private static String name(final Roi roi) {
		return roi.getName() == null ? "" : roi.getName();
	}

	private static boolean isArea(final Roi roi) {
		return roi.isArea() && !(roi instanceof TextRoi) && !(roi instanceof ImageRoi) && !roi.getBounds().isEmpty();
	}

	/** How many ROIs of the overlay are no areas, e.g. lines and points; they are not used. */
	static int others(final ImagePlus image) {
		return image.getOverlay() == null ? 0 : (int) Stream.of(image.getOverlay().toArray()).filter(r -> !isArea(r)).count();
	}

	/** What has been drawn so far, by rater and class. */
	static List<Count> counts(final ImagePlus image) {
		final Map<String, Map<Integer, List<Roi>>> all = new TreeMap<>();
		drawn(image).forEach((rater, rois) -> rois.forEach(roi -> all.computeIfAbsent(rater, r -> new TreeMap<>()).computeIfAbsent(label(
			roi), k -> new ArrayList<>()).add(roi)));
		final List<Count> counts = new ArrayList<>();
		all.forEach((rater, labels) -> labels.forEach((label, rois) -> counts.add(new Count(rater, label, rois.size(), planes(image, rois)
			.size()))));
		return counts;
	}

	/** How many planes any rater has drawn in. */
	static int planes(final ImagePlus image) {
		return planes(image, drawn(image).values().stream().flatMap(List::stream).toList()).size();
	}

	private static Set<Integer> planes(final ImagePlus image, final List<Roi> rois) {
		final Set<Integer> planes = new TreeSet<>();
		final int all = image.getNSlices() * image.getNFrames();
		for (final Roi roi : rois) {
			final int plane = all == 1 ? 1 : roi.hasHyperStackPosition() ? Math.max(roi.getZPosition(), roi.getTPosition()) : roi
				.getPosition() > 0 ? (roi.getPosition() - 1) / image.getNChannels() + 1 : 0;
			if (plane > 0) planes.add(plane);
			else for (int p = 1; p <= all; p++)
				planes.add(p);
		}
		return planes;
	}

	private static int label(final Roi roi) {
		final Matcher name = NAME.matcher(name(roi));
		return name.matches() ? Integer.parseInt(name.group(2)) : 0;
	}

	private static Map<String, List<Roi>> drawn(final ImagePlus image) {
		final Map<String, List<Roi>> raters = new LinkedHashMap<>();
		if (image.getOverlay() != null) for (final Roi roi : image.getOverlay().toArray()) {
			final Matcher name = NAME.matcher(name(roi));
			if (isArea(roi) && name.matches()) raters.computeIfAbsent(name.group(1).strip(), r -> new ArrayList<>()).add(roi);
		}
		return raters;
	}

	/**
	 * Writes the outlines, a zip file per rater.
	 *
	 * @param folder a new one
	 * @throws IOException if it cannot be written
	 */
	static void write(final ImagePlus image, final Path folder) throws IOException {
		Files.createDirectories(folder);
		for (final Map.Entry<String, List<Roi>> rater : drawn(image).entrySet()) {
			final List<Roi> rois = new ArrayList<>();
			for (final Roi roi : rater.getValue()) {
				final Roi copy = (Roi) roi.clone();
				copy.setName(String.format(Locale.ROOT, "class%d-%04d", label(roi), rois.size() + 1));
				rois.add(copy);
			}
			RoiSet.write(folder.resolve(rater.getKey().replaceAll("[^\\p{L}\\p{N} .-]", "-") + ".zip"), rois, false);
		}
	}

	/**
	 * Draws outlines again that were written.
	 *
	 * @throws IOException if they cannot be read
	 */
	static void restore(final ImagePlus image, final Path folder) throws IOException {
		final List<Path> files;
		try (Stream<Path> inside = Files.list(folder)) {
			files = inside.filter(RoiSet::isReadable).sorted().toList();
		}
		for (final Path file : files)
			for (final Roi roi : RoiSet.read(file).rois()) {
				roi.setName(RoiSet.stem(file) + ": " + roi.getName().replaceAll("-.*", ""));
				add(image, new Roi[] { roi }, RoiSet.stem(file), 1);
			}
	}
}
