package sfumato.losses;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import ai.djl.ndarray.types.DataType;
import sfumato.losses.TensorCalculation.Problem;
import sfumato.methods.Methods;

/**
 * Values and gradients of the losses against the numbers of the authors' code: every entry of the file, none left out.
 */
class LossVectorsTest {

	private static final double FLOAT64 = 1e-10, FLOAT32 = 1e-5;

	/** Each entry of logits and the loss, in our words, that it is of. */
	private static final Map<String, String> LOGITS = new LinkedHashMap<>();
	static {
		LOGITS.put("V01_dice_hard_batch", "dice-semimetric(active: PRESENT)");
		LOGITS.put("V02_dice_soft_batch", "dice-semimetric");
		LOGITS.put("V03_dice_soft_keepmask", "dice-semimetric");
		LOGITS.put("V04_dice_hard_ignore_absentfg", "dice-semimetric(active: PRESENT)");
		LOGITS.put("V05_dice_hard_ignore_absentfg_ALL", "dice-semimetric");
		LOGITS.put("V06_dice_IC_multiclass", "dice-semimetric(active: PRESENT, reduction: 0.5*image + 0.5*class)");
		LOGITS.put("V07_jaccard_D_multiclass", "jaccard-metric(active: PRESENT)");
		LOGITS.put("V08_tversky_soft", "tversky(alpha: 0.3, beta: 0.7)");
		LOGITS.put("V09_focal_tversky_soft", "focal-tversky(alpha: 0.3, beta: 0.7, gamma: 1.5)");
		LOGITS.put("V10_log_dice_soft", "dice-semimetric(log: true)");
		LOGITS.put("V11_classweights_dice", "dice-semimetric(active: PRESENT, weights: 0.2 1 2)");
		LOGITS.put("V12_jaccard_soft", "jaccard-metric");
		LOGITS.put("V13_dice_soft_norm2", "squared-l2-dice");
		LOGITS.put("V14_dice_soft_x_equals_y", "dice-semimetric");
		LOGITS.put("V15_dice_smooth_1e-3", "dice-semimetric(smooth: 0.001)");
		LOGITS.put("V16_all_ignored_hard", "dice-semimetric(active: PRESENT)");
		LOGITS.put("V17_all_ignored_soft_ALL", "dice-semimetric");
		LOGITS.put("V18_dice_smooth0_soft", "dice-semimetric(smooth: 0)");
		LOGITS.put("V19_soft_PRESENT_thresh", "dice-semimetric(active: PRESENT)");
	}

	/** Each column of the entries of probabilities and its losses. */
	private static final Map<String, List<String>> PROBABILITIES = Map.of("SDL", List.of("soft-dice(smooth: %s)"), "SJL",
		List.of("soft-jaccard(smooth: %s)"), "JML1", List.of("jaccard-metric(smooth: %s)",
			"tversky(alpha: 1, beta: 1, smooth: %s)"), "JML2", List.of("jaccard-metric(variant: JML2, smooth: %s)",
				"tversky(alpha: 1, beta: 1, variant: PRODUCT, smooth: %s)"), "DML1", List.of("dice-semimetric(smooth: %s)",
					"tversky(alpha: 0.5, beta: 0.5, smooth: %s)"), "DML2", List.of("dice-semimetric(variant: DML2, smooth: %s)",
						"tversky(alpha: 0.5, beta: 0.5, variant: PRODUCT, smooth: %s)"), "compatTversky1_a03_b07", List.of(
							"tversky(alpha: 0.3, beta: 0.7, smooth: %s)"), "L2_Dice", List.of("squared-l2-dice(smooth: %s)"));

	/** Not offered, because {@code tversky} equals it on hard labels and it is wrong on soft ones; its formula is checked. */
	private static final String SOFT_TVERSKY = "softTversky_a03_b07";

	/** Entries of whole objectives and of pixelwise losses; each has a test below. */
	private static final Set<String> COMPOSITE = Set.of("C01_hard", "C02_multirater_soft", "C03_kd", "U01_ce_hard",
		"U02_focal_gamma2", "U03_kl_soft_keepmask", "U04_kl_T4", "U05_ce_all_ignored");

	private final JsonObject vectors = read();

	@Test
	void coversEveryEntryOfTheFile() {
		assertEquals(LOGITS.keySet(), names("logit_level"));
		assertEquals(COMPOSITE, names("composite"));
		final Set<String> columns = new TreeSet<>(PROBABILITIES.keySet());
		columns.add(SOFT_TVERSKY);
		for (final JsonElement e : vectors.getAsJsonArray("prob_level")) {
			assertEquals(columns, new TreeSet<>(e.getAsJsonObject().getAsJsonObject("values").keySet()));
			assertEquals(columns, new TreeSet<>(e.getAsJsonObject().getAsJsonObject("grads").keySet()));
		}
		assertEquals(12, vectors.getAsJsonArray("prob_level").size());
	}

	private Set<String> names(final String level) {
		final Set<String> names = new TreeSet<>();
		for (final JsonElement e : vectors.getAsJsonArray(level))
			assertTrue(names.add(e.getAsJsonObject().get("name").getAsString()));
		return names;
	}

	@TestFactory
	Stream<DynamicTest> lossAndGradientOfLogitsMatchReference() {
		return StreamSupport.stream(vectors.getAsJsonArray("logit_level").spliterator(), false).map(JsonElement::getAsJsonObject)
			.flatMap(v -> Stream.of(DataType.FLOAT64, DataType.FLOAT32).map(type -> DynamicTest.dynamicTest(v.get("name")
				.getAsString() + " " + type, () -> {
					final Loss loss = loss(LOGITS.get(v.get("name").getAsString()));
					final Problem p = problem(v, type);
					// the written-down target differs from our softmax in its last bits, where the sign of x - y matters
					final boolean atTarget = v.get("name").getAsString().startsWith("V14");
					check(atTarget ? TensorCalculation.atItsTarget(loss, p) : TensorCalculation.of(loss, p), type, v.get("loss")
						.getAsDouble(), flat(v.get("grad_logits")));
				})));
	}

	@TestFactory
	Stream<DynamicTest> lossAndGradientOfProbabilitiesMatchReference() {
		return StreamSupport.stream(vectors.getAsJsonArray("prob_level").spliterator(), false).map(JsonElement::getAsJsonObject)
			.flatMap(v -> PROBABILITIES.entrySet().stream().flatMap(column -> column.getValue().stream().map(text -> {
				final String complete = String.format(text, v.get("smooth_in_tp_units").getAsString());
				return DynamicTest.dynamicTest(v.get("note").getAsString() + ", " + complete, () -> checkProbabilities(v, column
					.getKey(), TensorCalculation.ofProbabilities(((RegionLoss) loss(complete))::perClass, flat(v.get("x")), flat(v
						.get("y")))));
			})));
	}

	@Test
	void softTverskyCountsErrorsByProducts() {
		for (final JsonElement e : vectors.getAsJsonArray("prob_level")) {
			final JsonObject v = e.getAsJsonObject();
			checkProbabilities(v, SOFT_TVERSKY, TensorCalculation.ofProbabilities((x, y) -> Overlap.soft(x, y, 0.3, 0.7)
				.overBatch().loss(v.get("smooth_in_tp_units").getAsDouble()), flat(v.get("x")), flat(v.get("y"))));
		}
	}

	private static void checkProbabilities(final JsonObject v, final String column, final TensorCalculation.Result r) {
		assertEquals(v.getAsJsonObject("values").get(column).getAsDouble(), r.value(), FLOAT64);
		assertArrayEquals(flat(v.getAsJsonObject("grads").get(column)), r.gradient(), FLOAT64);
	}

	@Test
	void crossEntropyWithHardLabelsMatchesReference() {
		checkComposite("U01_ce_hard", "cross-entropy", "focal(gamma: 0)");
	}

	@Test
	void focalLossWithHardLabelsMatchesReference() {
		checkComposite("U02_focal_gamma2", "focal(gamma: 2)");
	}

	@Test
	void crossEntropyWithSoftLabelsMatchesDivergenceOfReference() {
		checkComposite("U03_kl_soft_keepmask", "cross-entropy");
	}

	@Test
	void crossEntropyAtTemperatureFourMatchesReference() {
		checkComposite("U04_kl_T4", "cross-entropy(form: KL, temperature: 4)");
	}

	private void checkComposite(final String name, final String... losses) {
		final JsonObject v = composite(name);
		for (final String loss : losses)
			for (final DataType type : List.of(DataType.FLOAT64, DataType.FLOAT32))
				check(TensorCalculation.of(loss(loss), problem(v, type)), type, v.get("loss").getAsDouble(), flat(v.get(
					"grad_logits")));
	}

	@Test
	void bothFormsOfCrossEntropyHaveEqualGradients() {
		final Problem p = problem(composite("U03_kl_soft_keepmask"), DataType.FLOAT64);
		assertArrayEquals(TensorCalculation.of(loss("cross-entropy"), p).gradient(), TensorCalculation.of(loss(
			"cross-entropy(form: CE)"), p).gradient(), 1e-14);
	}

	/** The reference's is NaN, which would end a training that meets a batch of padding. */
	@Test
	void crossEntropyWithoutLabelledPixelsIsZero() {
		assertTrue(composite("U05_ce_all_ignored").get("loss").getAsString().startsWith("NaN"));
		final Problem p = problem(composite("U03_kl_soft_keepmask"), DataType.FLOAT64);
		final Problem ignored = new Problem(p.type(), p.n(), p.c(), p.logits(), p.target(), new double[p.mask().length]);
		for (final String loss : List.of("cross-entropy", "focal"))
			check(TensorCalculation.of(loss(loss), ignored), DataType.FLOAT64, 0, new double[p.logits().length]);
	}

	@Test
	void objectiveWithHardLabelsMatchesReference() {
		checkObjective(composite("C01_hard"), true);
	}

	@Test
	void objectiveWithSoftLabelsMatchesReference() {
		checkObjective(composite("C02_multirater_soft"), false);
	}

	/** Half of it against the hard labels, half against a teacher's probabilities, each head against the teacher's head. */
	@Test
	void objectiveWithTeacherMatchesReference() {
		final JsonObject v = composite("C03_kd"), note = v.getAsJsonObject("note");
		v.add("labels", note.get("labels"));
		final Problem hard = problem(v, DataType.FLOAT64);
		final double[] auxiliary = flat(v.get("aux_logits"));
		final Problem main = with(hard, hard.logits(), flat(note.get("prob_teacher")));
		final Problem aux = with(hard, auxiliary, flat(note.get("aux_prob_teacher")));
		final TensorCalculation.Objective h = TensorCalculation.of(WeightedLoss.parse(
			"0.25*cross-entropy + 0.75*dice-semimetric", true), hard, auxiliary);
		final TensorCalculation.Result ce = TensorCalculation.of(loss("cross-entropy"), main), dml = TensorCalculation.of(loss(
			"dice-semimetric"), main), auxiliaryCe = TensorCalculation.of(loss("cross-entropy"), aux);
		final double teacherCe = 0.25 * (ce.value() + auxiliaryCe.value()) / 2;
		assertEquals(v.get("loss_ce").getAsDouble(), (0.25 * h.terms()[0] + teacherCe) / 2, FLOAT64);
		assertEquals(v.get("loss_jdt").getAsDouble(), (0.75 * h.terms()[1] + 0.75 * dml.value()) / 2, FLOAT64);
		assertEquals(v.get("total").getAsDouble(), (h.value() + teacherCe + 0.75 * dml.value()) / 2, FLOAT64);
		final double[] gradient = new double[hard.logits().length], auxiliaryGradient = new double[gradient.length];
		for (int i = 0; i < gradient.length; i++) {
			gradient[i] = (h.gradient()[i] + 0.125 * ce.gradient()[i] + 0.75 * dml.gradient()[i]) / 2;
			auxiliaryGradient[i] = (h.auxiliaryGradient()[i] + 0.125 * auxiliaryCe.gradient()[i]) / 2;
		}
		assertArrayEquals(flat(v.get("grad_logits")), gradient, FLOAT64);
		assertArrayEquals(flat(v.get("grad_aux_logits")), auxiliaryGradient, FLOAT64);
	}

	private static Problem with(final Problem p, final double[] logits, final double[] target) {
		return new Problem(p.type(), p.n(), p.c(), logits, target, p.mask());
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

	private static Loss loss(final String text) {
		return Methods.of(Loss.class).create(text);
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
		final JsonElement soft = first(v, "soft", "soft_label", "teacher_prob_already_tempered", v.has("label_kind") && v.get(
			"label_kind").getAsString().equals("soft") ? "label" : "none");
		final double[] mask = new double[n * pixels];
		Arrays.fill(mask, 1);
		final JsonElement keep = first(v, "keep", "keep_mask");
		if (keep != null && !keep.isJsonNull()) System.arraycopy(flat(keep), 0, mask, 0, mask.length);
		if (soft != null) return new Problem(type, n, c, z, flat(soft), mask);
		final double[] labels = flat(first(v, "labels", "label")), target = new double[z.length];
		for (int i = 0; i < n; i++)
			for (int p = 0; p < pixels; p++) {
				final int label = (int) labels[i * pixels + p];
				if (label >= c) mask[i * pixels + p] = 0; // the vectors' ignore index
				else target[(i * c + label) * pixels + p] = 1;
			}
		return new Problem(type, n, c, z, target, mask);
	}

	private static JsonElement first(final JsonObject v, final String... keys) {
		return Arrays.stream(keys).filter(v::has).findFirst().map(v::get).orElse(null);
	}

	private JsonObject composite(final String name) {
		return StreamSupport.stream(vectors.getAsJsonArray("composite").spliterator(), false).map(JsonElement::getAsJsonObject)
			.filter(v -> v.get("name").getAsString().equals(name)).findFirst().orElseThrow();
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
