package sfumato.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;
import org.scijava.command.CommandInfo;
import org.scijava.module.ModuleItem;
import org.scijava.plugin.SciJavaPlugin;

import sfumato.calibration.CalibrationError;
import sfumato.calibration.Recalibrator;
import sfumato.data.Normalization;
import sfumato.fusion.LabelFusion;
import sfumato.labels.LabelSmoothing;
import sfumato.losses.Loss;
import sfumato.methods.Methods;
import sfumato.metrics.SegmentationMetric;
import sfumato.models.ModelExport;
import sfumato.networks.Decoder;
import sfumato.networks.Encoder;
import sfumato.statistics.SignificanceTest;
import sfumato.training.TeacherCalibration;

/** What docs/commands.md says of commands, keys and methods is what there is. */
class DocumentationTest {

	private static final Pattern ROW = Pattern.compile("\\| \\[`(.+?\\.\\.\\.)`]\\(#.*?\\| .* \\| (.*) \\|");

	private final String page = read(Path.of("docs/commands.md"));

	/** The commands that are shipped; tests have one of their own. */
	private static List<CommandInfo> commands() {
		return CommandContractTest.commands().filter(c -> !c.getTitle().startsWith("Probe")).toList();
	}

	@Test
	void theTableOfCommandsHasEveryCommandWithItsKeys() {
		final Set<String> documented = new TreeSet<>(), existing = new TreeSet<>();
		final Matcher row = ROW.matcher(page);
		while (row.find())
			documented.add(row.group(1) + " " + Arrays.stream(row.group(2).replace("`", "").split(" ")).sorted().toList());
		for (final CommandInfo c : commands())
			existing.add(c.getMenuPath().getLeaf().getName() + " " + StreamSupport.stream(c.inputs().spliterator(), false).filter(
				MacroOptions::isOption).map(ModuleItem::getName).sorted().toList());
		assertEquals(existing, documented);
	}

	@Test
	void everyCommandHasAMacroLine() {
		for (final CommandInfo c : commands())
			assertTrue(page.contains("run(\"" + c.getMenuPath().getLeaf().getName() + "\", \""), c.getTitle());
	}

	@Test
	void everyMethodIsNamed() {
		final List<Class<? extends SciJavaPlugin>> kinds = List.of(LabelFusion.class, LabelSmoothing.class, Loss.class,
			Normalization.class, Encoder.class, Decoder.class, SegmentationMetric.class, CalibrationError.class,
			Recalibrator.class, SignificanceTest.class, ModelExport.class, TeacherCalibration.class);
		final Set<String> missing = kinds.stream().flatMap(k -> Methods.of(k).names().stream()).filter(n -> !page.matches(
			"(?s).*[`(: *]" + Pattern.quote(n) + "[`(),].*")).collect(Collectors.toCollection(TreeSet::new));
		assertEquals(Set.of(), missing);
	}

	private static String read(final Path file) {
		try {
			return Files.readString(file);
		}
		catch (final IOException e) {
			throw new java.io.UncheckedIOException(e);
		}
	}
}
