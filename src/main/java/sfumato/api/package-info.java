/**
 * What other programs call: from raters to scores in a script, a plugin or a notebook.
 *
 * <pre>{@code
 * try (Sfumato sfumato = Sfumato.create()) {
 * 	Raters raters = Raters.of(List.of(mask1, mask2, mask3));
 * 	SoftLabels truth = sfumato.fuse(raters).run();
 * 	Model model = sfumato.train(Dataset.open("cells").cases("1-22")).preset("quick").to("model");
 * 	SoftLabels predicted = sfumato.predict(image, model).run();
 * 	Scores scores = sfumato.evaluate(predicted, truth).run();
 * 	System.out.println(scores.mean("Dice"));
 * }
 * }</pre>
 *
 * {@link sfumato.api.Sfumato} is the entrance. What it makes are builders: their defaults are those of the commands, their methods are
 * named as the keys of macros, and their last call does the work. Images are ImgLib2's or ImageJ's; they are read and never written to.
 * An image says its axes, {@code "XYC"} or {@code "XYZ"}; they are not guessed.
 * <p>
 * Scores are fractions, distances are in the unit of the image. What a caller can correct is an {@link sfumato.text.UserException} or, of
 * files, an {@link java.io.IOException}, in a sentence; what was cancelled is a {@link java.util.concurrent.CancellationException};
 * anything else is a bug.
 * <p>
 * This package alone is public: all others are internal and change without notice. Its signatures name its own types, Java's, ImgLib2's
 * and ImageJ's, and three others: {@link org.scijava.Context}, to share the process that computes with an application, and
 * {@link sfumato.training.TrainingMonitor} and {@link sfumato.jobs.cases.DataSource}, through which the commands hand over what they have
 * and show what happens. {@code docs/api.md} teaches it.
 */
package sfumato.api;
