package sfumato.commands.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.plugin.frame.RoiManager;

import sfumato.data.LabelledStack;
import sfumato.files.RoiSet;
import sfumato.labels.HardRaters;
import sfumato.labels.MissingLabels;
import sfumato.text.Excerpt;
import sfumato.text.UserException;

/** Converts outlines on an open image to the label maps of raters, with classes and slices as {@link RoiSet} reads them. */
final class OpenOutlines {

	/** Names of raters: Eva in "Eva: class2 left". Neither class2 nor 0012-0034-0056 is one. */
	private static final Pattern RATER = Pattern.compile("(?!(?i:class[ _-]?\\d+[:_/]))(\\p{L}[^:_/]*)[:_/]\\s*(.*)");

	private final ImagePlus images;
	private final int planes;
	private final Map<String, RoiSet> raters;
	private final LabelledStack.Origin origin;

	private OpenOutlines(final ImagePlus images, final Map<String, RoiSet> raters, final LabelledStack.Origin origin) {
		this.images = images;
		this.raters = raters;
		this.origin = origin;
		planes = images.getNSlices() * images.getNFrames();
		if (images.getNSlices() > 1 && images.getNFrames() > 1) throw new
			UserException(TrainMenuMessages.slicesAndFrames(Excerpt.of(images.getTitle())));
	}

	/**
	 * Finds the outlines.
	 *
	 * @param where {@code overlay}, {@code manager}, or ROI files, one per rater, separated by semicolons; a folder stands for its files
	 * @param by how the raters of one set differ: {@code one} (a single rater), {@code group} or {@code name}
	 * @throws IOException if a file cannot be read
	 */
	static OpenOutlines find(final ImagePlus images, final String where, final String by) throws IOException {
		if (where.equalsIgnoreCase("overlay")) {
			final String source = TrainMenuMessages.overlay(images.getTitle());
			final Roi[] rois = images.getOverlay() == null ? new Roi[0] : images.getOverlay().toArray();
			if (rois.length == 0) throw new UserException(TrainMenuMessages.noOverlay(source));
			return new OpenOutlines(images, split(source, rois, by), new LabelledStack.Origin(source, Optional.empty()));
		}
		if (where.equalsIgnoreCase("manager")) {
			final RoiManager manager = RoiManager.getInstance2();
			if (manager == null || manager.getCount() == 0) throw new UserException(
				TrainMenuMessages.noManagerOutlines());
			return new OpenOutlines(images, split(TrainMenuMessages.manager(), manager.getRoisAsArray(), by), new LabelledStack.
				Origin(TrainMenuMessages.manager(), Optional.empty()));
		}
		if (!by.equals("one")) throw new UserException(TrainMenuMessages.ratersOfFiles(by));
		final Map<String, RoiSet> sets = new TreeMap<>();
		final List<Path> files = files(where);
		for (final Path file : files)
			if (sets.put(RoiSet.stem(file), RoiSet.read(file)) != null) throw new
				UserException(TrainMenuMessages.filesOfOneName(RoiSet.stem(file)));
		return new OpenOutlines(images, sets, new LabelledStack.Origin(where, files.size() == 1 ? Optional.of(files.get(0)) : Optional
			.empty()));
	}

	private static List<Path> files(final String where) throws IOException {
		final List<Path> files = new ArrayList<>();
		for (final String part : where.split(";")) {
			final Path path = Path.of(part.strip());
			if (!Files.isDirectory(path)) files.add(path);
			else try (Stream<Path> inside = Files.list(path)) {
				final List<Path> some = inside.filter(RoiSet::isReadable).sorted().toList();
				if (some.isEmpty()) throw new IOException(TrainMenuMessages.noOutlineFiles(path));
				files.addAll(some);
			}
		}
		return files;
	}

	private static Map<String, RoiSet> split(final String source, final Roi[] rois, final String by) {
		final Map<String, List<Roi>> raters = new LinkedHashMap<>();
		for (final Roi original : rois) {
			final Roi roi = (Roi) original.clone();
			final String rater;
			if (by.equals("group")) rater = Integer.toString(roi.getGroup());
			else if (by.equals("name")) {
				final Matcher name = RATER.matcher(roi.getName() == null ? "" : roi.getName());
				if (!name.matches()) throw new UserException(TrainMenuMessages.whoseRoi(Excerpt.of(roi.getName()), source));
				rater = name.group(1).strip();
				roi.setName(name.group(2));
			}
			else rater = "1";
			raters.computeIfAbsent(rater, r -> new ArrayList<>()).add(roi);
		}
		final Map<String, RoiSet> sets = new LinkedHashMap<>();
		raters.forEach((rater, own) -> sets.put(rater, RoiSet.of(source, own, !by.equals("group"))));
		return sets;
	}

	/**
	 * Adds the labels to images.
	 *
	 * @param background whether a plane without outlines of a rater is background; else it is unlabelled by this rater
	 * @param log receives a line about the interpretation
	 * @throws UserException if a ROI is outside of the images
	 */
	LabelledStack label(final LabelledStack stack, final boolean background, final Consumer<String> log) {
		final boolean frames = images.getNFrames() > 1;
		final int channels = images.getNChannels();
		final long[] size = planes == 1 ? new long[] { images.getWidth(), images.getHeight() } : new long[] { images.getWidth(),
			images.getHeight(), planes };
		final List<RandomAccessibleInterval<FloatType>> maps = new ArrayList<>();
		log.accept(TrainMenuMessages.outlines(raters.keySet(), origin.title()));
		raters.forEach((rater, set) -> {
			final RandomAccessibleInterval<FloatType> map = set.labels(size, channels, frames);
			final boolean[] marked = set.marked(planes, channels, frames);
			final String who = raters.size() == 1 ? "" : rater;
			if (planes > 1 && !set.hasSlices()) log.accept(TrainMenuMessages.outlinesOfAllPlanes(who, planes));
			final int[] empty = IntStream.range(0, planes).filter(p -> !marked[p]).toArray();
			if (!background) for (final int p : empty)
				(planes == 1 ? map : Views.hyperSlice(map, 2, p)).forEach(v -> v.set(HardRaters.UNLABELED));
			if (empty.length > 0) log.accept(TrainMenuMessages.planesWithoutOutlines(empty.length, who, background));
			maps.add(map);
		});
		final HardRaters labels = HardRaters.of(List.copyOf(raters.keySet()), maps, OptionalInt.empty(), OptionalInt.empty(),
			new MissingLabels(HardRaters.UNLABELED, false));
		labels.notes().forEach(log);
		return stack.with(origin, labels);
	}
}
