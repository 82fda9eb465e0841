package sfumato.prediction;

import java.nio.FloatBuffer;

import sfumato.files.StackPlanes;

/** A stack of ImageJ, or of a file, as a source. */
public record StackSource(StackPlanes stack) implements PlaneSource {

	@Override
	public int width() {
		return stack.width();
	}

	@Override
	public int height() {
		return stack.height();
	}

	@Override
	public int channels() {
		return stack.channels();
	}

	@Override
	public long planes() {
		return (long) stack.slices() * stack.frames();
	}

	@Override
	public void read(final long plane, final int firstRow, final int rows, final FloatBuffer into) {
		stack.read(plane, firstRow, rows, into);
	}
}
