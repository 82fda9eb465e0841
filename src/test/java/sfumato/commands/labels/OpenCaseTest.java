package sfumato.commands.labels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import net.imglib2.img.array.ArrayImgs;

import sfumato.commands.MacroRunner;
import sfumato.files.Nifti;
import sfumato.files.Orientation;

class OpenCaseTest {

	@TempDir
	private Path folder;

	private String opened(final String ending, final String save) throws IOException {
		final Path one = Files.createDirectories(folder.resolve("case01"));
		return MacroRunner.run(save.replace("FILE", one + "/image." + ending) + "newImage(\"m\", \"8-bit black\", 8, 8, 1); setPixel(2, 2, 255);" +
			"saveAs(\"PNG\", \"" + one + "/task01_seg01.png\"); close(\"*\"); run(\"Open Case...\", \"dataset=[" + folder + "] cases=1\");" +
			"selectImage(\"case01\"); return \"\" + bitDepth() + \" \" + getPixel(3, 4);").value();
	}

	@ParameterizedTest
	@CsvSource({ "8-bit,8,png,7", "16-bit,16,tif,7", "16-bit,16,png,7", "16-bit,16,tif,40000", "32-bit,32,tif,7", "8-bit,8,tif,7" })
	void theImageKeepsTheBitDepthOfItsFile(final String type, final int bits, final String ending, final int value) throws IOException {
		assertEquals(bits + " " + value, opened(ending, "newImage(\"i\", \"" + type + " black\", 8, 8, 1); setPixel(3, 4, " + value +
			"); saveAs(\"" + (ending.equals("png") ? "PNG" : "Tiff") + "\", \"FILE\");"));
	}

	@Test
	void valuesThatABitDepthCannotHoldStayExact() throws IOException {
		assertEquals("32 -5", opened("tif", "newImage(\"i\", \"32-bit black\", 8, 8, 1); setPixel(3, 4, -5); saveAs(\"Tiff\", \"FILE\");"));
	}

	@Test
	void aNiftiImageKeepsItsDepth() throws IOException {
		final float[] values = new float[64];
		values[3 + 8 * 4] = 9;
		Files.createDirectories(folder.resolve("case01"));
		Nifti.writeBytes(folder.resolve("case01/image.nii.gz"), ArrayImgs.floats(values, 8, 8, 1), new double[] { 1, 1 }, "mm",
			Orientation.UNKNOWN);
		assertEquals("8 9", opened("nii.gz", ""));
	}
}
