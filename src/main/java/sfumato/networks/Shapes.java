package sfumato.networks;

import java.util.List;

import sfumato.networks.NetworkGraph.Node;
import sfumato.networks.NetworkGraph.Size;

/** Infers output shapes of operations and checks their inputs. */
final class Shapes {

	private Shapes() {}

	static Size infer(final Node node, final List<Size> in, final int height, final int width) {
		final Operation operation = node.operation();
		if (operation instanceof Operation.Input o) return new Size(o.channels(), height / o.stride(), width / o.stride());
		final Size x = in.get(0);
		if (operation instanceof Operation.Convolution o) {
			check(node, x.channels() == o.in(), "takes " + o.in() + " channels but gets " + x.channels());
			return new Size(o.out(), convolved(node, x.height(), o), convolved(node, x.width(), o));
		}
		if (operation instanceof Operation.BatchNormalization o) check(node, x.channels() == o.channels(), "takes " + o
			.channels() + " channels but gets " + x.channels());
		else if (operation instanceof Operation.Add) check(node, x.equals(in.get(1)), "adds " + x + " and " + in.get(1));
		else if (operation instanceof Operation.Multiply) check(node, in.get(1).equals(new Size(x.channels(), 1, 1)),
			"multiplies " + x + " by " + in.get(1));
		else if (operation instanceof Operation.GlobalAveragePool) return new Size(x.channels(), 1, 1);
		else if (operation instanceof Operation.Concatenate) {
			for (final Size other : in)
				check(node, other.height() == x.height() && other.width() == x.width(), "joins " + x + " and " + other);
			return new Size(in.stream().mapToInt(Size::channels).sum(), x.height(), x.width());
		}
		else if (operation instanceof Operation.MaxPool o) return new Size(x.channels(), (x.height() + 2 * o.padding() - o
			.kernel()) / o.stride() + 1, (x.width() + 2 * o.padding() - o.kernel()) / o.stride() + 1);
		else if (operation instanceof Operation.AveragePool o) return new Size(x.channels(), (x.height() + o.stride() - 1) /
			o.stride(), (x.width() + o.stride() - 1) / o.stride());
		else if (operation instanceof Operation.Enlarge o) return new Size(x.channels(), Math.multiplyExact(x.height(), o
			.factor()), Math.multiplyExact(x.width(), o.factor()));
		else if (operation instanceof Operation.ResizeLike) return new Size(x.channels(), in.get(1).height(), in.get(1)
			.width());
		return x;
	}

	private static int convolved(final Node node, final int side, final Operation.Convolution o) {
		final int span = side + 2 * o.padding() - o.dilation() * (o.kernel() - 1) - 1;
		check(node, span >= 0, "has kernels larger than its image of " + side + " pixels");
		return span / o.stride() + 1;
	}

	/** The builder calls this with every node it adds, so a user never sees these: a network that fails is a bug. */
	private static void check(final Node node, final boolean fits, final String otherwise) {
		if (!fits) throw new IllegalStateException("Node " + node.name() + " " + otherwise);
	}
}
