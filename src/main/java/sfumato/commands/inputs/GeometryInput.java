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
		description = "of NIfTI files that lie elsewhere than each other: match refuses them, shifted takes them voxel by voxel, ignore takes" +
			" all files in the order of their voxels; default is what dataset.json says, else match")
	private String geometry = DEFAULT;

	/** Where a dataset's own file alone can say it. */
	public void requireDefault() {
		given().ifPresent(g -> {
			throw new UserException("geometry=" + g + " is for open images, but a dataset is given, of which a file dataset.json " +
				"in its folder says it: {\"geometry\": \"" + g + "\"}.");
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
