package sfumato.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** Whoever reads a file or takes a text apart has a format in {@link FuzzFormats}, or a reason here why not. */
class ReadersAreFuzzedTest {

	private static final JavaClasses CLASSES = new ClassFileImporter().withImportOption(
		ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("sfumato");

	/** Methods that give bytes or letters of somebody else's, by the classes that have them. */
	private static final Map<String, Set<String>> SOURCES = Map.ofEntries( //
		Map.entry("java.nio.file.Files", Set.of("newInputStream", "newBufferedReader", "newByteChannel", "readAllBytes", "readString",
			"readAllLines", "lines")), //
		Map.entry("java.nio.channels.FileChannel", Set.of("open")), //
		Map.entry("java.io.FileInputStream", Set.of("<init>")), //
		Map.entry("java.io.FileReader", Set.of("<init>")), //
		Map.entry("java.io.RandomAccessFile", Set.of("<init>")), //
		Map.entry("java.util.zip.ZipFile", Set.of("<init>")), //
		Map.entry("java.util.zip.ZipInputStream", Set.of("<init>")), //
		Map.entry("java.util.Properties", Set.of("load", "loadFromXML")), //
		Map.entry("javax.imageio.ImageIO", Set.of("read", "createImageInputStream")), //
		Map.entry("ij.IJ", Set.of("openImage")), //
		Map.entry("ij.io.Opener", Set.of("openTiff", "openImage", "openTiffStack")), //
		Map.entry("ij.io.TiffDecoder", Set.of("<init>")), //
		Map.entry("ij.io.RoiDecoder", Set.of("<init>")), //
		Map.entry("sfumato.text.TextFile", Set.of("read", "lines", "properties")), //
		Map.entry("sfumato.text.Json", Set.of("parse", "object")), //
		Map.entry("sfumato.models.StrictJson", Set.of("read", "value")), //
		Map.entry("sfumato.text.Csv", Set.of("read")));

	/** Which format has the class read. */
	private static final Map<String, Set<String>> FUZZED = Map.ofEntries( //
		Map.entry("data.DatasetSettings", Set.of("dataset.json")), //
		Map.entry("data.FusedFolder", Set.of("fusion.json")), //
		Map.entry("data.preparation.PreparedFolder", Set.of("preparation.json")), //
		Map.entry("data.RecordedFolds", Set.of("folds.csv")), //
		Map.entry("engine.checkpoint.Checkpoint", Set.of("pth-zip", "pth-old", "safetensors")), //
		Map.entry("engine.InstalledEngine", Set.of("engine.properties")), //
		Map.entry("engine.checkpoint.SafeTensors", Set.of("safetensors")), //
		Map.entry("files.ImageFiles", Set.of("tiff", "tiff-planes", "png", "dataset-check")), //
		Map.entry("files.Nifti", Set.of("nifti", "nifti-gz", "nifti-planes", "nifti-pair")), //
		Map.entry("files.PngBytes", Set.of("png")), //
		Map.entry("files.RoiSet", Set.of("roi", "roi-zip")), //
		Map.entry("installation.PyTorchFolder", Set.of("pytorch-version")), //
		Map.entry("jobs.PredictedFolder", Set.of("prediction.json")), //
		Map.entry("jobs.child.Messages", Set.of("job", "order")), //
		Map.entry("files.TiffDirectory", Set.of("tiff")), //
		Map.entry("files.TiffPlanes", Set.of("tiff", "tiff-planes")), //
		Map.entry("models.ModelFolder", Set.of("model.json")), //
		Map.entry("models.ModelFit", Set.of("training.json")), //
		Map.entry("models.StrictJson", Set.of("model.json", "training.json", "checkpoint", "job")), //
		Map.entry("reports.ModelReport", Set.of("training.json", "history.csv")), //
		Map.entry("text.Csv", Set.of("scores.csv", "findings.csv")), //
		Map.entry("statistics.JoinedTables", Set.of("scores.csv")), //
		Map.entry("statistics.MethodScores", Set.of("scores.csv")), //
		Map.entry("text.Json", Set.of("dataset.json")), //
		Map.entry("text.TextFile", Set.of("dataset.json", "history.csv")), //
		Map.entry("training.Checkpoints", Set.of("checkpoint")), //
		Map.entry("training.History", Set.of("history.csv")), //
		Map.entry("commands.wizard.SavedRun", Set.of("wizard.json")), //
		Map.entry("commands.wizard.TrainingNotes", Set.of("training.json")), //
		Map.entry("commands.wizard.WizardDataPage", Set.of("findings.csv")));

	/** Whose bytes are not somebody else's. */
	private static final Map<String, String> OTHERS = Map.ofEntries( //
		Map.entry("commands.macro.MacroOptions", "ImageJ opens what a macro names, as File>Open does"), //
		Map.entry("commands.wizard.DrawingSession", "ImageJ opens the maps of the user's own run, as File>Open does"), //
		Map.entry("commands.wizard.WizardWindow", "ImageJ opens the image of the user's own run, as File>Open does"), //
		Map.entry("engine.Bfloat16Support", "the system says what the processor is"), //
		Map.entry("engine.EngineLoader", "the system says what is loaded"), //
		Map.entry("engine.TorchFile", "libtorch reads it"), //
		Map.entry("export.BioimageIoDescription", "bytes are hashed, whatever they are"), //
		Map.entry("files.FileHash", "bytes are hashed, whatever they are"), //
		Map.entry("files.TiffStack", "writes"), //
		Map.entry("installation.EngineInstallation", "bytes are hashed, whatever they are"), //
		Map.entry("installation.EnginePackages", "somebody installs what is in it on purpose, and then runs it"), //
		Map.entry("installation.EngineProcess", "a process of this program's has written it"), //
		Map.entry("installation.Hardware", "the system says what there is"), //
		Map.entry("installation.Libraries", "jars on the class path, which are run"), //
		Map.entry("jobs.CrossValidationFolder", "lines are compared and copied, and not understood"), //
		Map.entry("jobs.TrainingCases", "takes apart what it has written itself"), //
		Map.entry("jobs.child.Exchange", "the other process of this program has made it"), //
		Map.entry("jobs.child.PixelFiles", "the other process of this program has made it"), //
		Map.entry("jobs.child.PieceFile", "the other process of this program has made it"), //
		Map.entry("security.SystemAccess", "the system says which groups there are"), //
		Map.entry("prediction.ProcessorMemory", "the system says what is free"), //
		Map.entry("standalone.Launcher", "ImageJ reads the macro"));

	private static Map<String, Set<String>> readers() {
		final Map<String, Set<String>> readers = new TreeMap<>();
		for (final JavaClass c : CLASSES)
			for (final JavaAccess<?> access : c.getAccessesFromSelf())
				if (SOURCES.getOrDefault(access.getTargetOwner().getName(), Set.of()).contains(access.getTarget().getName())) readers
					.computeIfAbsent(name(c), k -> new TreeSet<>()).add(access.getTargetOwner().getSimpleName() + "." + access.getTarget()
						.getName());
		return readers;
	}

	/** Without the package of all, and of the outermost class unless a nested one is listed itself. */
	private static String name(final JavaClass c) {
		final String name = c.getName().substring("sfumato.".length());
		return FUZZED.containsKey(name) || !name.contains("$") ? name : name.substring(0, name.indexOf('$'));
	}

	@Test
	void everyReaderIsFuzzedOrHasAReason() {
		final Map<String, Set<String>> readers = readers();
		readers.keySet().removeAll(FUZZED.keySet());
		readers.keySet().removeAll(OTHERS.keySet());
		assertEquals(Map.of(), readers, "has no format in FuzzFormats");
	}

	@Test
	void listedClassesReadFiles() {
		final Set<String> listed = new TreeSet<>(FUZZED.keySet());
		listed.addAll(OTHERS.keySet());
		listed.removeAll(readers().keySet());
		assertEquals(Set.of(), listed, "reads nothing any more");
	}

	@Test
	void listedFormatsExist(@TempDir final Path folder) throws Exception {
		final Set<String> named = FUZZED.values().stream().flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
		named.removeAll(FuzzFormat.all(folder).stream().map(FuzzFormat::name).collect(Collectors.toSet()));
		assertEquals(Set.of(), named, "is no format");
	}

	/** Bytes that are no text, or more of it than there is memory for, are told in one place only. */
	@Test
	void readsTextInOnePlace() {
		final Set<String> offences = new TreeSet<>();
		for (final JavaClass c : CLASSES)
			for (final JavaAccess<?> access : c.getAccessesFromSelf()) {
				final String target = access.getTargetOwner().getName() + "." + access.getTarget().getName();
				final boolean text = Set.of("java.nio.file.Files.readString", "java.nio.file.Files.readAllLines").contains(target) && !OTHERS
					.containsKey(name(c));
				final boolean json = access.getTargetOwner().getName().equals("com.google.gson.JsonParser") || target.equals(
					"com.google.gson.stream.JsonReader.<init>") || target.equals("com.google.gson.Gson.fromJson") && access.getDescription()
						.contains("fromJson(java.");
				if ((text || json) && !c.getPackageName().equals("sfumato.text")) offences.add(name(c) + " calls " + target);
			}
		assertEquals(Set.of(), offences);
	}
}
