package sfumato.jobs;

import java.util.List;
import java.util.Optional;

import sfumato.training.Distillation;
import sfumato.training.TrainingConfiguration;

/**
 * What {@code training.json} says: everything needed to train the same model again, and to find out whether the data are
 * still the same.
 *
 * @param software what trained the model
 * @param configuration every choice
 * @param used what was chosen where the configuration leaves it open
 * @param data what it was trained on
 * @param start whose weights it began with, if not random ones
 * @param teacher what it learned from beside labels, or instead of them
 */
public record TrainingRecord(String software, TrainingConfiguration configuration, Used used, Data data,
	Optional<Start> start, Optional<Teacher> teacher)
{

	/**
	 * @param patch side of the patches in pixels
	 * @param batch samples per step
	 * @param device what computed
	 * @param threads of the processor
	 * @param precision of the convolutions, {@code fp32} or {@code bf16}
	 * @param seconds the training took, with what came before an interruption
	 * @param ended how it came to its end
	 */
	public record Used(int patch, int batch, String device, int threads, String precision, double seconds,
		Ended ended) {}

	/**
	 * @param epochs that were completed
	 * @param reason why no more
	 * @param kept the epoch whose weights the model has
	 */
	public record Ended(int epochs, String reason, int kept) {}

	/**
	 * @param dataset its folder
	 * @param task name of the task
	 * @param cases in the order in which they were read
	 * @param validation cases that the network was tried on meanwhile
	 */
	public record Data(String dataset, String task, List<CaseRecord> cases, List<CaseRecord> validation) {}

	/**
	 * @param model its folder
	 * @param sha256 of its file of weights
	 */
	public record Start(String model, String sha256) {}

	/**
	 * @param model its folder
	 * @param sha256 of its file of weights
	 * @param distillation how it taught
	 */
	public record Teacher(String model, String sha256, Distillation distillation) {}

	/**
	 * @param name of the case
	 * @param size of its image
	 * @param raters how many
	 * @param sha256 of the image file followed by the label files, to recognise changed data
	 */
	public record CaseRecord(String name, String size, int raters, String sha256) {}
}
