package sfumato;

import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

import org.junit.jupiter.api.Assumptions;

/**
 * Datasets of real images, which are not part of the project, because their licences or their patients do not allow it. They lie beside the
 * project in {@code ../shared/data}, or in the folder that {@code -Dsfumato.data} names. A test that asks for one that is missing is
 * skipped, and says so.
 */
public final class LocalData {

	/** Where each can be had. */
	private static final Map<String, String> SOURCES = Map.ofEntries( //
		Map.entry("qubiq_brain_growth", "QUBIQ 2020, task brain growth, 128 x 128 pixels: qubiq.grand-challenge.org"), //
		Map.entry("qubiq_kidney", "QUBIQ 2020, task kidney: qubiq.grand-challenge.org"), //
		Map.entry("lidc_crops", "crops of 64 x 64 pixels around nodules of LIDC-IDRI with four readers, made with pylidc: The Cancer Imaging Archive"), //
		Map.entry("lidc_crops_variable_raters", "the same with two or three readers: The Cancer Imaging Archive"), //
		Map.entry("liver_ct_3rad", "the CT of a liver with three radiologists, of the SimpleITK notebooks on the evaluation of segmentations"), //
		Map.entry("stare", "STARE, vessels of the retina by two observers: cecas.clemson.edu/~ahoover/stare"), //
		Map.entry("cfos_fluo", "nuclei with cFOS by several experts, Segebarth et al., eLife 2020: doi 10.5061/dryad.4b8gtht9d"), //
		Map.entry("bubil_smc", "BU-BIL dataset 1, Gurari et al., WACV 2015: cs.bu.edu/fac/betke/BiomedicalImageSegmentation"), //
		Map.entry("bubil_outliers", "BU-BIL dataset 2A, Gurari et al., WACV 2015: cs.bu.edu/fac/betke/BiomedicalImageSegmentation"), //
		Map.entry("kits19_labels", "the segmentations of KiTS19: github.com/neheller/kits19"), //
		Map.entry("ct_slices", "slices of KiTS19 as PNG with masks in colours: kits19.grand-challenge.org"), //
		Map.entry("nifti_reader", "small NIfTI files of the test suites of nibabel and others, with what nibabel reads in expected.json"));

	private LocalData() {}

	/**
	 * A folder of a dataset, e.g. {@code qubiq_kidney}; skips the test if it is missing.
	 *
	 * @throws AssertionError if the test does not name its variant with {@link NeedsLocalData}, or nobody knows where the dataset is from
	 */
	public static Path folder(final String name) {
		final String set = name.split("/")[0];
		if (!SOURCES.containsKey(set)) throw new AssertionError("LocalData must say where " + set + " can be had.");
		if (!isAskedByAMarkedTest()) throw new AssertionError("A test that asks for " + name +
			" must name its variant on generated images: @NeedsLocalData(variant = \"…\").");
		final Path folder = Path.of(System.getProperty("sfumato.data", "../shared/data"), name.split("/"));
		Assumptions.assumeTrue(Files.isDirectory(folder), () -> folder.toAbsolutePath().normalize() +
			" is missing, so this test is skipped; its variant on generated images runs. Source: " + SOURCES.get(set) +
			". CONTRIBUTING.md says how to lay it out.");
		return folder;
	}

	private static boolean isAskedByAMarkedTest() {
		return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE).walk(frames -> frames.anyMatch(f -> Arrays.stream(f
			.getDeclaringClass().getDeclaredMethods()).filter(m -> m.getName().equals(f.getMethodName())).anyMatch(
				LocalData::isMarked)));
	}

	private static boolean isMarked(final Method method) {
		return method.isAnnotationPresent(NeedsLocalData.class);
	}
}
