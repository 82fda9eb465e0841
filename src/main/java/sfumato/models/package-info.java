/**
 * Model folders: a network on disk, usually trained, in files that people and other programs can read.
 *
 * <pre>
 * nuclei-unet/
 *   model.json                  what the network takes and gives: {@link sfumato.models.ModelDescription}
 *   weights.safetensors         named 32-bit tensors; the encoder's names are timm's
 *   weights-last.safetensors     only where other weights were kept than those of the last step (or weights-best)
 *   recalibration.safetensors   only in a recalibrated model
 *   training.json               the whole configuration of the training and what it was trained on
 *   history.csv                 epoch, split, name, value
 *   sample/                     one patch and the network's answer when it was saved
 *   README.md                   what, trained on what, how to use it
 * </pre>
 *
 * There are no class names, no Java serialization and no positional streams in it. JSON is read strictly
 * ({@link sfumato.models.StrictJson}). Folders are written beside their place and moved, so that a killed run leaves no half
 * model. A newer {@code format} is refused with a sentence.
 * <p>
 * {@link sfumato.models.EncoderWeights} puts somebody else's weights into a network; a {@link sfumato.models.ModelExport} writes
 * a model for other programs.
 *
 * <h2>To add an export</h2>
 *
 * One file: a class with {@code @Plugin(type = ModelExport.class, name = …, description = …)} that writes into an empty folder
 * and, if it can, runs what it wrote. {@code sfumato.jobs.ExportJob} makes the folder and what all exports have in common.
 * <p>
 * Internal; other programs call {@link sfumato.api}.
 */
package sfumato.models;
