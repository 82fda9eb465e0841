package sfumato.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sfumato.Says.assertSays;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sfumato.export.ExportMessages;
import sfumato.export.ExportedModels;
import sfumato.models.ModelFolder;

/** Formats of {@code Export Model...} for programs other than Python, as macros ask for them. */
class ExportFormatsTest {

	@TempDir
	Path folder;

	private Path model(final String normalization) throws IOException {
		final Path model = folder.resolve("a model");
		ModelFolder.write(model, true, ExportedModels.model("nuclei", "unet(encoder: plain, width: 2)", normalization, 1, 0.5,
			"µm", "background", "nucleus"), f -> {});
		return model;
	}

	private MacroRunner.Outcome export(final Path model, final String format) {
		return MacroRunner.run("run(\"Export Model...\", \"model=[" + model + "] format=[" + format + "] output=[" + folder
			.resolve("öut") + "] overwrite=true\");");
	}

	private List<String> files() throws IOException {
		try (Stream<Path> files = Files.list(folder.resolve("öut"))) {
			return files.map(f -> f.getFileName().toString()).sorted().toList();
		}
	}

	@Test
	void replacesAnExportByOneOfAnotherFormat() throws IOException {
		final Path model = model("percentile");
		export(model, "onnx(logits: true)").value();
		assertEquals(List.of("export.json", "model.onnx"), files());
		export(model, "bioimageio(authors: Jane Doe; John Roe, license: CC0-1.0)").value();
		assertEquals(List.of("README.md", "cover.png", "export.json", "model.onnx", "model.pt", "rdf.yaml", "sample_input.tif",
			"sample_probabilities.tif", "test_input.npy", "test_probabilities.npy"), files());
		assertTrue(Files.readString(folder.resolve("öut").resolve("rdf.yaml")).contains("John Roe"));
	}

	@Test
	void leavesNoFilesWhenTheExportIsRefused() throws IOException {
		final String error = export(model("maximum"), "bioimageio").error();
		assertSays(ExportMessages.maximumNormalization(), error);
		assertFalse(Files.exists(folder.resolve("öut")));
		assertTrue(export(model("maximum"), "bioimageio(license: a b)").error().contains("license is \"a b\" but must be one of"));
	}
}
