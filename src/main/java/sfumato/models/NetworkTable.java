package sfumato.models;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.stream.Collectors;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

import sfumato.networks.NetworkGraph;
import sfumato.networks.NetworkGraph.Node;
import sfumato.networks.Operation;

/**
 * A network as a JSON table: one row per operation, in topological order.
 *
 * <pre>
 * {
 *   "sizeMultiple": 32,
 *   "outputs": {"main": 67},
 *   "nodes": [
 *     ["input", "Input", [], {"channels": 1, "stride": 1}],
 *     ["encoder.conv1.0", "Convolution", [0], {"in": 1, "out": 32, "kernel": 3, …}],
 *     …
 * </pre>
 *
 * A row is the name, which the names of its parameters begin with, the {@link Operation} that it is, the rows whose images it
 * gets, and the components of the operation.
 */
public final class NetworkTable {

	private NetworkTable() {}

	/** The table of a network. */
	public static String json(final NetworkGraph graph) {
		final JsonObject outputs = new JsonObject();
		graph.outputNames().forEach(name -> outputs.addProperty(name, graph.output(name)));
		return "{\n\"sizeMultiple\": " + graph.sizeMultiple() + ",\n\"outputs\": " + outputs + ",\n\"nodes\": [\n" + graph
			.nodes().stream().map(NetworkTable::row).collect(Collectors.joining(",\n")) + "\n]\n}\n";
	}

	private static String row(final Node node) {
		final JsonArray row = new JsonArray();
		row.add(new JsonPrimitive(node.name()));
		row.add(new JsonPrimitive(node.operation().getClass().getSimpleName()));
		row.add(array(node.inputs()));
		row.add(components(node.operation()));
		return row.toString();
	}

	private static JsonArray array(final List<Integer> values) {
		final JsonArray array = new JsonArray();
		values.forEach(v -> array.add(new JsonPrimitive(v)));
		return array;
	}

	private static JsonObject components(final Operation operation) {
		final JsonObject object = new JsonObject();
		for (final RecordComponent c : operation.getClass().getRecordComponents())
			try {
				final Object value = c.getAccessor().invoke(operation);
				object.add(c.getName(), value instanceof final Boolean b ? new JsonPrimitive(b) : new JsonPrimitive((Number) value));
			}
			catch (final IllegalAccessException | InvocationTargetException e) {
				throw new IllegalStateException("The component " + c + " of an operation cannot be read", e);
			}
		return object;
	}
}
