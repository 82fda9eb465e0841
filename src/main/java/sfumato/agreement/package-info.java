/**
 * Inter-rater agreement of single images and whole datasets.
 * <p>
 * {@link sfumato.agreement.CaseAgreement} has the measures of one image, {@link sfumato.agreement.DatasetAgreement} makes them of a
 * dataset, and {@link sfumato.agreement.AgreementSummary} says what they are on average and how sure that is. Raters may be
 * missing in cases.
 * <p>
 * {@link sfumato.agreement.RaterCurve} compares the fusion of k raters with that of all or of others, for every k.
 * <p>
 * Internal; other programs call {@link sfumato.api}.
 */
package sfumato.agreement;
