package sfumato.data.sampling;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;

import sfumato.text.UserException;

/**
 * A batch of patches in memory outside the Java heap, as tensor engines take it: images (N, C, H, W), targets (N, K, H, W), masks (N,
 * 1, H, W). A batch can be filled again and again; it belongs to one thread.
 */
public final class Batch {

	private final int size;
	private final int channels;
	private final int classes;
	private final int width;
	private final int height;
	private final FloatBuffer images;
	private final FloatBuffer targets;
	private final FloatBuffer masks;

	/** An empty batch of N patches of C channels, K classes, W x H pixels. */
	public Batch(final int size, final int channels, final int classes, final int width, final int height) {
		this.size = size;
		this.channels = channels;
		this.classes = classes;
		this.width = width;
		this.height = height;
		images = buffer(channels);
		targets = buffer(classes);
		masks = buffer(1);
	}

	/** A batch that holds the given patches. */
	public static Batch of(final List<Patch> patches) {
		if (patches.isEmpty()) throw new UserException(SamplingMessages.noPatches());
		final Patch p = patches.get(0);
		final Batch batch = new Batch(patches.size(), p.channels(), p.classes(), p.width(), p.height());
		for (int i = 0; i < patches.size(); i++)
			batch.set(i, patches.get(i));
		return batch;
	}

	private FloatBuffer buffer(final int depth) {
		final long bytes = 4L * size * depth * width * height;
		if (bytes > Integer.MAX_VALUE) throw new UserException(SamplingMessages.batchTooLarge(size, width, height, depth, bytes));
		return ByteBuffer.allocateDirect((int) bytes).order(ByteOrder.nativeOrder()).asFloatBuffer();
	}

	/** Puts a patch at place i of 0 … N−1. */
	public void set(final int i, final Patch patch) {
		if (patch.channels() != channels || patch.classes() != classes || patch.width() != width || patch
			.height() != height) throw new UserException(SamplingMessages.patchDoesNotFit(patch.width(), patch.height(),
				patch.channels(), patch.classes(), width, height, channels, classes));
		put(images, i, patch.image());
		put(targets, i, patch.target());
		put(masks, i, patch.mask());
	}

	private static void put(final FloatBuffer buffer, final int i, final float[] values) {
		buffer.duplicate().position(i * values.length).put(values);
	}

	/** N. */
	public int size() {
		return size;
	}

	public int channels() {
		return channels;
	}

	public int classes() {
		return classes;
	}

	public int width() {
		return width;
	}

	public int height() {
		return height;
	}

	/** (N, C, H, W), direct, native byte order; a view from position 0 to the end. */
	public FloatBuffer images() {
		return images.duplicate().rewind();
	}

	/** (N, K, H, W). */
	public FloatBuffer targets() {
		return targets.duplicate().rewind();
	}

	/** (N, 1, H, W). */
	public FloatBuffer masks() {
		return masks.duplicate().rewind();
	}
}
