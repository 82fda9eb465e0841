package sfumato.networks;

import java.util.Arrays;
import java.util.List;

import sfumato.networks.NetworkGraph.Node;
import sfumato.networks.NetworkGraph.Size;
import sfumato.text.UserException;

/**
 * How many values a network holds at once when it is evaluated: of every operation what goes in, what comes out, and what later
 * ones still need.
 */
public final class PeakMemory {

	private PeakMemory() {}

	/**
	 * Values of the images between operations at the worst moment; parameters and the scratch memory of convolutions come on
	 * top.
	 *
	 * @param height of one image in pixels
	 * @param width of one image in pixels
	 * @throws UserException if a side is not a positive multiple of the network's
	 */
	public static long values(final NetworkGraph graph, final int height, final int width) {
		final List<Node> nodes = graph.nodes();
		final List<Size> sizes = graph.sizes(height, width);
		final int[] lastUse = new int[nodes.size()];
		for (int i = 0; i < nodes.size(); i++)
			for (final int j : nodes.get(i).inputs())
				lastUse[j] = i;
		for (final String output : graph.outputNames())
			lastUse[graph.output(output)] = nodes.size();
		long live = 0, most = 0;
		for (int i = 0; i < nodes.size(); i++) {
			live += values(sizes.get(i));
			most = Math.max(most, live);
			for (final int j : distinct(nodes.get(i).inputs()))
				if (lastUse[j] == i) live -= values(sizes.get(j));
		}
		return most;
	}

	private static int[] distinct(final List<Integer> inputs) {
		return Arrays.stream(inputs.stream().mapToInt(Integer::intValue).toArray()).distinct().toArray();
	}

	private static long values(final Size size) {
		return (long) size.channels() * size.height() * size.width();
	}
}
