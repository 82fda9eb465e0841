package sfumato.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sfumato.fusion.LabelFusion;
import sfumato.methods.Methods;

class FuseMacroTest {

	@Test
	void macroComparesAllMethods(@TempDir final Path output) throws Exception {
		final String summary = MacroRunner.run(Files.readString(Path.of("macros", "01_fuse_raters.ijm")), "output=" + output)
			.value();
		for (final String method : Methods.of(LabelFusion.class).names())
			if (!method.equals("soft-staple")) assertTrue(summary.contains(method), method);
		final long[] certain = summary.lines().filter(line -> line.matches("(intersection|majority|union): .*")).mapToLong(
			line -> Long.parseLong(line.replaceFirst(".*: (\\d+) certain.*", "$1"))).toArray();
		assertTrue(certain[1] < certain[0] && certain[0] < certain[2], summary);
		assertEquals(1, Files.list(output).count());
	}
}
