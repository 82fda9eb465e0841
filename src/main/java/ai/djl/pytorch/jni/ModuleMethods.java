package ai.djl.pytorch.jni;

import ai.djl.pytorch.engine.PtSymbolBlock;

/**
 * Calls methods of TorchScript modules with gradients. DJL's public call always switches them off, and its other one takes
 * tensors only, neither numbers nor lists; the native method that can do both is visible in this package only.
 */
public final class ModuleMethods {

	private ModuleMethods() {}

	/**
	 * Runs a method. Gradients are recorded if they are on the calling thread.
	 *
	 * @param in its arguments, which are closed
	 * @return what it returns; the caller closes it
	 */
	public static IValue run(final PtSymbolBlock module, final String method, final IValue... in) {
		final long[] handles = new long[in.length];
		for (int i = 0; i < in.length; i++)
			handles[i] = in[i].getHandle();
		try {
			return new IValue(PyTorchLibrary.LIB.moduleRunMethod(module.getHandle(), method, handles, true, false));
		}
		finally {
			for (final IValue v : in)
				v.close();
		}
	}
}
