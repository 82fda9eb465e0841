package sfumato.commands;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import net.imagej.patcher.LegacyInjector;

import org.scijava.Cancelable;
import org.scijava.command.Command;
import org.scijava.command.CommandService;

import ij.IJ;
import ij.ImagePlus;

import sfumato.commands.predict.PredictSegmentation;
import sfumato.standalone.EmbeddedImageJ;

/**
 * A process like Fiji: without the tensor engine on its class path. Tells a {@link Story}, then has the child killed in the middle of
 * a training and of a prediction, and prints what users see.
 */
final class WithoutEngine {

	/** A line of these is for the test. */
	static final String MARK = "| ";

	private WithoutEngine() {}

	public static void main(final String[] args) throws Exception {
		LegacyInjector.preinit();
		Program.run(Path.of(args[0]));
		System.exit(0);
	}

	/** Apart, because classes of ImageJ 1 must not be loaded before they are patched. */
	private static final class Program {

		static void run(final Path folder) throws Exception {
			boolean found = true;
			try {
				Class.forName("ai.djl.ndarray.NDManager");
			}
			catch (final ClassNotFoundException e) {
				found = false;
			}
			print(List.of("engine " + found));
			final EmbeddedImageJ imagej = EmbeddedImageJ.start();
			final Story story = new Story(imagej, folder);
			print(story.tell());
			final AtomicInteger countdown = new AtomicInteger();
			imagej.onStatus(event -> {
				if (event.getStatusMessage() != null && event.getStatusMessage().matches("(Epoch|Predicting).*") && countdown
					.decrementAndGet() == 0) ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
			});
			final ImagePlus image = IJ.createImage("large", "8-bit ramp", 700, 600, 4);
			print(List.of(Story.pixels(image)));
			countdown.set(2);
			print(List.of(story.macro("run('Train Network...', 'dataset=[" + folder.resolve("data") +
				"] network=[unet(encoder: plain, width: 4)] epochs=100000 patch=32 window=false threads=1 device=cpu output=[" + folder
					.resolve("killed") + "]');")));
			countdown.set(2);
			for (int i = 0; i < 2; i++) {
				final Command command = predict(imagej, folder, image);
				print(List.of(String.valueOf(((Cancelable) command).getCancelReason()), Story.pixels(image)));
				countdown.set(Integer.MAX_VALUE);
			}
			imagej.close(); // ends the child, too
			print(List.of("children " + ProcessHandle.current().children().count()));
		}

		private static Command predict(final EmbeddedImageJ imagej, final Path folder, final ImagePlus image) throws Exception {
			return (Command) imagej.context().service(CommandService.class).run(PredictSegmentation.class, true, "image", image, "model",
				folder.resolve("model").toFile(), "tile", 64, "threads", 1, "device", "cpu").get().getDelegateObject();
		}

		private static void print(final List<String> lines) {
			lines.forEach(line -> System.out.println(MARK + line));
		}
	}
}
