package sfumato.data.preparation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import sfumato.data.NaturalOrder;
import sfumato.text.TextMessages;
import sfumato.text.UserException;

/** Finds the patients in the download folder of a challenge. */
final class ChallengeFiles {

	private static final Pattern CASE = Pattern.compile("case_?(\\d{1,6})", Pattern.CASE_INSENSITIVE);
	private static final Pattern LITS = Pattern.compile("(volume|segmentation)-(\\d{1,6})\\.nii(\\.gz)?");
	private static final Pattern KITS = Pattern.compile("(imaging|segmentation)\\.nii(\\.gz)?");
	/** What halves of a set are called, in the order in which their cases are numbered. */
	private static final List<String> PARTS = List.of("training", "train", "validation", "val", "testing", "test");
	/** Batches of LiTS lie in folders of their own. */
	private static final int DEPTH = 3;

	private final ChallengeLayout layout;
	private final Path input;

	ChallengeFiles(final ChallengeLayout layout, final Path input) {
		this.layout = layout;
		this.input = input;
	}

	/**
	 * All patients but some, by number. Of QUBIQ the last case takes the number of one that is left out, so that there are no
	 * gaps.
	 *
	 * @throws IOException if there are none, or a file is missing
	 */
	List<ChallengePatient> patients(final SortedSet<Integer> skip) throws IOException {
		if (!Files.isDirectory(input)) throw new IOException(TextMessages.noFolder(input));
		final TreeMap<Integer, ChallengePatient> all = new TreeMap<>();
		for (final ChallengePatient p : layout == ChallengeLayout.QUBIQ ? qubiq() : volumes())
			all.put(p.number(), p);
		for (final int number : skip)
			if (all.remove(number) == null) throw new UserException(PreparationMessages.noSuchCaseToSkip(number, input,
				all.firstKey(), all.lastKey()));
		if (!layout.isVolumes()) for (final int number : skip)
			if (!all.isEmpty() && all.lastKey() > number) all.put(number, all.pollLastEntry().getValue().withNumber(number));
		if (all.isEmpty()) throw new UserException(PreparationMessages.nothingLeft(input));
		return List.copyOf(all.values());
	}

	private List<ChallengePatient> qubiq() throws IOException {
		final List<Path> flat = cases(input);
		final List<Path> parts = new ArrayList<>();
		if (flat.isEmpty()) for (final Path folder : folders(input))
			if (!cases(folder).isEmpty()) parts.add(folder);
		if (flat.isEmpty() && parts.isEmpty()) throw new IOException(noCaseFolders());
		final List<Path> strangers = parts.stream().filter(p -> rank(p) < 0).toList();
		if (!strangers.isEmpty()) throw new IOException(PreparationMessages.noHalves(strangers.stream().map(p ->
			p.getFileName().toString()).collect(Collectors.joining(", ")), input, String.join(", ", "Training", "Validation")));
		parts.sort((a, b) -> Integer.compare(rank(a), rank(b)));
		if (!flat.isEmpty()) parts.add(input);
		final TreeMap<Integer, ChallengePatient> all = new TreeMap<>();
		for (final Path part : parts) {
			final List<Path> cases = cases(part);
			// the published halves go on counting; others begin at 1 again
			final boolean again = cases.stream().anyMatch(c -> all.containsKey(number(c)));
			for (final Path c : cases) {
				final int number = again ? all.lastKey() + 1 : number(c);
				if (all.put(number, new ChallengePatient(layout, number, List.of(c))) != null) throw new
					IOException(PreparationMessages.twoFolders(number, part));
			}
		}
		return List.copyOf(all.values());
	}

	private String noCaseFolders() throws IOException {
		final List<String> deeper = new ArrayList<>();
		for (final Path set : folders(input))
			for (final Path part : folders(set))
				if (!cases(part).isEmpty() && !deeper.contains(set.getFileName().toString())) deeper.add(set.getFileName()
					.toString());
		return deeper.isEmpty() ? PreparationMessages.noCaseFolders(input) : PreparationMessages.caseFoldersBelow(input,
			String.join(", ", deeper));
	}

	private static int rank(final Path part) {
		return PARTS.indexOf(part.getFileName().toString().toLowerCase(Locale.ROOT));
	}

	private static List<Path> cases(final Path folder) throws IOException {
		return folders(folder).stream().filter(c -> CASE.matcher(c.getFileName().toString()).matches()).toList();
	}

	private static int number(final Path folder) {
		final Matcher m = CASE.matcher(folder.getFileName().toString());
		return m.matches() ? Integer.parseInt(m.group(1)) : -1;
	}

	private static List<Path> folders(final Path folder) throws IOException {
		try (Stream<Path> all = Files.list(folder)) {
			return all.filter(f -> Files.isDirectory(f) && !f.getFileName().toString().startsWith(".")).sorted((a,
				b) -> NaturalOrder.INSTANCE.compare(a.getFileName().toString(), b.getFileName().toString())).toList();
		}
	}

	private List<ChallengePatient> volumes() throws IOException {
		final Map<Integer, Path> images = new TreeMap<>(), labels = new TreeMap<>();
		try (Stream<Path> files = Files.find(input, DEPTH, (f, a) -> a.isRegularFile())) {
			for (final Path f : (Iterable<Path>) files.sorted()::iterator) {
				final Matcher m = (layout == ChallengeLayout.LITS ? LITS : KITS).matcher(f.getFileName().toString());
				if (!m.matches()) continue;
				final int number = layout == ChallengeLayout.LITS ? Integer.parseInt(m.group(2)) : number(f.getParent());
				if (number < 0) continue;
				final Path other = (m.group(1).equals("segmentation") ? labels : images).put(number, f);
				if (other != null) throw new IOException(PreparationMessages.twoFiles(number, other, f));
			}
		}
		// the volumes of the test set have no segmentation
		final TreeSet<Integer> lonely = new TreeSet<>(labels.keySet());
		lonely.removeAll(images.keySet());
		if (!lonely.isEmpty()) throw new IOException(PreparationMessages.noImage(lonely.first(), labels.get(lonely.first()),
			image(lonely.first()), input));
		if (labels.isEmpty()) throw new IOException(PreparationMessages.noSegmentations(input, layout, image(0), layout ==
			ChallengeLayout.LITS ? "segmentation-0.nii" : "case_00000/segmentation.nii.gz"));
		final List<ChallengePatient> all = new ArrayList<>();
		labels.forEach((number, file) -> all.add(new ChallengePatient(layout, number, List.of(images.get(number), file))));
		return all;
	}

	private String image(final int number) {
		return layout == ChallengeLayout.LITS ? "volume-" + number + ".nii" : String.format(Locale.ROOT,
			"case_%05d/imaging.nii.gz", number);
	}
}
