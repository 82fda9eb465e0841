package sfumato.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
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

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import sfumato.files.ImageFiles;
import sfumato.files.Nifti;
import sfumato.files.NiftiPlanes;
import sfumato.files.Orientation;

/**
 * Every command that brings two files or images together gives the same result whether both are stored in one order of their axes or
 * in two, and refuses files that lie elsewhere. A new command needs a line here.
 */
class GeometryContractTest {

	private static final String TINY = "network=[unet(encoder: plain, width: 4)] patch=32 batch=2 epochs=1 threads=1 device=cpu " +
		"window=false augmentation=none";

	/**
	 * Name of the command, its options, and what is compared: a file, or the value of an expression, and which value it has. FILE and
	 * FOLDER are label maps, DATA is a dataset whose raters lie as label maps do; OWN… lie as the image.
	 */
	private static final List<String> LINES = """
		Evaluate Segmentation...  | prediction=[OWNFILE] reference=[FILE] metrics=[dice, hausdorff] | getResult("Dice") | 100
		Evaluate Segmentation...  | prediction=[FILE] reference=[OWNFILE] region=[OWNFILE] metrics=dice | getResult("Dice") | 100
		Evaluate Segmentation...  | prediction=[OWNFILE] reference=[OWNFILE] region=[FILE] metrics=dice | getResult("Dice") | 100
		Evaluate Segmentation...  | predictions=[FOLDER] references=[OWNFOLDER] metrics=dice | getResult("Dice", 0) | 100
		Evaluate Segmentation...  | predictions=[OWNFOLDER] references=[FOLDER] metrics=dice | getResult("Dice", 0) | 100
		Evaluate Segmentation...  | predictions=[FOLDER] references=[OWNDATA] metrics=dice | getResult("Dice", 0) | 100
		Evaluate Segmentation...  | predictions=[OWNFOLDER] references=[DATA] metrics=dice | getResult("Dice", 0) | 100
		Evaluate Calibration...   | prediction=[OWNFILE] reference=[FILE] errors=brier | getResult("Brier") | 0
		Evaluate Calibration...   | predictions=[FOLDER] references=[OWNFOLDER] errors=brier | getResult("Brier", 0) | 0
		Draw Outlines...          | image=[IMAGE] prediction=[FILE] reference=[OWNFILE] | picture() |
		Draw Outlines...          | image=[IMAGE] prediction=[OWNFILE] reference=[FILE] | picture() |
		Rater Agreement...        | dataset=[DATA] output=[OUT/a.csv] | OUT/a.csv |
		How Many Raters...        | dataset=[DATA] resamples=3 output=[OUT/a.csv] | OUT/a.csv |
		Fuse Dataset...           | dataset=[DATA] format=nifti method=average output=[OUT/f] | OUT/f/c1.nii.gz |
		Open Case...              | dataset=[DATA] cases=c1 | labels() |
		Train Network...          | dataset=[DATA] TINY output=[OUT/m] | OUT/m/weights.safetensors |
		Train Network...          | images=[IMAGE] labels=[FILE] TINY output=[OUT/m] | OUT/m/weights.safetensors |
		Cross-Validate...         | dataset=[DATA] methods=[majority] folds=2 TINY output=[OUT/m] | OUT/m/scores.csv |
		Evaluate Model...         | model=[MODEL] dataset=[DATA] device=cpu output=[OUT/a.csv] | OUT/a.csv |
		Recalibrate Model...      | model=[MODEL] dataset=[DATA] method=temperature device=cpu output=[OUT/m] | OUT/m/recalibration.safetensors |
		Distill Network...        | teacher=[MODEL] dataset=[DATA] TINY output=[OUT/m] | OUT/m/weights.safetensors |
		""".strip().lines().toList();

	/** Commands that see one image at a time, or none. */
	private static final Set<String> ALONE = new TreeSet<>();

	@TempDir
	private static Path folder;

	private static final int W = 40, H = 36, D = 3;

	private static final double[] OWN = { 1, 0, 0, -3, 0, 1, 0, 5, 0, 0, 3, 40 };

	/** Sagittal and left to right reversed: the axes of the file are Y, Z and −X. */
	private static final double[] FLIPPED = { 0, 0, -1, W - 4, 1, 0, 0, 5, 0, 3, 0, 40 };

	private static final double[] SHIFTED = { 1, 0, 0, -1, 0, 1, 0, 5, 0, 0, 3, 40 };

	@Test
	void printNames() {
		System.out.println(CommandCatalogue.shipped().stream().map(CommandCatalogue::name).collect(Collectors.joining("\n")));
	}
}
