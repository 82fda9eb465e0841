package sfumato.commands.inputs;

import java.util.Optional;

import org.scijava.plugin.Parameter;

import sfumato.files.Geometry;
import sfumato.text.UserException;

/** What is done with files or open images whose headers say that their voxels lie elsewhere than each other's. */
public final class GeometryInput {

	/** What a dataset says itself, else {@link Geometry#MATCH}. */
	private static final String DEFAULT = "default";

	@Parameter(label = "Geometry", choices = { DEFAULT, "match", "shifted", "ignore" }, persist = false, required = false,
		description = "NIfTI files whose positions differ: match refuses them, shifted aligns voxel by voxel, ignore pairs voxels in file" +
			" order; default follows dataset.json, else match")
	private String geometry = DEFAULT;

	/** Where a dataset's own file alone can say it. */
	public void requireDefault() {
		given().ifPresent(g -> {
			throw new UserException(InputMessages.geometryOfDataset(g));
		});
	}

	/** Empty if it is left to the dataset. */
	public Optional<Geometry> given() {
		return geometry.strip().equals(DEFAULT) ? Optional.empty() : Optional.of(Geometry.of(geometry));
	}

	/** Of open images, for which no dataset can say it. */
	public Geometry ofOpen() {
		return given().orElse(Geometry.MATCH);
	}
}
