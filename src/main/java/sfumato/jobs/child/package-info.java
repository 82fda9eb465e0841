/**
 * Runs jobs in a child process. {@link sfumato.jobs.child.ChildJobs} is the {@link sfumato.jobs.JobRunner}, with
 * a {@code ChildSlot} for each job at a time;
 * {@link sfumato.jobs.child.ChildProgram} is what the child runs, and in it {@link sfumato.jobs.LocalJobs}.
 *
 * <pre>
 * parent                                                     child
 * ChildSlot ── Child ── standard input: where the parent is; ends with the parent ──▶ ChildProgram
 *                │   ◀─ standard output: what libraries print; told, never read as a message
 *                │   ◀▶ connection: Orders and News, one line of JSON each
 *                └───── Exchange: a folder with pixels, which one side writes and the other maps
 * </pre>
 *
 * A {@code Conversation} is all that is said about one job. Jobs are records, so {@code Messages} needs no code per job: it knows
 * how the few types that are not plain data ({@link sfumato.labels.ProbabilityMap}, {@link sfumato.labels.HardRaters}, {@link
 * sfumato.data.LabelledStack}, images) become files, and that a {@link sfumato.planes.PlaneSource} or {@link
 * sfumato.planes.PlaneSink} stays with the parent, who is asked for pieces.
 */
package sfumato.jobs.child;
