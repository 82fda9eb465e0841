package sfumato.agreement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CancellationException;

import com.google.gson.Gson;

import org.junit.jupiter.api.Test;

import sfumato.data.Dataset;
import sfumato.progress.Progress;

/** Against what numpy computes from the formulas, pixel by pixel; see src/test/python/rater_agreement.py. */
class DatasetAgreementTest {

	private record Expected(String name, int size, Map<AgreementMeasure, Double> values) {}

	private static Dataset phantoms() throws IOException {
		return Dataset.open(Path.of("test-images/phantoms"));
	}

	@Test
	void matchesNumPyOnThePhantomsAlsoWhenResized() throws IOException {
		final Expected[] all;
		try (Reader in = new InputStreamReader(DatasetAgreementTest.class.getResourceAsStream(
			"/sfumato/agreement/rater-agreement.json"), StandardCharsets.UTF_8))
		{
			all = new Gson().fromJson(in, Expected[].class);
		}
		assertEquals(8, all.length);
		final Dataset set = phantoms();
		for (final Expected e : all) {
			final CaseAgreement c = new DatasetAgreement(e.size()).of(set, set.cases(e.name()), Progress.none()).get(0);
			assertEquals(8, e.values().size());
			e.values().forEach((measure, value) -> assertEquals(value, c.value(measure), 1e-12, e.name() + " " + e.size() + " " +
				measure));
		}
	}

	@Test
	void keepsTheCalibratedAreaWhenResized() throws IOException {
		final Dataset set = phantoms();
		final CaseAgreement native128 = new DatasetAgreement(0).of(set, set.cases("1"), Progress.none()).get(0);
		final CaseAgreement resized = new DatasetAgreement(256).of(set, set.cases("1"), Progress.none()).get(0);
		assertEquals("µm2", resized.volumeUnit());
		assertEquals(native128.value(AgreementMeasure.VOLUME), resized.value(AgreementMeasure.VOLUME), 1e-9);
	}

	@Test
	void canBeCancelled() throws IOException {
		final Dataset set = phantoms();
		final Progress cancelled = new Progress() {

			@Override
			public void update(final double fraction, final String message) {}

			@Override
			public void log(final String line) {}

			@Override
			public boolean isCanceled() {
				return true;
			}
		};
		assertThrows(CancellationException.class, () -> new DatasetAgreement(0).of(set, set.cases(), cancelled));
	}
}
