/**
 * Trains networks on the labels of several raters.
 * <p>
 * {@link sfumato.training.settings.TrainingKey} is the table of what there is to choose; a {@link sfumato.training.settings.TrainingConfiguration} holds
 * every choice, and a {@link sfumato.training.settings.TrainingPreset} is such a choice by name; {@link sfumato.training.TrainingData} the normalized
 * planes with their targets; {@link sfumato.training.Trainer} runs the loop and returns named weights and a
 * {@link sfumato.training.History}. Writing them to disk is {@code sfumato.jobs}' part.
 * <p>
 * What there is beside them is a {@link sfumato.training.TrainingRun}: a {@link sfumato.training.Validation} now and then,
 * {@link sfumato.training.Checkpoints} to go on from, a {@link sfumato.training.TrainingMonitor} who watches. None of it changes
 * a weight, but for when training ends and which weights are kept.
 * <p>
 * What is made small is an {@code Objective}: the distance to the labels or, with a {@link sfumato.training.distillation.TeacherModel} and a
 * {@link sfumato.training.distillation.Distillation}, also to what another network answers, which a
 * {@link sfumato.training.distillation.TeacherCalibration} may put right first.
 * <p>
 * The loop is ours, on named tensors: forward, loss, backward, step of the
 * {@link sfumato.training.optimizers.Optimizer} at the rate of the {@link sfumato.training.schedules.Schedule}. Everything random has a seed of its own (weights, order, raters, patches, dropout),
 * made of the training's seed and of epoch and position, so that a run is repeatable whatever the threads do.
 * <p>
 * Internal; other programs call {@link sfumato.api}.
 */
package sfumato.training;
