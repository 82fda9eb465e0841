package sfumato;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** The layers of the packages below {@code sfumato}, and which packages really use which. */
public final class Layers {

	/** From the bottom; packages of one layer do not know each other. */
	private static final List<List<String>> ALL = List.of(List.of("progress", "text", "storage"), List.of("methods", "security", "planes"), List.of(
		"labels", "networks", "output"), List.of("geometry", "recalibration", "statistics"), List.of("fusion", "metrics", "calibration"), List
			.of("losses", "engine"), List.of("files"), List.of("data", "installation"), List.of("models", "scoring", "agreement"), List.of(
				"training", "prediction"), List.of("export"), List.of("jobs", "images"), List.of("reports"), List.of("api"), List.of("plots", "dialogs"), List.of("commands",
					"standalone"));

	static final JavaClasses CLASSES = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages(
		"sfumato");

	private Layers() {}

	/** The layers with their packages, the topmost first. */
	public static List<List<String>> fromTheTop() {
		final List<List<String>> all = new ArrayList<>(ALL);
		Collections.reverse(all);
		return all;
	}

	/** The layer of each package, 0 at the bottom. */
	static Map<String, Integer> ranks() {
		final Map<String, Integer> ranks = new TreeMap<>();
		for (int i = 0; i < ALL.size(); i++)
			for (final String name : ALL.get(i))
				ranks.put(name, i);
		return ranks;
	}

	/** The package below {@code sfumato} that a class is in, or in a sub-package of; empty if there is none. */
	static String packageOf(final JavaClass c) {
		final String[] parts = c.getPackageName().split("\\.");
		return parts.length > 1 && parts[0].equals("sfumato") ? parts[1] : "";
	}

	/** The packages that each package uses itself, by the compiled classes. */
	public static Map<String, Set<String>> uses() {
		final Map<String, Set<String>> uses = new TreeMap<>();
		for (final JavaClass c : CLASSES)
			for (final Dependency d : c.getDirectDependenciesFromSelf()) {
				final String from = packageOf(c), to = packageOf(d.getTargetClass());
				if (!to.isEmpty() && !from.isEmpty() && !from.equals(to)) uses.computeIfAbsent(from, p -> new TreeSet<>()).add(to);
			}
		return uses;
	}
}
