package sfumato.engine;

import sfumato.engine.checkpoint.Tensor;
import sfumato.networks.NetworkMessages;
import sfumato.text.UserException;

/** Adapts the kernels of a network's first convolution to another number of channels. */
public final class FirstConvolution {

	private FirstConvolution() {}

	/**
	 * Kernels for another number of channels, as timm adapts those of colour images. For one channel they are summed: the output for a
	 * grey image equals that for the colour image with equal channels. For more, they are repeated in turn and multiplied by (original
	 * channels) / channels, so that outputs keep their scale.
	 *
	 * @param weight (out, in, height, width)
	 * @param channels number of channels of the new images, at least 1
	 * @return (out, channels, height, width); the same tensor if it has this number of channels already
	 * @throws UserException if the tensor has another number of dimensions, or there are no channels
	 */
	public static Tensor adapt(final Tensor weight, final int channels) {
		final long[] shape = weight.shape();
		if (shape.length != 4) throw new UserException(EngineMessages.firstConvolution(shape.length));
		if (channels < 1) throw new UserException(NetworkMessages.inputChannels(channels));
		final int in = Math.toIntExact(shape[1]);
		if (in == channels) return weight;
		final int out = Math.toIntExact(shape[0]);
		final int area = Math.toIntExact(shape[2] * shape[3]);
		final float[] from = weight.values();
		final float[] to = new float[Math.multiplyExact(Math.multiplyExact(out, channels), area)];
		for (int o = 0; o < out; o++)
			for (int i = 0; i < area; i++)
				if (channels == 1) to[o * area + i] = sum(from, o * in * area + i, area, in);
				else for (int c = 0; c < channels; c++)
					to[(o * channels + c) * area + i] = (float) (from[(o * in + c % in) * area + i] * ((double) in / channels));
		return new Tensor(new long[] { out, channels, shape[2], shape[3] }, to);
	}

	private static float sum(final float[] values, final int from, final int step, final int n) {
		double sum = 0;
		for (int k = 0; k < n; k++)
			sum += values[from + k * step];
		return (float) sum;
	}
}
