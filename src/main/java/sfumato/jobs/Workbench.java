package sfumato.jobs;

import java.util.concurrent.Executor;

import ai.djl.Device;
import sfumato.engine.TensorEngine;

/**
 * What a job works with while it runs.
 *
 * @param engine started
 * @param device chosen
 * @param loader a thread for work beside the engine's, e.g. reading ahead
 */
public record Workbench(TensorEngine engine, Device device, Executor loader) {}
