package sfumato;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;

import sfumato.api.Sfumato;
import sfumato.commands.BaseCommand;
import sfumato.jobs.Job;
import sfumato.jobs.JobRunner;

/** What a command does, a script can do: a new command calls the API, or says here why it needs none. */
class CommandsGoThroughTheApiTest {

	/** Commands that work without the API, by what they do. */
	private static final Map<String, String> WITHOUT = new TreeMap<>();

	static {
		because("shows what is in a file and computes nothing", "OpenCase", "OpenNifti", "OpenSample", "PlotTraining", "WatchTraining");
		because("draws a picture of open images", "DrawOutlines", "PreviewNormalization");
		because("writes text that a person reads", "CiteSfumato");
		because("installs software", "InstallGpuEngine");
		because("runs other commands", "SegmentationWizard");
		because("converts an open image by one method, without a job", "HardToSoft", "SoftToHard", "SmoothLabels");
		because("is about folders of data, without a job; no builder yet", "CheckDataset", "FuseDataset", "PrepareDataset",
			"SimulateRaters");
	}

	/** Classes beside the commands that know how jobs are run. */
	private static final Set<String> RUNNERS = Set.of("JobService", "CommandProgress");

	private static void because(final String reason, final String... commands) {
		for (final String c : commands)
			WITHOUT.put(c, reason);
	}

	private static Stream<JavaClass> commands() {
		return Layers.CLASSES.stream().filter(c -> c.isAssignableTo(BaseCommand.class) && !c.getModifiers().contains(JavaModifier.ABSTRACT));
	}

	private static Stream<JavaClass> known(final JavaClass c) {
		return c.getDirectDependenciesFromSelf().stream().map(Dependency::getTargetClass);
	}

	@Test
	void eachCommandCallsTheApiOrSaysWhyNot() {
		final Set<String> without = new TreeSet<>();
		int calling = 0;
		for (final JavaClass c : commands().toList())
			if (known(c).anyMatch(k -> k.isEquivalentTo(Sfumato.class))) calling++;
			else without.add(c.getSimpleName());
		assertEquals(WITHOUT.keySet(), without);
		assertTrue(calling > 12, "only " + calling + " commands call the API");
	}

	@Test
	void noCommandKnowsAJob() {
		final List<String> offences = new ArrayList<>();
		for (final JavaClass c : Layers.CLASSES)
			if (Layers.packageOf(c).equals("commands") && !RUNNERS.contains(c.getSimpleName())) known(c).filter(k -> k.isAssignableTo(Job.class) || k
				.isAssignableTo(JobRunner.class) || k.getPackageName().equals("sfumato.jobs") && k.getEnclosingClass().map(e -> e.isAssignableTo(
					Job.class)).orElse(false)).map(k -> c.getName() + " knows " + k.getName()).forEach(offences::add);
		assertEquals(List.of(), offences);
	}
}
