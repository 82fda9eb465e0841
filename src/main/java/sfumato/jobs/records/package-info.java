/**
 * What a model or an export was made of, written beside it: cases and their hashes, settings, seed and software.
 * <p>
 * {@link sfumato.jobs.records.TrainingRecord} says which cases a model has seen, so that nobody scores it on them unawares;
 * {@link sfumato.jobs.records.ImportRecord} and {@link sfumato.jobs.records.ExportRecord} say where weights came from and went.
 * <p>
 * Internal; other programs call {@link sfumato.api}.
 */
package sfumato.jobs.records;
