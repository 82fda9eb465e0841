package sfumato.jobs;

import java.util.List;

import sfumato.engine.SelfTest;
import sfumato.engine.TensorDevice;
import sfumato.installation.Libraries;
import sfumato.methods.Methods;
import sfumato.networks.Decoder;
import sfumato.progress.Progress;

/** Tests the device of jobs, in the process that runs them. */
public record CheckJob(Compute compute) implements Job<CheckJob.Result> {

	/** The default network. */
	private static final String NETWORK = "unet(encoder: resnet18d)";

	/**
	 * @param device for people
	 * @param gpu whether it is one
	 * @param version of PyTorch
	 * @param folder that the library was loaded from
	 * @param tooOld libraries of the child process, see {@link Libraries#tooOld}
	 * @param test how it went
	 */
	public record Result(String device, boolean gpu, String version, String folder, List<String> tooOld, SelfTest.Result test) {}

	@Override
	public String title() {
		return "a check of the installation";
	}

	@Override
	public long bytes() {
		return 0;
	}

	@Override
	public Result execute(final Workbench bench, final Progress progress) {
		final TensorDevice device = bench.device();
		final SelfTest.Result test = SelfTest.run(device, Methods.of(Decoder.class).create(NETWORK), NETWORK, progress);
		return new Result(device.toString(), device.isGpu(), device.engine().version(), device.engine().folder()
			.toString(), Libraries.tooOld(CheckJob.class.getClassLoader(), true), test);
	}
}
