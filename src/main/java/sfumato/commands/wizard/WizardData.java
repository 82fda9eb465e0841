package sfumato.commands.wizard;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import sfumato.data.Case;
import sfumato.data.Dataset;
import sfumato.data.LoadedCase;
import sfumato.files.ImageFile;
import sfumato.labels.HardRaters;
import sfumato.labels.MissingLabels;
import sfumato.text.UserException;

/**
 * The dataset that the {@link SegmentationWizard} finds in a folder.
 *
 * @param dataset the dataset with the chosen task
 * @param tasks all tasks with label maps
 * @param cases names of the usable cases in natural order, at least one
 * @param facts properties of the dataset
 */
record WizardData(Dataset dataset, List<String> tasks, List<String> cases, List<Fact> facts) {

	/** A property of the dataset, e.g. {@code Raters} with {@code 5 in every case}. */
	record Fact(String name, String value) {}

	/** Maximum number of numbers at the beginning of a name that may identify the patient together. */
	private static final int MAX_NUMBERS = 4;

	/**
	 * Reads a folder and its first case.
	 *
	 * @param task its name, or empty for the first one
	 * @throws IOException if the value is invalid
	 * @throws UserException if the value is invalid
	 * @param task name of the task; empty for the first one
	 */
	static WizardData of(final Path folder, final String task) throws IOException {
		final List<String> tasks = Dataset.tasks(folder);
		final Dataset dataset = Dataset.open(folder.toAbsolutePath().normalize(), task.isEmpty() ? tasks.get(0) : task);
		final List<Case> usable = dataset.usableCases();
		if (usable.isEmpty()) throw new UserException(WizardMessages.noUsableCase(dataset.problems().get(0)));
		return new WizardData(dataset, tasks, usable.stream().map(Case::name).toList(), describe(dataset, usable, dataset.load(usable
			.get(0))));
	}

	/** Returns the absolute path of the folder. */
	Path folder() {
		return dataset.folder();
	}

	/** Writes a selection of cases in the form that commands read; empty for all cases. */
	String selection(final List<String> names) {
		final List<Case> chosen = dataset.usableCases().stream().filter(c -> names.contains(c.name())).toList();
		return chosen.size() == cases.size() && dataset.problems().isEmpty() ? "" : dataset.selection(chosen);
	}

	/** Returns the value of {@code missing} for the raters of an open case. */
	String missing() {
		return dataset.missing().equals(MissingLabels.NONE) ? "" : Integer.toString(HardRaters.UNLABELED);
	}

	/**
	 * Guesses a regular expression that finds the patient in the name of a case. It matches everything up to the first number (the patient of
	 * {@code p07_n1_s12} is {@code p07}) or, if this gives too few patients, up to a later number. The shortest prefix with enough patients
	 * is the safest. Empty if every case is a patient of its own.
	 */
	String group() {
		for (int numbers = 1; numbers <= MAX_NUMBERS; numbers++) {
			final String group = numbers == 1 ? "\\D*\\d+" : "(?:\\D*\\d+){" + numbers + "}";
			final List<Matcher> found = cases.stream().map(Pattern.compile(group)::matcher).toList();
			if (!found.stream().allMatch(Matcher::lookingAt)) return "";
			final long patients = found.stream().map(Matcher::group).distinct().count();
			if (patients >= WizardSplit.LEAST) return patients < cases.size() ? group : "";
		}
		return "";
	}

	private static List<Fact> describe(final Dataset dataset, final List<Case> usable, final LoadedCase first) {
		final ImageFile image = first.image();
		final TreeSet<Integer> counts = usable.stream().map(c -> c.raters().size()).collect(Collectors.toCollection(TreeSet::new));
		final long raters = usable.stream().flatMap(c -> c.raters().keySet().stream()).distinct().count();
		final int broken = dataset.problems().size();
		return List.of(new Fact("Cases", usable.size() + (broken == 0 ? "" : ", and " + broken + " that cannot be used: " + dataset
			.problems().get(0))), new Fact("Raters", counts.size() == 1 ? counts.first() + " in every case" : raters + " in all, " +
				counts.first() + " to " + counts.last() + " in a case"), new Fact("Images", image.size() + (image.isVolume()
					? " (a volume, which is segmented slice by slice)" : "") + ", " + (image.numChannels() == 1 ? "one channel" : image
						.numChannels() + " channels")), new Fact("Pixel size", size(first)), new Fact("Classes", first.raters().numClasses() +
							", background among them"));
	}

	private static String size(final LoadedCase c) {
		if (c.unit().equals(ImageFile.NO_UNIT)) return "not known";
		return Arrays.stream(c.pixelSize()).mapToObj(s -> trimmed(s)).collect(Collectors.joining(" x ")) +
			" " + c.unit();
	}

	/** Formats a pixel size without needless decimals: 0.5 and not 0.5000, 0.6484 and not 0.648437. */
	private static String trimmed(final double size) {
		return new BigDecimal(size).round(new MathContext(4)).stripTrailingZeros().toPlainString();
	}
}
