package sfumato.files;

import java.util.Locale;

import sfumato.text.UserException;
import sfumato.text.WrongValue;

/**
 * The handling of files of one case whose headers give different voxel positions ({@link VoxelGrid}). Files that say nothing (TIFF,
 * PNG, NIfTI with {@code sform_code} and {@code qform_code} 0) are compared by their size alone in each of the cases.
 */
public enum Geometry {

	/** They are brought into one orientation. What then lies more than {@link VoxelGrid#LARGEST_SHIFT} voxels off is refused. */
	MATCH,

	/** They are brought into one orientation, and are taken voxel by voxel even if they lie elsewhere, which is logged. */
	SHIFTED,

	/** Positions are ignored: voxels are paired in file order. */
	IGNORE;

	/**
	 * The value of a name as macros write it.
	 *
	 * @throws UserException naming those that there are
	 */
	public static Geometry of(final String name) {
		for (final Geometry geometry : values())
			if (geometry.toString().equals(name.strip())) return geometry;
		throw new UserException(WrongValue.message("geometry", name, "one of match, shifted, ignore"));
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}
}
