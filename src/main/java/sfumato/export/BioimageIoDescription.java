package sfumato.export;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import sfumato.data.normalization.Normalization;
import sfumato.labels.LabelClass;
import sfumato.methods.MethodSpec;
import sfumato.methods.Methods;
import sfumato.models.Model;
import sfumato.models.ModelDescription;

/** The contents of {@code rdf.yaml} in the bioimage.io model format, version 0.5. */
final class BioimageIoDescription {

	/** Version of the format. Later versions only add to what this class writes. */
	private static final String VERSION = "0.5.4";
	private static final int SHORTEST_NAME = 5, LONGEST_NAME = 64, LONGEST_TEXT = 512;
	static final String INPUT = "input", OUTPUT = "probabilities";
	static final String README = "README.md", COVER = "cover.png";

	/**
	 * A weights file of the model.
	 *
	 * @param format the name of the file type in the format
	 * @param file the path within the folder
	 * @param more further properties that the format requires of such a file
	 */
	record Weights(String format, String file, Map<String, Object> more) {}

	private final Model model;
	private final ModelDescription description;
	private final BioimageIoExport.Options options;
	private final Path folder;

	/**
	 * Describes a model folder.
	 *
	 * @param folder holds all files that the description names
	 */
	BioimageIoDescription(final Model model, final BioimageIoExport.Options options, final Path folder) {
		this.model = model;
		description = model.description();
		this.options = options;
		this.folder = folder;
	}

	/**
	 * Writes the description as YAML.
	 *
	 * @param weights all weights files; the first is the one from which the others were converted
	 */
	String yaml(final List<Weights> weights) throws IOException {
		final Map<String, Object> rdf = new LinkedHashMap<>();
		rdf.put("format_version", VERSION);
		rdf.put("type", "model");
		rdf.put("id", id(description.name()));
		rdf.put("name", name(description.name()));
		rdf.put("description", text());
		rdf.put("timestamp", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
		rdf.put("authors", options.people().stream().map(a -> Map.of("name", a)).toList());
		rdf.put("cite", List.of(cite()));
		rdf.put("license", options.license());
		rdf.put("tags", List.of("semantic-segmentation", "2d", "soft-labels", "fiji", network()));
		rdf.put("covers", List.of(COVER));
		rdf.put("documentation", README);
		rdf.put("inputs", List.of(input()));
		rdf.put("outputs", List.of(output()));
		rdf.put("weights", weights(weights));
		rdf.put("config", Map.of("sfumato", config()));
		return Yaml.write(rdf);
	}

	/** Restricts a name to the characters that the format allows: letters, digits, blanks and a few signs, at least five of them. */
	static String name(final String name) {
		final String allowed = name.replaceAll("[^A-Za-z0-9_+\\- ()]", "-");
		final String longEnough = allowed.length() < SHORTEST_NAME ? "Sfumato " + allowed : allowed;
		return longEnough.substring(0, Math.min(LONGEST_NAME, longEnough.length()));
	}

	/**
	 * Derives an identifier of lower-case letters, digits and a few signs. The website assigns another one, but deepImageJ fails on
	 * descriptions without.
	 */
	static String id(final String name) {
		final String id = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_.]+", "-").replaceAll("^-|-$", "");
		return id.isEmpty() ? "model" : id;
	}

	private String text() {
		final String text = "Segments images with " + description.input().channels() + (description.input().channels() == 1
			? " channel" : " channels") + " into " + description.classes().stream().map(LabelClass::name).collect(Collectors
				.joining(", ")) + ": the probability of each class in every pixel. A network of the kind " + network() +
			", trained with Sfumato, which learns from soft labels.";
		return text.substring(0, Math.min(LONGEST_TEXT, text.length()));
	}

	private String network() {
		return MethodSpec.parse(description.network()).name();
	}

	private static Map<String, Object> cite() {
		final Map<String, Object> cite = new LinkedHashMap<>();
		cite.put("text", "Z. Wang, T. Popordanoska, J. Bertels, R. Lemmens, M. B. Blaschko: Dice Semimetric Losses: " +
			"Optimizing the Dice Score with Soft Labels. MICCAI 2023.");
		cite.put("url", "https://arxiv.org/abs/2303.16296");
		return cite;
	}

	private Map<String, Object> input() throws IOException {
		final Map<String, Object> tensor = tensor(INPUT, "image with raw grey values", axes().input());
		tensor.put("data", Map.of("type", "float32"));
		final List<Map<String, Object>> steps = Preprocessing.of(Methods.of(Normalization.class).create(description.input()
			.normalization()), description.input().channels());
		if (!steps.isEmpty()) tensor.put("preprocessing", steps);
		return tensor;
	}

	private Map<String, Object> output() throws IOException {
		final Map<String, Object> tensor = tensor(OUTPUT, "probability of each class; adds up to 1 in every pixel", axes().output(
			INPUT));
		final Map<String, Object> data = new LinkedHashMap<>();
		data.put("type", "float32");
		data.put("range", List.of(0, 1));
		tensor.put("data", data);
		return tensor;
	}

	private ModelAxes axes() {
		return new ModelAxes(description, model.graph().sizeMultiple());
	}

	private Map<String, Object> tensor(final String id, final String what, final List<Map<String, Object>> axes)
		throws IOException
	{
		final Map<String, Object> tensor = new LinkedHashMap<>();
		tensor.put("id", id);
		tensor.put("description", what);
		tensor.put("axes", axes);
		tensor.put("test_tensor", file(test(id)));
		tensor.put("sample_tensor", file(sample(id)));
		return tensor;
	}

	/** Returns the name of the NumPy file with the values of a test tensor. */
	static String test(final String id) {
		return "test_" + id + ".npy";
	}

	/** Returns the name of the image file with the values of a test tensor. */
	static String sample(final String id) {
		return "sample_" + id + ".tif";
	}

	private Map<String, Object> weights(final List<Weights> all) throws IOException {
		final Map<String, Object> entries = new LinkedHashMap<>();
		for (final Weights weights : all) {
			final Map<String, Object> entry = file(weights.file());
			if (!entries.isEmpty()) entry.put("parent", all.get(0).format());
			entry.putAll(weights.more());
			entries.put(weights.format(), entry);
		}
		return entries;
	}

	private Map<String, Object> config() {
		final Map<String, Object> config = new LinkedHashMap<>();
		config.put("network", description.network());
		config.put("normalization", description.input().normalization());
		final List<Map<String, Object>> classes = new ArrayList<>();
		for (final LabelClass c : description.classes()) {
			final Map<String, Object> entry = new LinkedHashMap<>();
			entry.put("name", c.name());
			entry.put("color", String.format("#%06X", c.rgb()));
			classes.add(entry);
		}
		config.put("classes", classes);
		config.put("software", description.software());
		return config;
	}

	private Map<String, Object> file(final String name) throws IOException {
		final Map<String, Object> file = new LinkedHashMap<>();
		file.put("source", name);
		file.put("sha256", sha256(folder.resolve(name)));
		return file;
	}

	static String sha256(final Path file) throws IOException {
		try {
			final MessageDigest digest = MessageDigest.getInstance("SHA-256");
			try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
				in.transferTo(java.io.OutputStream.nullOutputStream());
			}
			return HexFormat.of().formatHex(digest.digest());
		}
		catch (final NoSuchAlgorithmException e) {
			throw new IllegalStateException("every Java has SHA-256", e);
		}
	}
}
