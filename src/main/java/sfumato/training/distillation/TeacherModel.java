package sfumato.training.distillation;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import sfumato.data.normalization.Normalization;
import sfumato.engine.Folded;
import sfumato.engine.Mode;
import sfumato.engine.Network;
import sfumato.engine.Parameters;
import sfumato.engine.TensorDevice;
import sfumato.losses.WeightedLoss;
import sfumato.methods.Methods;
import sfumato.models.Model;
import sfumato.networks.Decoder;
import sfumato.networks.NetworkGraph;
import sfumato.progress.Progress;
import sfumato.text.UserException;
import sfumato.training.Objective;
import sfumato.training.Trainer;
import sfumato.training.settings.TrainingConfiguration;

/**
 * A model that serves as the teacher of another, perhaps smaller, network: {@link #trainer} makes the student's trainer. Encoders and
 * decoders may differ; channels, classes and normalization may not. The teacher's own probabilities are learned: what recalibration is
 * stored in its model is left out, because it was made for whole images.
 */
public final class TeacherModel {

	private final Model model;
	private final Distillation distillation;

	/** @throws UserException if the model has not been trained */
	public TeacherModel(final Model model, final Distillation distillation) {
		this.model = model.trained();
		this.distillation = distillation;
	}

	/**
	 * A trainer whose student learns from this teacher.
	 *
	 * @param student what is trained and how
	 * @param progress is told what a person should know before it begins
	 * @throws UserException if the student's images are normalized in another way, or nothing of its
	 *           loss would count
	 */
	public Trainer trainer(final TrainingConfiguration student, final TensorDevice device, final Executor loader,
		final Progress progress)
	{
		final String normalization = Methods.of(Normalization.class).complete(model.description().input().normalization())
			.toString();
		if (!normalization.equals(student.normalization())) throw new UserException(DistillationMessages.otherNormalization(name(),
			normalization, student.normalization()));
		final int patch = student.sampling().patch(), multiple = model.graph().sizeMultiple();
		if (patch % multiple != 0) throw new UserException(DistillationMessages.patchMultiple(patch, multiple, name()));
		distillation.requireTerms(student.loss());
		final List<String> wrong = WeightedLoss.parseForTeacher(student.loss(), distillation.temperature())
			.namesForHardTargetsOnly();
		if (!wrong.isEmpty()) progress.log(DistillationMessages.hardLoss(String.join(" and ", wrong)));
		if (model.recalibration().isPresent()) progress.log(DistillationMessages.recalibrationLeftOut(name()));
		return new Trainer(student, device, loader, objectives(student, progress));
	}

	/**
	 * Checks that the data are such as the teacher knows.
	 *
	 * @throws UserException naming the numbers of channels or classes that differ
	 */
	public void requireSame(final int channels, final int classes) {
		final int itsChannels = model.description().input().channels(), itsClasses = model.description().classes().size();
		if (channels == itsChannels && classes == itsClasses) return;
		throw new UserException(DistillationMessages.teacherShape(name(), itsChannels, itsClasses, channels, classes));
	}

	private String name() {
		return model.description().name();
	}

	private Objective.Factory objectives(final TrainingConfiguration student, final Progress progress) {
		final NetworkGraph graph = model.graph();
		final boolean aux = graph.hasOutput("aux") && Methods.of(Decoder.class).create(student.network()).network(graph
			.inputChannels(), graph.numClasses()).hasOutput("aux");
		return new Objective.Factory() {

			@Override
			public Objective create(final NDManager manager) {
				return new DistillationObjective(student.loss(), student.labels().isHard(), distillation, student.sampling()
					.seed(), onDevice(manager, aux, progress));
			}

			@Override
			public int sizeMultiple() {
				return graph.sizeMultiple();
			}
		};
	}

	/** @param aux whether the auxiliary head is to answer, too; otherwise less has to be computed */
	Teacher onDevice(final NDManager parent, final boolean aux, final Progress progress) {
		final NDManager manager = parent.newSubManager();
		final Folded run = aux ? new Folded(model.graph(), model.weights()) : Folded.of(model.graph(), "main", model.weights());
		final Parameters parameters = Parameters.of(manager, run.graph(), run.weights());
		final Network network = Network.fastest(run.graph(), manager, progress);
		return new Teacher() {

			@Override
			public Map<String, NDArray> logits(final NDArray images) {
				return network.forward(images, parameters, Mode.evaluation());
			}

			@Override
			public void close() {
				network.close();
				manager.close();
			}
		};
	}
}
