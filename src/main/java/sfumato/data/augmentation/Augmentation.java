package sfumato.data.augmentation;

import org.scijava.plugin.SciJavaPlugin;

/** A random change of training patches, by name: a {@link GeometricAugmentation} or an {@link IntensityAugmentation}. */
public interface Augmentation extends SciJavaPlugin {}
