package sfumato.api;

import java.io.IOException;
import java.util.List;

import sfumato.engine.SelfTest;
import sfumato.jobs.CheckJob;

/**
 * Tests the tensor engine and its device; {@code Check Sfumato...} in a script.
 *
 * <pre>{@code
 * EngineCheck.Result engine = sfumato.checkEngine().device("gpu").run();
 * System.out.println(engine.device() + ": " + (engine.passed() ? "computes as it should" : "do not trust it"));
 * }</pre>
 */
public final class EngineCheck extends Computation<EngineCheck> {

	/**
	 * What was found.
	 *
	 * @param device in words
	 * @param isGpu whether it is one
	 * @param version of PyTorch
	 * @param folder that the library was loaded from
	 * @param tooOld libraries that are older than the engine needs, in a sentence each
	 * @param isExact whether a known value and its gradient come out
	 * @param network that was trained for the test
	 * @param firstLoss before the training
	 * @param lastLoss after it
	 * @param predictionMillis milliseconds per image of {@code side} x {@code side} pixels in a prediction
	 * @param trainingMillis likewise in a training
	 * @param side of these images
	 * @param passed whether the device computes as it should
	 */
	public record Result(String device, boolean isGpu, String version, String folder, List<String> tooOld, boolean isExact, String network,
		double firstLoss, double lastLoss, double predictionMillis, double trainingMillis, int side, boolean passed)
	{}

	EngineCheck(final Sfumato sfumato) {
		super(sfumato);
	}

	@Override
	EngineCheck self() {
		return this;
	}

	/**
	 * Tests.
	 *
	 * @throws IOException in a sentence, if the engine is not installed or there is no such device
	 */
	public Result run() throws IOException {
		final CheckJob.Result r = sfumato.run(new CheckJob(compute()), sfumato.progress());
		final SelfTest.Result t = r.test();
		return new Result(r.device(), r.gpu(), r.version(), r.folder(), List.copyOf(r.tooOld()), t.exact(), t.network(), t.firstLoss(), t
			.lastLoss(), t.forwardMillis(), t.backwardMillis(), SelfTest.SIDE, t.passed());
	}
}
