package sfumato.training.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import sfumato.data.Folds;
import sfumato.data.augmentation.Augmentations;
import sfumato.methods.Methods;
import sfumato.statistics.CaseGroups;
import sfumato.training.schedules.Schedule;

class TrainingPresetTest {

	private static final Path VECTORS = Path.of("src/test/resources/sfumato/training/schedules/schedule-vectors.json");

	@ParameterizedTest
	@EnumSource(names = { "PAPER_QUBIQ", "PAPER_LITS", "PAPER_KITS", "PAPER_LITS_STUDENT", "PAPER_KITS_STUDENT" })
	void optimizationMatchesThePaper(final TrainingPreset preset) {
		final TrainingConfiguration c = preset.configuration(3);
		final TrainingConfiguration.Optimization o = c.optimization();
		assertEquals(preset == TrainingPreset.PAPER_QUBIQ ? 150 : 60, o.epochs());
		assertEquals(0.01, o.rate());
		assertEquals(10, o.decoderFactor());
		assertEquals("sgd(momentum: 0.9, decay: 5.0E-4)", o.optimizer());
		assertEquals("polynomial(power: 0.9, warmup: 0.01)", o.schedule());
		assertEquals(0, c.sampling().oversample());
		assertEquals(8, c.sampling().batch());
		assertEquals(preset == TrainingPreset.PAPER_QUBIQ ? 256 : 384, c.sampling().patch());
		assertEquals("scale(low: 0.5, high: 2) + flip(axis: X)", c.sampling().augmentation());
		assertEquals(3, c.sampling().seed());
		final boolean student = preset.name().endsWith("STUDENT");
		assertEquals("unet(encoder: resnet" + (student ? 18 : 50) + "d, aux: true, dropout: 0.1, width: 0)", c.network());
		assertEquals(TrainingConfiguration.Keep.LAST, c.course().keep());
		assertEquals("0.25*cross-entropy(form: KL, temperature: 1) + 0.75*dice-semimetric(variant: DML1, smooth: 1, active: " + (student
			? "PRESENT" : "ALL") + ", reduction: batch, weights: equal, log: false)", c.loss());
		assertEquals(preset.toString(), c.preset());
	}

	@Test
	void windowsAndLabelsMatchThePaper() {
		assertEquals("maximum", TrainingPreset.PAPER_QUBIQ.configuration(0).normalization());
		assertEquals("window(low: -60, high: 140)", TrainingPreset.PAPER_LITS.configuration(0).normalization());
		assertEquals("window(low: -200, high: 300)", TrainingPreset.PAPER_KITS.configuration(0).normalization());
		assertEquals(new TrainingConfiguration.Labels("dice-weighted(zeroOverlap: ONE)", "none"), TrainingPreset.PAPER_QUBIQ
			.configuration(0).labels());
		assertEquals(new TrainingConfiguration.Labels("majority", "boundary(epsilon: 0.5, width: 3)"), TrainingPreset.PAPER_KITS
			.configuration(0).labels());
	}

	/** Hard labels and a small network; all else is as the teacher learned. */
	@ParameterizedTest
	@CsvSource({ "PAPER_LITS, PAPER_LITS_STUDENT", "PAPER_KITS, PAPER_KITS_STUDENT" })
	void studentsLearnUnsmoothedHardLabels(final TrainingPreset teacher, final TrainingPreset student) {
		assertEquals(Optional.of(student), teacher.student());
		assertEquals(new TrainingConfiguration.Labels("majority", "none"), student.configuration(0).labels());
		final Map<String, Object> others = new LinkedHashMap<>(student.choices());
		others.put("network", "unet(encoder: resnet50d, aux: true)");
		others.put("smoothing", "boundary(epsilon: 0.5, width: 3)");
		assertEquals(teacher.choices(), others);
		assertEquals(Optional.empty(), student.student());
	}

	/** 150 epochs of 32 images are 600 steps, whose rates the reference has. */
	@Test
	void ratesMatchReference() throws IOException {
		final TrainingConfiguration.Optimization o = TrainingPreset.PAPER_QUBIQ.configuration(0).optimization();
		final Schedule schedule = Methods.of(Schedule.class).create(o.schedule());
		final long steps = o.epochs() * (32L / 8);
		assertEquals(600, steps);
		int compared = 0;
		for (final JsonElement e : JsonParser.parseString(Files.readString(VECTORS)).getAsJsonArray()) {
			final JsonObject vector = e.getAsJsonObject();
			if (vector.get("train_iters").getAsInt() != 600) continue;
			assertEquals(vector.get("decoder_lr_multiplier").getAsDouble(), o.decoderFactor());
			for (final var point : vector.getAsJsonObject("points").entrySet()) {
				final double expected = point.getValue().getAsDouble();
				assertEquals(expected, o.rate() * schedule.factor(Long.parseLong(point.getKey()), steps), 1e-12 + 1e-9 * expected);
				compared++;
			}
		}
		assertTrue(compared > 5);
	}

	/** Steps per fold of the sets of QUBIQ, as the reference makes them. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
		54 | 750 750 750 750 750
		39 | 600 600 600 600 450
		32 | 450 450 450 450 450
		24 | 300 300 300 300 300
		""")
	void stepsPerFoldMatchThePaper(final int cases, final String expected) {
		final TrainingConfiguration c = TrainingPreset.PAPER_QUBIQ.configuration(0);
		final List<String> names = IntStream.rangeClosed(1, cases).mapToObj(i -> "case" + i).toList();
		assertEquals(expected, new Folds(5).split(names).stream().map(held -> String.valueOf((cases - held.size()) / c.sampling()
			.batch() * c.optimization().epochs())).collect(Collectors.joining(" ")));
	}

	/** Slices that the other folds have, divided into batches, in each epoch. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
		PAPER_LITS | 7190 | 1320 889 459 2278 2244  | 43980 47220 50460 36840 37080
		PAPER_KITS | 5712 | 952 1255 1418 1471 616  | 35700 33420 32160 31800 38220
		""")
	void stepsOfSlicesMatchThePaper(final TrainingPreset preset, final int total, final String held,
		final String expected)
	{
		final TrainingConfiguration c = preset.configuration(0);
		assertEquals(expected, Arrays.stream(held.split(" ")).map(n -> String.valueOf((total - Integer.parseInt(n)) / c
			.sampling().batch() * c.optimization().epochs())).collect(Collectors.joining(" ")));
	}

	@Test
	void findsNamesIgnoringCase() {
		assertEquals(TrainingPreset.PAPER_KITS, TrainingPreset.of(" Paper-KiTS "));
		assertEquals(SettingsMessages.noPreset("paper-kidney", "standard, paper-qubiq, paper-lits, paper-kits, " +
			"paper-lits-student, paper-kits-student, quick"),
			assertThrows(IllegalArgumentException.class, () -> TrainingPreset.of("paper-kidney")).getMessage());
	}

	@Test
	void poolsSlicesOfLitsAndKitsByPatient() {
		for (final TrainingPreset preset : TrainingPreset.values()) {
			final CaseGroups patients = new CaseGroups("pool", (String) preset.choices().get("pool"));
			final boolean pools = preset.toString().matches("paper-(lits|kits).*");
			// as Prepare Dataset... names them
			assertEquals(pools ? "case017" : "case017_0042", patients.of("case017_0042"), preset.toString());
			assertEquals("case17", patients.of("case17"));
			assertEquals("my tumour 3", patients.of("my tumour 3"));
		}
	}

	@Test
	void standardPresetEqualsTheDefaultConfiguration() {
		final TrainingConfiguration c = TrainingPreset.STANDARD.configuration(0);
		assertEquals(c, new TrainingConfiguration(new TrainingConfiguration.Labels(), "percentile(low: 1, high: 99.8)",
			"unet(encoder: resnet18d)", "0.25*cross-entropy + 0.75*dice-semimetric", new TrainingConfiguration.Sampling(8, 0,
				Augmentations.STANDARD, 0.33, 0), new TrainingConfiguration.Optimization(150, 0.01)));
	}
}
