package sfumato.losses;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import ai.djl.ndarray.types.DataType;
import sfumato.losses.TensorCalculation.Problem;

/**
 * Values and gradients of the losses against the numbers of the authors' code.
 */
class LossVectorsTest {

	private static final double FLOAT64 = 1e-10, FLOAT32 = 1e-5;

	private final JsonObject vectors = read();

	@TestFactory
	List<DynamicTest> theLossOfLogitsAndItsGradientAreTheReferences() {
		final List<DynamicTest> tests = new ArrayList<>();
		for (final JsonElement e : vectors.getAsJsonArray("logitLevel"))
			for (final DataType type : List.of(DataType.FLOAT64, DataType.FLOAT32)) {
				final JsonObject v = e.getAsJsonObject();
				tests.add(DynamicTest.dynamicTest(v.get("name").getAsString() + " " + type, () -> {
					final Loss loss = new DiceSemimetric(new DiceSemimetric.Options(DiceSemimetric.Variant.DML1, v.get("smooth")
						.getAsDouble(), ActiveClasses.valueOf(v.get("active").getAsString())));
					final Problem p = problem(v, type);
					// the written-down target differs from our softmax in its last bits, where the sign of x - y matters
					final boolean atTarget = v.get("name").getAsString().startsWith("V14");
					check(atTarget ? TensorCalculation.atItsTarget(loss, p) : TensorCalculation.of(loss, p), type, v.get("loss")
						.getAsDouble(), flat(v.get("grad")));
				}));
			}
		return tests;
	}

	@TestFactory
	List<DynamicTest> theLossOfProbabilitiesAndItsGradientAreTheReferences() {
		final List<DynamicTest> tests = new ArrayList<>();
		for (final JsonElement e : vectors.getAsJsonArray("probabilityLevel"))
			for (final DiceSemimetric.Variant variant : DiceSemimetric.Variant.values()) {
				final JsonObject v = e.getAsJsonObject();
				final String name = variant + " " + v.get("note").getAsString() + ", s = " + v.get("smooth").getAsString();
				tests.add(DynamicTest.dynamicTest(name, () -> {
					final double[] x = flat(v.get("x")), y = flat(v.get("y"));
					final DiceSemimetric loss = new DiceSemimetric(new DiceSemimetric.Options(variant, v.get("smooth")
						.getAsDouble(), ActiveClasses.ALL));
					final TensorCalculation.Result r = TensorCalculation.ofProbabilities(loss::perClass, x, y);
					assertEquals(v.get(variant.name()).getAsDouble(), r.value(), FLOAT64);
					assertArrayEquals(flat(v.get("grad" + variant)), r.gradient(), FLOAT64);
				}));
			}
		return tests;
	}

	@Test
	void crossEntropyWithHardLabelsIsTheReferences() {
		final JsonObject v = composite("U01");
		check(new CrossEntropy(), problem(v, DataType.FLOAT64), v.get("loss").getAsDouble(), flat(v.get("grad_logits")));
	}

	@Test
	void crossEntropyWithSoftLabelsIsTheReferencesDivergence() {
		final JsonObject v = composite("U03");
		check(new CrossEntropy(), problem(v, DataType.FLOAT64), v.get("loss").getAsDouble(), flat(v.get("grad_logits")));
	}

	@Test
	void crossEntropyAtTemperatureFourIsTheReferences() {
		final JsonObject v = composite("U04");
		check(new CrossEntropy(new CrossEntropy.Options(CrossEntropy.Form.KL, 4)), problem(v, DataType.FLOAT64), v.get("loss")
			.getAsDouble(), flat(v.get("grad_logits")));
	}

	@Test
	void bothFormsOfCrossEntropyHaveTheSameGradient() {
		final Problem p = problem(composite("U03"), DataType.FLOAT64);
		final Loss ce = new CrossEntropy(new CrossEntropy.Options(CrossEntropy.Form.CE, 1));
		assertArrayEquals(TensorCalculation.of(new CrossEntropy(), p).gradient(), TensorCalculation.of(ce, p).gradient(),
			1e-14);
	}

	@Test
	void crossEntropyOfIgnoredPixelsOnlyIsZero() {
		final Problem p = problem(composite("U03"), DataType.FLOAT64);
		final Problem ignored = new Problem(p.type(), p.n(), p.c(), p.logits(), p.target(), new double[p.mask().length]);
		check(new CrossEntropy(), ignored, 0, new double[p.logits().length]);
	}

	@Test
	void theWholeObjectiveWithHardLabelsIsTheReferences() {
		checkObjective(composite("C01"), true);
	}

	@Test
	void theWholeObjectiveWithSoftLabelsIsTheReferences() {
		checkObjective(composite("C02"), false);
	}

	private static void checkObjective(final JsonObject v, final boolean hard) {
		final WeightedLoss loss = WeightedLoss.parse("0.25*cross-entropy + 0.75*dice-semimetric", hard);
		final Problem p = problem(v, DataType.FLOAT64);
		final TensorCalculation.Objective o = TensorCalculation.of(loss, p, flat(v.get("aux_logits")));
		assertEquals(v.get("total").getAsDouble(), o.value(), FLOAT64);
		assertEquals(v.get("loss_ce").getAsDouble(), 0.25 * o.terms()[0], FLOAT64);
		assertEquals(v.get("loss_jdt").getAsDouble(), 0.75 * o.terms()[1], FLOAT64);
		assertArrayEquals(flat(v.get("grad_logits")), o.gradient(), FLOAT64);
		assertArrayEquals(flat(v.get("grad_aux_logits")), o.auxiliaryGradient(), FLOAT64);
	}

	private static void check(final Loss loss, final Problem p, final double value, final double[] gradient) {
		check(TensorCalculation.of(loss, p), p.type(), value, gradient);
	}

	private static void check(final TensorCalculation.Result r, final DataType type, final double value,
		final double[] gradient)
	{
		final double tolerance = type == DataType.FLOAT64 ? FLOAT64 : FLOAT32;
		assertEquals(value, r.value(), tolerance);
		assertArrayEquals(gradient, r.gradient(), tolerance);
	}

	/** Labels become one-hot targets, and pixels that the vectors ignore become zeros of the mask. */
	private static Problem problem(final JsonObject v, final DataType type) {
		final JsonArray logits = v.getAsJsonArray("logits");
		final int n = logits.size(), c = logits.get(0).getAsJsonArray().size();
		final double[] z = flat(logits);
		final int pixels = z.length / n / c;
		final JsonElement soft = v.has("soft") ? v.get("soft") : v.has("soft_label") ? v.get("soft_label") : v.has(
			"teacher_prob_already_tempered") ? v.get("teacher_prob_already_tempered") : v.has("hard") && !v.get("hard")
				.getAsBoolean() ? v.get("label") : null;
		final double[] mask = new double[n * pixels];
		java.util.Arrays.fill(mask, 1);
		final JsonElement keep = v.has("keep") ? v.get("keep") : v.get("keep_mask");
		if (keep != null && !keep.isJsonNull()) System.arraycopy(flat(keep), 0, mask, 0, mask.length);
		if (soft != null) return new Problem(type, n, c, z, flat(soft), mask);
		final double[] labels = flat(v.has("labels") ? v.get("labels") : v.get("label"));
		final double[] target = new double[z.length];
		for (int i = 0; i < n; i++)
			for (int p = 0; p < pixels; p++) {
				final int label = (int) labels[i * pixels + p];
				if (label >= c) mask[i * pixels + p] = 0; // the vectors' ignore index
				else target[(i * c + label) * pixels + p] = 1;
			}
		return new Problem(type, n, c, z, target, mask);
	}

	private JsonObject composite(final String name) {
		return vectors.getAsJsonObject("composite").getAsJsonObject(name);
	}

	private static double[] flat(final JsonElement json) {
		final List<Double> values = new ArrayList<>();
		collect(json, values);
		return values.stream().mapToDouble(Double::doubleValue).toArray();
	}

	private static void collect(final JsonElement json, final List<Double> values) {
		if (json.isJsonArray()) json.getAsJsonArray().forEach(e -> collect(e, values));
		else if (json.getAsJsonPrimitive().isBoolean()) values.add(json.getAsBoolean() ? 1.0 : 0.0);
		else values.add(json.getAsDouble());
	}

	private static JsonObject read() {
		try (Reader in = new InputStreamReader(LossVectorsTest.class.getResourceAsStream("loss-vectors.json"),
			StandardCharsets.UTF_8))
		{
			return JsonParser.parseReader(in).getAsJsonObject();
		}
		catch (final java.io.IOException e) {
			throw new java.io.UncheckedIOException(e);
		}
	}
}
