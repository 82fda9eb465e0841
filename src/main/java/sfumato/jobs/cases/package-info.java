/**
 * Which cases a job uses, and where they come from.
 * <p>
 * {@link sfumato.jobs.cases.DataSelection} names cases of a folder, {@link sfumato.jobs.cases.OpenImages} holds images that are
 * open; both are a {@link sfumato.jobs.cases.DataSource} for trainings. {@link sfumato.jobs.cases.ModelCases} are cases that a
 * model is applied to.
 * <p>
 * Internal; other programs call {@link sfumato.api}.
 */
package sfumato.jobs.cases;
