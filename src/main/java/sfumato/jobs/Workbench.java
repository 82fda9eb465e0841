package sfumato.jobs;

import java.util.concurrent.Executor;

import sfumato.engine.TensorDevice;

/**
 * What a job works with while it runs.
 *
 * @param device where tensors are made
 * @param loader a thread for work beside the engine's, e.g. reading ahead
 */
public record Workbench(TensorDevice device, Executor loader) {}
