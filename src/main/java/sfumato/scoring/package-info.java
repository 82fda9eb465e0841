/**
 * Scores of many cases: columns, rows, means and pooled sums.
 * <p>
 * {@link sfumato.scoring.ComparedFolders} puts a folder of predictions beside a folder of references or a dataset,
 * {@link sfumato.scoring.CaseScoring} makes a table's row of each case, and {@link sfumato.scoring.ScoreSummary} the mean of the rows, or
 * what stands for it.
 * <p>
 * Internal; other programs call {@link sfumato.api}.
 */
package sfumato.scoring;
