package sfumato.jobs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import sfumato.progress.Progress;
import sfumato.training.distillation.Distillation;

/**
 * Trains a student network with a teacher (knowledge distillation), and writes a model folder. If neither its terms nor the
 * calibration of the teacher ask for labels, the data need no label maps.
 *
 * @param student the training of the student
 * @param teacher the teacher's model folder
 * @param distillation how the teacher teaches
 */
public record DistillJob(TrainJob student, Path teacher, Distillation distillation) implements Job<Path> {

	@Override
	public String title() {
		return JobMessages.title("the distillation", student.output());
	}

	@Override
	public long bytes() throws IOException {
		return student.bytes() + JobMemory.prediction(teacher);
	}

	@Override
	public List<Path> written() {
		return student.written();
	}

	/** @return the student's model folder */
	@Override
	public Path execute(final Workbench bench, final Progress progress) throws IOException {
		return student.execute(bench, progress, Optional.of(this));
	}

	/** Reads the teacher. */
	Teaching teaching() throws IOException {
		return new Teaching(teacher, distillation);
	}

	@Override
	public Compute compute() {
		return student.compute();
	}
}
