package sfumato.commands.labels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.io.IOService;

import ij.ImagePlus;

import net.imglib2.img.array.ArrayImgs;

import sfumato.commands.MacroRunner;
import sfumato.files.Nifti;
import sfumato.files.Orientation;

class OpenNiftiTest {

	@TempDir
	private Path folder;

	/** A volume of 2 x 2 x 3 voxels of 0.5 x 0.75 x 2 mm with the values -1 … 10. */
	private Path volume() throws IOException {
		final float[] values = new float[12];
		for (int i = 0; i < values.length; i++)
			values[i] = i - 1;
		final Path file = folder.resolve("a brain.nii.gz");
		Nifti.write(file, ArrayImgs.floats(values, 2, 2, 3, 1), new double[] { 0.5, 0.75, 2 }, "mm", new Orientation(
			0, List.of(0d, 0d, 0d, 0d, 0d, 0d, 1d), 1, List.of(0.5, 0d, 0d, -9d, 0d, 0.75, 0d, 1d, 0d, 0d, 2d, 5d), 2));
		return file;
	}

	@Test
	void readsValuesSizeAndOrientationOfTheFile() throws IOException {
		assertEquals("a brain.nii.gz 3 32 0.50 0.75 2.00 mm 10 1: 0.5 0.0 0.0 -9.0 0.0 0.75 0.0 1.0 0.0 0.0 2.0 5.0", MacroRunner.run("""
			run("Open NIfTI...", "file=[%s]");
			getVoxelSize(w, h, d, unit);
			setSlice(3);
			return getTitle() + " " + nSlices + " " + bitDepth() + " " + d2s(w, 2) + " " + d2s(h, 2) + " " + d2s(d, 2) + " " + unit + " " +
				getPixel(1, 1) + " " + Property.get("NIfTI.sform");
			""".formatted(volume())).value());
	}

	@Test
	void macrosMayNameAFileInPlaceOfAnImage() throws IOException {
		final Path file = folder.resolve("mask.nii");
		Nifti.write(file, ArrayImgs.floats(new float[] { 0, 1, 1, 0 }, 2, 2, 1), new double[] { 1, 1 }, "mm", Orientation.UNKNOWN);
		assertEquals("100", MacroRunner.run("run(\"Evaluate Segmentation...\", \"prediction=[" + file + "] reference=[" + file +
			"] metrics=dice\"); return \"\" + getResult(\"Dice\", 0);").value());
	}

	@Test
	void scriptsOpenNiftiLikeAnyFile() throws IOException {
		final Object opened = MacroRunner.imagej().context().service(IOService.class).open(volume().toString());
		assertTrue(opened instanceof ImagePlus);
		assertEquals(10, ((ImagePlus) opened).getStack().getVoxel(1, 1, 2));
	}

	@Test
	void refusesFilesThatAreNotNifti() throws IOException {
		final Path text = Files.writeString(folder.resolve("text.nii"), "no image");
		assertTrue(MacroRunner.run("run(\"Open NIfTI...\", \"file=[" + text + "]\");").error().contains(text.toString()));
	}
}
