package sfumato.commands.labels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import sfumato.commands.MacroRunner;

class PrepareDatasetTest {

	@TempDir
	Path folder;

	private MacroRunner.Outcome run(final String options) {
		return MacroRunner.run("run(\"Prepare Dataset...\", \"output=[" + folder.resolve("out") + "] " + options + "\");");
	}

	/** Phantoms lie like a set of QUBIQ that was not divided. */
	@Test
	void halvesTheSizeOfThePhantoms() throws IOException {
		assertNull(run("input=[test-images/phantoms] layout=qubiq size=64 skip=3+5").error());
		assertTrue(Files.exists(folder.resolve("out/case14/task01_seg05.nii.gz")));
		assertFalse(Files.exists(folder.resolve("out/case15")));
		assertEquals("64 14 3", MacroRunner.run("run(\"Open Case...\", \"dataset=[" + folder.resolve("out") +
			"] cases=case05\"); w = getWidth(); list = getFileList(\"" + folder.resolve("out") +
			"\"); n = 0; for (i = 0; i < list.length; i++) if (startsWith(list[i], \"case\")) n++;" +
			"return \"\" + w + \" \" + n + \" \" + (list.length - n);").value());
		// what is complete is not made again
		assertNull(run("input=[test-images/phantoms] layout=qubiq size=64 skip=3,5").error());
	}

	@Test
	void crossValidatesOnTheFoldsOfAPreparedDataset() throws IOException {
		assertNull(run("input=[test-images/phantoms] layout=qubiq size=32").error());
		assertNull(MacroRunner.run("run(\"Cross-Validate...\", \"dataset=[" + folder.resolve("out") + "] preset=quick " +
			"methods=average order=recorded fold=5 network=[unet(encoder: plain, width: 4)] epochs=1 patch=32 threads=1 output=[" +
			folder.resolve("folds") + "]\");").error());
		final String scores = Files.readString(folder.resolve("folds/scores.csv"));
		// 16 cases: 3, 3, 3, 3 and the other 4
		assertEquals(5, scores.lines().count());
		assertTrue(scores.contains("average,5,case13,") && scores.contains("average,5,case16,"), scores);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
		input=[nowhere] layout=qubiq                        | There is no folder "nowhere".
		input=[test-images] layout=qubiq                    | The folders phantoms of test-images are no halves of one set
		input=[test-images/phantoms] layout=lits            | There are no segmentations in test-images/phantoms; lits has pairs
		input=[test-images/phantoms] layout=qubiq skip=40   | skip names 40, but there is no such case in test-images/phantoms; there are 1 to 16.
		input=[test-images/phantoms] layout=qubiq skip=a    | skip=a is no list of numbers of cases; it is written like 9 or 9+12.
		input=[test-images/phantoms] layout=qubiq task=3    | There is no task "3" in test-images/phantoms
		input=[test-images/phantoms] layout=qubiq crop=300  | crop is 300 but must be between 1 and 256 pixels, or 0 for whole images.
		input=[test-images/phantoms] layout=qubiq size=-1   | The size is -1 but must be between 1 and 16384 pixels.
		input=[test-images/phantoms] layout=kits task=1     | task is 1, but kits has one task only; leave it out.
		input=[test-images/phantoms] layout=acdc            | layout is "acdc" but must be one of qubiq, lits, kits.
		input=[test-images/phantoms]                        | The option "layout" of Prepare Dataset is missing
		""")
	void refusesWrongInput(final String options, final String message) {
		final MacroRunner.Outcome outcome = run(options);
		assertTrue(outcome.error() != null && outcome.error().contains(message), outcome::error);
		assertFalse(Files.exists(folder.resolve("out")));
	}
}
