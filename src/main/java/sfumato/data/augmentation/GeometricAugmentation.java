package sfumato.data.augmentation;

/** Changes where the pixels of a patch come from. Soft targets are interpolated class by class and renormalised. */
public interface GeometricAugmentation extends Augmentation {

	/** Adds the change of one patch to its geometry. */
	void change(PatchGeometry geometry, PatchRandom random);
}
