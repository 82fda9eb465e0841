package sfumato.training.distillation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import sfumato.losses.Numbers;
import sfumato.losses.WeightedLoss;
import sfumato.training.Objective;
import sfumato.training.Seeds;
import sfumato.training.distillation.DistillationTerms.Kind;

/**
 * The distillation objective: the loss against the labels and against a teacher's predictions on the same crop:
 *
 * <pre>
 * L = a Σ_i w_i l_i(labels) + b Σ_pixelwise w_i l_i(p_T) + c Σ_others w_i l_i(p_1)
 * p_1 = the calibration of softmax(z),    p_T ∝ p_1^(1/T), which is softmax(z/T) where nothing was calibrated
 * </pre>
 *
 * with the logits z of the teacher, the weights w_i of the loss and a, b, c of the {@link DistillationTerms}. An auxiliary
 * head of the student is compared with that of the teacher or, if the teacher has none, with its main head.
 */
final class DistillationObjective implements Objective {

	/** Some terms of one of the sums above. */
	private record Part(double weight, WeightedLoss loss, Kind kind) {}

	private final List<Part> parts = new ArrayList<>();
	private final Teacher teacher;
	private final TeacherCalibration calibration;
	private final double temperature;
	private final long seed;
	private final boolean asksTeacher;

	/**
	 * @param loss text of the loss
	 * @param hardTargets whether the labels are one-hot
	 * @param seed of the training
	 * @param teacher is closed by {@link #close()}
	 */
	DistillationObjective(final String loss, final boolean hardTargets, final Distillation distillation, final long seed,
		final Teacher teacher)
	{
		this.teacher = teacher;
		this.seed = seed;
		calibration = distillation.calibration();
		temperature = distillation.temperature();
		final DistillationTerms terms = DistillationTerms.parse(distillation.terms());
		final WeightedLoss soft = WeightedLoss.parseForTeacher(loss, temperature);
		add(terms, Kind.LABELS, WeightedLoss.parse(loss, hardTargets));
		add(terms, Kind.KL, soft.only(true));
		add(terms, Kind.DML, soft.only(false));
		asksTeacher = parts.stream().anyMatch(p -> p.kind() != Kind.LABELS);
	}

	private void add(final DistillationTerms terms, final Kind kind, final WeightedLoss loss) {
		if (terms.has(kind) && !loss.names().isEmpty()) parts.add(new Part(terms.weight(kind), loss, kind));
	}

	/** {@code labels-} and {@code teacher-} with the names of the loss's terms. */
	@Override
	public List<String> names() {
		return parts.stream().flatMap(p -> p.loss().names().stream().map(n -> (p.kind() == Kind.LABELS ? "labels-"
			: "teacher-") + n)).toList();
	}

	@Override
	public Terms terms(final NDArray images, final NDArray target, final NDArray mask, final long iteration) {
		final Map<String, NDArray> answers = asksTeacher ? answers(images, target, mask, iteration) : Map.of();
		final Map<String, NDArray> tempered = temperature == 1 ? answers : temper(answers);
		return logits -> {
			final NDList values = new NDList();
			for (final Part part : parts)
				values.addAll(switch (part.kind()) {
					case LABELS -> part.loss().terms(logits.get("main"), logits.get("aux"), target, mask);
					case KL -> terms(part.loss(), logits, tempered, mask);
					case DML -> terms(part.loss(), logits, answers, mask);
				});
			return values;
		};
	}

	private static NDList terms(final WeightedLoss loss, final Map<String, NDArray> logits,
		final Map<String, NDArray> targets, final NDArray mask)
	{
		final NDArray main = targets.get("main");
		return loss.terms(logits.get("main"), logits.get("aux"), main, targets.getOrDefault("aux", main), mask);
	}

	private Map<String, NDArray> answers(final NDArray images, final NDArray target, final NDArray mask,
		final long iteration)
	{
		final Map<String, NDArray> logs = new LinkedHashMap<>();
		teacher.logits(images).forEach((head, logits) -> {
			logs.put(head, logits.logSoftmax(1));
			logits.close();
		});
		final Map<String, NDArray> answers = calibration.apply(logs, target, mask, Seeds.of(seed, Seeds.Purpose.KEYS,
			iteration));
		logs.values().forEach(NDArray::close);
		return answers;
	}

	private Map<String, NDArray> temper(final Map<String, NDArray> probabilities) {
		final Map<String, NDArray> tempered = new LinkedHashMap<>();
		probabilities.forEach((head, p) -> {
			final NDArray power = Numbers.power(p, 1 / temperature);
			tempered.put(head, power.div(power.sum(new int[] { 1 }, true)));
		});
		return tempered;
	}

	@Override
	public NDArray total(final NDList terms) {
		NDArray sum = null;
		int first = 0;
		for (final Part part : parts) {
			final int n = part.loss().names().size();
			final NDArray weighted = Numbers.times(part.loss().total(terms.subNDList(first, first + n)), part.weight());
			sum = sum == null ? weighted : sum.add(weighted);
			first += n;
		}
		return sum;
	}

	@Override
	public void close() {
		teacher.close();
	}
}
