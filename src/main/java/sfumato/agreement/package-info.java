/**
 * Inter-rater agreement of single images and whole datasets.
 * <p>
 * {@link sfumato.agreement.CaseAgreement} has the measures of one image, {@link sfumato.agreement.DatasetAgreement} makes them of a
 * dataset, and {@link sfumato.agreement.AgreementSummary} says what they are on average and how sure that is. Raters may be
 * missing in cases.
 * <p>
 * {@link sfumato.agreement.RaterCurve} compares the fusion of k raters with that of all or of others, for every k.
 *
 * <table>
 * <caption>Coefficients; 1 is perfect agreement, 0 what chance would give</caption>
 * <tr><td>{@link sfumato.agreement.Kappa#cohen}</td><td>two raters, each with habits of its own</td></tr>
 * <tr><td>{@link sfumato.agreement.Kappa#fleiss}</td><td>any number of raters, the same for every unit</td></tr>
 * <tr><td>{@link sfumato.agreement.KrippendorffAlpha#nominal}</td>
 * <td>raters may be missing; corrected for few units</td></tr>
 * </table>
 *
 * Units (pixels) that were rated alike are one row with a count, so that a volume of any size is a short table. Where
 * everybody chose one and the same class, chance alone explains the agreement: the coefficient is 0/0 and NaN here.
 * <p>
 * Internal; other programs call {@link sfumato.api}.
 */
package sfumato.agreement;
