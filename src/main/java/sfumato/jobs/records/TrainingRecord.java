package sfumato.jobs.records;

import java.util.List;
import java.util.Optional;

import sfumato.training.distillation.Distillation;
import sfumato.training.settings.TrainingConfiguration;

/**
 * The contents of {@code training.json}: everything needed to train the same model again, and to check that the data are unchanged.
 *
 * @param software what trained the model
 * @param configuration all settings
 * @param used the values chosen where the configuration leaves them open
 * @param data the training data
 * @param start the model of the initial weights, if not random
 * @param teacher the teacher, if it was distilled
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
	 * @param ended why it stopped
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
	 * @param dataset its folder; empty if the images were open
	 * @param task name of the task
	 * @param open the images, if they were open
	 * @param ignore the mark of unlabelled pixels, if the training set it; else empty
	 * @param cases in the order in which they were read
	 * @param validation validation cases
	 */
	public record Data(String dataset, String task, Optional<Opened> open, String ignore, List<CaseRecord> cases, List<CaseRecord> validation) {}

	/**
	 * @param images the stack of images
	 * @param labels what they were labelled with; empty if not at all
	 */
	public record Opened(OpenImage images, Optional<OpenImage> labels) {}

	/**
	 * @param title of the window
	 * @param file it was read from or saved to, if it is known
	 * @param size of the images: width, height, planes if there are several, channels
	 * @param sha256 of its values as they were understood, to recognise changed data
	 */
	public record OpenImage(String title, Optional<String> file, String size, String sha256) {}

	/**
	 * @param model its folder
	 * @param sha256 of its file of weights
	 */
	public record Start(String model, String sha256) {}

	/**
	 * @param model its folder
	 * @param sha256 of its file of weights
	 * @param distillation the distillation settings
	 */
	public record Teacher(String model, String sha256, Distillation distillation) {}

	/**
	 * @param name of the case
	 * @param size of its image
	 * @param raters how many
	 * @param sha256 of the image file followed by the label files, or of the values of both if they were open, to recognise changed data
	 */
	public record CaseRecord(String name, String size, int raters, String sha256) {}
}
