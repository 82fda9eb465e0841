package sfumato.networks;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

import sfumato.networks.NetworkGraph.Node;
import sfumato.text.UserException;

/**
 * How far a network looks: a pixel of its output does not depend on pixels that are farther away, along X or Y, than the radius. It
 * is an upper bound, which counts every window from its farthest end, and says nothing of how little the far pixels mean.
 */
public final class ReceptiveField {

	/**
	 * What one node sees.
	 *
	 * @param spacing of its pixels, in pixels of the input
	 * @param radius in pixels of the input
	 */
	private record View(double spacing, double radius) {}

	private ReceptiveField() {}

	/**
	 * The radius of an output.
	 *
	 * @return in pixels of the input; empty if the network has a mean over the whole image, as squeeze-and-excitation and the
	 *         pyramid of DeepLab do, so that every pixel depends on all
	 * @throws UserException if there is no output of this name
	 */
	public static OptionalInt radius(final NetworkGraph graph, final String output) {
		final NetworkGraph needed = graph.only(output);
		final List<View> views = new ArrayList<>();
		for (final Node node : needed.nodes()) {
			if (node.operation() instanceof Operation.GlobalAveragePool) return OptionalInt.empty();
			views.add(view(node.operation(), node.inputs().stream().map(views::get).toList()));
		}
		return OptionalInt.of((int) Math.ceil(views.get(needed.output(output)).radius()));
	}

	private static View view(final Operation operation, final List<View> in) {
		if (operation instanceof Operation.Input o) return new View(o.stride(), 0);
		final View x = in.get(0);
		if (operation instanceof Operation.Convolution o) return wider(x, Math.max(o.padding(), o.dilation() * (o
			.kernel() - 1) - o.padding()), o.stride());
		if (operation instanceof Operation.MaxPool o) return wider(x, Math.max(o.padding(), o.kernel() - 1 - o.padding()), o
			.stride());
		if (operation instanceof Operation.AveragePool o) return wider(x, o.kernel() - 1, o.stride());
		// an output pixel lies up to half an input pixel from where it is counted from, and is mixed from its neighbours
		if (operation instanceof Operation.Enlarge o) return new View(x.spacing() / o.factor(), x.radius() + 1.5 * x.spacing());
		if (operation instanceof Operation.ResizeLike) return new View(in.get(1).spacing(), x.radius() + 1.5 * x.spacing());
		return new View(x.spacing(), in.stream().mapToDouble(View::radius).max().orElseThrow());
	}

	private static View wider(final View x, final int pixels, final int stride) {
		return new View(x.spacing() * stride, x.radius() + pixels * x.spacing());
	}
}
