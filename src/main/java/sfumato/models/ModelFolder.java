package sfumato.models;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import sfumato.engine.checkpoint.SafeTensors;
import sfumato.engine.checkpoint.Tensor;
import sfumato.files.FileHash;
import sfumato.methods.Methods;
import sfumato.models.ModelDescription.RecalibrationDescription;
import sfumato.output.NewFolder;
import sfumato.output.Unfinished;
import sfumato.recalibration.Recalibration;
import sfumato.recalibration.Recalibrator;
import sfumato.recalibration.Recalibrator.FloatArray;
import sfumato.text.Json;
import sfumato.text.TextFile;
import sfumato.text.UserException;

/**
 * Reads and writes model folders; see the package for what is in one.
 */
public final class ModelFolder {

	/** The file of the weights in a folder. */
	public static final String WEIGHTS = "weights.safetensors";
	private static final String DESCRIPTION = "model.json", RECALIBRATION = "recalibration.safetensors";

	private ModelFolder() {}

	/**
	 * Reads a model; its weights are checked against its network when it is used.
	 *
	 * @throws IOException if there is no such folder, a file is missing, or the format is newer than this version knows
	 * @throws UserException naming file and key if the description is not valid
	 */
	public static Model read(final Path folder) throws IOException {
		final ModelDescription description = readDescription(folder);
		final Map<String, Tensor> weights = SafeTensors.read(require(folder, WEIGHTS));
		if (description.recalibration().isEmpty()) return new Model(description, weights, Optional.empty());
		final Recalibrator method = Methods.of(Recalibrator.class).create(description.recalibration().get().method());
		final Map<String, FloatArray> tensors = new LinkedHashMap<>();
		SafeTensors.read(require(folder, RECALIBRATION)).forEach((name, t) -> tensors.put(name, new FloatArray(t.shape(), t
			.values())));
		return new Model(description, weights, Optional.of(method.restore(tensors)));
	}

	/**
	 * SHA-256 by which a model is recognised: of {@code model.json}, {@code weights.safetensors} and, if there is one,
	 * {@code recalibration.safetensors}, one after the other. It changes when the model does, but not with its remarks.
	 *
	 * @throws IOException if there is no model there
	 */
	public static String sha256(final Path folder) throws IOException {
		final List<Path> files = new ArrayList<>(List.of(require(folder, DESCRIPTION), require(folder, WEIGHTS)));
		if (Files.exists(folder.resolve(RECALIBRATION))) files.add(folder.resolve(RECALIBRATION));
		return FileHash.sha256(files);
	}

	/** Reads {@code model.json} only. */
	public static ModelDescription readDescription(final Path folder) throws IOException {
		Unfinished.repair(folder);
		if (!Files.isDirectory(folder)) throw new IOException(Files.exists(folder) ? ModelMessages.isFile(folder)
			: ModelMessages.noFolder(folder));
		final Path file = folder.resolve(DESCRIPTION);
		if (!Files.exists(file)) throw new IOException(ModelMessages.noModel(folder, DESCRIPTION));
		final JsonObject json = Json.object(TextFile.read(file), file.toString());
		final JsonElement format = json.get("format");
		if (format != null && format.isJsonPrimitive() && format.getAsJsonPrimitive().isNumber() && format
			.getAsDouble() != ModelDescription.FORMAT) throw new IOException(ModelMessages.format(folder, format,
				ModelDescription.FORMAT));
		// older folders have no such key, and trained models only
		if (!json.has("trained")) json.addProperty("trained", true);
		return StrictJson.read(json.toString(), ModelDescription.class, file.toString());
	}

	/**
	 * Writes a new model.
	 *
	 * @param overwrite whether an existing folder may be replaced
	 * @param others what else belongs into the folder, by path within it
	 */
	public static void write(final Path folder, final boolean overwrite, final Model model,
		final NewFolder.Content others) throws IOException
	{
		requireWritable(folder, overwrite);
		NewFolder.write(folder, overwrite, fresh -> {
			writeModel(fresh, model);
			others.writeInto(fresh);
		});
	}

	/**
	 * Writes a copy of a model folder with another recalibration and no other changes.
	 *
	 * @param source the folder the model was read from
	 * @param target may be the same folder, which is then replaced
	 * @param overwrite whether another existing folder may be replaced
	 */
	public static void recalibrate(final Path source, final Path target, final boolean overwrite,
		final RecalibrationDescription what, final Recalibration fitted) throws IOException
	{
		requireWritable(target, overwrite || isSame(source, target));
		if (!isSame(source, target) && target.toAbsolutePath().normalize().startsWith(source.toAbsolutePath().normalize()))
			throw new IOException(ModelMessages.insideModel(target, source));
		final Model model = read(source).with(what, fitted);
		NewFolder.write(target, overwrite || isSame(source, target), fresh -> {
			copy(source, fresh);
			writeModel(fresh, model);
		});
	}

	/**
	 * Checks, before hours of work, whether a model can be written.
	 *
	 * @param overwrite whether an existing model may be replaced; other folders are never replaced
	 * @throws IOException if there is something already that must not be replaced, or nothing can be written there
	 */
	public static void requireWritable(final Path folder, final boolean overwrite) throws IOException {
		NewFolder.requireWritable(folder, overwrite);
		if (!Files.exists(folder) || Files.exists(folder.resolve(DESCRIPTION))) return;
		try (Stream<Path> files = Files.list(folder)) {
			if (files.findAny().isPresent()) throw new IOException(ModelMessages.notAModelFolder(folder));
		}
	}

	/** Whether two paths name one existing folder. */
	public static boolean isSame(final Path a, final Path b) throws IOException {
		return Files.exists(a) && Files.exists(b) && Files.isSameFile(a, b);
	}

	private static void writeModel(final Path folder, final Model model) throws IOException {
		Files.writeString(folder.resolve(DESCRIPTION), StrictJson.write(model.description()), StandardCharsets.UTF_8);
		if (!Files.exists(folder.resolve(WEIGHTS))) SafeTensors.write(folder.resolve(WEIGHTS), model.weights());
		if (model.recalibration().isEmpty()) return;
		final Map<String, Tensor> tensors = new LinkedHashMap<>();
		model.recalibration().get().tensors().forEach((name, a) -> tensors.put(name, new Tensor(a.shape(), a.values())));
		SafeTensors.write(folder.resolve(RECALIBRATION), tensors);
	}

	/**
	 * Copies the content of a model. What a link in it leads to is copied if it is a file of the same model; what else is on this computer
	 * must not become a part of a model that is given away.
	 */
	private static void copy(final Path source, final Path target) throws IOException {
		final Path real = source.toRealPath();
		try (Stream<Path> tree = Files.walk(real)) {
			for (final Path p : (Iterable<Path>) tree::iterator) {
				final Path q = target.resolve(real.relativize(p).toString());
				if (Files.isDirectory(p, LinkOption.NOFOLLOW_LINKS)) Files.createDirectories(q);
				else try (InputStream in = Files.newInputStream(content(real, p))) { // without permissions, as "read only" of Windows
					Files.copy(in, q);
				}
			}
		}
	}

	private static Path content(final Path model, final Path file) throws IOException {
		if (!Files.exists(file)) throw new IOException(ModelMessages.brokenLink(file));
		final Path content = file.toRealPath();
		if (!content.startsWith(model)) throw new IOException(ModelMessages.linkOutside(file, content));
		if (!Files.isRegularFile(content)) throw new IOException(Files.isDirectory(content) ? ModelMessages.linkToFolder(file)
			: ModelMessages.noOrdinaryFile(file));
		return content;
	}

	private static Path require(final Path folder, final String name) throws IOException {
		final Path file = folder.resolve(name);
		if (!Files.exists(file)) throw new IOException(ModelMessages.lacksFile(folder, name));
		return file;
	}
}
