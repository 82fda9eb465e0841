package sfumato.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import ai.djl.ndarray.NDArray;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import sfumato.engine.checkpoint.Tensor;

/** networks.json: what the reference implementation gives for parameters and images made from a hash. */
public final class ReferenceNetworks {

	/** What one output is like. */
	record Output(long[] shape, double mean, double std, double l1, float[] first, float[] last) {

		/** 1e-4 of the spread: the reference is in double precision. */
		void check(final NDArray output) {
			assertArrayEquals(shape, output.getShape().getShape());
			final float[] v = output.toFloatArray();
			final double tolerance = 1e-4 * std;
			double sum = 0;
			double absolute = 0;
			for (final float x : v) {
				sum += x;
				absolute += Math.abs(x);
			}
			assertEquals(mean, sum / v.length, tolerance);
			assertEquals(l1 / v.length, absolute / v.length, tolerance);
			for (int i = 0; i < first.length; i++)
				assertEquals(first[i], v[i], tolerance);
			for (int i = 0; i < last.length; i++)
				assertEquals(last[i], v[v.length - last.length + i], tolerance);
		}
	}

	private ReferenceNetworks() {}

	static JsonObject entry(final String name) {
		return all().getAsJsonObject(name);
	}

	/** The names of all entries. */
	static Set<String> names() {
		return all().keySet();
	}

	private static JsonObject all() {
		return read("networks.json");
	}

	/** A file beside this class. */
	public static JsonObject read(final String file) {
		try (Reader reader = new InputStreamReader(ReferenceNetworks.class.getResourceAsStream(file),
			StandardCharsets.UTF_8))
		{
			return JsonParser.parseReader(reader).getAsJsonObject();
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** The parameters of an entry by our names. */
	static Map<String, Tensor> parameters(final JsonObject entry, final String prefix) {
		final Map<String, Tensor> tensors = new LinkedHashMap<>();
		for (final JsonElement row : entry.getAsJsonArray("params")) {
			final JsonArray parameter = row.getAsJsonArray();
			final String name = parameter.get(1).getAsString();
			final long[] shape = longs(parameter.get(2).getAsJsonArray());
			tensors.put(prefix + ourName(name), new Tensor(shape, values(name, shape, parameter.get(0).getAsInt())));
		}
		return tensors;
	}

	static List<Output> outputs(final JsonObject entry) {
		return entry.getAsJsonArray("outputs").asList().stream().map(o -> output(o.getAsJsonObject())).toList();
	}

	static Output output(final JsonObject o) {
		return new Output(longs(o.getAsJsonArray("shape")), o.get("mean").getAsDouble(), o.get("std").getAsDouble(), o.get(
			"l1").getAsDouble(), floats(o.getAsJsonArray("first8")), floats(o.getAsJsonArray("last4")));
	}

	/** u(i, k) for i = 0 … n - 1. */
	static float[] hashed(final int n, final int k) {
		final float[] values = new float[n];
		for (int i = 0; i < n; i++)
			values[i] = (float) u(i, k);
		return values;
	}

	public static float[] floats(final JsonArray array) {
		final float[] values = new float[array.size()];
		for (int i = 0; i < values.length; i++)
			values[i] = array.get(i).getAsFloat();
		return values;
	}

	private static long[] longs(final JsonArray array) {
		return array.asList().stream().mapToLong(JsonElement::getAsLong).toArray();
	}

	private static double u(final long i, final long k) {
		final long mask = 0xffffffffL;
		long h = (i + 1) * 2654435761L + (k + 1) * 40503 & mask;
		h ^= h >>> 16;
		h = h * 0x45d9f3b & mask;
		h ^= h >>> 16;
		return h / 4294967296.0 * 2 - 1;
	}

	/** A parameter, the k-th of its network. */
	static float[] values(final String name, final long[] shape, final int k) {
		final int n = (int) Tensor.size(shape);
		final float[] values = new float[n];
		final double spread = shape.length == 4 ? Math.sqrt(3) * Math.sqrt(2.0 / (shape[1] * shape[2] * shape[3]))
			: name.endsWith("running_var") ? 0.3 : 0.1;
		final double offset = shape.length == 1 && (name.endsWith("weight") || name.endsWith("running_var")) ? 1 : 0;
		for (int i = 0; i < n; i++)
			values[i] = (float) (offset + spread * u(i, k));
		return values;
	}

	private static String ourName(final String name) {
		String s = name.replaceFirst("^backbone\\.backbone\\.", "encoder.").replaceFirst("^method\\.", "decoder.");
		if (s.matches("(decoder\\.)?blocks\\.\\d\\.conv\\..*")) s = s.replace(".conv.0.", ".conv1.").replace(".conv.1.",
			".conv2.");
		return s.replaceFirst("^head\\.1\\.", "segmentation_head.0.").replaceFirst("^aux_conv\\.", "auxiliary_head.")
			.replaceFirst("^aux_head\\.1\\.", "auxiliary_head.4.");
	}
}
