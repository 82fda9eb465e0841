package sfumato.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.scijava.plugin.Plugin;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.type.numeric.real.FloatType;

import sfumato.data.normalization.Normalization;
import sfumato.engine.Folded;
import sfumato.engine.TensorDevice;
import sfumato.engine.TorchFile;
import sfumato.engine.checkpoint.Tensor;
import sfumato.files.ImageFiles;
import sfumato.labels.LabelClass;
import sfumato.labels.ProbabilityMap;
import sfumato.methods.Configured;
import sfumato.methods.Methods;
import sfumato.models.Model;
import sfumato.models.ModelDescription;
import sfumato.models.ModelExport;
import sfumato.models.ModelMessages;
import sfumato.prediction.Predictor;
import sfumato.progress.Progress;
import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * Exports a model for bioimage.io programs (deepImageJ, QuPath, {@code bioimageio.core}, the website): weights as ONNX and
 * TorchScript, and {@code rdf.yaml}, format 0.5, which describes the input, its normalization and the output.
 *
 * <pre>
 * rdf.yaml                      {@link BioimageIoDescription}
 * model.onnx                    {@link Onnx}
 * model.pt                      the same as TorchScript, {@link TorchFile}
 * test_input.npy                a phantom, (1, channels, height, width), not normalized
 * test_probabilities.npy        what our engine says of it, (1, classes, height, width)
 * sample_input.tif, sample_probabilities.tif   the same as images
 * cover.png, README.md
 * </pre>
 *
 * No image of the training is in it: such folders are made to be published.
 */
@Plugin(type = ModelExport.class, name = "bioimageio",
	description = "bioimage.io model folder: ONNX weights, rdf.yaml and test images, for BioImage Model Zoo software.")
public final class BioimageIoExport extends Configured<BioimageIoExport.Options> implements ModelExport {

	/**
	 * Options of the export.
	 *
	 * @param authors names of the authors, separated by semicolons
	 * @param license license of the weights as an SPDX identifier
	 */
	public record Options(String authors, String license) {
		public Options {
			if (people(authors).isEmpty() || people(authors).stream().anyMatch(a -> a.isEmpty() || a.contains("/")))
				throw new UserException(WrongValue.message("authors", authors, "names without slashes, with semicolons between " +
					"them"));
			if (!license.matches("[A-Za-z0-9.+-]+")) throw new UserException(WrongValue.message("license", license,
				"one of the short names that spdx.org/licenses lists, e.g. CC-BY-4.0 or MIT"));
		}

		public Options() {
			this("Anonymous", "CC-BY-4.0");
		}

		List<String> people() {
			return people(authors);
		}

		private static List<String> people(final String authors) {
			return Arrays.stream(authors.split(";")).map(String::strip).toList();
		}
	}

	private static final String TORCH_SCRIPT = "model.pt";
	/** Maximum difference of probabilities between the tensor engine and the exported files. */
	private static final float TOLERANCE = 1e-4f;

	public BioimageIoExport() {
		this(new Options());
	}

	public BioimageIoExport(final Options options) {
		super(options);
	}

	@Override
	public void export(final Model model, final TensorDevice device, final Path folder, final Progress progress)
		throws IOException
	{
		final ModelDescription description = model.description();
		final Normalization normalization = Methods.of(Normalization.class).create(description.input().normalization());
		// what cannot be said is told before anything is computed
		Preprocessing.of(normalization, description.input().channels());
		progress.update(0.1, ExportMessages.writing(OnnxExport.FILE));
		Onnx.write(folder.resolve(OnnxExport.FILE), model.graph(), model.weights(), false, OnnxExport.notes(model));
		progress.checkCanceled();
		progress.update(0.3, ExportMessages.writing(TORCH_SCRIPT));
		TorchFile.writeProbabilities(folder.resolve(TORCH_SCRIPT), Folded.of(model.graph(), "main", model.weights()));
		progress.checkCanceled();
		progress.update(0.5, ModelMessages.computingExample());
		final RandomAccessibleInterval<FloatType> image = ExampleImages.phantom(description.input().channels(), model.graph()
			.sizeMultiple());
		final ProbabilityMap map;
		try (Predictor predictor = new Predictor(model, device, 0)) {
			map = predictor.predict(image, progress.part(0.5, 0.8));
		}
		progress.update(0.8, ModelMessages.runningExport());
		final Tensor answer = tensor(map.image());
		requireSame(answer, TorchFile.run(folder.resolve(TORCH_SCRIPT), device, tensor(normalization.apply(image))));
		Npy.write(folder.resolve(BioimageIoDescription.test(BioimageIoDescription.INPUT)), tensor(image));
		Npy.write(folder.resolve(BioimageIoDescription.test(BioimageIoDescription.OUTPUT)), answer);
		writeSample(folder, BioimageIoDescription.INPUT, image, description.input());
		writeSample(folder, BioimageIoDescription.OUTPUT, map.image(), description.input());
		ExampleImages.writeCover(folder.resolve(BioimageIoDescription.COVER), image, map);
		Files.writeString(folder.resolve(BioimageIoDescription.README), readme(model), StandardCharsets.UTF_8);
		final List<BioimageIoDescription.Weights> weights = List.of(new BioimageIoDescription.Weights("onnx", OnnxExport.FILE, Map
			.of("opset_version", Onnx.OPSET)), new BioimageIoDescription.Weights("torchscript", TORCH_SCRIPT, Map.of(
				"pytorch_version", device.engine().version())));
		Files.writeString(folder.resolve("rdf.yaml"), new BioimageIoDescription(model, options, folder).yaml(weights),
			StandardCharsets.UTF_8);
		if (options.equals(new Options())) progress.log(
			ExportMessages.noAuthor());
		if (model.recalibration().isPresent()) progress.log(
			ModelMessages.exportWithoutRecalibration());
	}

	/** Copies an image (X, Y, C) to a tensor (1, C, Y, X). The values keep their order in memory. */
	private static Tensor tensor(final RandomAccessibleInterval<FloatType> image) {
		final long[] size = image.dimensionsAsLongArray();
		final float[] values = new float[Math.toIntExact(size[0] * size[1] * size[2])];
		PrimitiveBlocks.of(image).copy(new long[3], values, Arrays.stream(size).mapToInt(Math::toIntExact).toArray());
		return new Tensor(new long[] { 1, size[2], size[1], size[0] }, values);
	}

	private static void requireSame(final Tensor expected, final Tensor found) throws IOException {
		for (int i = 0; i < expected.values().length; i++)
			if (!(Math.abs(expected.values()[i] - found.values()[i]) <= TOLERANCE)) throw new IOException(
				ExportMessages.otherAnswer(found.values()[i], expected.values()[i]));
	}

	private static void writeSample(final Path folder, final String id, final RandomAccessibleInterval<FloatType> image,
		final ModelDescription.Input input) throws IOException
	{
		ImageFiles.writeTiff(folder.resolve(BioimageIoDescription.sample(id)), image, input.pixelSize().stream().mapToDouble(
			Double::doubleValue).toArray(), input.unit());
	}

	private static String readme(final Model model) {
		final ModelDescription d = model.description();
		return String.format(Locale.ROOT, """
			# %s

			Segments %s-channel images into %s. The answer is the probability of each class in every pixel.

			| | |
			|---|---|
			| network | `%s` |
			| normalization | `%s`, of the whole image (of a volume: of all its planes together) |
			| size | height and width are multiples of %d |
			| pixel size of the training images | %s x %s %s |
			| made with | %s |

			Tiles of a large image should overlap by a quarter of their side, because a network sees least at their border.%s

			## Validation

			`test_probabilities.npy` is what Sfumato's own engine says of the phantom `test_input.npy`; `bioimageio test rdf.yaml`
			compares. How good the model is on images is measured with images and labels that the training has not seen, in Fiji with
			`Plugins > Sfumato > Evaluate > Evaluate Model...`: soft Dice, calibration error, and inter-rater agreement.

			## Citation

			Z. Wang, T. Popordanoska, J. Bertels, R. Lemmens, M. B. Blaschko, "Dice Semimetric Losses: Optimizing the Dice Score
			with Soft Labels", MICCAI 2023.
			""", d.name(), d.input().channels(), d.classes().stream().map(LabelClass::name).collect(Collectors.joining(", ")), d
				.network(), d.input().normalization(), model.graph().sizeMultiple(), d.input().pixelSize().get(0), d.input().pixelSize()
					.get(1), d.input().unit(), d.software(), model.recalibration().isPresent()
						? " The model's recalibration is not part of this export." : "");
	}
}
