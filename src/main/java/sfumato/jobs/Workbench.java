package sfumato.jobs;

import java.util.concurrent.Executor;

import sfumato.engine.TensorDevice;
import sfumato.training.TrainingMonitor;

/**
 * The resources of a running job: device, executor and training monitor.
 *
 * @param device where tensors are made
 * @param loader threads for work beside the engine's, e.g. reading ahead
 * @param monitor the monitor trainings; like the progress it is no part of a job, which is data
 */
public record Workbench(TensorDevice device, Executor loader, TrainingMonitor monitor) {}
