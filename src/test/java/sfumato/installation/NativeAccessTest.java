package sfumato.installation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

class NativeAccessTest {

	@Test
	void javaThatDoesNotWarnGetsNoOptions() {
		for (final int version : List.of(17, 21))
			assertEquals(List.of(), NativeAccess.options(version));
		for (final int version : List.of(24, 25))
			assertTrue(NativeAccess.options(version).contains("--enable-native-access=ALL-UNNAMED"));
	}

	@Test
	void thisJavaTakesItsOptions() throws Exception {
		final List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
		command.addAll(NativeAccess.options());
		command.add("-version");
		final Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		final String output = new String(process.getInputStream().readAllBytes());
		assertEquals(0, process.waitFor(), output);
	}
}
