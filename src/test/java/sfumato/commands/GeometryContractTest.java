package sfumato.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import ij.ImagePlus;
import ij.WindowManager;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import sfumato.files.FileHash;
import sfumato.files.ImageFile;
import sfumato.files.ImageFiles;
import sfumato.files.Nifti;
import sfumato.files.NiftiPlanes;
import sfumato.files.Orientation;
import sfumato.output.NewFolder;

/**
 * Every command that brings two files or images together gives the same result whether both are stored in one order of their axes or
 * in two, and refuses files that lie elsewhere. A new command needs a line here.
 */
class GeometryContractTest {

	private static final String TINY = "network=[unet(encoder: plain, width: 4)] patch=32 batch=2 epochs=1 seed=1 threads=1 " +
		"device=cpu window=false";

	/**
	 * Name of the command, its options, and what is compared: a file, the images that
	 * are open, or the value of an expression, and which value it has. FILE and
	 * FOLDER are label maps, DATA is a dataset whose raters lie as label maps do; OWN… lie as the image.
	 */
	private static final List<String> LINES = """
		Evaluate Segmentation...  | prediction=[OWNFILE] reference=[FILE] metrics=[dice, hausdorff] | getResult("Dice") | 100
		Evaluate Segmentation...  | prediction=[FILE] reference=[OWNFILE] region=[OWNFILE] metrics=dice | getResult("Dice") | 100
		Evaluate Segmentation...  | prediction=[OWNFILE] reference=[OWNFILE] region=[FILE] metrics=dice | getResult("Dice") | 100
		Evaluate Segmentation...  | predictions=[FOLDER] references=[OWNFOLDER] metrics=dice | getResult("Dice", 0) | 100
		Evaluate Segmentation...  | predictions=[OWNFOLDER] references=[FOLDER] metrics=dice | getResult("Dice", 0) | 100
		Evaluate Segmentation...  | predictions=[FOLDER] references=[OWNDATA] cases=c1 metrics=dice | getResult("Dice", 0) | 100
		Evaluate Segmentation...  | predictions=[OWNFOLDER] references=[DATA] cases=c1 metrics=dice | getResult("Dice", 0) | 100
		Evaluate Calibration...   | prediction=[OWNFILE] reference=[FILE] errors=brier | getResult("Brier") | 0
		Evaluate Calibration...   | predictions=[FOLDER] references=[OWNFOLDER] errors=brier | getResult("Brier", 0) | 0
		Draw Outlines...          | image=[IMAGE] prediction=[FILE] reference=[OWNFILE] | images |
		Draw Outlines...          | image=[IMAGE] prediction=[OWNFILE] reference=[FILE] | images |
		Rater Agreement...        | dataset=[DATA] output=[OUT/a.csv] | OUT/a.csv |
		How Many Raters...        | dataset=[DATA] draws=3 output=[OUT/a.csv] | OUT/a.csv |
		Fuse Dataset...           | dataset=[DATA] format=nifti method=average output=[OUT/f] | OUT/f/c1.nii.gz |
		Open Case...              | dataset=[DATA] cases=c1 | images |
		Train Network...          | dataset=[DATA] TINY output=[OUT/m] | OUT/m/weights.safetensors |
		Train Network...          | images=[IMAGE] labels=[FILE] TINY output=[OUT/m] | OUT/m/weights.safetensors |
		Cross-Validate...         | dataset=[DATA] methods=[majority] folds=2 TINY output=[OUT/m] | OUT/m/scores.csv |
		Evaluate Model...         | model=[MODEL] dataset=[DATA] device=cpu output=[OUT/a.csv] | OUT/a.csv |
		Recalibrate Model...      | model=[MODEL] dataset=[DATA] method=temperature device=cpu output=[OUT/m] | OUT/m/recalibration.safetensors |
		Distill Network...        | teacher=[MODEL] dataset=[DATA] TINY output=[OUT/m] | OUT/m/weights.safetensors |
		Prepare Dataset...        | input=[LITS] layout=lits size=32 output=[OUT/s] | OUT/s/case000_0001/task01_seg01.nii.gz |
		""".strip().lines().toList();

	/** Commands that see one image or folder of images at a time, or none; Check Dataset... has a test of its own. */
	private static final Set<String> OTHERS = """
		Segmentation Wizard...
		Check Dataset...
		Open NIfTI...
		Fuse Raters...
		Simulate Raters...
		Hard to Soft...
		Soft to Hard...
		Smooth Labels...
		Watch Training...
		Predict Segmentation...
		Predict Folder...
		Preview Normalization...
		Compare Methods...
		Model Info...
		Plot Training...
		Import Encoder Weights...
		Export Model...
		Install GPU Engine...
		Check Sfumato...
		Cite Sfumato...
		Cells by Five Raters
		""".strip().lines().map(String::strip).collect(Collectors.toSet());

	@TempDir
	private static Path folder;

	private static final int W = 40, H = 36, D = 3;

	private static final double[] OWN = { 1, 0, 0, -3, 0, 1, 0, 5, 0, 0, 3, 40 };

	/** Sagittal and left to right reversed: the axes of the file are Y, Z and −X. */
	private static final double[] FLIPPED = { 0, 0, -1, W - 4, 1, 0, 0, 5, 0, 3, 0, 40 };

	private static final double[] SHIFTED = { 1, 0, 0, -1, 0, 1, 0, 5, 0, 0, 3, 40 };

	/** Two places of the same files, which messages name. */
	private enum Place {
		OWN, FLIPPED, SHIFTED;

		private double[] affine() {
			return this == OWN ? GeometryContractTest.OWN : this == FLIPPED ? GeometryContractTest.FLIPPED : GeometryContractTest.SHIFTED;
		}

		private Path folder() {
			return folder.resolve(name().toLowerCase(Locale.ROOT));
		}
	}

	@BeforeAll
	static void write() throws IOException {
		final float[] image = new float[W * H * D], object = new float[image.length], tumour = new float[image.length];
		for (int z = 0; z < D; z++)
			for (int y = 0; y < H; y++)
				for (int x = 0; x < W; x++) {
					final int i = x + W * (y + H * z);
					final boolean inside = x > 4 && x < 14 + 4 * z && y > 10 && y < 22;
					object[i] = inside ? 1 : 0;
					tumour[i] = inside && z == 1 ? 2 : object[i];
					image[i] = (inside ? 150 : 40) + (x * 7 + y * 13 + z * 29) % 31;
				}
		for (final Place p : Place.values()) {
			for (final String c : List.of("c1", "c2")) {
				store(p.folder().resolve("data/" + c + "/image.nii.gz"), image, Place.OWN);
				store(p.folder().resolve("data/" + c + "/task01_seg01.nii.gz"), object, p);
				store(p.folder().resolve("data/" + c + "/task01_seg02.nii.gz"), object, Place.OWN);
			}
			store(p.folder().resolve("maps/c1.nii.gz"), object, p);
			store(p.folder().resolve("lits/volume-0.nii"), image, Place.OWN);
			store(p.folder().resolve("lits/segmentation-0.nii"), tumour, p);
		}
		MacroRunner.run("run(\"Train Network...\", \"" + fill("dataset=[OWNDATA] TINY output=[MODEL]", Place.OWN) + "\");").value();
	}

	private static void store(final Path file, final float[] values, final Place place) throws IOException {
		Files.createDirectories(file.getParent());
		final RandomAccessibleInterval<FloatType> own = ArrayImgs.floats(values, W, H, D, 1);
		final boolean turned = place == Place.FLIPPED;
		// (X, Y, Z) becomes (Y, Z, −X)
		final RandomAccessibleInterval<FloatType> stored = turned ? Views.permute(Views.permute(Views.zeroMin(Views.invertAxis(own, 0)), 0,
			1), 1, 2) : own;
		Nifti.writeBytes(file, stored, turned ? new double[] { 1, 3, 1 } : new double[] { 1, 1, 3 }, "mm", new Orientation(0,
			Orientation.UNKNOWN.quaternion(), 1, DoubleStream.of(place.affine()).boxed().toList(), 3));
	}

	private static String fill(final String text, final Place place) {
		final Path own = Place.OWN.folder(), other = place.folder();
		return text.replace("TINY", TINY).replace("OWNFILE", own + "/maps/c1.nii.gz").replace("OWNFOLDER", own + "/maps").replace("OWNDATA",
			own + "/data").replace("FILE", other + "/maps/c1.nii.gz").replace("FOLDER", other + "/maps").replace("DATA", other + "/data")
			.replace("LITS", other + "/lits").replace("IMAGE", own + "/data/c1/image.nii.gz").replace("MODEL", folder + "/model").replace(
				"OUT", other + "/out");
	}

	/** A run of a line; the folder of results is new. */
	private static MacroRunner.Outcome run(final String[] line, final Place place, final String more) throws IOException {
		NewFolder.delete(place.folder().resolve("out"));
		Files.createDirectories(place.folder().resolve("out"));
		return MacroRunner.run("run(\"" + line[0] + "\", \"" + fill(line[1], place) + more + "\");\n" + (line[2].startsWith("getResult")
			? "return \"\" + " + line[2] + ";" : ""));
	}

	private static String result(final String[] line, final Place place, final String more) throws IOException {
		final String value = run(line, place, more).value();
		if (line[2].startsWith("getResult")) return value;
		if (line[2].equals("images")) return images();
		return FileHash.sha256(List.of(Path.of(fill(line[2], place))));
	}

	/** What the pixels of all open images are. */
	private static String images() {
		final StringBuilder text = new StringBuilder();
		for (final int id : WindowManager.getIDList()) {
			final ImagePlus image = WindowManager.getImage(id);
			int hash = 1;
			for (int i = 1; i <= image.getStackSize(); i++)
				for (int k = 0; k < image.getWidth() * image.getHeight(); k++)
					hash = 31 * hash + image.getStack().getProcessor(i).get(k);
			text.append(image.getTitle()).append(' ').append(Arrays.toString(image.getDimensions())).append(' ').append(hash).append(' ');
		}
		return text.toString();
	}

	private static Stream<String> lines() {
		return LINES.stream();
	}

	private static String[] parts(final String line) {
		return Arrays.stream(line.split("\\|", -1)).map(String::strip).toArray(String[]::new);
	}

	@ParameterizedTest
	@MethodSource("lines")
	void axisOrderDoesNotMatter(final String line) throws IOException {
		final String[] parts = parts(line);
		final String own = result(parts, Place.OWN, "");
		if (!parts[3].isEmpty()) assertEquals(parts[3], own);
		assertEquals(own, result(parts, Place.FLIPPED, ""));
	}

	@ParameterizedTest
	@MethodSource("lines")
	void refusesShiftedImagesUnlessAllowed(final String line) throws IOException {
		final String[] parts = parts(line);
		final String error = run(parts, Place.SHIFTED, "").error();
		assertNotNull(error);
		assertTrue(error.contains(", lies elsewhere than ") && error.contains("2 voxels off") && error.contains("[1 0 0 -1; 0 1 0 5; 0 0 3 40]") &&
			error.contains("[1 0 0 -3; 0 1 0 5; 0 0 3 40]"), error);
		final boolean key = CommandCatalogue.shipped().stream().filter(c -> CommandCatalogue.name(c).equals(parts[0])).flatMap(
			c -> CommandCatalogue.keys(c).stream()).anyMatch(k -> k.getName().equals("geometry"));
		final Path settings = Place.SHIFTED.folder().resolve("data/dataset.json");
		final boolean json = !key || parts[1].contains("TINY") && parts[1].contains("DATA");
		if (json) Files.writeString(settings, "{\"geometry\": \"shifted\"}");
		try {
			assertEquals(result(parts, Place.OWN, ""), result(parts, Place.SHIFTED, json ? "" : " geometry=shifted"));
		}
		finally {
			Files.deleteIfExists(settings);
		}
	}

	@Test
	void resultsOfOpenImagesKeepTheirAffine() throws IOException {
		for (final String line : List.of("Hard to Soft...\", \"image=a foreground=1", "Smooth Labels...\", \"image=a method=none"))
			assertEquals("100", MacroRunner.run(fill("""
				run("Open NIfTI...", "file=[FILE]");
				rename("a");
				run("%s");
				rename("b");
				run("Evaluate Segmentation...", "prediction=b reference=[OWNFILE] metrics=dice");
				return "" + getResult("Dice");
				""".formatted(line), Place.FLIPPED)).value());
	}

	/** The affine of nibabel's kind is the same on disk, in both formats. */
	@Test
	void predictionsKeepTheAffineOfTheirImage() throws IOException {
		final Path images = folder.resolve("turned"), output = folder.resolve("predicted");
		final ImageFile own = ImageFiles.read(Place.OWN.folder().resolve("data/c1/image.nii.gz"));
		final float[] values = new float[W * H * D];
		int i = 0;
		for (final FloatType v : Views.flatIterable(own.channel(0)))
			values[i++] = v.get();
		store(images.resolve("c1.nii.gz"), values, Place.FLIPPED);
		MacroRunner.run(fill("run(\"Predict Folder...\", \"input=[" + images + "] model=[MODEL] device=cpu threads=1 format=[tiff, nifti] output=[" +
			output + "]\");", Place.OWN)).value();
		final ImageFile image = ImageFiles.read(images.resolve("c1.nii.gz"));
		try (Stream<Path> files = Files.list(output)) {
			final List<Path> maps = files.filter(ImageFiles::isReadable).toList();
			assertEquals(2, maps.size(), maps::toString);
			for (final Path map : maps) {
				final ImageFile read = ImageFiles.read(map);
				assertEquals(image.orientation().matrix(), read.orientation().matrix());
				assertEquals(0, image.grid().align(read.grid()).displacement(), 0);
			}
		}
	}

	@Test
	void everyCommandWithSeveralFilesHasALine() {
		final Set<String> known = new TreeSet<>(OTHERS);
		LINES.forEach(l -> known.add(parts(l)[0]));
		assertEquals(new TreeSet<>(CommandCatalogue.shipped().stream().map(CommandCatalogue::name).toList()), known);
	}

	@Test
	void checkDatasetReportsShiftedFilesOnly() throws IOException {
		for (final Place p : Place.values()) {
			final Path findings = p.folder().resolve("findings.csv");
			MacroRunner.run("run(\"Check Dataset...\", \"dataset=[" + p.folder() + "/data] output=[" + findings + "]\");").value();
			final List<String> geometry = Files.readAllLines(findings).stream().filter(l -> l.contains(",geometry,")).toList();
			assertEquals(p == Place.SHIFTED ? 2 : 0, geometry.size(), geometry::toString);
			MacroRunner.run("run(\"Check Dataset...\", \"geometry=ignore overwrite=true dataset=[" + p.folder() + "/data] output=[" + findings +
				"]\");").value();
			assertTrue(Files.readAllLines(findings).stream().noneMatch(l -> l.contains(",geometry,")));
		}
	}

	/** Whoever reads pixels of files must bring them together; who is new here needs a line above. */
	@Test
	void fewClassesReadImageFiles() {
		final JavaClasses classes = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages(
			"sfumato");
		final Set<String> readers = new TreeSet<>();
		classes.stream().filter(c -> !c.getPackageName().equals("sfumato.files")).flatMap(c -> c.getMethodCallsFromSelf().stream()).filter(
			GeometryContractTest::reads).forEach(c -> readers.add(c.getOriginOwner().getSimpleName()));
		assertEquals(new TreeSet<>(List.of(
			// those that bring together
			"LabelMaps", "LabelVolume", "TumourSlices",
			// images alone, and a model's own sample
			"ImageFolder", "ModelFit", "OpenNifti", "SampleJob")), readers);
	}

	private static boolean reads(final JavaMethodCall call) {
		final String name = call.getTargetOwner().getName(), method = call.getName();
		return name.equals(ImageFiles.class.getName()) && method.equals("read") || name.equals(Nifti.class.getName()) && method.equals(
			"read") || name.equals(NiftiPlanes.class.getName()) && method.equals("open");
	}
}
