package sfumato.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

import org.junit.jupiter.api.Test;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** What other programs see of the API: its own types, and few others. */
class ApiSurfaceTest {

	/** Packages of Java's, ImgLib2's and ImageJ's own. */
	private static final List<String> FOREIGN = List.of("java.", "net.imglib2.", "ij.");

	/** All others, with their reason in the Javadoc of the package, and the only method that names each. */
	private static final Map<String, String> OTHERS = Map.of("org.scijava.Context", "Sfumato.create", "sfumato.training.TrainingMonitor",
		"NetworkTraining.watch", "sfumato.jobs.cases.DataSource", "Dataset.of");

	private static final JavaClasses API = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages("sfumato.api");

	private static boolean isPublic(final JavaClass c) {
		return c.getModifiers().contains(JavaModifier.PUBLIC) && c.getEnclosingClass().map(ApiSurfaceTest::isPublic).orElse(true);
	}

	private static boolean isSeen(final JavaMember member) {
		return (member.getModifiers().contains(JavaModifier.PUBLIC) || member.getModifiers().contains(JavaModifier.PROTECTED)) && !member
			.getModifiers().contains(JavaModifier.SYNTHETIC);
	}

	private static boolean isKnown(final JavaClass type) {
		final JavaClass c = type.getBaseComponentType();
		return c.isPrimitive() || c.getPackageName().equals("sfumato.api") && isPublic(c) || FOREIGN.stream().anyMatch(c.getName()::startsWith);
	}

	/** Whether a method, and no other one, may name a type that is neither the API's nor a library's. */
	private static boolean isAllowed(final JavaClass type, final JavaCodeUnit unit) {
		return (unit.getOwner().getSimpleName() + "." + unit.getName()).equals(OTHERS.get(type.getBaseComponentType().getName()));
	}

	@Test
	void signaturesUseApiTypesAndAFewOthers() {
		final List<String> offences = new ArrayList<>();
		int seen = 0;
		for (final JavaClass c : API) {
			if (!isPublic(c)) continue;
			for (final JavaCodeUnit unit : c.getCodeUnits()) {
				if (!isSeen(unit)) continue;
				seen++;
				final Set<JavaType> types = new TreeSet<>((a, b) -> a.getName().compareTo(b.getName()));
				types.add(unit.getReturnType());
				types.addAll(unit.getParameterTypes());
				for (final JavaType type : types)
					for (final JavaClass raw : type.getAllInvolvedRawTypes())
						if (!isKnown(raw) && !isAllowed(raw, unit)) offences.add(unit.getFullName() + ": " + raw.getName());
				for (final JavaClass thrown : unit.getExceptionTypes())
					if (!isKnown(thrown)) offences.add(unit.getFullName() + " throws " + thrown.getName());
			}
			for (final JavaField field : c.getFields())
				if (isSeen(field)) for (final JavaClass raw : field.getType().getAllInvolvedRawTypes())
					if (!isKnown(raw)) offences.add(field.getFullName() + ": " + raw.getName());
			for (final JavaClass parent : c.getAllRawSuperclasses())
				if (!isKnown(parent)) offences.add(c.getName() + " extends " + parent.getName());
		}
		assertEquals(List.of(), offences);
		assertTrue(seen > 100, "only " + seen + " methods were looked at");
	}

	@Test
	void packageJavadocListsTheOtherTypes() throws IOException {
		final String text = Files.readString(Path.of("src/main/java/sfumato/api/package-info.java"));
		for (final String name : OTHERS.keySet())
			assertTrue(text.contains("{@link " + name + "}"), name);
	}

	/** The Javadoc of every class shows how to use it. Messages are for tests only. */
	@Test
	void everyClassHasAnExampleInItsJavadoc() throws IOException {
		final List<String> without = new ArrayList<>();
		try (Stream<Path> files = Files.list(Path.of("src/main/java/sfumato/api"))) {
			for (final Path f : files.toList()) {
				final String source = Files.readString(f);
				final int declared = source.indexOf("\npublic ");
				if (declared > 0 && !f.endsWith("ApiMessages.java") && !source.substring(0, declared).contains("<pre>{@code")) without.add(f
					.getFileName().toString());
			}
		}
		assertEquals(List.of(), without);
	}

	/** One sentence in the documentation of the whole, and one where people land who look into a package. */
	@Test
	void otherPackagesAreDocumentedAsInternal() throws IOException {
		assertTrue(Files.readString(Path.of("src/main/java/sfumato/package-info.java")).contains("all other packages are internal"));
		for (final String name : List.of("labels", "jobs", "commands", "training", "prediction", "models", "scoring", "data", "fusion",
			"metrics", "calibration", "recalibration", "engine", "images", "agreement"))
			assertTrue(Files.readString(Path.of("src/main/java/sfumato", name, "package-info.java")).contains(
				"Internal; other programs call {@link sfumato.api}."), name);
	}
}
