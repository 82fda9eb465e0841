package sfumato.training.distillation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import sfumato.engine.Autograd;
import sfumato.engine.EngineThread;
import sfumato.engine.Interpreter;
import sfumato.engine.Mode;
import sfumato.engine.Network;
import sfumato.engine.Parameters;
import sfumato.engine.checkpoint.Tensor;
import sfumato.labels.TestMaps;
import sfumato.methods.Methods;
import sfumato.networks.Decoder;
import sfumato.networks.NetworkGraph;
import sfumato.training.Objective;
import sfumato.training.Trainings;

class DistillationObjectiveTest {

	private static final JsonObject VECTORS = TestMaps.vectors("losses/loss-vectors.json");
	private static EngineThread thread;

	@BeforeAll
	static void startEngine() {
		thread = EngineThread.start(1);
	}

	@AfterAll
	static void stopEngine() {
		thread.close();
	}

	/** (N, C, 1, pixels) each, in double precision; no auxiliary head where it is null. */
	private record Problem(double[] main, double[] aux, double[] teacher, double[] teacherAux, double[] target,
		double[] mask, int images)
	{

		Problem with(final double[] logits, final double[] auxiliary) {
			return new Problem(main, aux, logits, auxiliary, target, mask, images);
		}
	}

	private record Result(double total, List<String> names, double[] terms, double[] gradient, double[] auxiliaryGradient) {}

	private static Result of(final Problem p, final String loss, final boolean hard, final Distillation distillation)
		throws Exception
	{
		return of(p, manager -> new DistillationObjective(loss, hard, distillation, 0, images -> {
			final Map<String, NDArray> logits = new LinkedHashMap<>();
			logits.put("main", tensor(images.getManager(), p.teacher(), p));
			if (p.teacherAux() != null) logits.put("aux", tensor(images.getManager(), p.teacherAux(), p));
			return logits;
		}));
	}

	private static NDArray tensor(final NDManager manager, final double[] values, final Problem p) {
		return manager.create(values, new Shape(p.images(), 2, 1, values.length / p.images() / 2));
	}

	private static Result of(final Problem p, final Objective.Factory factory) throws Exception {
		return thread.call(() -> {
			try (NDManager m = thread.engine().newManager(thread.engine().device("cpu"));
					Objective objective = factory.create(m))
			{
				final Map<String, NDArray> logits = new LinkedHashMap<>();
				logits.put("main", tensor(m, p.main(), p));
				if (p.aux() != null) logits.put("aux", tensor(m, p.aux(), p));
				logits.values().forEach(z -> z.setRequiresGradient(true));
				final NDArray mask = m.create(p.mask(), new Shape(p.images(), 1, 1, p.mask().length / p.images()));
				final Objective.Terms of = objective.terms(m.zeros(new Shape(1)), tensor(m, p.target(), p), mask, 3);
				final NDList values = Autograd.record(() -> {
					final NDList terms = of.of(logits);
					final NDArray total = objective.total(terms);
					Autograd.backward(total);
					return new NDList(total).addAll(terms);
				});
				final double[] numbers = values.stream().mapToDouble(v -> v.toType(DataType.FLOAT64, false).getDouble()).toArray();
				return new Result(numbers[0], objective.names(), Arrays.copyOfRange(numbers, 1, numbers.length), gradient(
					logits.get("main")), p.aux() == null ? null : gradient(logits.get("aux")));
			}
		});
	}

	/** In double precision; where nothing has been computed of an array, it is a 32-bit 0. */
	private static double[] gradient(final NDArray array) {
		return array.getGradient().toType(DataType.FLOAT64, false).toDoubleArray();
	}

	private static double[] flat(final JsonElement e) {
		if (!e.isJsonArray()) return new double[] { e.getAsDouble() };
		final JsonArray a = e.getAsJsonArray();
		return java.util.stream.StreamSupport.stream(a.spliterator(), false).flatMapToDouble(x -> Arrays.stream(flat(x)))
			.toArray();
	}

	private static JsonObject composite(final String name) {
		for (final JsonElement e : VECTORS.getAsJsonArray("composite"))
			if (e.getAsJsonObject().get("name").getAsString().equals(name)) return e.getAsJsonObject();
		throw new IllegalArgumentException(name);
	}

	private static double[] logs(final JsonElement probabilities, final double factor) {
		return Arrays.stream(flat(probabilities)).map(p -> factor * Math.log(p)).toArray();
	}

	/** Hard labels of two images with 5 pixels, of which the last does not count. */
	private static Problem problem(final JsonObject v, final double[] teacher, final double[] teacherAux) {
		final double[] target = new double[20], mask = new double[10];
		final int[] labels = { 0, 1, 0, 1, 2, 1, 0, 1, 0, 2 };
		for (int i = 0; i < 10; i++) {
			if (labels[i] == 2) continue;
			mask[i] = 1;
			target[i / 5 * 10 + labels[i] * 5 + i % 5] = 1;
		}
		return new Problem(flat(v.get("logits")), v.has("aux_logits") ? flat(v.get("aux_logits")) : null, teacher, teacherAux,
			target, mask, 2);
	}

	private static Problem kd() {
		final JsonObject v = composite("C03_kd"), note = v.getAsJsonObject("note");
		return problem(v, logs(note.get("prob_teacher"), 1), logs(note.get("aux_prob_teacher"), 1));
	}

	@Test
	void objectiveMatchesReference() throws Exception {
		final JsonObject v = composite("C03_kd");
		final Result r = of(kd(), Trainings.LOSS, true, new Distillation());
		assertEquals(List.of("labels-cross-entropy", "labels-dice-semimetric", "teacher-cross-entropy",
			"teacher-dice-semimetric"), r.names());
		assertEquals(v.get("total").getAsDouble(), r.total(), 1e-10);
		assertEquals(v.get("loss_ce").getAsDouble(), 0.5 * 0.25 * (r.terms()[0] + r.terms()[2]), 1e-10);
		assertEquals(v.get("loss_jdt").getAsDouble(), 0.5 * 0.75 * (r.terms()[1] + r.terms()[3]), 1e-10);
		assertArrayEquals(flat(v.get("grad_logits")), r.gradient(), 1e-10);
		assertArrayEquals(flat(v.get("grad_aux_logits")), r.auxiliaryGradient(), 1e-10);
	}

	@Test
	void temperatureMatchesReference() throws Exception {
		final JsonObject v = composite("U04_kl_T4");
		// tempered by 4 they are the probabilities given
		final Problem p = problem(v, logs(v.get("teacher_prob_already_tempered"), 4), null);
		final Result r = of(p, "cross-entropy", true, new Distillation("kl", "none", 4));
		assertEquals(v.get("loss").getAsDouble(), r.total(), 1e-9);
		assertArrayEquals(flat(v.get("grad_logits")), r.gradient(), 1e-9);
	}

	@Test
	void regionTermIgnoresTheTemperature() throws Exception {
		final Problem p = kd();
		assertEquals(of(p, Trainings.LOSS, true, new Distillation("dml", "none", 1)).total(), of(p, Trainings.LOSS, true,
			new Distillation("dml", "none", 4)).total(), 0);
	}

	@ParameterizedTest
	@ValueSource(strings = { "labels", "kl", "dml", "0.5*labels + 0.5*kl", "0.5*labels + 0.5*dml", "kl + 2*dml" })
	void sumsGivenTermsOnly(final String terms) throws Exception {
		final Result all = of(kd(), Trainings.LOSS, true, new Distillation()), some = of(kd(), Trainings.LOSS, true,
			new Distillation(terms, "none", 1));
		final DistillationTerms t = DistillationTerms.parse(terms);
		final double labels = t.weight(DistillationTerms.Kind.LABELS), kl = t.weight(DistillationTerms.Kind.KL), dml = t
			.weight(DistillationTerms.Kind.DML);
		assertEquals(labels * (0.25 * all.terms()[0] + 0.75 * all.terms()[1]) + kl * 0.25 * all.terms()[2] + dml * 0.75 * all
			.terms()[3], some.total(), 1e-12);
		assertEquals((labels > 0 ? 2 : 0) + (kl > 0 ? 1 : 0) + (dml > 0 ? 1 : 0), some.names().size());
	}

	@Test
	void withoutTeacherIsBitIdenticalToTheOrdinaryObjective() throws Exception {
		final Problem p = kd();
		final Result ordinary = of(p, m -> Objective.of(sfumato.losses.WeightedLoss.parse(Trainings.LOSS, true)));
		final Result r = of(p, Trainings.LOSS, true, new Distillation("labels", "none", 1));
		assertEquals(ordinary.total(), r.total(), 0);
		assertArrayEquals(ordinary.gradient(), r.gradient(), 0);
		assertArrayEquals(ordinary.auxiliaryGradient(), r.auxiliaryGradient(), 0);
	}

	@ParameterizedTest
	@ValueSource(strings = { "none", "kde(bandwidth: 0.1)" })
	void teacherEqualToTheLabelsGivesTheLossOfTheLabels(final String kde) throws Exception {
		final double[] oneHot = Arrays.stream(kd().target()).map(y -> 1000 * y).toArray();
		final Problem p = kd().with(oneHot, oneHot);
		// both classes occur, so it does not matter whether those that do not would count
		final Result labels = of(p, Trainings.LOSS, true, new Distillation("labels", "none", 1)), teacher = of(p,
			Trainings.LOSS, true, new Distillation("kl + dml", kde, 1)), half = of(p, Trainings.LOSS, true, new Distillation(
				"0.5*labels + 0.5*kl + 0.5*dml", kde, 1));
		for (final Result r : List.of(teacher, half)) {
			assertEquals(labels.total(), r.total(), 1e-6);
			assertArrayEquals(labels.gradient(), r.gradient(), 1e-6);
			assertArrayEquals(labels.auxiliaryGradient(), r.auxiliaryGradient(), 1e-6);
		}
	}

	@Test
	void auxiliaryHeadFollowsTheMainHeadOfTeachersWithoutOne() throws Exception {
		final Problem p = kd();
		final Result same = of(p.with(p.teacher(), p.teacher()), Trainings.LOSS, true, new Distillation()), none = of(p.with(p
			.teacher(), null), Trainings.LOSS, true, new Distillation());
		assertEquals(same.total(), none.total(), 0);
		assertArrayEquals(same.auxiliaryGradient(), none.auxiliaryGradient(), 0);
	}

	@ParameterizedTest
	@CsvSource({ "1", "3" })
	void isZeroIfTheStudentEqualsTheTeacher(final double temperature) throws Exception {
		final Problem p = kd().with(kd().main(), kd().aux());
		assertEquals(0, of(p, Trainings.LOSS, true, new Distillation("kl + dml", "none", temperature)).total(), 1e-12);
		// the sign of the difference in the last bit would be the other's gradient
		for (final double g : of(p, Trainings.LOSS, true, new Distillation("kl", "none", temperature)).gradient())
			assertEquals(0, g, 1e-12);
	}

	@Test
	void teacherIsUnchangedAndGetsNoGradient() throws Exception {
		thread.call(() -> {
			try (NDManager m = thread.engine().newManager(thread.engine().device("cpu"))) {
				final NetworkGraph graph = Methods.of(Decoder.class).create("unet(encoder: plain, width: 4, aux: true)").network(1,
					2);
				try (Parameters teacher = Parameters.initialize(m, graph, 1); Parameters student = Parameters.initialize(m, graph,
					2); Network network = new Interpreter(graph); Objective objective = new DistillationObjective(Trainings.LOSS,
						false, new Distillation(DistillationTerms.DEFAULT, "kde(keys: 50)", 2), 0, x -> network.forward(x, teacher,
							Mode.evaluation()))) {
					final Map<String, Tensor> before = teacher.tensors();
					final SplittableRandom random = new SplittableRandom(0);
					for (int step = 0; step < 2; step++)
						try (NDManager batch = m.newSubManager()) {
							final float[] pixels = new float[2 * 32 * 32];
							for (int i = 0; i < pixels.length; i++)
								pixels[i] = random.nextFloat();
							final NDArray x = batch.create(pixels, new Shape(2, 1, 32, 32)), foreground = x.gt(0.7f).toType(
								DataType.FLOAT32, false);
							final Objective.Terms terms = objective.terms(x, foreground.neg().add(1f).concat(foreground, 1), x.onesLike(),
								step);
							Autograd.record(() -> {
								Autograd.backward(objective.total(terms.of(network.forward(x, student, Mode.training(random)))));
								return null;
							});
						}
					assertEquals(before, teacher.tensors());
					teacher.declared().forEach(p -> assertNull(teacher.gradient(p.name()), p.name()));
					assertTrue(student.declared().stream().filter(p -> p.role().isTrainable()).allMatch(p -> student.gradient(p
						.name()) != null));
				}
			}
			return null;
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
		0.5*labels + teacher | terms has "teacher", which is none. Known: labels, kl, dml.
		kl + kl              | terms has kl twice; give it one weight.
		kl(temperature: 2)   | "kl(temperature: 2)" in terms has options, but only has a weight before it
		0*kl                 | "0" in "0*kl" is not a weight; weights are positive numbers.
		""")
	void refusesWrongTerms(final String terms, final String sentence) {
		final String message = assertThrows(IllegalArgumentException.class, () -> new Distillation(terms, "none", 1))
			.getMessage();
		assertTrue(message.startsWith(sentence), message);
	}

	@Test
	void writesTermsInFixedOrder() {
		assertEquals("0.5*labels + 2*kl + dml", DistillationTerms.parse("DML + 2*kl+0.5*labels").toString());
		assertThrows(IllegalArgumentException.class, () -> new Distillation("kl", "none", 0));
		assertThrows(IllegalArgumentException.class, () -> new Distillation("dml", "none", 1).requireTerms("cross-entropy"));
	}
}
