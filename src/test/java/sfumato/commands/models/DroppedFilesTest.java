package sfumato.commands.models;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sfumato.commands.MacroRunner;

class DroppedFilesTest {

	@TempDir
	private Path folder;

	private static boolean isOurs(final Path... files) {
		return MacroRunner.imagej().context().service(DroppedFiles.class).opens(List.of(files).stream().map(Path::toFile).toList());
	}

	@Test
	void acceptsModelsAndNiftiFilesOnly() throws IOException {
		final Path nifti = Files.writeString(folder.resolve("A.NII.gz"), ""), image = Files.writeString(folder.resolve("a.tif"), "");
		final Path images = Files.createDirectories(folder.resolve("images.nii")), model = Files.createDirectories(folder.resolve("net"));
		Files.writeString(model.resolve("model.json"), """
			{"format": 1, "name": "net", "input": {"axes": "xyc", "channels": 1, "sizeMultiple": 32, "pixelSize": [1.0, 1.0], "unit": "pixel",
			"normalization": "none"}, "classes": [{"name": "background", "rgb": 0}, {"name": "cell", "rgb": 255}],
			"network": "unet(encoder: resnet18d)", "recalibration": null, "software": "Sfumato", "trained": true}
			""");
		assertTrue(isOurs(nifti));
		assertTrue(isOurs(model, nifti));
		assertFalse(isOurs(image));
		assertFalse(isOurs(nifti, image));
		assertFalse(isOurs(images));
		assertFalse(isOurs(new File(folder.toFile(), "gone.nii").toPath()));
		assertFalse(isOurs());
		Files.writeString(model.resolve("model.json"), "{}");
		assertFalse(isOurs(model));
	}
}
