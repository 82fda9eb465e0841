package sfumato.fusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;

import sfumato.GeneratedDatasets;
import sfumato.LocalData;
import sfumato.NeedsLocalData;
import sfumato.labels.HardRaters;
import sfumato.labels.ProbabilityMap;
import sfumato.metrics.BinarizedDice;
import sfumato.metrics.ConfusionMatrix;

/** Raters of real images, against what other people's programs counted of them. */
class RealRatersTest {

	@TempDir
	private Path generated;

	@ParameterizedTest
	@ValueSource(strings = { "qubiq_brain_growth", "qubiq_kidney" })
	@NeedsLocalData(variant = "diceOfDiscsMatchesCountedValues")
	void diceWithTheMajorityMatchesKnownValues(final String set) throws IOException {
		checkAgainstItsTable(LocalData.folder(set));
	}

	@ParameterizedTest
	@ValueSource(ints = { 3, 7 })
	void diceOfDiscsMatchesCountedValues(final int raters) throws IOException {
		checkAgainstItsTable(GeneratedDatasets.write(generated, GeneratedDatasets.Format.NIFTI, 11, raters, 61, 48));
	}

	private static void checkAgainstItsTable(final Path folder) throws IOException {
		final List<String> lines = Files.readAllLines(folder.resolve("stats.csv"));
		final List<String> header = List.of(lines.get(0).split(","));
		int cases = 0;
		for (final String line : lines.subList(1, lines.size())) {
			final String[] row = line.split(",");
			if (!Files.isDirectory(folder.resolve(row[0]))) continue;
			final HardRaters raters = raters(folder.resolve(row[0]), Integer.parseInt(row[1]));
			final double[] dice = MajorityDice.dice(raters);
			for (int r = 0; r < dice.length; r++)
				assertEquals(Double.parseDouble(row[header.indexOf("dice_r01") + r]), dice[r], 6e-7, row[0] + " rater " + (r + 1));
			final ProbabilityMap majority = new Majority().fuse(raters);
			final ConfusionMatrix self = ConfusionMatrix.of(majority, majority);
			assertEquals(Double.parseDouble(row[header.indexOf("frac_majority")]), (double) self.truePositives(1) / self.total(),
				6e-7);
			checkSoftFusions(raters, majority, row[0]);
			cases++;
		}
		assertTrue(cases > 10, folder + " holds only " + cases + " cases");
	}

	/** Averages of an odd number of raters have the majority as their arg-max, and are nearer to each other than to it. */
	private static void checkSoftFusions(final HardRaters raters, final ProbabilityMap majority, final String name) {
		final ProbabilityMap average = new Average().fuse(raters);
		final ProbabilityMap weighted = new DiceWeighted().fuse(raters);
		ProbabilityMap.checked(weighted.image(), weighted.classes());
		assertEquals(1, ConfusionMatrix.of(average, majority).dice(1), name);
		final BinarizedDice bdice = new BinarizedDice();
		assertEquals(1, bdice.evaluate(average, average), name);
		assertTrue(bdice.evaluate(weighted, average) > bdice.evaluate(majority, average), name);
	}

	private static HardRaters raters(final Path folder, final int n) throws IOException {
		final List<RandomAccessibleInterval<FloatType>> images = new ArrayList<>();
		for (int r = 1; r <= n; r++)
			images.add(mask(folder.resolve("task01_seg0" + r + ".nii.gz")));
		return HardRaters.of(IntStream.rangeClosed(1, n).mapToObj(Integer::toString).toList(), images, OptionalInt.of(2),
			OptionalInt.empty());
	}

	/** As much of NIfTI-1 as these files use: little endian, bytes or floats, flat. */
	private static RandomAccessibleInterval<FloatType> mask(final Path file) throws IOException {
		try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
			final ByteBuffer bytes = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
			final int width = bytes.getShort(42);
			final int height = bytes.getShort(44);
			final boolean isFloat = bytes.getShort(70) == 16;
			final int start = (int) bytes.getFloat(108);
			final float[] values = new float[width * height];
			for (int i = 0; i < values.length; i++)
				values[i] = isFloat ? bytes.getFloat(start + 4 * i) : bytes.get(start + i);
			return ArrayImgs.floats(values, width, height);
		}
	}
}
