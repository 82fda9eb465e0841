package sfumato.files;

import java.util.Collections;
import java.util.List;

import sfumato.text.UserException;

/**
 * The orientation of an image in space, in NIfTI's two forms (qform and sform). {@link VoxelGrid} computes with it. It is carried from
 * the file that was read to the file that is written, so that a result lies where its image lies.
 * <p>
 * Source: the NIfTI-1.1 header nifti1.h (nifti.nimh.nih.gov).
 *
 * @param qformCode the reference space of the quaternion; 0: unknown
 * @param quaternion {@code quatern_b}, {@code quatern_c}, {@code quatern_d}, {@code qoffset_x}, {@code qoffset_y},
 *          {@code qoffset_z} and {@code pixdim[0]}, whose sign is the handedness
 * @param sformCode the reference space of the matrix; 0: unknown
 * @param matrix {@code srow_x}, {@code srow_y} and {@code srow_z}: the first three rows of an affine matrix, row by row
 * @param thickness {@code pixdim[3]}, the third edge of a voxel, which an image without Z axis would lose
 */
public record Orientation(int qformCode, List<Double> quaternion, int sformCode, List<Double> matrix, double thickness) {

	/** The unknown orientation. */
	public static final Orientation UNKNOWN = new Orientation(0, List.of(0d, 0d, 0d, 0d, 0d, 0d, 1d), 0, Collections.nCopies(
		12, 0d), 1);

	public Orientation {
		if (quaternion.size() != 7 || matrix.size() != 12) throw new
			UserException(NiftiMessages.orientationLength(quaternion.size(), matrix.size()));
		quaternion = List.copyOf(quaternion);
		matrix = List.copyOf(matrix);
	}
}
