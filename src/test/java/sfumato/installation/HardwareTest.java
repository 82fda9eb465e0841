package sfumato.installation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

class HardwareTest {

	@Test
	void readsTheGpuListOfTheDriver() {
		final List<Hardware.Gpu> gpus = Hardware.gpus(List.of("NVIDIA H100 80GB HBM3, 550.54.15, 81559 MiB", "Quadro, 1, 2 MiB"));
		assertEquals("NVIDIA H100 80GB HBM3, 81559 MiB, driver 550.54.15", gpus.get(0).toString());
		assertEquals(2, gpus.size());
	}

	@Test
	void findsNoGpuInOtherOutput() {
		assertEquals(List.of(), Hardware.gpus(List.of("NVIDIA-SMI has failed because it couldn't communicate with the driver")));
	}

	@Test
	void findsProcessorAndMemory() {
		final Hardware h = Hardware.look();
		assertFalse(h.processor().isBlank());
		assertTrue(h.cores() > 0);
		assertTrue(h.memory() > Runtime.getRuntime().maxMemory() / 2);
	}
}
