package sfumato.engine.counting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.Test;

import ai.djl.Device;

import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;

import sfumato.calibration.ExpectedCalibrationError;
import sfumato.calibration.ExpectedCalibrationError.Of;
import sfumato.calibration.ReliabilityDiagram;
import sfumato.engine.EngineTests;
import sfumato.engine.TensorDevice;
import sfumato.labels.Comparison;
import sfumato.labels.ProbabilityMap;
import sfumato.labels.TestMaps;
import sfumato.metrics.ConfusionMatrix;
import sfumato.progress.Progress;

/** Counts on every device are bit-identical to counts on the CPU. */
class ComparisonTensorsTest extends EngineTests {

	/** Two and three classes, several blocks, ties, certain pixels, edges of bins, a region, and unlabelled pixels. */
	private static List<Comparison> images() {
		final double[] special = { 0, 1, 0.5, 0.1, 0.2, 0.3, 0.6, 0.7, 0.9, 1e-9, 0.99999994, 0.49999997 };
		final Img<UnsignedByteType> region = ArrayImgs.unsignedBytes(300, 250);
		int i = 0;
		for (final UnsignedByteType v : region)
			v.set(i++ % 7 == 0 ? 0 : 1);
		final Comparison two = Comparison.of(TestMaps.randomMap(1, 2, 300, 250), TestMaps.randomMap(2, 2, 300, 250));
		final ProbabilityMap some = TestMaps.randomMap(5, 3, 300, 250);
		some.unlabelOutside(region);
		return List.of(Comparison.of(TestMaps.randomMap(6, 3, 300, 250), some), Comparison.of(TestMaps.binary(special), TestMaps.binary(0, 1, 0.5, 1, 0, 1, 1, 0, 1, 0, 1, 0)), two, two
			.within(region), Comparison.of(TestMaps.randomMap(3, 3, 200, 150, 4), TestMaps.randomMap(4, 3, 200, 150, 4)));
	}

	@Test
	void countsLabelsAsOnTheCpu() throws Exception {
		for (final Comparison images : images()) {
			final ConfusionMatrix expected = ConfusionMatrix.of(images);
			onEveryDevice(device -> {
				final ConfusionMatrix found = ComparisonTensors.labels(images, device, Progress.none());
				for (int r = 0; r < images.numClasses(); r++)
					for (int p = 0; p < images.numClasses(); p++)
						assertEquals(expected.count(r, p), found.count(r, p), r + " as " + p + " on " + device);
			});
		}
	}

	@Test
	void countsConfidencesAsOnTheCpu() throws Exception {
		for (final Comparison images : images())
			for (final Of of : Of.values())
				for (final int bins : new int[] { 1, 10, 15 }) {
					final ReliabilityDiagram expected = new ExpectedCalibrationError(new ExpectedCalibrationError.Options(bins,
						sfumato.calibration.Binning.WIDTH, of, 0)).diagram(List.of(images));
					onEveryDevice(device -> {
						final ReliabilityDiagram found = ComparisonTensors.confidences(images, of, bins, device, Progress.none());
						for (int b = 0; b < bins; b++) {
							assertEquals(expected.count(b), found.count(b), of + " " + b + " on " + device);
							assertEquals(expected.accuracy(b), found.accuracy(b), 0, of + " " + b + " on " + device);
							assertEquals(expected.meanConfidence(b), found.meanConfidence(b), 0, of + " " + b + " on " + device);
						}
						assertEquals(expected.expectedError(), found.expectedError(), 0);
						assertEquals(expected.expectedError(), found.plus(ReliabilityDiagram.empty(bins)).expectedError(), 0);
					});
				}
	}

	private interface OnDevice {

		void run(TensorDevice device);
	}

	private void onEveryDevice(final OnDevice work) throws Exception {
		thread().call(() -> {
			for (final Device device : thread().engine().devices())
				work.run(new TensorDevice(thread().engine(), device));
			return null;
		});
	}
}
