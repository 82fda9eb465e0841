package sfumato.jobs.child;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sfumato.Says.assertSays;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.cell.LazyCellImg;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import sfumato.Says;
import sfumato.calibration.ReliabilityDiagram;
import sfumato.data.LabelledStack;
import sfumato.fusion.Average;
import sfumato.fusion.LabelFusion;
import sfumato.jobs.Compute;
import sfumato.jobs.FuseJob;
import sfumato.jobs.Job;
import sfumato.jobs.PredictFolderJob;
import sfumato.jobs.Shard;
import sfumato.labels.HardRaters;
import sfumato.labels.LabelClass;
import sfumato.labels.PixelBlocks;
import sfumato.labels.ProbabilityMap;
import sfumato.labels.SoftRaters;
import sfumato.labels.TestMaps;
import sfumato.metrics.ConfusionMatrix;
import sfumato.planes.PlaneSink;
import sfumato.planes.PlaneSource;
import sfumato.prediction.PlaneBox;
import sfumato.prediction.PredictionOutput;
import sfumato.prediction.PredictionSettings;
import sfumato.progress.Progress;

class PixelFilesTest {

	@TempDir
	private Path folder;

	private static Img<FloatType> image(final long... dims) {
		final Img<FloatType> image = ArrayImgs.floats(dims);
		float v = 0.1f;
		for (final FloatType p : image)
			p.set(v += 0.37f);
		return image;
	}

	private static float[] values(final RandomAccessibleInterval<FloatType> of) {
		final List<Float> values = new ArrayList<>();
		for (final FloatType v : Views.flatIterable(of))
			values.add(v.get());
		final float[] array = new float[values.size()];
		for (int i = 0; i < array.length; i++)
			array[i] = values.get(i);
		return array;
	}

	@ParameterizedTest
	@ValueSource(longs = { 1 << 30, 4 * 37 * 5, 4 * 37, 1 })
	void mapsWhatItWrites(final long longest) {
		final PixelFiles files = new PixelFiles(folder, "a", Progress.none(), longest);
		final Img<FloatType> image = image(37, 23, 2, 3);
		final Img<FloatType> mapped = files.mapFloats(files.writeFloats(image));
		assertEquals(longest < 1 << 20, mapped instanceof LazyCellImg);
		assertArrayEquals(image.dimensionsAsLongArray(), mapped.dimensionsAsLongArray());
		assertArrayEquals(values(image), values(mapped));
		// as loops over blocks read it
		final ProbabilityMap map = ProbabilityMap.of(mapped, LabelClass.defaults(3)), whole = ProbabilityMap.of(image, LabelClass
			.defaults(3));
		for (final var block : PixelBlocks.blocks(map.spatialDimensions()))
			assertArrayEquals(PixelBlocks.read(whole, block), PixelBlocks.read(map, block));
	}

	@Test
	void writesViewsInTheirOrder() {
		final PixelFiles files = new PixelFiles(folder, "a", Progress.none());
		final RandomAccessibleInterval<FloatType> view = Views.interval(Views.permute(image(20, 30, 4), 0, 2), new long[] { 1, 7,
			3 }, new long[] { 3, 20, 18 });
		assertArrayEquals(values(view), values(files.mapFloats(files.writeFloats(view))));
		// wider than a block of a loop
		final Img<FloatType> wide = image(70_001, 2, 1);
		assertArrayEquals(values(wide), values(files.mapFloats(files.writeFloats(wide))));
	}

	@Test
	void writesLabelsAsBytes() throws IOException {
		final PixelFiles files = new PixelFiles(folder, "a", Progress.none(), 300);
		final Img<UnsignedByteType> labels = ArrayImgs.unsignedBytes(19, 41, 2);
		int i = 0;
		for (final UnsignedByteType l : labels)
			l.set(i++ % 256);
		final PixelFiles.Stored stored = files.writeBytes(labels);
		assertEquals(19 * 41 * 2, Files.size(folder.resolve(stored.file())));
		final Img<UnsignedByteType> mapped = files.mapBytes(stored);
		for (final var block : PixelBlocks.blocks(labels.dimensionsAsLongArray()))
			assertArrayEquals(PixelBlocks.read(labels, block), PixelBlocks.read(mapped, block));
	}

	@Test
	void refusesReadOnlyFolders() {
		final PixelFiles files = new PixelFiles(folder.resolve("gone").resolve("too").resolve("pixels"), "a", Progress.none());
		assertSays(ChildMessages.notHandedOver(4, folder.resolve("gone"), Says.ANY), assertThrows(UncheckedIOException.class, () ->
			files.writeFloats(image(1000, 1000, 1))).getCause().getMessage());
	}

	/** Both ends in this process, with a call instead of a line between them. */
	@Test
	void exchangesPlanesOfTheParentInChunks() throws IOException {
		final float[] image = values(image(6, 8, 2, 3)); // X, Y, C, plane
		final List<float[]> taken = new ArrayList<>();
		final PlaneSource source = new PlaneSource() {

			@Override
			public int width() {
				return 6;
			}

			@Override
			public int height() {
				return 8;
			}

			@Override
			public int channels() {
				return 2;
			}

			@Override
			public long planes() {
				return 3;
			}

			@Override
			public void read(final long plane, final int firstRow, final int rows, final FloatBuffer into) throws IOException {
				if (plane == 2) throw new IOException("The third plane is broken.");
				for (int c = 0; c < 2; c++)
					into.put(image, (int) ((plane * 2 + c) * 8 + firstRow) * 6, rows * 6);
			}
		};
		final PlaneSink sink = (plane, firstRow, rows, probabilities) -> {
			final float[] values = new float[probabilities.remaining()];
			probabilities.get(values);
			taken.add(values);
		};
		final PlaneServer server = new PlaneServer(new PixelFiles(folder, "parent", Progress.none()));
		final PixelFiles files = new PixelFiles(folder, "child", Progress.none());
		final Planes.Parent parent = request -> {
			if (request.withNumber(1) instanceof final ChildEvent.Read r) server.serve(r);
			else server.serve((ChildEvent.Write) request.withNumber(1));
		};
		final PlaneSource far = Planes.source(server.offer(source), files, parent);
		final PlaneSink away = Planes.sink(server.offer(sink), files, parent);
		assertEquals(List.of(6L, 8L, 2L, 3L), List.of((long) far.width(), (long) far.height(), (long) far.channels(), far.planes()));
		for (final int[] piece : new int[][] { { 0, 0, 3 }, { 1, 2, 6 }, { 1, 7, 1 } }) {
			final FloatBuffer expected = FloatBuffer.allocate(2 * 6 * piece[2]), got = FloatBuffer.allocate(2 * 6 * piece[2] + 5);
			source.read(piece[0], piece[1], piece[2], expected);
			far.read(piece[0], piece[1], piece[2], got);
			assertEquals(expected.position(), got.position());
			assertEquals(expected.flip(), got.flip());
			away.write(piece[0], piece[1], piece[2], got);
			assertArrayEquals(expected.array(), taken.get(taken.size() - 1));
		}
		assertEquals("The third plane is broken.", assertThrows(IOException.class, () -> far.read(2, 0, 1, FloatBuffer.allocate(12)))
			.getMessage());
		try (Stream<Path> left = Files.list(folder)) {
			assertEquals(2, left.count(), "one file for each image");
		}
	}

	/** On Linux and macOS a process gives up its locks on a file when it closes it anywhere. */
	@Test
	void keepsFoldersOfRunningProcesses() throws Exception {
		try (Exchange first = Exchange.create(); Exchange second = Exchange.create()) {
			final Process other = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", System
				.getProperty("java.class.path"), ExchangeProgram.class.getName()).redirectErrorStream(true).redirectOutput(
					ProcessBuilder.Redirect.DISCARD).start();
			assertEquals(0, other.waitFor());
			assertTrue(Files.exists(first.folder().resolve("lock")));
			assertTrue(Files.exists(second.folder().resolve("lock")));
		}
	}

	@Test
	void deletesFoldersOfKilledProcesses() throws IOException {
		final Path abandoned = Files.createTempDirectory("sfumato-jobs-");
		Files.write(abandoned.resolve("lock"), new byte[1]);
		final Path begun = Files.createTempDirectory("sfumato-jobs-");
		Files.createFile(begun.resolve("lock"));
		Files.write(abandoned.resolve("pixels"), new byte[10]);
		try (Exchange held = Exchange.create(); Exchange other = Exchange.create()) {
			assertFalse(Files.exists(abandoned));
			assertTrue(Files.exists(begun), "its owner is about to hold it");
			Exchange.delete(begun, true);
			assertTrue(Files.exists(held.folder()));
			final Path piece = Files.write(Exchange.pixels(held.folder()).resolve("piece"), new byte[10]);
			held.clear();
			assertFalse(Files.exists(piece));
			assertTrue(Files.exists(held.temporary()), "the child still needs it");
			other.close();
			assertFalse(Files.exists(other.folder()));
			assertTrue(Files.exists(held.folder().resolve("lock")));
		}
	}

	@Test
	void decodesResultsToTheTypeOfTheJob() {
		final Messages messages = Messages.with(new PixelFiles(folder, "a", Progress.none()));
		final ProbabilityMap map = TestMaps.randomMap(1, 3, 9, 7);
		final FuseJob job = new FuseJob(new Average(), TestMaps.randomRaters(2, 3, 3, 9, 7), Compute.auto());
		final ProbabilityMap back = messages.result(job, messages.result(job, map));
		assertArrayEquals(TestMaps.values(map), TestMaps.values(back));
		assertEquals(map.classes(), back.classes());
		final FuseJob again = (FuseJob) messages.job(messages.line(job));
		assertArrayEquals(TestMaps.values(new Average().fuse(job.raters())), TestMaps.values(again.method().fuse(again.raters())));
		assertEquals(job.raters().names(), again.raters().names());
	}

	@Test
	void folderJobsSurviveTheRoundTrip() {
		final Messages messages = Messages.with(new PixelFiles(folder, "a", Progress.none()));
		final PredictFolderJob job = new PredictFolderJob(Path.of("in"), "1-3", List.of(Path.of("a"), Path.of("b")), Path.of("out"),
			Set.of(PredictFolderJob.Format.PNG, PredictFolderJob.Format.ROIS), Set.of(PredictionOutput.LABELS, PredictionOutput.UNCERTAINTY),
			new PredictionSettings(64, 16, true, false, Optional.of(new PlaneBox(1, 2, 3, 4))), new Shard(2, 5), true, Compute.auto());
		assertEquals(job, messages.job(messages.line(job)));
	}

	/** Every component of every job is of a type that travels: no job has to be run to know that it can be. */
	@Test
	void everyJobSurvivesTheRoundTrip() {
		for (final Class<?> job : Job.class.getPermittedSubclasses()) {
			check(job, job.getSimpleName(), new HashSet<>());
			for (final Type t : job.getGenericInterfaces())
				check(((ParameterizedType) t).getActualTypeArguments()[0], "what " + job.getSimpleName() + " gives back",
					new HashSet<>());
		}
	}

	private static final Set<Class<?>> PLAIN = Set.of(String.class, int.class, long.class, double.class, boolean.class,
		Integer.class, Long.class, Double.class, Path.class, LabelFusion.class, RandomAccessibleInterval.class,
		ProbabilityMap.class, HardRaters.class, SoftRaters.class, LabelledStack.class, PlaneSource.class, PlaneSink.class,
		ConfusionMatrix.class, ReliabilityDiagram.class);

	private static void check(final Type type, final String where, final Set<Type> met) {
		if (!met.add(type)) return;
		if (type instanceof final ParameterizedType p && p.getRawType() != RandomAccessibleInterval.class) {
			assertTrue(Set.of(List.class, Set.class, Optional.class, Map.class).contains(p.getRawType()), where + ": " + type);
			for (final Type of : p.getActualTypeArguments())
				check(of, where, met);
			return;
		}
		final Class<?> c = (Class<?>) (type instanceof final ParameterizedType p ? p.getRawType() : type);
		if (PLAIN.contains(c) || c.isEnum()) return;
		if (c.isSealed()) for (final Class<?> one : c.getPermittedSubclasses())
			check(one, where, met);
		else {
			assertTrue(c.isRecord(), where + " has a " + c);
			for (final RecordComponent component : c.getRecordComponents())
				check(component.getGenericType(), where + "." + component.getName(), met);
		}
	}
}
