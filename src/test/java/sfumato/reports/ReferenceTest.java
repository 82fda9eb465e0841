package sfumato.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.scijava.plugin.SciJavaPlugin;

import sfumato.fusion.LabelFusion;
import sfumato.labels.LabelSmoothing;
import sfumato.losses.Loss;
import sfumato.methods.Methods;
import sfumato.networks.Decoder;
import sfumato.networks.Encoder;
import sfumato.recalibration.Recalibrator;
import sfumato.training.distillation.TeacherCalibration;

class ReferenceTest {

	/** What is too common to have a source. */
	private static final Set<String> COMMON = Set.of("fusion average", "fusion majority", "fusion union", "fusion intersection",
		"smoothing none", "teacher none", "loss cross-entropy", "loss soft-jaccard");

	@Test
	void citesExactlyThePublishedMethods() {
		final Map<String, Class<? extends SciJavaPlugin>> kinds = Map.of("fusion", LabelFusion.class, "smoothing", LabelSmoothing.class,
			"loss", Loss.class, "encoder", Encoder.class, "decoder", Decoder.class, "recalibrator", Recalibrator.class, "teacher",
			TeacherCalibration.class);
		final Set<String> methods = new TreeSet<>();
		kinds.forEach((kind, type) -> Methods.of(type).names().forEach(name -> methods.add(kind + " " + name)));
		methods.removeAll(COMMON);
		assertEquals(methods, Reference.all().stream().flatMap(r -> r.used().stream()).filter(u -> u.contains(" ")).collect(Collectors
			.toCollection(TreeSet::new)), "references.bib names what each source is used for.");
	}

	@Test
	void everyEntryHasTextAndBibtex() {
		final Set<String> keys = new HashSet<>();
		for (final Reference r : Reference.all()) {
			assertTrue(keys.add(r.key()), r.key());
			assertTrue(r.fields().keySet().containsAll(List.of("author", "title")), r.key());
			assertFalse(r.text().matches(".*[{}\\\\].*"), r.text());
			assertFalse(r.bibtex().contains("used ="), r.bibtex());
		}
		assertEquals(29, keys.size());
	}

	@Test
	void formatsReferencesLikeABibliography() {
		final Bibliography b = new Bibliography();
		assertEquals("", b.cite("fusion majority"));
		assertEquals(" [1]", b.cite("fusion staple"));
		assertEquals(" [2, 3]", b.cite("encoder resnet18d"));
		assertEquals(" [1]", b.cite("fusion soft-staple"));
		assertEquals("[1] Warfield, Simon K.; Zou, Kelly H.; Wells, William M. Simultaneous Truth and Performance Level Estimation " +
			"(STAPLE): an algorithm for the validation of image segmentation. IEEE Transactions on Medical Imaging 23:903–921 (2004). " +
			"https://doi.org/10.1109/TMI.2004.828354", b.text().lines().findFirst().orElseThrow());
		assertTrue(b.bibtex().startsWith("@article{warfield2004simultaneous,\n  author = {Warfield, Simon K. and "), b.bibtex());
		assertEquals(3, b.bibtex().lines().filter("}"::equals).count());
	}
}
