package sfumato.jobs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import sfumato.data.LoadedCase;
import sfumato.engine.TensorPrecision;
import sfumato.engine.checkpoint.SafeTensors;
import sfumato.files.ImageFiles;
import sfumato.jobs.records.Software;
import sfumato.jobs.records.TrainingRecord;
import sfumato.labels.ProbabilityMap;
import sfumato.models.Model;
import sfumato.models.ModelDescription;
import sfumato.models.ModelFolder;
import sfumato.models.StrictJson;
import sfumato.prediction.Predictor;
import sfumato.progress.Progress;
import sfumato.training.StopReason;
import sfumato.training.Trainer;
import sfumato.training.settings.TrainingConfiguration;

/** Writes a trained network with its provenance to a model folder. */
final class TrainedModel {

	/** The sample shows at most so many pixels a side. */
	private static final int SAMPLE = 256;

	private final TrainJob job;
	private final List<LoadedCase> cases;
	private final Trainer.Result result;
	private final Workbench bench;
	private final TrainingRecord.Data data;
	private final Optional<TrainingRecord.Start> start;
	private final Optional<TrainingRecord.Teacher> teacher;
	private final Model model;

	TrainedModel(final TrainJob job, final List<LoadedCase> cases, final Trainer.Result result,
		final Workbench bench, final TrainingRecord.Data data, final Optional<TrainingRecord.Start> start,
		final Optional<TrainingRecord.Teacher> teacher)
	{
		this.data = data;
		this.teacher = teacher;
		this.start = start;
		this.job = job;
		this.cases = cases;
		this.result = result;
		this.bench = bench;
		model = new Model(description(job, cases), result.weights(), Optional.empty());
	}

	void write() throws IOException {
		ModelFolder.write(job.output(), job.overwrite(), model, folder -> {
			Files.writeString(folder.resolve("training.json"), StrictJson.write(record()), StandardCharsets.UTF_8);
			Files.writeString(folder.resolve("history.csv"), result.history().toCsv(), StandardCharsets.UTF_8);
			Files.writeString(folder.resolve("README.md"), readme(), StandardCharsets.UTF_8);
			if (result.other().isPresent()) SafeTensors.write(folder.resolve(otherName()), result.other().get());
			writeSample(Files.createDirectory(folder.resolve("sample")));
		});
	}

	/** The description of a training's model. */
	static ModelDescription description(final TrainJob job, final List<LoadedCase> cases) {
		final LoadedCase first = cases.get(0);
		final var c = job.configuration();
		final int multiple = sfumato.methods.Methods.of(sfumato.networks.Decoder.class).create(c.network()).network(first
			.image().numChannels(), first.raters().numClasses()).sizeMultiple();
		return new ModelDescription(ModelDescription.FORMAT, job.output().toAbsolutePath().normalize().getFileName()
			.toString(), new ModelDescription.Input("xyc", first.image().numChannels(), multiple, Arrays.stream(first
				.pixelSize()).limit(2).boxed().toList(), first.unit(), c.normalization()), first.raters().classes(), c.network(),
			Optional.empty(), Software.NAME);
	}

	private TrainingRecord record() {
		final StopReason e = result.ending();
		return new TrainingRecord(Software.NAME, job.configuration(), new TrainingRecord.Used(result.patch(), result.batch(),
			bench.device().toString(), bench.device().engine().threads(), result.precision().toString(), result.duration()
				.toMillis() / 1000.0, new TrainingRecord.Ended(e.epochs(), e.reason().toString(), e.kept())), data, start, teacher);
	}

	/** The file name of the weights that are not the model's: the last ones if the best are saved, else the best. */
	private String otherName() {
		return job.configuration().course().keep() == TrainingConfiguration.Keep.BEST ? "weights-last.safetensors"
			: "weights-best.safetensors";
	}

	/** Writes the sample: the raw centre of the first image and its prediction. */
	private void writeSample(final Path folder) throws IOException {
		final LoadedCase c = cases.get(0);
		final RandomAccessibleInterval<FloatType> plane = c.image().plane(c.image().numPlanes() / 2);
		final long[] min = new long[3], max = new long[3];
		for (int d = 0; d < 2; d++) {
			min[d] = Math.max(0, (plane.dimension(d) - SAMPLE) / 2);
			max[d] = Math.min(plane.dimension(d), min[d] + SAMPLE) - 1;
		}
		max[2] = plane.dimension(2) - 1;
		final RandomAccessibleInterval<FloatType> piece = Views.zeroMin(Views.interval(plane, new FinalInterval(min, max)));
		final double[] pixelSize = Arrays.copyOf(c.pixelSize(), 2);
		try (Predictor predictor = new Predictor(model, bench.device().with(TensorPrecision.FP32), 0)) {
			final ProbabilityMap map = predictor.predict(piece, Progress.none());
			ImageFiles.writeTiff(folder.resolve("image.tif"), piece, pixelSize, c.unit());
			ImageFiles.writeTiff(folder.resolve("probabilities.tif"), map.image(), pixelSize, c.unit());
		}
	}

	private String validation() {
		if (data.validation().isEmpty()) return "nothing";
		final String cases = data.validation().stream().map(TrainingRecord.CaseRecord::name).collect(Collectors.joining(", "));
		return data.validation().size() + " cases: " + cases + result.history().rows().stream().filter(r -> r.epoch() == result
			.ending().kept() && r.split().equals("validation")).map(r -> String.format(Locale.ROOT, "%s %.4g", r.name(), r
				.value())).collect(Collectors.joining(", ", "; ", ""));
	}

	private String readme() {
		final var c = job.configuration();
		final double[] loss = result.history().values("train", "loss");
		return String.format(Locale.ROOT, """
			# %s

			Segments %s-channel images into %s.

			| | |
			|---|---|
			| network | `%s` |
			| trained on | %d cases of %s: %s |
			| targets | %s |
			| loss | `%s` |
			| preset it began with | `%s` |
			| validated on | %s |
			| training | %d of %d epochs, because %s; weights of epoch %d; batches of %d patches of %d x %d pixels, rate %s, seed %d |
			| weights at the start | %s |
			| last training loss | %.5f |
			| made with | %s |

			Use it in Fiji (`Plugins > Sfumato > Predict > Predict Segmentation...`) or in a macro:

				run("Predict Segmentation...", "model=[%s]");

			Please cite: Z. Wang, T. Popordanoska, J. Bertels, R. Lemmens, M. B. Blaschko, "Dice Semimetric Losses: Optimizing
			the Dice Score with Soft Labels", MICCAI 2023.
			""", model.description().name(), model.description().input().channels(), model.description().classes().stream()
				.map(l -> l.name()).collect(Collectors.joining(", ")), c.network(), cases.size(), job.data()
					.title(), cases.stream().map(
						LoadedCase::name).collect(Collectors.joining(", ")), targets(), c.loss(), c.preset(), validation(), result.ending()
							.epochs(), c.optimization().epochs(), result.ending().reason(), result.ending().kept(), result.batch(), result
								.patch(), result.patch(), c.optimization().rate(),
			c.sampling().seed(), start.map(s -> "those of `" + s.model() + "`").orElse("random"), loss[loss.length - 1],
									Software.NAME, job.output());
	}

	private String targets() {
		final var labels = job.configuration().labels();
		final String raters = "fusion `" + labels.fusion() + "`, smoothing `" + labels.smoothing() + "`";
		return teacher.map(t -> (t.distillation().needsLabels() ? raters + ", and " : "") + "what the model `" + t.model() +
			"` says; terms `" + t.distillation().terms() + "`, kde `" + t.distillation().kde() + "`, temperature " + t
				.distillation().temperature()).orElse(raters);
	}
}
