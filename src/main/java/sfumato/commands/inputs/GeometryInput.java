package sfumato.commands.inputs;

import java.util.Optional;

import sfumato.files.Geometry;
import sfumato.images.OpenGrids;

/** What the key {@code geometry} says of files or open images whose headers say where their voxels lie. */
public final class GeometryInput {

	/** What a dataset says itself, else {@link Geometry#MATCH}. */
	public static final String DEFAULT = OpenGrids.DEFAULT;

	public static final String DESCRIPTION = "of NIfTI files that lie elsewhere than each other: match refuses them, shifted takes them voxel" +
		" by voxel, ignore takes all files in the order of their voxels; default is what dataset.json says, else match";

	private GeometryInput() {}

	/** Where a dataset's own file alone can say it. */
	public static void requireDefault(final String geometry) {
		of(geometry).ifPresent(g -> {
			throw new IllegalArgumentException("geometry=" + g + " is for open images, but a dataset is given, of which a file dataset.json " +
				"in its folder says it: {\"geometry\": \"" + g + "\"}.");
		});
	}

	/** Empty if it is left to the dataset. */
	public static Optional<Geometry> of(final String geometry) {
		return geometry.strip().equals(DEFAULT) ? Optional.empty() : Optional.of(Geometry.of(geometry));
	}
}
