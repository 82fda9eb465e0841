package sfumato.commands.labels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sfumato.Says.assertSays;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sfumato.Says;
import sfumato.commands.MacroRunner;
import sfumato.data.DataMessages;
import sfumato.engine.EngineMessages;
import sfumato.text.WrongValue;

class FuseDatasetTest {

	@TempDir
	Path folder;

	private MacroRunner.Outcome fuse(final String options) {
		return MacroRunner.run("run(\"Fuse Dataset...\", \"dataset=[test-images/phantoms] cases=1-2 output=[" + folder.resolve(
			"my maps") + "] " + options + "\");");
	}

	@Test
	void macroFusesTheTestImagesAndResumes() throws IOException {
		final String macro = Files.readString(Path.of("macros", "04_fuse_dataset.ijm"));
		final String output = "output=" + folder.resolve("fused");
		assertEquals("2", MacroRunner.run(macro, output + ",cases=1-2").value());
		assertEquals("4", MacroRunner.run(macro, output).value());
		assertTrue(Files.exists(folder.resolve("fused/case04.tif")));
	}

	@Test
	void opensFusedMapsAsProbabilities() {
		fuse("method=majority").value();
		assertEquals("32 2", MacroRunner.run("open(\"" + folder.resolve("my maps/case02.tif") + "\");\n" + """
			getDimensions(w, h, c, z, t);
			s = "" + bitDepth() + " " + c;
			run("Soft to Hard...");
			return s;
			""").value());
	}

	@Test
	void refusesUnknownFormatsAndMethods() {
		assertEquals(WrongValue.message("format", "jpeg", "one of tiff, nifti"), fuse("format=jpeg").error());
		assertTrue(fuse("method=mean").error().startsWith(EngineMessages.noFile("LabelFusion named \"mean\"")));
		assertTrue(Files.notExists(folder.resolve("my maps")));
	}

	@Test
	void refusesAnotherMethodWithoutOverwrite() {
		fuse("format=nifti").value();
		assertSays(DataMessages.otherSettings(Says.ANY, Says.ANY, Says.ANY, Says.ANY), fuse("format=nifti method=majority"
			).error());
		fuse("format=nifti method=majority overwrite=true").value();
		assertTrue(Files.exists(folder.resolve("my maps/case01.nii.gz")));
	}
}
