package sfumato.commands.inputs;

import java.util.Optional;

import org.scijava.plugin.Parameter;

import sfumato.files.Geometry;
import sfumato.text.UserException;

/** What is done with files or open images whose headers say that their voxels lie elsewhere than each other's. */
public final class GeometryInput {

	/** Choice that uses the setting of the dataset or, without one, {@link Geometry#MATCH}. */
	private static final String DEFAULT = "default";

	@Parameter(label = "Geometry", choices = { DEFAULT, "match", "shifted", "ignore" }, persist = false, required = false,
		description = "NIfTI files whose positions differ: match refuses them, shifted aligns voxel by voxel, ignore pairs voxels in file" +
			" order; default follows dataset.json, else match")
	private String geometry = DEFAULT;

	/** Refuses other choices than the default, for inputs where only the settings file of a dataset may choose. */
	public void requireDefault() {
		given().ifPresent(g -> {
			throw new UserException(InputMessages.geometryOfDataset(g));
		});
	}

	/** Returns the choice; empty if the dataset decides. */
	public Optional<Geometry> given() {
		return geometry.strip().equals(DEFAULT) ? Optional.empty() : Optional.of(Geometry.of(geometry));
	}

	/** Returns the choice for open images, which have no settings file. */
	public Geometry ofOpen() {
		return given().orElse(Geometry.MATCH);
	}
}
