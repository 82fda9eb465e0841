package sfumato.files;

import java.util.Locale;

import sfumato.text.UserException;

/**
 * What is done with files of one case whose headers say where their voxels lie ({@link VoxelGrid}). Files that say nothing (TIFF,
 * PNG, NIfTI with {@code sform_code} and {@code qform_code} 0) are compared by their size alone in each of the cases.
 */
public enum Geometry {

	/** They are brought into one orientation. What then lies more than {@link VoxelGrid#LARGEST_SHIFT} voxels off is refused. */
	MATCH,

	/** They are brought into one orientation, and are taken voxel by voxel even if they lie elsewhere, which is logged. */
	SHIFTED,

	/** Nothing is looked at: voxels are taken in the order in which they are in the files. */
	IGNORE;

	/**
	 * The value of a name as macros write it.
	 *
	 * @throws UserException naming those that there are
	 */
	public static Geometry of(final String name) {
		for (final Geometry geometry : values())
			if (geometry.toString().equals(name.strip())) return geometry;
		throw new UserException("geometry must be one of match, shifted, ignore, but is \"" + name + "\".");
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}
}
