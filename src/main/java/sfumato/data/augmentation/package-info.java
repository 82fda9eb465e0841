/**
 * Data augmentation: random changes of training patches, as methods by name ({@link sfumato.data.augmentation.Augmentation}).
 * <p>
 * {@link sfumato.data.augmentation.Augmentations} are those of a training. Geometric ones change where the pixels of a patch come from,
 * for image and target alike; the others change grey values after normalization.
 * <p>
 * Internal; other programs call {@link sfumato.api}.
 */
package sfumato.data.augmentation;
