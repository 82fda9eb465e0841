/**
 * Learning-rate schedules by name ({@link sfumato.training.schedules.Schedule}): the rate of each step as a share of the base rate.
 * <p>
 * Internal; other programs call {@link sfumato.api}.
 */
package sfumato.training.schedules;
