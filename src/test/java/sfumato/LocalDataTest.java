package sfumato;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** A test that is skipped says what is missing, and if that is data, another one does the same with generated images. */
class LocalDataTest {

	/** Classes with a test that some systems cannot run, and what they need. */
	private static final Map<String, String> SYSTEMS = Map.of( //
		"CaseScoresTest", "permissions of POSIX", //
		"ChildJobsTest", "signals and /proc of Linux", //
		"LongTrainingTest", "/proc of Linux", //
		"NewFolderTest", "permissions of POSIX; /dev/full of Linux", //
		"OtherAccountsTest", "root on Linux", //
		"OutputContractTest", "permissions of files", //
		"PredictedNamesTest", "a disk that tells capital letters from small ones", //
		"TrustTest", "links in the file system");

	private static final List<JavaClass> TESTS = new ClassFileImporter().withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
		.importPackages("sfumato").stream().toList();

	private static Set<String> names(final DescribedPredicate<JavaMethodCall> call) {
		final Set<String> names = new TreeSet<>();
		for (final JavaClass c : TESTS)
			if (c.getMethodCallsFromSelf().stream().anyMatch(call)) names.add(outermost(c).getSimpleName());
		names.remove("LocalData");
		names.remove("LocalDataTest");
		return names;
	}

	private static JavaClass outermost(final JavaClass c) {
		return c.getEnclosingClass().map(LocalDataTest::outermost).orElse(c);
	}

	private static Stream<JavaMethod> marked() {
		return TESTS.stream().flatMap(c -> c.getMethods().stream()).filter(m -> m.isAnnotatedWith(NeedsLocalData.class));
	}

	private static boolean isTest(final JavaMethod m) {
		return m.isAnnotatedWith("org.junit.jupiter.api.Test") || m.isAnnotatedWith("org.junit.jupiter.params.ParameterizedTest");
	}

	@Test
	void testsAskLocalDataForTheirData() throws IOException {
		assertEquals(new TreeSet<>(SYSTEMS.keySet()), names(DescribedPredicate.describe("assumptions", c -> c.getTargetOwner().isEquivalentTo(
			Assumptions.class))), "Tests ask LocalData for data. Those that only some systems can run are listed here, with what they need.");
		final List<String> found = new ArrayList<>();
		try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
			for (final Path f : files.filter(p -> p.toString().endsWith(".java") && !p.getFileName().toString().startsWith("LocalData"))
				.toList())
			{
				final String text = Files.readString(f);
				if (text.contains("shared/data") || text.contains("\"shared\", \"data\"")) found.add(f.toString());
				if (text.contains("@Disabled") || text.contains("@EnabledIf") && !SYSTEMS.containsKey(f.getFileName().toString().replace(
					".java", ""))) found.add(f + " is switched off by an annotation");
			}
		}
		assertEquals(List.of(), found, "Tests ask LocalData.folder for data.");
	}

	@Test
	void everySkipHasAMessage() {
		assertEquals(Set.of(), names(DescribedPredicate.describe("no message", c -> c.getTargetOwner().isEquivalentTo(Assumptions.class) && c
			.getTarget().getRawParameterTypes().size() == 1 && c.getName().startsWith("assume"))));
	}

	@Test
	void everyTestWithLocalDataHasAVariantWithGeneratedData() {
		assertTrue(marked().count() >= 15);
		marked().forEach(test -> {
			final String variant = test.getAnnotationOfType(NeedsLocalData.class).variant(), name = test.getFullName() + ": " + variant;
			final JavaMethod other = test.getOwner().getMethods().stream().filter(m -> m.getName().equals(variant)).findAny().orElseThrow(
				() -> new AssertionError(name + " does not exist"));
			assertTrue(isTest(test) && isTest(other), name + " must be a test");
			assertFalse(other.isAnnotatedWith(NeedsLocalData.class), name + " needs data itself");
			assertFalse(other.isAnnotatedWith("org.junit.jupiter.api.Tag"), name + " must not be slow");
		});
	}

	@Test
	void everyClassThatAsksForDataAnnotatesATest() {
		final Set<String> asking = names(DescribedPredicate.describe("asks", c -> c.getTargetOwner().isEquivalentTo(LocalData.class)));
		final Set<String> marking = new TreeSet<>();
		marked().forEach(m -> marking.add(outermost(m.getOwner()).getSimpleName()));
		marking.remove("LocalDataTest");
		assertEquals(marking, asking);
	}

	@Test
	void refusesAnnotationsWithoutVariant() {
		assertTrue(assertThrows(AssertionError.class, () -> LocalData.folder("stare")).getMessage().contains("@NeedsLocalData"));
	}

	@Test
	@NeedsLocalData(variant = "refusesAnnotationsWithoutVariant")
	void messageNamesMissingDataAndItsSource() {
		final String before = System.getProperty("sfumato.data");
		System.setProperty("sfumato.data", "/nowhere");
		try {
			final String message = assertThrows(TestAbortedException.class, () -> LocalData.folder("stare")).getMessage();
			assertTrue(message.contains("nowhere") && message.contains("stare is missing") && message.contains("STARE, vessels of the retina"),
				message);
		}
		finally {
			if (before == null) System.clearProperty("sfumato.data");
			else System.setProperty("sfumato.data", before);
		}
	}
}
