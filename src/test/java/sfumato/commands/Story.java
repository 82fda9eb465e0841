package sfumato.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.module.ModuleException;

import ij.IJ;
import ij.ImagePlus;
import ij.measure.ResultsTable;

import sfumato.losses.WeightedLoss;
import sfumato.standalone.EmbeddedImageJ;
import sfumato.standalone.MacroException;

/** What a user does, in lines of what comes out: the same wherever jobs run. */
final class Story {

	private final EmbeddedImageJ imagej;
	private final Path folder;
	private final List<String> lines = new ArrayList<>();

	/** @param folder which is empty */
	Story(final EmbeddedImageJ imagej, final Path folder) {
		this.imagej = imagej;
		this.folder = folder;
	}

	/** Trains, recalibrates, predicts and evaluates, and makes a mistake. */
	List<String> tell() throws IOException, ModuleException {
		for (final CommandInfo info : imagej.context().service(CommandService.class).getCommands())
			if (info.getClassName().startsWith("sfumato.")) {
				// as the dialog does, with all that the class refers to
				info.createModule().getDelegateObject().getClass().getDeclaredMethods();
				lines.add(info.getTitle() + " " + info.getMenuPath().getLeaf() + " " + info.isValid());
			}
		lines.sort(null);
		lines.add(WeightedLoss.complete("0.25*cross-entropy + 0.75*dice-semimetric", true));
		final String data = " dataset=[" + folder.resolve("data") + "] task=1 threads=1 device=cpu", model = folder.resolve("model")
			.toString();
		macro("run('Simulate Raters...', 'images=6 raters=3 width=48 height=40 output=[" + folder.resolve("data") + "]');");
		macro("run('Train Network...', 'cases=1-4 validation=5 epochs=2 batch=2 patch=32 network=[unet(encoder: plain, width: 4)] " +
			"window=false output=[" + model + "]" + data + "');");
		macro("run('Train Network...', 'loss=no-such-loss output=[" + folder.resolve("other") + "]" + data + "');");
		macro("run('Recalibrate Model...', 'method=[kde(keys: 100)] cases=5-6 model=[" + model + "]" + data + "');");
		macro("run('Evaluate Model...', 'cases=5-6 model=[" + model + "]" + data + "');");
		table();
		macro("open('" + folder.resolve("data/case06/image.tif") + "'); rename('raw'); run('Predict Segmentation...', 'model=[" +
			model + "] threads=1 device=cpu show=both'); selectImage('raw-labels'); " + save("labels") +
			"selectImage('raw-probabilities'); " + save("probabilities"));
		pixels("labels");
		pixels("probabilities");
		macro("newImage('raw', '8-bit ramp', 40, 40, 1); run('Predict Segmentation...', 'model=[" + folder.resolve("none") +
			"] image=raw');");
		macro("newImage('r', '8-bit black', 20, 20, 3); setSlice(2); run('Set...', 'value=255 slice'); run('Fuse Raters...', " +
			"'raters=r device=auto'); " + save("fused"));
		pixels("fused");
		lines.add("weights " + Arrays.hashCode(Files.readAllBytes(folder.resolve("model/weights.safetensors"))) + ", " + Arrays
			.hashCode(Files.readAllBytes(folder.resolve("model/recalibration.safetensors"))));
		return lines.stream().map(l -> l.replace(folder.toString(), "HERE")).toList();
	}

	/** Runs a macro; an error is a line. */
	String macro(final String code) {
		try {
			imagej.runMacro(code, "");
			return "";
		}
		catch (final MacroException e) {
			lines.add("Error: " + e.getMessage());
			return e.getMessage();
		}
	}

	private void table() {
		final ResultsTable table = ResultsTable.getResultsTable();
		for (int i = 0; i < table.size(); i++)
			lines.add(table.getRowAsString(i));
	}

	private String save(final String name) {
		return "saveAs('Tiff', '" + folder.resolve(name + ".tif") + "'); ";
	}

	private void pixels(final String name) {
		lines.add(name + " " + pixels(IJ.openImage(folder.resolve(name + ".tif").toString())));
	}

	/** Size and pixels. */
	static String pixels(final ImagePlus image) {
		int hash = 0;
		for (int s = 1; s <= image.getStackSize(); s++)
			for (final float v : (float[]) image.getStack().getProcessor(s).convertToFloatProcessor().getPixels())
				hash = 31 * hash + Float.hashCode(v);
		return image.getBitDepth() + " bits " + Arrays.toString(image.getDimensions()) + " " + hash;
	}
}
