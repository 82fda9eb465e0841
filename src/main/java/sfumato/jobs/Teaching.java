package sfumato.jobs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import sfumato.data.LoadedCase;
import sfumato.files.FileHash;
import sfumato.jobs.cases.DataSource;
import sfumato.jobs.records.TrainingRecord;
import sfumato.models.Model;
import sfumato.models.ModelDescription;
import sfumato.models.ModelFolder;
import sfumato.progress.Progress;
import sfumato.text.UserException;
import sfumato.training.Trainer;
import sfumato.training.distillation.Distillation;
import sfumato.training.distillation.TeacherModel;
import sfumato.training.settings.TrainingConfiguration;

/** A teacher in memory, and the changes that it makes to a training. */
final class Teaching {

	private final ModelDescription description;
	private final TeacherModel teacher;
	private final TrainingRecord.Teacher record;

	/**
	 * @param folder of the teacher; it is read at once, so that a training may replace that very folder
	 * @throws IOException if it is no model
	 * @throws UserException if the model is untrained
	 */
	Teaching(final Path folder, final Distillation distillation) throws IOException {
		final Model model = ModelFolder.read(folder);
		description = model.description();
		teacher = new TeacherModel(model, distillation);
		record = new TrainingRecord.Teacher(folder.toString(), FileHash.sha256(List.of(folder.resolve(ModelFolder.WEIGHTS))),
			distillation);
	}

	/** Reads the cases; without their raters if these are not asked. */
	List<LoadedCase> load(final DataSource data, final Progress progress) throws IOException {
		final Distillation how = record.distillation();
		if (how.needsLabels() && !data.hasLabels()) throw new UserException(
			JobMessages.noLabelMaps(data.title(), how.terms(), how.kde()));
		final List<LoadedCase> cases = how.needsLabels() ? data.load(progress) : data.loadImages(description
			.input().channels(), description.classes(), progress);
		teacher.requireSame(cases.get(0).image().numChannels(), cases.get(0).raters().numClasses());
		return cases;
	}

	Trainer trainer(final TrainingConfiguration student, final Workbench bench, final Progress progress) {
		progress.log(JobMessages.teacher(record.model(), description.network(), record.distillation().terms(),
			record.distillation().kde(), record.distillation().temperature()));
		return teacher.trainer(student, bench.device(), bench.loader(), progress);
	}

	TrainingRecord.Teacher record() {
		return record;
	}
}
