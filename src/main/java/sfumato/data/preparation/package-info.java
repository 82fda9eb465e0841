/**
 * Converts downloads of challenges to datasets.
 * <p>
 * {@link sfumato.data.preparation.DatasetPreparation} makes such folders of the downloads of QUBIQ, LiTS and KiTS19
 * ({@link sfumato.data.preparation.ChallengeLayout}), slice by slice, with the published sizes ({@link sfumato.data.sampling.ImageResize},
 * {@link sfumato.data.sampling.LabelResize}) and folds ({@code folds.csv}, which {@link sfumato.data.Folds} can take).
 */
package sfumato.data.preparation;
