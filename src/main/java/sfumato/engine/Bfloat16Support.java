package sfumato.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import ai.djl.Device;
import ai.djl.util.cuda.CudaUtils;

/** Detects hardware support for bfloat16. */
final class Bfloat16Support {

	private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
	private static final List<String> FLAGS = List.of("amx_bf16", "avx512_bf16");
	/** NVIDIA's Ampere, as compute capability 8.0 without the point. */
	private static final int FIRST_GPU = 80;

	private Bfloat16Support() {}

	static boolean has(final Device device) {
		if (!device.isGpu()) return processorHas(PROCESSORS);
		return CudaUtils.hasCuda() && gpuHas(CudaUtils.getComputeCapability(device.getDeviceId()));
	}

	/**
	 * @param processors the kernel's description of them; only Linux has one, elsewhere the answer is no
	 */
	static boolean processorHas(final Path processors) {
		if (!Files.isReadable(processors)) return false;
		try (Stream<String> lines = Files.lines(processors)) {
			return lines.filter(l -> l.startsWith("flags")).findFirst().map(l -> List.of(l.split("\\s+"))).orElse(List.of())
				.stream().anyMatch(FLAGS::contains);
		}
		catch (final IOException e) {
			return false; // no news, as on systems that have no such list
		}
	}

	/** @param capability major and minor version in one number, e.g. {@code 86} */
	static boolean gpuHas(final String capability) {
		return Integer.parseInt(capability) >= FIRST_GPU;
	}
}
