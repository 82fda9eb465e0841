package sfumato.commands.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import sfumato.commands.MacroRunner;

class CrossValidateTest {

	@TempDir
	Path folder;

	private MacroRunner.Outcome run(final String options, final String then) {
		return MacroRunner.run("run(\"Cross-Validate...\", \"dataset=[test-images/phantoms] cases=1-4 methods=[majority,average] " +
			"folds=2 network=[unet(encoder: plain, width: 4)] epochs=1 batch=2 patch=32 threads=1 output=[" + folder.resolve("out") +
			"] " + options + "\");\n" + then);
	}

	@Test
	void macroFindsTheBestLabels() throws IOException {
		final Path output = folder.resolve("macro");
		final String best = MacroRunner.run(Files.readString(Path.of("macros", "10_cross_validate.ijm")),
			"cases=1-6,methods=majority;average,folds=2,network=unet(encoder: plain; width: 4),epochs=1,patch=32,threads=1,output=" +
				output).value();
		assertTrue(Set.of("majority", "average").contains(best), best);
		assertEquals(1 + 2 * 6, Files.readAllLines(output.resolve("scores.csv")).size());
		assertEquals("|  | majority | average |", Files.readAllLines(output.resolve("table.md")).get(0));
	}

	@Test
	void mergesShardsIntoResults() throws IOException {
		assertEquals("0", run("shard=1/2", "return \"\" + nResults;").value());
		assertEquals("0", run("shard=2/2", "return \"\" + nResults;").value());
		assertFalse(Files.exists(folder.resolve("out/scores.csv")));
		final String rows = run("merge=true", "return \"\" + nResults + getResultLabel(0) + getResultLabel(1) + \" \" + " +
			"d2s(getResult(\"Dice\", 1), 2) + getResultString(\"Dice_better\", 0) + isOpen(\"Pairs of methods\");").value();
		final List<String> scores = Files.readAllLines(folder.resolve("out/scores.csv"));
		assertEquals(1 + 2 * 4, scores.size());
		final double mean = scores.stream().filter(l -> l.startsWith("average,")).mapToDouble(l -> Double.parseDouble(l.split(
			",")[3])).average().orElseThrow();
		assertTrue(rows.startsWith(String.format(java.util.Locale.ROOT, "2majorityaverage %.2fno", mean)), rows);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
		shard=1/2 merge=true         | merge=true puts the parts of all shards together; leave shard out.
		overwrite=true merge=true    | overwrite=true would throw away what merge=true is to put together; leave one of them out.
		shard=3/2                    | shard=3/2 is none; write 1/2 to 2/2.
		fold=3                       | fold=3 is no selection of the folds 1 to 2; it is written like 1-2 or 1+3.
		group=p                      | group=p does not say whose case "case01" is; its name must begin with what
		order=random                 | order is "random" but must be one of contiguous, shuffled, recorded.
		order=recorded               | order=recorded takes the folds from test-images/phantoms/folds.csv, which is not there
		merge=true                   | There is no cross-validation in
		""")
	void refusesWrongInput(final String options, final String message) {
		final MacroRunner.Outcome outcome = run(options, "");
		assertTrue(outcome.error() != null && outcome.error().contains(message), outcome::error);
		assertFalse(Files.exists(folder.resolve("out")));
	}
}
