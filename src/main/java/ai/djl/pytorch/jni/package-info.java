/**
 * One class of ours in a package of DJL's PyTorch engine. The package is split over two jars: DJL's and ours.
 * <p>
 * <b>Why.</b> Training runs a network, the optimizer and the gradient clipping as methods of TorchScript modules, with lists of tensors and
 * numbers as arguments, and with gradients. DJL's native library has a method for this, {@code PyTorchLibrary.moduleRunMethod}. It is
 * package-private. The public ways to it ({@code IValueUtils.forward}, {@code PtSymbolBlock}) take tensors only or switch gradients off.
 * Reflection would break without a compiler error when DJL changes; a class in the same package does not compile then.
 * <p>
 * <b>What it costs.</b> Both jars must come from one class loader, no jar may be sealed, and neither may become a named Java module. This
 * holds on the class path, in a Fiji, and in the child process. Fiji's own process never loads the class, as DJL is not there.
 * <p>
 * <b>What holds it small.</b> {@code ArchitectureTest} fails if this package gets a second class of ours or a second public method, if
 * DJL has a class of the same name, or if a package other than {@code sfumato.engine} uses DJL's native side.
 * <p>
 * <b>When it can go.</b> When DJL has a public call that runs a method with any {@code IValue} and leaves the gradient mode of the thread
 * alone. After an update of DJL, run {@code TorchScriptTest}, {@code SgdTest} and {@code GradientClippingTest}.
 */
package ai.djl.pytorch.jni;
