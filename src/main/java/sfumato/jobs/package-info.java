/**
 * Jobs that need the tensor engine, as records of inputs and settings, independent of where they run.
 * <p>
 * {@link sfumato.jobs.TrainJob}, {@link sfumato.jobs.DistillJob}, {@link sfumato.jobs.PredictJob},
 * {@link sfumato.jobs.PredictFolderJob}, {@link sfumato.jobs.RecalibrateJob}, {@link sfumato.jobs.EvaluateJob},
 * {@link sfumato.jobs.ImportJob}, {@link sfumato.jobs.ExportJob} and the others are what the
 * commands make of their inputs, and what a script makes to do the same. A {@link sfumato.jobs.JobRunner} runs them;
 * {@link sfumato.jobs.LocalJobs} does so in this process, on one long-lived thread of its own, {@link
 * sfumato.jobs.child.ChildJobs} in a child process. A
 * {@link sfumato.jobs.CrossValidation} is many trainings and evaluations in a folder, and merges their scores.
 *
 * <pre>
 * try (LocalJobs jobs = new LocalJobs()) {
 *   ProbabilityMap map = ProbabilityMap.zeros(size, ModelFolder.readDescription(model).classes());
 *   jobs.run(new PredictJob(List.of(model), new ImageSource(image), new ImageSink<>(map.image()), new PredictionSettings(),
 *     Compute.auto()), Progress.none());
 * }
 * </pre>
 * <p>
 * Internal; other programs call {@link sfumato.api}.
 */
package sfumato.jobs;
