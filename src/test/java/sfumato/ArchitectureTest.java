package sfumato;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

import org.junit.jupiter.api.Test;

import ai.djl.ndarray.NDArray;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import sfumato.storage.FileChanges;

/** Keeps the layers that the chapter of {@code sfumato} draws. */
class ArchitectureTest {

	private static final String DJL_JNI = "ai.djl.pytorch.jni";

	private static final JavaClasses CLASSES = Layers.CLASSES;

	@Test
	void assignsEveryPackageToALayer() {
		final Set<String> packages = new TreeSet<>();
		for (final JavaClass c : CLASSES)
			packages.add(Layers.packageOf(c));
		packages.removeAll(Layers.ranks().keySet());
		packages.remove("");
		assertEquals(Set.of(), packages);
	}

	@Test
	void packagesDependOnLowerLayersOnly() {
		final Map<String, Integer> ranks = Layers.ranks();
		final List<String> offences = new ArrayList<>();
		for (final JavaClass c : CLASSES)
			for (final Dependency d : c.getDirectDependenciesFromSelf()) {
				final String from = Layers.packageOf(c), to = Layers.packageOf(d.getTargetClass());
				if (to.isEmpty() || from.isEmpty() || from.equals(to)) continue;
				if (ranks.get(to) >= ranks.get(from)) offences.add(d.getDescription());
			}
		assertEquals(List.of(), offences);
	}

	@Test
	void packagesAreFreeOfCycles() {
		slices().matching("sfumato.(**)").should().beFreeOfCycles().check(CLASSES);
	}

	@Test
	void onlyBorderPackagesUseImageJ() {
		noClasses().that().resideOutsideOfPackages(in("files", "images", "api", "plots", "dialogs", "commands", "standalone")).should()
			.dependOnClassesThat().resideInAnyPackage("ij", "ij..").check(CLASSES);
	}

	@Test
	void onlyEnginePackagesUseTensors() {
		noClasses().that().resideOutsideOfPackages(in("losses", "engine", "training", "prediction", "models")).should()
			.dependOnClassesThat().resideInAnyPackage("ai.djl..").check(CLASSES);
	}

	/** The native side of DJL is no public interface: what a new version of DJL changes there must be mended in one package only. */
	@Test
	void onlyTheEngineCallsNativeDjlMethods() {
		noClasses().that().resideOutsideOfPackages(in("engine")).should().dependOnClassesThat().resideInAPackage(DJL_JNI).check(CLASSES);
	}

	/** Two jars share this package (see its package-info), so that each class of ours in it is one that a new DJL may collide with. */
	@Test
	void addsOneClassToThePackagesOfDjl() throws IOException {
		final JavaClasses ours = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).withImportOption(
			l -> !l.isJar()).importPackages("ai.djl");
		assertEquals(List.of(DJL_JNI + ".ModuleMethods"), ours.stream().map(JavaClass::getName).filter(n -> !n.endsWith("package-info"))
			.toList());
		noClasses().should().dependOnClassesThat().resideInAPackage("sfumato..").check(ours);
		final JavaClass door = ours.get(DJL_JNI + ".ModuleMethods");
		assertEquals(List.of("run"), door.getMethods().stream().filter(m -> m.getModifiers().contains(JavaModifier.PUBLIC)).map(
			JavaMethod::getName).toList());
		assertEquals(1, Collections.list(getClass().getClassLoader().getResources(door.getName().replace('.', '/') + ".class")).size(),
			"DJL has a class of this name too; give ours another one");
	}

	/** Whoever refuses something says so by {@link sfumato.text.UserException}; what libraries refuse is a bug of ours. */
	@Test
	void refusesWrongInputByUserExceptionOnly() {
		noClasses().that().resideOutsideOfPackages(in("progress", "storage")).should().callConstructor(IllegalArgumentException.class, String.class)
			.orShould().callConstructor(IllegalArgumentException.class, String.class, Throwable.class).orShould().callConstructor(
				IllegalArgumentException.class).allowEmptyShould(true).check(CLASSES.that(DescribedPredicate.not(JavaClass.Predicates.assignableTo(
					IllegalArgumentException.class))));
	}

	/** See {@link sfumato.losses.Numbers}. */
	@Test
	void lossesPassNumbersAsTensors() {
		for (final String operation : List.of("mul", "div", "pow", "maximum", "minimum"))
			noClasses().that().resideInAnyPackage(in("losses", "training")).should().callMethod(NDArray.class, operation,
				Number.class).check(CLASSES);
	}

	@Test
	void onlyCommandsDialogsAndPlotsOpenWindows() {
		noClasses().that().resideOutsideOfPackages(in("commands", "dialogs", "plots")).should().dependOnClassesThat().areAssignableTo(
			java.awt.Component.class).check(CLASSES);
		noClasses().that().resideOutsideOfPackages(in("commands", "dialogs", "plots")).should().dependOnClassesThat().resideInAnyPackage(
			"javax.swing..").check(CLASSES);
	}

	/**
	 * Windows deletes and replaces no file that somebody has mapped, and a mapping lasts until the garbage collector finds it. Whole images
	 * that a job was given are mapped; what deletes them does not mind if they stay for a while.
	 */
	@Test
	void mapsFilesIntoMemoryInOnePlace() {
		noClasses().that().doNotHaveFullyQualifiedName("sfumato.jobs.child.PixelFiles").should().callMethod(
			java.nio.channels.FileChannel.class, "map", java.nio.channels.FileChannel.MapMode.class, long.class, long.class).check(CLASSES);
	}

	/** Windows refuses to rename or delete what is open; what then is to be done is written in one class. */
	@Test
	void renamesAndDeletesFilesInOnePlace() {
		final Set<String> changes = Set.of("java.nio.file.Files.move", "java.nio.file.Files.delete", "java.nio.file.Files.deleteIfExists",
			"java.io.File.delete", "java.io.File.deleteOnExit", "java.io.File.renameTo", "java.io.RandomAccessFile.<init>",
			"java.nio.file.StandardCopyOption.REPLACE_EXISTING", "java.nio.file.StandardOpenOption.DELETE_ON_CLOSE");
		final List<String> offences = new ArrayList<>();
		for (final JavaClass c : CLASSES)
			if (!c.isEquivalentTo(FileChanges.class)) for (final JavaAccess<?> a : c.getAccessesFromSelf())
				if (changes.contains(a.getTarget().getOwner().getName() + "." + a.getTarget().getName())) offences.add(a.getDescription());
		assertEquals(List.of(), offences);
	}

	/** Inside a component, WIDTH and HEIGHT are ImageObserver's 1 and 2, also where the class around it has constants of these names. */
	@Test
	void imageObserverHidesNoConstantOfAnEnclosingClass() {
		final List<String> hidden = new ArrayList<>();
		for (final JavaClass c : CLASSES)
			if (c.isAssignableTo(java.awt.Component.class)) for (JavaClass around = c; around.getEnclosingClass().isPresent();) {
				around = around.getEnclosingClass().get();
				for (final String name : List.of("WIDTH", "HEIGHT", "ERROR", "ABORT"))
					if (around.tryGetField(name).isPresent() && c.tryGetField(name).isEmpty()) hidden.add(around.getName() + "." + name +
						" in " + c.getName());
			}
		assertEquals(List.of(), hidden);
	}

	@Test
	void onlyStandaloneProgramPrintsAndExits() {
		noClasses().that().resideOutsideOfPackages(in("standalone")).should().accessField(System.class, "out").orShould()
			.accessField(System.class, "err").orShould().callMethod(System.class, "exit", int.class).orShould().callMethod(
				Throwable.class, "printStackTrace").check(CLASSES);
	}

	/** Another plugin's old gson may come first in Fiji: only methods that version 2.2.4 has. */
	@Test
	void gsonMayBeOld() {
		final Set<String> newer = Set.of("JsonParser.parseString", "JsonParser.parseReader", "JsonObject.size", "JsonObject.keySet",
			"JsonObject.isEmpty", "JsonObject.asMap", "JsonObject.deepCopy", "JsonArray.isEmpty", "JsonArray.asList", "JsonArray.deepCopy",
			"JsonArray.remove", "JsonArray.set", "JsonArray.contains", "JsonElement.deepCopy", "JsonReader.setStrictness",
			"JsonWriter.setStrictness", "JsonWriter.jsonValue", "GsonBuilder.setStrictness", "Gson.newBuilder", "Gson.newJsonReader",
			"Gson.newJsonWriter");
		assertEquals(List.of(), accesses(Set.of(), a -> {
			final String type = a.getTarget().getOwner().getName();
			if (!type.startsWith("com.google.gson.")) return false;
			final String call = a.getTarget().getOwner().getSimpleName() + "." + a.getTarget().getName();
			final List<String> given = a.getTarget() instanceof final CodeUnitAccessTarget t ? t.getRawParameterTypes().stream().map(
				JavaClass::getSimpleName).toList() : List.of();
			return newer.contains(call) || call.equals("JsonArray.add") && !given.equals(List.of("JsonElement")) || call.equals(
				"JsonArray.<init>") && !given.isEmpty();
		}));
	}

	/** ImageJ's answers are about any macro that runs; the standalone program is the one that runs them. */
	@Test
	void macrosAreAskedForInOnePlace() {
		final Map<String, Set<String>> global = Map.of("ij.IJ", Set.of("isMacro", "macroRunning", "escapePressed", "resetEscape", "error",
			"getImage"), "ij.WindowManager", Set.of("getCurrentImage", "getCurrentWindow", "setTempCurrentImage", "setCurrentWindow"),
			"ij.Macro", Set.of("getOptions", "setOptions", "abort"));
		assertEquals(List.of(), accesses(Set.of("sfumato.commands.MacroCall"), a -> a.getTarget().getOwner().getName().equals(
			"ij.macro.Interpreter") || global.getOrDefault(a.getTarget().getOwner().getName(), Set.of()).contains(a.getTarget().getName())));
	}

	/** The recorder remembers one command at a time, but commands overlap. */
	@Test
	void theRecorderIsKnownInOnePlace() {
		assertEquals(List.of(), accesses(Set.of("sfumato.commands.macro.RecorderPage"), a -> a.getTarget().getOwner().getName().equals(
			"ij.plugin.frame.Recorder")));
	}

	private static List<String> accesses(final Set<String> allowed, final Predicate<JavaAccess<?>> forbidden) {
		return CLASSES.stream().filter(c -> !allowed.contains(c.getName()) && !c.getPackageName().startsWith("sfumato.standalone")).flatMap(
			c -> c.getAccessesFromSelf().stream()).filter(forbidden).map(JavaAccess::getDescription).toList();
	}

	private static String[] in(final String... packages) {
		return Arrays.stream(packages).map(p -> "sfumato." + p + "..").toArray(String[]::new);
	}
}
