package sfumato.fuzz;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

import org.scijava.module.Module;
import org.scijava.plugin.SciJavaPlugin;

import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.OvalRoi;
import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.gui.ShapeRoi;
import ij.io.FileSaver;
import ij.io.RoiEncoder;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;

import sfumato.commands.FuzzedCommands;
import sfumato.commands.wizard.FuzzedRuns;
import sfumato.data.Dataset;
import sfumato.data.DatasetCheck;
import sfumato.data.Finding;
import sfumato.data.normalization.Normalization;
import sfumato.engine.InstalledEngine;
import sfumato.engine.checkpoint.Checkpoint;
import sfumato.engine.checkpoint.SafeTensors;
import sfumato.engine.checkpoint.Tensor;
import sfumato.files.ImageFile;
import sfumato.files.ImageFiles;
import sfumato.files.NiftiPlanes;
import sfumato.files.RoiSet;
import sfumato.files.StackPlanes;
import sfumato.fusion.LabelFusion;
import sfumato.fuzz.FuzzFormat.Reader;
import sfumato.fuzz.FuzzFormat.Wrapping;
import sfumato.jobs.PredictionRecord;
import sfumato.jobs.records.TrainingRecord;
import sfumato.labels.LabelClass;
import sfumato.losses.WeightedLoss;
import sfumato.methods.Methods;
import sfumato.models.ModelDescription;
import sfumato.models.ModelFolder;
import sfumato.models.StrictJson;
import sfumato.networks.Decoder;
import sfumato.progress.Progress;
import sfumato.recalibration.Recalibrator;
import sfumato.statistics.Direction;
import sfumato.statistics.MethodScores;
import sfumato.text.Csv;
import sfumato.text.TextFile;
import sfumato.training.Checkpoints;
import sfumato.training.History;
import sfumato.training.distillation.DistillationTerms;
import sfumato.training.settings.LabelMode;
import sfumato.training.settings.TrainingPreset;

/** Valid files of each format, and how the product reads them. {@link ReadersAreFuzzedTest} holds that none is missing. */
final class FuzzFormats {

	private static final int SIZE = 24;

	private final Path folder;
	private final List<FuzzFormat> formats = new ArrayList<>();

	FuzzFormats(final Path folder) {
		this.folder = folder;
	}

	List<FuzzFormat> all() throws Exception {
		Files.createDirectories(folder);
		nifti();
		tiff();
		png();
		rois();
		weights();
		dataset();
		folders();
		models();
		engines();
		tables();
		texts();
		return List.copyOf(formats);
	}

	private void add(final String name, final Wrapping wrapping, final String file, final Reader reader, final byte[]... seeds) {
		formats.add(new FuzzFormat(name, wrapping, Arrays.stream(seeds).map(s -> Map.of(file, s)).toList(), List.of(file), List.of(file),
			reader));
	}

	/** A text that is in no file of the product's. */
	private void addText(final String name, final Text reader, final String... seeds) {
		formats.add(new FuzzFormat(name, Wrapping.TEXT, Arrays.stream(seeds).map(s -> Map.of("text", text(s))).toList(), List.of("text"),
			List.of(), place -> reader.read(new String(Files.readAllBytes(place.resolve("text")), StandardCharsets.UTF_8))));
	}

	private interface Text {

		void read(String text) throws Exception;
	}

	private static byte[] text(final String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static byte[] gzip(final byte[] bytes) throws IOException {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
			zip.write(bytes);
		}
		return out.toByteArray();
	}

	// images

	/** Header after nifti1.h and nifti2.h, and pixels that are small whole numbers. */
	private static byte[] nifti(final int version, final ByteOrder order, final int type, final int bytes, final boolean paired,
		final int... dims)
	{
		final int n = Arrays.stream(dims).reduce(1, (a, b) -> a * b), size = version == 1 ? 352 : 544;
		final ByteBuffer b = ByteBuffer.allocate(size + n * bytes).order(order);
		final boolean one = version == 1;
		b.putInt(0, one ? 348 : 540).putShort(one ? 70 : 12, (short) type).putShort(one ? 72 : 14, (short) (8 * bytes));
		for (int i = 0; i < 8; i++) {
			final int length = i == 0 ? dims.length : i <= dims.length ? dims[i - 1] : 1;
			if (one) b.putShort(40 + 2 * i, (short) length).putFloat(76 + 4 * i, 1);
			else b.putLong(16 + 8 * i, length).putDouble(104 + 8 * i, 1);
		}
		if (one) b.putFloat(108, paired ? 0 : 352).put(123, (byte) 2).putShort(254, (short) 1);
		else b.putLong(168, paired ? 0 : 544).putInt(500, 2).putInt(348, 1);
		for (int i = 0; i < 3; i++) // the matrix of the voxels' places
			if (one) b.putFloat(280 + 20 * i, 1);
			else b.putDouble(400 + 40 * i, 1);
		b.position(one ? 344 : 4).put(text((paired ? "ni" : "n+") + version)).put((byte) 0);
		for (int i = size; i < b.capacity(); i++)
			b.put(i, (byte) (i % 3 == 0 ? 1 : 0));
		return b.array();
	}

	private void nifti() throws IOException {
		final byte[][] single = { nifti(1, ByteOrder.LITTLE_ENDIAN, 2, 1, false, SIZE, SIZE), nifti(1, ByteOrder.BIG_ENDIAN, 4, 2, false, 8, 7,
			5), nifti(2, ByteOrder.LITTLE_ENDIAN, 16, 4, false, 8, 7, 3, 2), nifti(1, ByteOrder.LITTLE_ENDIAN, 128, 3, false, 8, 8, 2), nifti(2,
				ByteOrder.BIG_ENDIAN, 64, 8, false, 6, 5) };
		final Reader read = place -> image(place.resolve("x.nii"));
		add("nifti", Wrapping.NONE, "x.nii", read, single);
		final byte[][] packed = new byte[single.length][];
		for (int i = 0; i < packed.length; i++)
			packed[i] = gzip(single[i]);
		add("nifti-gz", Wrapping.GZIP, "x.nii.gz", place -> image(place.resolve("x.nii.gz")), packed);
		add("nifti-planes", Wrapping.GZIP, "x.nii.gz", place -> {
			try (NiftiPlanes planes = NiftiPlanes.open(place.resolve("x.nii.gz"))) {
				final float[] plane = new float[Math.multiplyExact(planes.width(), planes.height())];
				while (planes.next(plane))
					continue;
			}
		}, packed[0], packed[1]);
		final List<Map<String, byte[]>> pairs = new ArrayList<>();
		for (final int version : new int[] { 1, 2 }) {
			final byte[] whole = nifti(version, ByteOrder.LITTLE_ENDIAN, 4, 2, true, 8, 7, 3);
			final int header = version == 1 ? 352 : 544;
			pairs.add(Map.of("x.hdr", Arrays.copyOf(whole, header), "x.img", Arrays.copyOfRange(whole, header, whole.length)));
		}
		formats.add(new FuzzFormat("nifti-pair", Wrapping.NONE, pairs, List.of("x.hdr", "x.img"), List.of("x.hdr", "x.img"), place -> image(
			place.resolve("x.hdr"))));
	}

	private static void image(final Path file) throws IOException {
		final ImageFile read = ImageFiles.read(file);
		if (read.numChannels() == 1) read.labels();
	}

	private static BufferedImage picture(final int type) {
		final BufferedImage image = new BufferedImage(SIZE, SIZE, type);
		final Graphics2D g = image.createGraphics();
		g.setColor(java.awt.Color.WHITE);
		g.fillOval(4, 5, 12, 10);
		g.setColor(java.awt.Color.RED);
		g.fillRect(12, 12, 6, 6);
		g.dispose();
		return image;
	}

	private static byte[] saved(final ImageProcessor... planes) {
		final ImageStack stack = new ImageStack(planes[0].getWidth(), planes[0].getHeight());
		for (final ImageProcessor ip : planes)
			stack.addSlice("", ip);
		return new FileSaver(new ImagePlus("x", stack)).serialize();
	}

	/** As Java's own writer, which knows strips and tiles, has it. */
	private static byte[] tiff(final int type, final String compression, final boolean tiled) throws IOException {
		final Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("tiff");
		ImageWriter writer = writers.next(); // another one on the class path may come first
		while (!writer.getClass().getName().startsWith("com.sun."))
			writer = writers.next();
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
			writer.setOutput(out);
			final ImageWriteParam how = writer.getDefaultWriteParam();
			if (compression != null) {
				how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
				how.setCompressionType(compression);
			}
			if (tiled) {
				how.setTilingMode(ImageWriteParam.MODE_EXPLICIT);
				how.setTiling(16, 16, 0, 0);
			}
			writer.write(null, new IIOImage(picture(type), null, null), how);
		}
		finally {
			writer.dispose();
		}
		return bytes.toByteArray();
	}

	private void tiff() throws IOException {
		final ByteProcessor disc = new ByteProcessor(picture(BufferedImage.TYPE_BYTE_GRAY));
		final ShortProcessor deep = disc.convertToShortProcessor(false);
		final FloatProcessor real = disc.convertToFloatProcessor();
		final byte[][] seeds = { saved(disc), saved(disc, disc, disc), saved(deep), saved(real, real), saved(new ColorProcessor(picture(
			BufferedImage.TYPE_INT_RGB))), tiff(BufferedImage.TYPE_BYTE_GRAY, null, false), tiff(BufferedImage.TYPE_BYTE_GRAY, "LZW", false),
			tiff(BufferedImage.TYPE_BYTE_GRAY, "Deflate", false), tiff(BufferedImage.TYPE_INT_RGB, "PackBits", false) };
		final byte[][] all = Arrays.copyOf(seeds, seeds.length + 2);
		all[seeds.length] = tiff(BufferedImage.TYPE_BYTE_GRAY, "Deflate", true);
		all[seeds.length + 1] = tiff(BufferedImage.TYPE_INT_RGB, "JPEG", false);
		add("tiff", Wrapping.NONE, "x.tif", place -> image(place.resolve("x.tif")), all);
		add("tiff-planes", Wrapping.NONE, "x.tif", place -> planes(place.resolve("x.tif")), seeds[0], seeds[1], seeds[2], seeds[3]);
	}

	/** As images are read that are too large for the memory. */
	private static void planes(final Path file) throws IOException {
		final Optional<StackPlanes> large = StackPlanes.large(file, 1, 0);
		if (large.isEmpty()) return;
		final StackPlanes planes = large.get();
		final FloatBuffer row = FloatBuffer.allocate(Math.multiplyExact(planes.width(), planes.channels()));
		for (long plane = 0; plane < (long) planes.slices() * planes.frames(); plane++)
			for (int y = 0; y < planes.height(); y++)
				planes.read(plane, y, 1, row.clear());
	}

	private static byte[] png(final BufferedImage image) throws IOException {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		ImageIO.write(image, "png", out);
		return out.toByteArray();
	}

	private void png() throws IOException {
		add("png", Wrapping.PNG, "x.png", place -> image(place.resolve("x.png")), png(picture(BufferedImage.TYPE_BYTE_GRAY)), png(picture(
			BufferedImage.TYPE_INT_RGB)), png(picture(BufferedImage.TYPE_INT_ARGB)), png(picture(BufferedImage.TYPE_BYTE_INDEXED)), png(
				picture(BufferedImage.TYPE_BYTE_BINARY)), png(picture(BufferedImage.TYPE_USHORT_GRAY)));
	}

	private static byte[] roi(final Roi roi, final String name) {
		roi.setName(name);
		roi.setPosition(1);
		roi.setGroup(2);
		return RoiEncoder.saveAsByteArray(roi);
	}

	private void rois() throws IOException {
		final float[] x = { 2.5f, 20, 14, 3 }, y = { 3, 4.5f, 19, 17 };
		final byte[][] seeds = { roi(new Roi(3, 4, 9, 8), "class1"), roi(new OvalRoi(3, 4, 12, 9), "class2-0001"), roi(new PolygonRoi(x, y,
			Roi.POLYGON), "0001-0012-0013"), roi(new PolygonRoi(new int[] { 2, 20, 14 }, new int[] { 3, 4, 19 }, 3, Roi.FREEROI), "a"), roi(
				new ShapeRoi(new Roi(2, 2, 15, 15)).not(new ShapeRoi(new OvalRoi(5, 5, 5, 5))), "with a hole"), roi(new PolygonRoi(
					new int[] { 2, 20, 14 }, new int[] { 3, 4, 19 }, 3, Roi.TRACED_ROI), "traced") };
		add("roi", Wrapping.NONE, "x.roi", place -> rois(place.resolve("x.roi")), seeds);
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(out)) {
			for (int i = 0; i < seeds.length; i++) {
				zip.putNextEntry(new ZipEntry("r" + i + ".roi"));
				zip.write(seeds[i]);
			}
		}
		add("roi-zip", Wrapping.ZIP, "x.zip", place -> rois(place.resolve("x.zip")), out.toByteArray());
	}

	private static void rois(final Path file) throws IOException {
		final RoiSet rois = RoiSet.read(file);
		rois.labels(new long[] { SIZE, SIZE, 2 }, 1);
		rois.marked(2, 1, false);
	}

	// weights

	private static byte[] resource(final String name) throws IOException {
		try (InputStream in = Tensor.class.getResourceAsStream("checkpoints/" + name)) {
			return in.readAllBytes();
		}
	}

	private byte[] safetensors() throws IOException {
		final Map<String, Tensor> tensors = new LinkedHashMap<>();
		tensors.put("a.weight", new Tensor(new long[] { 2, 3, 3 }, new float[18]));
		tensors.put("a.bias", new Tensor(new long[] { 2 }, new float[2]));
		tensors.put("n", new Tensor(new long[0], new float[1]));
		final Path file = folder.resolve("w.safetensors");
		SafeTensors.write(file, tensors);
		return Files.readAllBytes(file);
	}

	private void weights() throws IOException {
		add("safetensors", Wrapping.SAFETENSORS, "w.safetensors", place -> Checkpoint.read(place.resolve("w.safetensors")), safetensors());
		add("pth-zip", Wrapping.STORED_ZIP, "w.pth", place -> Checkpoint.read(place.resolve("w.pth")), resource("tensors.pth"), resource(
			"protocol4.pth"), resource("nested.pth"));
		add("pth-old", Wrapping.NONE, "w.pth", place -> Checkpoint.read(place.resolve("w.pth")), resource("before16.pth"));
	}

	// folders

	/** A good case, and one whose files are damaged, one at a time: the check goes on. */
	private void dataset() throws IOException {
		final byte[] mask = png(picture(BufferedImage.TYPE_BYTE_BINARY)), grey = saved(new ByteProcessor(picture(
			BufferedImage.TYPE_BYTE_GRAY))), nifti = nifti(1, ByteOrder.LITTLE_ENDIAN, 2, 1, false, SIZE, SIZE);
		final Map<String, byte[]> files = new LinkedHashMap<>();
		files.put("bad/image.nii", nifti);
		files.put("bad/task01_seg01.png", mask);
		files.put("bad/task01_seg02.tif", grey);
		files.put("bad/task01_seg03.roi", roi(new OvalRoi(3, 4, 12, 9), "class1"));
		files.put("good/image.nii", nifti);
		for (int r = 1; r < 4; r++)
			files.put("good/task01_seg0" + r + ".png", mask);
		formats.add(new FuzzFormat("dataset-check", Wrapping.NONE, List.of(files), List.of("bad/image.nii", "bad/task01_seg01.png",
			"bad/task01_seg02.tif", "bad/task01_seg03.roi"), List.of(), place -> {
				final List<Finding> findings = DatasetCheck.check(Dataset.open(place), Progress.none());
				// the raters of the good case have marked the same
				if (findings.stream().noneMatch(f -> f.caseName().equals("good") && f.kind() == Finding.Kind.IDENTICAL))
					throw new IllegalStateException("the good case was not looked at: " + findings);
			}));
		final Map<String, byte[]> settings = new LinkedHashMap<>();
		settings.put("dataset.json", text("""
			{
			  "polarity": "inverted",
			  "missing": "empty-slices",
			  "classes": ["background", "liver", {"name": "tumour", "color": "#D55E00"}]
			}
			"""));
		settings.put("good/image.nii", nifti);
		settings.put("good/task01_seg01.png", mask);
		formats.add(new FuzzFormat("dataset.json", Wrapping.TEXT, List.of(settings), List.of("dataset.json"), List.of("dataset.json"),
			Dataset::open));
		final Map<String, byte[]> folds = new LinkedHashMap<>();
		folds.put("folds.csv", text("case,fold\n" + IntStream.range(0, 8).mapToObj(i -> "case" + i + "," + (1 + i % 4) + "\n").collect(
			Collectors.joining())));
		formats.add(new FuzzFormat("folds.csv", Wrapping.TEXT, List.of(folds), List.of("folds.csv"), List.of("folds.csv"), place -> call(
			"sfumato.data.RecordedFolds", "split", null, place, IntStream.range(0, 8).mapToObj(i -> "case" + i).toList(), 4)));
	}

	private void folders() throws Exception {
		final Map<String, String> settings = new TreeMap<>(Map.of("batch", "2", "rate", "0.01", "case a", "0123"));
		final String checkpoint = """
			{
			  "format": 1,
			  "step": 40,
			  "epochs": 10,
			  "stepsPerEpoch": 8,
			  "sums": [0.5, 0.25],
			  "score": {
			    "epoch": 3,
			    "loss": 0.5,
			    "stale": 1
			  },
			  "seconds": 12.5,
			  "precision": "fp32",
			  "settings": {
			    "batch": "2",
			    "rate": "0.01",
			    "case a": "0123"
			  }
			}
			""";
		final byte[] weights = safetensors();
		final String history = "epoch,split,name,value\n1,train,loss,0.5\n1,validation,Dice,81.25\n2,train,loss,4.5e-1\n";
		final String at = "step-000000040/";
		formats.add(new FuzzFormat("checkpoint", Wrapping.TEXT, List.of(Map.of(at + "checkpoint.json", text(checkpoint), at + "history.csv",
			text(history), at + "weights.safetensors", weights, at + "velocities.safetensors", weights)), List.of(at + "checkpoint.json", at +
				"history.csv"), List.of("checkpoint.json", "history.csv", "The unfinished training in"), place -> {
					final Checkpoints checkpoints = new Checkpoints(place, 1, settings);
					checkpoints.progress();
					call("sfumato.training.Checkpoints", "read", checkpoints);
				}));
		add("history.csv", Wrapping.TEXT, "history.csv", place -> {
			final History read = History.read(place.resolve("history.csv"));
			read.names("train").forEach(n -> read.values("train", n));
		}, text(history));
		final FuzzedFolders folders = new FuzzedFolders(folder.resolve("made"));
		add("fusion.json", Wrapping.TEXT, "fusion.json", folders::openFused, folders.fusion());
		add("preparation.json", Wrapping.TEXT, "preparation.json", folders::openPrepared, folders.preparation());
		add("prediction.json", Wrapping.TEXT, "prediction.json", place -> StrictJson.read(TextFile.read(place.resolve("prediction.json")),
			PredictionRecord.class, "prediction.json"), text(StrictJson.write(new PredictionRecord(List.of("m"), List.of("00"), List.of(
				"tiff"), List.of("labels"), 0, 16, true, true))));
	}

	private void runs() throws IOException {
		final List<Map<String, byte[]>> seeds = new ArrayList<>();
		for (final Object run : FuzzedRuns.all()) {
			final Path made = Files.createDirectories(folder.resolve("runs"));
			FuzzedRuns.write(run, made);
			seeds.add(Map.of("wizard.json", Files.readAllBytes(made.resolve("wizard.json"))));
		}
		formats.add(new FuzzFormat("wizard.json", Wrapping.TEXT, seeds, List.of("wizard.json"), List.of("wizard.json"), FuzzedRuns::read));
	}

	private void models() throws IOException {
		runs();
		final String network = Methods.of(Decoder.class).complete("unet(encoder: plain)").toString();
		final ModelDescription description = new ModelDescription(ModelDescription.FORMAT, "nuclei", new ModelDescription.Input("xyc", 1, 16,
			List.of(0.5, 0.5), "mm", Methods.of(Normalization.class).complete("percentile").toString()), LabelClass.defaults(3), network,
			Optional.of(new ModelDescription.RecalibrationDescription(Methods.of(Recalibrator.class).complete("temperature").toString(),
				"majority", List.of("a", "b"))), "Sfumato", true);
		add("model.json", Wrapping.TEXT, "model.json", place -> {
			final ModelDescription read = ModelFolder.readDescription(place);
			Methods.of(Decoder.class).create(read.network()).network(read.input().channels(), read.classes().size());
		}, text(StrictJson.write(description)));
		add("training.json", Wrapping.TEXT, "training.json", place -> StrictJson.read(TextFile.read(place.resolve("training.json")),
			TrainingRecord.class, "training.json"), text(StrictJson.write(new TrainingRecord("Sfumato", TrainingPreset.QUICK
				.configuration(0), new TrainingRecord.Used(128, 2, "CPU", 1, "fp32", 4.25, new TrainingRecord.Ended(2, "all epochs were done",
					2)), new TrainingRecord.Data("/data", "task01", Optional.empty(), "", List.of(new TrainingRecord.CaseRecord("a", "8 x 8", 3,
						"00")), List.of()), Optional.of(new TrainingRecord.Start("m", "00")), Optional.empty()))));
	}

	/** Which PyTorch to load. */
	private void engines() {
		add("engine.properties", Wrapping.TEXT, "sfumato/engine.properties", place -> {
			System.setProperty("ENGINE_CACHE_DIR", place.toString());
			InstalledEngine.chosen();
		}, text("#The PyTorch library of Sfumato\nfolder=/opt/torch/lib\nversion=2.7.1\nflavor=cu128\norigin=wheels\\: a b\n"));
		formats.add(new FuzzFormat("pytorch-version", Wrapping.TEXT, List.of(Map.of("version.py", text(
			"from typing import Optional\n__all__ = ['__version__']\n__version__ = '2.7.1+cu128'\n"))), List.of("version.py"), List.of("version.py",
				"pytorch-version/lib"), place -> call("sfumato.installation.PyTorchFolder", "version", null, place.resolve("lib"))));
	}

	private void tables() {
		final String scores = "method,fold,case,Dice,BDice,ECE\n" + IntStream.range(0, 12).mapToObj(i -> (i < 6 ? "a" : "\"b, c\"") + ",1,case" +
			i % 6 + "," + (80 + i) + ".5,70," + (i == 3 ? "" : "2.25") + "\n").collect(Collectors.joining());
		add("scores.csv", Wrapping.TEXT, "scores.csv", place -> {
			final MethodScores read = MethodScores.read(place.resolve("scores.csv"));
			for (final String metric : read.metrics())
				read.of(metric, Direction.values()[0], note -> {});
			Files.copy(place.resolve("scores.csv"), place.resolve("more.csv"), StandardCopyOption.REPLACE_EXISTING);
			MethodScores.read(List.of(place.resolve("scores.csv"), place.resolve("more.csv")));
		}, text(scores), text(scores.replace(',', ';')), text(scores.replace(',', '\t').replace("\n", "\r\n")));
		add("findings.csv", Wrapping.TEXT, "findings.csv", place -> Csv.read(place.resolve("findings.csv")), text(
			"case,rater,finding,detail\na,1,empty,Nothing is marked.\nb,,unreadable,\"x \"\"y\"\" z, w\"\n"));
	}

	// texts

	@SafeVarargs
	private static void methods(final String text, final Class<? extends SciJavaPlugin>... kinds) {
		IllegalArgumentException refused = null;
		for (final Class<? extends SciJavaPlugin> kind : kinds)
			try {
				Methods.of(kind).complete(text);
				Methods.of(kind).completeSum(text);
			}
			catch (final IllegalArgumentException e) {
				refused = e;
				requireSentence(e);
			}
		if (refused != null && kinds.length == 1) throw refused;
	}

	private static void requireSentence(final IllegalArgumentException e) {
		if (e.getMessage() == null || e.getMessage().length() > 500) throw e;
	}

	private void texts() throws IOException {
		addText("fusion", t -> methods(t, LabelFusion.class), "staple(iterations: 100)", "majority", "dice-weighted");
		addText("network", t -> Methods.of(Decoder.class).create(t).network(1, 3), "unet(encoder: resnet18d, aux: true)",
			"deeplabv3plus(encoder: resnet34d)");
		addText("loss", t -> WeightedLoss.parse(t, false), "0.25*cross-entropy + 0.75*dice-semimetric(variant: DML1)",
			"1e+0*tversky(alpha: 0.3, beta: 0.7) + focal(gamma: 2)");
		addText("recalibration", t -> methods(t, Recalibrator.class), "kde(keys: 1000)", "temperature");
		addText("normalization", t -> methods(t, Normalization.class), "percentile(low: 1, high: 99.8)", "window(low: -60, high: 140)");
		addText("distillation", DistillationTerms::parse, DistillationTerms.DEFAULT);
		addText("label-modes", LabelMode::parseList, "majority, random-rater, average", "dice-weighted");
		addText("job", t -> call("sfumato.jobs.child.Messages", "job", call("sfumato.jobs.child.Messages", "plain", null), t),
			"{\"CheckJob\":{\"compute\":{\"device\":\"AUTO\",\"threads\":1,\"precision\":\"AUTO\"}}}");
		addText("order", t -> call("sfumato.jobs.child.Messages", "request", call("sfumato.jobs.child.Messages", "plain", null), t),
			"{\"Invitation\":{\"host\":\"127.0.0.1\",\"port\":1234,\"token\":\"abc\",\"folder\":\"/tmp/x\"}}",
			"{\"Control\":{\"canceled\":false,\"finishing\":false,\"paused\":true,\"heard\":7}}");
		final Module[] commands = FuzzedCommands.modules();
		addText("macro-options", t -> FuzzedCommands.read(commands, t),
			"dataset=[/data/my set] output='/x y/z' epochs=150 batch=8 rate=0.01 loss=[0.25*cross-entropy + 0.75*dice-semimetric] overwrite",
			"raters=y.tif axis=auto method=[staple(iterations: 100)]");
		final Dataset set = FuzzedFolders.names(folder.resolve("names"));
		addText("cases", t -> set.cases(t), "1-7", "1-5+8", "case0*", "case01, case03");
	}

	/** Calls a method that is no part of the interface; its errors are those of the call. */
	static Object call(final String type, final String name, final Object on, final Object... arguments) throws Exception {
		for (final Method m : Class.forName(type).getDeclaredMethods())
			if (m.getName().equals(name) && m.getParameterCount() == arguments.length) {
				m.setAccessible(true);
				try {
					return m.invoke(on, arguments);
				}
				catch (final InvocationTargetException e) {
					if (e.getCause() instanceof final Exception cause) throw cause;
					throw (Error) e.getCause();
				}
				catch (final IllegalArgumentException e) {
					continue; // another one of that name
				}
			}
		throw new NoSuchMethodException(type + "." + name);
	}
}
