package sfumato.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

import sfumato.data.Dataset;
import sfumato.data.preparation.ChallengeLayout;
import sfumato.data.preparation.DatasetPreparation;
import sfumato.files.Geometry;

/** Folders that commands go on with. */
final class FuzzedFolders {

	private final Path folder;
	private final Dataset dataset;

	FuzzedFolders(final Path folder) throws IOException {
		this.folder = folder;
		dataset = names(folder.resolve("dataset"));
	}

	/** A dataset of which only the names are there. */
	static Dataset names(final Path folder) throws IOException {
		for (int i = 1; i < 10; i++) {
			final Path place = Files.createDirectories(folder.resolve("case0" + i));
			for (final String name : List.of("image.png", "task01_seg01.png", "task01_seg02.png"))
				Files.write(place.resolve(name), new byte[0]);
		}
		return Dataset.open(folder);
	}

	private Object open(final Path place) throws Exception {
		return FuzzFormats.call("sfumato.data.FusedFolder", "open", null, place, "majority(ties: BACKGROUND)", dataset, ".tif", false);
	}

	byte[] fusion() throws Exception {
		return made("fusion", () -> {
			final Path place = folder.resolve("fusion");
			final Object fused = open(place);
			FuzzFormats.call("sfumato.data.FusedFolder", "prepare", fused, false);
			FuzzFormats.call("sfumato.data.FusedFolder", "add", fused, dataset.cases().get(0), 2);
			FuzzFormats.call("sfumato.data.FusedFolder", "add", fused, dataset.cases().get(1), 2);
			return place.resolve("fusion.json");
		});
	}

	void openFused(final Path place) throws Exception {
		final Object fused = open(place);
		for (final var c : dataset.cases())
			FuzzFormats.call("sfumato.data.FusedFolder", "has", fused, c);
		FuzzFormats.call("sfumato.data.FusedFolder", "prepare", fused, true);
	}

	private static DatasetPreparation how() {
		return new DatasetPreparation(ChallengeLayout.values()[0], "", 0, 0, DatasetPreparation.Values.values()[0], new TreeSet<>(),
			Geometry.values()[0], false);
	}

	private Object prepared(final Path place) throws Exception {
		return FuzzFormats.call("sfumato.data.preparation.PreparedFolder", "open", null, place, how(), Path.of("/challenge"));
	}

	byte[] preparation() throws Exception {
		final Path place = folder.resolve("preparation");
		FuzzFormats.call("sfumato.data.preparation.PreparedFolder", "prepare", prepared(place));
		final Path file = place.resolve("preparation.json");
		final String text = Files.readString(file);
		final List<String> patients = new ArrayList<>();
		for (int i = 0; i < 2; i++)
			patients.add("    \"p" + i + "\": {\n      \"source\": [\"/x/p" + i + ".nii\"],\n      \"slices\": 3,\n      \"cases\": [\"p" + i +
				"_0001\"]\n    }");
		return text.replaceFirst("\"patients\": \\{\\}", java.util.regex.Matcher.quoteReplacement("\"patients\": {\n" + String.join(",\n",
			patients) + "\n  }")).getBytes(java.nio.charset.StandardCharsets.UTF_8);
	}

	void openPrepared(final Path place) throws Exception {
		final Object prepared = prepared(place);
		FuzzFormats.call("sfumato.data.preparation.PreparedFolder", "cases", prepared);
		FuzzFormats.call("sfumato.data.preparation.PreparedFolder", "prepare", prepared);
	}

	private interface Made {

		Path make() throws Exception;
	}

	private static byte[] made(final String name, final Made made) throws Exception {
		return Files.readAllBytes(made.make());
	}
}
