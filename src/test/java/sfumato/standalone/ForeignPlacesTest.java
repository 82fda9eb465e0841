package sfumato.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ij.IJ;

import sfumato.commands.MacroRunner;

/**
 * Where decimals have a comma, and in folders whose names have blanks and letters of other alphabets, everything is as elsewhere:
 * numbers in macros, tables, CSV and JSON, and the texts of methods.
 */
class ForeignPlacesTest {

	private static final String MACRO = """
		out = getArgument();
		run("Simulate Raters...", "output=[" + out + "/data] images=3 raters=3 width=40 height=36 seed=1 bias=[-0.5, 0.5, 1.5]");
		run("Open Case...", "dataset=[" + out + "/data] cases=1");
		run("Fuse Raters...", "raters=case01-raters axis=slice method=[shape-average(softness: 1.5)]");
		saveAs("Tiff", out + "/fused");
		rename("fused");
		open(out + "/data/case01/task01_seg01.png");
		rename("mask");
		run("Smooth Labels...", "image=mask method=[boundary(epsilon: 0.25, width: 3)]");
		rename("smooth");
		run("Evaluate Segmentation...", "prediction=smooth reference=fused metrics=[dice, surface-dice(tolerance: 0.75)] output=[" +
			out + "/scores.csv]");
		dice = "Dice " + d2s(getResult("Dice", 0), 3) + " " + getResultString("Dice", 0) + " " + 1.5;
		print(dice);
		run("Train Network...", "dataset=[" + out + "/data] cases=1-2 epochs=1 batch=2 patch=32 rate=0.005 optimizer=[sgd(decay: 5e-4)] threads=1 " +
			"device=cpu network=[unet(encoder: plain, width: 4, dropout: 0.25)] loss=[0.25*cross-entropy + 0.75*dice-semimetric] " +
			"output=[" + out + "/model]");
		run("Recalibrate Model...", "model=[" + out + "/model] dataset=[" + out + "/data] cases=3 method=[kde(bandwidth: 0.02)] " +
			"threads=1 device=cpu");
		run("Evaluate Model...", "model=[" + out + "/model] dataset=[" + out + "/data] cases=3 threads=1 device=cpu output=[" +
			out + "/model.csv]");
		run("Evaluate Calibration...", "prediction=smooth reference=fused errors=[ece(bins: 4)] resamples=20 output=[" + out +
			"/calibration.csv]");
		run("Rater Agreement...", "dataset=[" + out + "/data] resamples=50 output=[" + out + "/agreement.csv]");
		run("Fuse Dataset...", "dataset=[" + out + "/data] method=staple output=[" + out + "/fused-all] format=nifti");
		run("Export Model...", "model=[" + out + "/model] format=onnx output=[" + out + "/exported]");
		return dice;
		""";

	@TempDir
	private Path folder;

	/** In a JVM of its own, as Java has its language from its start. */
	private String runInGerman(final Path out) throws IOException, InterruptedException {
		final Path macro = Files.writeString(folder.resolve("macro.ijm"), MACRO);
		Files.createDirectories(out);
		final File output = folder.resolve("output.txt").toFile();
		final ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
			"--add-opens=java.base/java.lang=ALL-UNNAMED", "-Djava.awt.headless=true", "-Duser.language=de", "-Duser.country=DE",
			"-Duser.home=" + folder, "-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
			Main.class.getName(), macro.toString(), out.toString()).redirectErrorStream(true).redirectOutput(output);
		builder.environment().put("LC_ALL", "C.UTF-8"); // else Java cannot name such folders on Linux
		final int status = builder.start().waitFor();
		final String text = Files.readString(output.toPath(), StandardCharsets.UTF_8);
		assertEquals(0, status, text);
		return text;
	}

	@Test
	void resultsDoNotDependOnLocaleOrFolderName() throws Exception {
		final Path here = folder.resolve("here"), there = folder.resolve("Prüf ungen").resolve("細胞 ελ, 1+2");
		Files.createDirectories(here);
		final String dice = MacroRunner.run(MACRO, here.toString()).value();
		final String printed = runInGerman(there);
		assertTrue(dice.matches("Dice \\d+\\.\\d{3} .*") && printed.contains(dice), () -> dice + "\n" + printed);
		assertEquals(contents(here), contents(there));
	}

	/** Reads texts without places, dates and durations, pixels of images, and all other files except provenance, which holds all of these. */
	private static Map<String, String> contents(final Path folder) throws IOException {
		final Map<String, String> contents = new TreeMap<>();
		try (Stream<Path> files = Files.walk(folder)) {
			for (final Path file : files.filter(Files::isRegularFile).filter(f -> !f.toString().endsWith(".recipe.txt")).toList())
				contents.put(folder.relativize(file).toString(), content(file).replace(folder.toString(), "OUT"));
		}
		return contents;
	}

	private static String content(final Path file) throws IOException {
		if (file.toString().endsWith(".tif")) return Arrays.deepToString(IJ.openImage(file.toString()).getStack().getImageArray());
		if (file.toString().matches(".*\\.(csv|json|md|py)")) return Files.readString(file).replaceAll(
			"\\d{4}-\\d\\d-\\d\\d[T ]?[\\d:.]*Z?", "DATE").replaceAll("\"seconds\": [\\d.]+", "TIME");
		return String.valueOf(Arrays.hashCode(Files.readAllBytes(file)));
	}
}
