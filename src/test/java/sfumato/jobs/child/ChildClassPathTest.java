package sfumato.jobs.child;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

class ChildClassPathTest {

	/** Of the JDK, and of the jars that {@link ChildClassPath} looks for. */
	private static final String[] KNOWN = { "java.", "javax.", "com.sun.management.", "sfumato.", "ai.djl.", "org.scijava.",
		"net.imglib2.", "ij.", "com.google.gson.", "org.apache.commons.math3.", "com.twelvemonkeys.imageio.", "io.airlift.compress.", "org.w3c.dom.", "org.xml.sax." };

	/** A library that jobs begin to use must be given to the child, too. */
	@Test
	void jobsUseOnlyLibrariesOfTheChildClassPath() {
		final Set<String> unknown = new TreeSet<>();
		for (final JavaClass c : new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
			.importPackages("sfumato"))
			if (!c.getPackageName().matches("sfumato\\.(api|commands|dialogs|plots|standalone).*")) for (final Dependency d : c
				.getDirectDependenciesFromSelf())
			{
				final String name = d.getTargetClass().getBaseComponentType().getName();
				if (name.contains(".") && Stream.of(KNOWN).noneMatch(name::startsWith)) unknown.add(name);
			}
		assertEquals(Set.of(), unknown);
	}
}
