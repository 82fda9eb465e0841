package sfumato.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import com.google.gson.JsonElement;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import sfumato.data.normalization.Normalization;
import sfumato.files.ImageFile;
import sfumato.files.ImageFiles;
import sfumato.methods.Methods;
import sfumato.networks.Decoder;
import sfumato.networks.ReceptiveField;
import sfumato.text.Json;
import sfumato.text.TextFile;

/** Checks that an image resembles a model's training images: a network sees pixels and does not know their size. */
public final class ModelFit {

	/** Pixel sizes that differ by less are the same to a network. */
	private static final double TOLERANCE = 1.1;
	/** Images so many times as long as the patches are not much else. */
	private static final double TOLERATED_SIDES = 1.5;
	/** Micrometres. */
	private static final Map<String, Double> UNITS = Map.of("m", 1e6, "cm", 1e4, "mm", 1e3, "\u00B5m", 1.0, "um", 1.0, "micron",
		1.0, "microns", 1.0, "nm", 1e-3, "inch", 25400.0);

	private ModelFit() {}

	/**
	 * Differences between an image and a model's training images, one sentence each; empty if there are none or they are unknown.
	 *
	 * @param folder of the model
	 * @param name of the image
	 * @param pixelSize of the image along X and Y
	 * @param unit of the pixel size
	 * @param bits of the image's grey values: 8, 16 or 32
	 */
	public static List<String> differences(final Path folder, final String name, final double[] pixelSize,
		final String unit, final int bits) throws IOException
	{
		final ModelDescription model = ModelFolder.readDescription(folder);
		final List<String> differences = new ArrayList<>();
		pixelSize(model, name, pixelSize[0], unit, differences);
		final OptionalInt trained = trainedBits(folder);
		if (trained.isPresent() && trained.getAsInt() != bits) {
			final String normalization = model.input().normalization();
			differences.add(Methods.of(Normalization.class).create(normalization).isRelative()
				? ModelMessages.otherBits(model.name(), trained.getAsInt(), name, bits)
				: ModelMessages.otherBits(model.name(), trained.getAsInt(), name, bits, normalization));
		}
		return differences;
	}

	/**
	 * Why smaller tiles may segment better: a network whose every pixel depends on all of the image has learned what an image of
	 * the size of its training's patches looks like, and not what one of another size does.
	 *
	 * @param folder of the model
	 * @param tile that was asked for; 0 if none was
	 * @param side the longer one of the image
	 * @return empty if the network sees less, the tiles are that small, or nobody knows how large the patches were
	 */
	public static Optional<String> tileAdvice(final Path folder, final int tile, final int side) throws IOException {
		final ModelDescription model = ModelFolder.readDescription(folder);
		final int patch = trainedPatch(folder);
		if (patch == 0 || tile > 0 || side <= TOLERATED_SIDES * patch || ReceptiveField.radius(Methods.of(Decoder.class).create(
			model.network()).network(model.input().channels(), model.classes().size()), "main").isPresent()) return Optional.empty();
		return Optional.of(ModelMessages.wholeTile(model.name(), patch));
	}

	/** What {@code training.json} says; 0 if there is none or it says nothing. */
	private static int trainedPatch(final Path folder) throws IOException {
		final Path training = folder.resolve("training.json");
		if (!Files.exists(training)) return 0;
		final JsonElement used = Json.object(TextFile.read(training), training.toString()).get("used");
		final JsonElement patch = used != null && used.isJsonObject() ? used.getAsJsonObject().get("patch") : null;
		return patch != null && patch.isJsonPrimitive() && patch.getAsJsonPrimitive().isNumber() ? (int) patch.getAsDouble() : 0;
	}

	private static void pixelSize(final ModelDescription model, final String name, final double size, final String unit,
		final List<String> differences)
	{
		final String trainedUnit = model.input().unit();
		final double trained = model.input().pixelSize().get(0);
		if (trainedUnit.equals(ImageFile.NO_UNIT)) return; // nobody knows

		if (unit.toLowerCase(Locale.ROOT).startsWith(ImageFile.NO_UNIT)) {
			differences.add(ModelMessages.noPixelSize(model.name(), text(trained), trainedUnit, name));
			return;
		}
		final Double a = UNITS.get(trainedUnit), b = UNITS.get(unit);
		if (!trainedUnit.equals(unit) && (a == null || b == null)) return;
		final double ratio = trainedUnit.equals(unit) ? size / trained : size * b / (trained * a);
		if (ratio < TOLERANCE && 1 / ratio < TOLERANCE) return;
		differences.add(ModelMessages.otherPixelSize(model.name(), text(trained), trainedUnit, name, text(size), unit,
			text(ratio)));
	}

	private static String text(final double value) {
		return String.format(Locale.ROOT, "%.3g", value);
	}

	/** The bits of the grey values that the sample in a model's folder needs; empty if there is none. */
	public static OptionalInt trainedBits(final Path folder) throws IOException {
		final Path sample = folder.resolve("sample").resolve("image.tif");
		return Files.exists(sample) ? OptionalInt.of(bits(ImageFiles.read(sample).image())) : OptionalInt.empty();
	}

	/** What the grey values of an image that is saved as 32-bit may have been: 8, 16, or 32 if they are no whole numbers. */
	public static int bits(final RandomAccessibleInterval<FloatType> image) {
		float most = 0;
		for (final FloatType v : Views.flatIterable(image)) {
			if (v.get() != Math.rint(v.get()) || v.get() < 0) return 32;
			most = Math.max(most, v.get());
		}
		return most < 256 ? 8 : most < 65536 ? 16 : 32;
	}
}
