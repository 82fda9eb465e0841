package sfumato;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Type;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.scijava.command.Command;
import org.scijava.plugin.SciJavaPlugin;

import sfumato.calibration.CalibrationError;
import sfumato.data.augmentation.Augmentation;
import sfumato.data.normalization.Normalization;
import sfumato.fusion.LabelFusion;
import sfumato.jobs.Job;
import sfumato.labels.HardRaters;
import sfumato.labels.LabelSmoothing;
import sfumato.losses.Loss;
import sfumato.metrics.SegmentationMetric;
import sfumato.models.ModelExport;
import sfumato.networks.Decoder;
import sfumato.networks.Encoder;
import sfumato.recalibration.Recalibrator;
import sfumato.statistics.SignificanceTest;
import sfumato.training.distillation.TeacherCalibration;
import sfumato.training.optimizers.Optimizer;
import sfumato.training.schedules.Schedule;

/**
 * Everything that takes a target has a case that shows what it does with pixels that nobody has labelled. What takes one is found by
 * reflection: kinds of plugins, jobs, and classes with a method or a constructor that is given raters, a fused case, a comparison or
 * a sample. What is new fails here until a case is named.
 */
class TargetConsumersTest {

	/** What a target comes in. */
	private static final List<String> TARGETS = List.of("labels.Comparison", "labels.Raters", "labels.HardRaters", "labels.SoftRaters",
		"data.LoadedCase", "scoring.ComparedCase", "data.sampling.Sample", "data.sampling.Patch", "data.sampling.Batch");

	private static final String HERE = "UnlabelledPixelsTest#", SPARSE = "training.SparseAnnotationTest#";

	/** The case of each kind, which runs over all plugins of the kind. */
	private static final Map<Class<?>, String> KINDS = Map.of( //
		SegmentationMetric.class, HERE + "metricsIgnoreUnlabelledPixels", //
		CalibrationError.class, HERE + "calibrationErrorsIgnoreUnlabelledPixels", //
		Recalibrator.class, HERE + "recalibratorsIgnoreUnlabelledPixels", //
		LabelFusion.class, HERE + "fusionsIgnoreRatersWhoDidNotLabelThePixel", //
		LabelSmoothing.class, HERE + "labelSmoothingsIgnoreUnlabelledPixels", //
		Loss.class, "losses.LossContractTest#halfLabelledImageEqualsItsLabelledHalf", //
		TeacherCalibration.class, "training.distillation.KernelTeacherCalibrationTest#halfLabelledCropEqualsItsLabelledHalf");

	/** Kinds whose plugins are given no target. */
	private static final Set<Class<?>> KINDS_WITHOUT = Set.of(Encoder.class, Decoder.class, SignificanceTest.class, ModelExport.class,
		Normalization.class, Augmentation.class, Optimizer.class, Schedule.class);

	private static final Map<String, String> JOBS = Map.of( //
		"TrainJob", SPARSE + "ignoredValueDoesNotMatter", //
		"DistillJob", "training.distillation.KernelTeacherCalibrationTest#halfLabelledCropEqualsItsLabelledHalf", //
		"EvaluateJob", HERE + "caseScoresIgnoreUnlabelledPixels", //
		"CrossValidateJob", HERE + "caseScoresIgnoreUnlabelledPixels", //
		"RecalibrateJob", "jobs.SparseRecalibrationTest#doesNotLearnUnlabelledPixelsAsBackground", //
		"FuseJob", "engine.counting.FusionTensorsTest#fusesOnEveryDeviceAsOnTheCpu", //
		"CountJob", "engine.counting.ComparisonTensorsTest#countsLabelsAsOnTheCpu");

	private static final Set<String> JOBS_WITHOUT = Set.of("PredictJob", "PredictFolderJob", "SampleJob", "ImportJob", "ExportJob",
		"CheckJob");

	/** Cases of what is neither. */
	private static final Map<String, String> OTHERS = new HashMap<>();

	/** What only hands a target on, keeps it, or says something of it that no pixel has a part in. */
	private static final Set<String> HAND_ON = Set.of("api.Evaluation", "api.FolderEvaluation", "commands.wizard.WizardData", "data.Dataset", "jobs.cases.DataSelection",
		"jobs.cases.DataSource", "jobs.cases.OpenImages", "jobs.TrainedModel", "jobs.TrainingCases", "jobs.cases.ModelCases", "jobs.records.Hashes",
		"jobs.child.Messages");

	static {
		cases("calibrationParts", HERE + "calibrationErrorsIgnoreUnlabelledPixels", "calibration.Binning", "calibration.BorderBand",
			"calibration.PixelSample");
		cases("recalibratorParts", HERE + "recalibratorsIgnoreUnlabelledPixels", "recalibration.CalibrationPixels", "recalibration.KeySampler");
		cases("diagrams", HERE + "reliabilityDiagramsAndCalibrationMapsIgnoreUnlabelledPixels", "calibration.CalibrationBands",
			"calibration.CalibrationMap", "calibration.ReliabilityDiagram");
		cases("metricParts", HERE + "metricsIgnoreUnlabelledPixels", "metrics.ObjectMatching", "metrics.SoftSums", "metrics.SurfaceDistances",
			"metrics.SurfaceElements", "api.MatchedObjects");
		cases("counts", HERE + "caseScoresIgnoreUnlabelledPixels", "metrics.ConfusionMatrix", "scoring.CaseScoring",
			"scoring.ComparedCase", "jobs.ModelValidation");
		cases("folders", HERE + "folderScoresIgnoreUnlabelledPixels", "scoring.ComparedFolders");
		cases("tensors", "engine.counting.ComparisonTensorsTest#countsLabelsAsOnTheCpu", "engine.counting.ComparisonTensors");
		cases("fusion", "engine.counting.FusionTensorsTest#fusesOnEveryDeviceAsOnTheCpu", "engine.counting.FusionTensors", "fusion.PatternTable");
		cases("fusionParts", HERE + "fusionsIgnoreRatersWhoDidNotLabelThePixel", "fusion.ForegroundBox", "fusion.MapBlocks",
			"fusion.PatternIndex");
		cases("agreement", HERE + "raterAgreementIgnoresUnlabelledPixels", "agreement.CaseAgreement", "agreement.DatasetAgreement",
			"agreement.RaterObjects", "fusion.LabelPatterns", "fusion.MajorityDice", "fusion.RaterComparison");
		cases("curve", HERE + "raterCurveIgnoresUnlabelledPixels", "agreement.RaterCurve");
		cases("disagreement", HERE + "disagreementIsNaNAtUnlabelledPixels", "fusion.RaterEntropy", "fusion.RaterVariance",
			"commands.evaluate.RaterPictures");
		cases("kept", HERE + "resizedAndOpenRatersKeepUnlabelledPixels", "data.sampling.LabelResize", "data.LabelledStack", "data.LoadedCase",
			"images.CaseImages");
		cases("training", SPARSE + "halfLabelledImageTrainsLikeItsLabelledHalf", "training.TrainingData", "training.BatchLoader",
			"training.Learner", "data.sampling.Batch");
		cases("patches", "data.sampling.SamplerTest#ignoresLabelsOfUnlabelledPixels", "data.sampling.Sampler");
		cases("places", "training.PatchPlacesTest#placesNoPatchOnUnlabelledPixels", "training.PatchPlaces", "training.ShownClasses");
		cases("validation", SPARSE + "validationLossIgnoresUnlabelledPixels", "training.ValidationLoss");
		cases("api", "api.ApiTest#ignoresUnlabelledPixels", "api.Raters");
		cases("comparison", HERE + "regionsHoldLabelledPixelsOnly", "labels.Comparison");
	}

	private static List<Class<?>> classes;

	private static void cases(final String group, final String test, final String... of) {
		for (final String name : of)
			if (OTHERS.put(name, test) != null) throw new IllegalStateException(name + " has two cases, one of them of " + group);
	}

	@BeforeAll
	static void findClasses() throws URISyntaxException, IOException {
		final Path root = Path.of(HardRaters.class.getProtectionDomain().getCodeSource().getLocation().toURI());
		try (Stream<Path> files = Files.walk(root.resolve("sfumato"))) {
			classes = files.filter(f -> f.toString().endsWith(".class")).<Class<?>> map(f -> load(root.relativize(f).toString())).toList();
		}
		assertTrue(classes.size() > 500, classes.size() + " classes");
	}

	private static Class<?> load(final String file) {
		try {
			return Class.forName(file.replace(java.io.File.separatorChar, '.').replaceFirst("\\.class$", ""), false, HardRaters.class
				.getClassLoader());
		}
		catch (final ClassNotFoundException e) {
			throw new UncheckedIOException(new IOException(e));
		}
	}

	private static String name(final Class<?> c) {
		return c.getName().replaceFirst("^sfumato\\.", "").replaceFirst("\\$.*", "");
	}

	@Test
	void everyPluginTypeWithATargetHasACase() {
		final Set<String> kinds = classes.stream().filter(c -> c.isInterface() && c != Command.class && Arrays.asList(c.getInterfaces())
			.contains(SciJavaPlugin.class)).map(Class::getName).collect(Collectors.toCollection(TreeSet::new));
		final Set<String> known = Stream.concat(KINDS.keySet().stream(), KINDS_WITHOUT.stream()).map(Class::getName).collect(Collectors
			.toCollection(TreeSet::new));
		assertEquals(known, kinds);
	}

	@Test
	void everyJobWithATargetHasACase() {
		final Set<String> jobs = Arrays.stream(Job.class.getPermittedSubclasses()).map(Class::getSimpleName).collect(Collectors
			.toCollection(TreeSet::new));
		final Set<String> known = new TreeSet<>(JOBS.keySet());
		known.addAll(JOBS_WITHOUT);
		assertEquals(known, jobs);
	}

	@Test
	void everyOtherClassWithATargetHasACase() {
		final Set<String> found = new TreeSet<>();
		for (final Class<?> c : classes) {
			final Class<?> outer = c.getNestHost();
			final boolean isKnown = KINDS.keySet().stream().anyMatch(k -> k.isAssignableFrom(outer)) || Job.class.isAssignableFrom(outer);
			if (!isKnown && takesTarget(c)) found.add(name(c));
		}
		final Set<String> known = new TreeSet<>(OTHERS.keySet());
		known.addAll(HAND_ON);
		// interfaces and bases that plugins of a kind share, and a kind's own classes, have the case of the kind
		found.removeIf(n -> known.contains(n) ? false : isPartOfAKind(n));
		assertEquals(known, found);
	}

	/** Whether only plugins of a kind extend or implement it. */
	private static boolean isPartOfAKind(final String name) {
		final Class<?> c = load("sfumato/" + name.replace('.', '/') + ".class");
		final List<Class<?>> heirs = classes.stream().filter(d -> d != c && !d.isInterface() && c.isAssignableFrom(d)).collect(Collectors
			.toList());
		return !heirs.isEmpty() && heirs.stream().allMatch(d -> KINDS.keySet().stream().anyMatch(k -> k.isAssignableFrom(d)));
	}

	private static boolean takesTarget(final Class<?> c) {
		final List<Executable> all = new ArrayList<>(List.of(c.getDeclaredMethods()));
		all.addAll(List.of(c.getDeclaredConstructors()));
		for (final Executable e : all)
			if (!e.isSynthetic()) for (final Type t : e.getGenericParameterTypes())
				for (final String target : TARGETS)
					if (Pattern.compile("\\bsfumato\\." + Pattern.quote(target) + "\\b").matcher(t.getTypeName()).find()) return true;
		return false;
	}

	@Test
	void everyCaseNamesATest() throws ClassNotFoundException {
		final Map<String, String> all = new TreeMap<>(OTHERS);
		KINDS.forEach((kind, test) -> all.put(kind.getSimpleName(), test));
		all.putAll(JOBS);
		for (final Map.Entry<String, String> e : all.entrySet()) {
			final String[] test = e.getValue().split("#");
			assertTrue(Arrays.stream(Class.forName("sfumato." + test[0]).getDeclaredMethods()).anyMatch(m -> m.getName().equals(
				test[1]) && (m.isAnnotationPresent(Test.class) || m.isAnnotationPresent(ParameterizedTest.class))), e.toString());
		}
	}
}
