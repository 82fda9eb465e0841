package sfumato.api;

import java.nio.file.Path;
import java.util.List;

import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;

/** A program that calls the API, as somebody's notebook would: without ImageJ around it. Prints what {@code ApiTest} looks at. */
final class ApiProgram {

	static final String MARK = "| ";

	private ApiProgram() {}

	static Img<UnsignedByteType> square(final int side, final int from, final int to, final int value) {
		final Img<UnsignedByteType> mask = ArrayImgs.unsignedBytes(side, side);
		final var c = mask.localizingCursor();
		while (c.hasNext()) {
			c.fwd();
			final boolean in = c.getIntPosition(0) >= from && c.getIntPosition(0) < to && c.getIntPosition(1) >= from && c.getIntPosition(1) < to;
			c.get().set(in ? value : 0);
		}
		return mask;
	}

	public static void main(final String[] args) throws Exception {
		final Path folder = Path.of(args[0]);
		try (Sfumato sfumato = Sfumato.create()) {
			System.out.println(MARK + "children " + ProcessHandle.current().children().count());
			final Img<UnsignedByteType> mask = square(32, 8, 24, 1), image = square(32, 8, 24, 200);
			final Model model = sfumato.train(Dataset.of(Image.of(image), Raters.of(List.of(mask, mask)))).preset("quick").network(
				"unet(encoder: plain, width: 4)").epochs(2).patch(32).checkpoint(0).threads(1).device("cpu").to(folder.resolve("model"));
			final SoftLabels predicted = sfumato.predict(image, model).threads(1).device("cpu").run();
			System.out.println(MARK + "children " + ProcessHandle.current().children().count());
			System.out.println(MARK + "libtorch " + isLoaded());
			double sum = 0;
			for (final var p : net.imglib2.view.Views.flatIterable(predicted.probability(1)))
				sum += p.get();
			System.out.println(MARK + "sum " + sum);
		}
		System.out.println(MARK + "windows " + java.awt.GraphicsEnvironment.isHeadless());
		System.exit(0);
	}

	/** Whether the library of the tensor engine is in the memory of this process. */
	private static boolean isLoaded() throws java.io.IOException {
		try (var lines = java.nio.file.Files.lines(Path.of("/proc/self/maps"))) {
			return lines.anyMatch(l -> l.contains("libtorch"));
		}
	}
}
