/**
 * The only interface to tensors: devices, conversion of images, execution of network graphs, optimizer, and weight files.
 *
 * <pre>
 * try (EngineThread thread = EngineThread.start(2)) {
 *   thread.call(() -&gt; {
 *     TensorEngine engine = thread.engine();
 *     try (NDManager manager = engine.newManager(engine.device("auto"))) {
 *       Parameters parameters = Parameters.initialize(manager, graph, 0);
 *       Sgd sgd = new Sgd(parameters, new Sgd.Options());
 *       Network network = Network.fastest(graph, manager, progress);
 *       for (…) {
 *         try (NDManager batch = manager.newSubManager()) {
 *           NDArray x = ImageTensors.toTensor(batch, images, n, c, h, w);
 *           Autograd.record(() -&gt; {
 *             NDArray loss = lossOf(network.forward(x, parameters, Mode.training(random)).get("main"), …);
 *             Autograd.backward(loss);
 *             …
 *           });
 *         }
 *         sgd.step(rate);
 *       }
 *     }
 *   });
 * }
 * </pre>
 *
 * <h2>Who owns what</h2>
 *
 * <table>
 * <caption>Native memory</caption>
 * <tr><td>{@link sfumato.engine.Parameters}</td><td>parameters, their gradients, interpolation matrices</td></tr>
 * <tr><td>{@link sfumato.engine.Sgd}</td><td>velocities</td></tr>
 * <tr><td>{@link sfumato.engine.MovingAverage}, {@link sfumato.engine.GradientClipping}</td><td>the average; a single
 * number. What they share with Sgd is that libtorch takes all parameters in one call, {@code _foreach_…}, in place.</td></tr>
 * <tr><td>one manager per step or tile</td><td>the images that go in and everything computed from them. Closed after the
 * backward pass, never before: the images lie in Java's memory, and libtorch reads them again.</td></tr>
 * <tr><td>{@link sfumato.engine.Interpreter}</td><td>nothing; it closes what it makes right after the last use</td></tr>
 * <tr><td>{@link sfumato.engine.TorchScript}</td><td>the compiled functions, and short copies of frozen kernels</td></tr>
 * </table>
 *
 * The result of an operation belongs to the manager of its first operand: {@code x.mul(parameter)}, never the reverse.
 * A single-number tensor times a Java {@code double} is a 64-bit tensor; use {@code float} numbers there.
 *
 * <h2>Two ways to run a network</h2>
 *
 * {@link sfumato.engine.Interpreter} calls one operation after the other: what it computes can be read, and it is what
 * everything else is tested against. {@link sfumato.engine.TorchScript} writes the network as a function and has libtorch
 * compile it, which is faster; {@link sfumato.engine.Network#fastest} takes it where it can be loaded. For prediction
 * {@link sfumato.engine.Folded} takes batch normalizations into convolutions first. {@link sfumato.engine.TorchFile} writes
 * the same function with its weights for other programs.
 *
 * <h2>Methods that have a tensor form</h2>
 *
 * {@link sfumato.engine.counting.FusionTensors} fuses raters and {@link sfumato.engine.counting.KernelTensors} recalibrates; both give what their
 * twins on the processor give.
 *
 * <h2>Shorter numbers</h2>
 *
 * {@link sfumato.engine.TorchScript} can compute convolutions in bfloat16: images and kernels are rounded in the graph, and
 * so is what normalizations, rectifiers and sums make of them. Parameters, gradients, running statistics and the sums of
 * batch normalization are 32-bit, and so are the last convolutions and what comes after them, because logits are small
 * differences of large sums. {@link sfumato.engine.Network#fastest} times both where {@link sfumato.engine.TensorPrecision#AUTO}
 * asks for it, on copies ({@link sfumato.engine.Trial}).
 *
 * <h2>What DJL has and is not used</h2>
 *
 * Blocks, Trainer, Optimizer, Model.save and GradientCollector. Its SGD is not PyTorch's when the rate changes, optimizer
 * state is never freed, parameter names are positional, and the collector is one per process. Its image resizing smooths
 * first. Here interpolation is libtorch's own kernel on a processor, and two matrix products on a GPU, where these are the same
 * from run to run and the kernel's gradient is not.
 * <p>
 * Internal; other programs call {@link sfumato.api}.
 */
package sfumato.engine;
