package sfumato.fuzz;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A kind of file or text that this program reads.
 *
 * @param name for the command line
 * @param wrapping inside what the damage is done
 * @param seeds valid inputs: files by their paths in a folder
 * @param damaged which of the files are damaged, one at a time; the first one is the file of the format
 * @param names what a message names, one of them at least; empty of texts that are in no file
 * @param reader reads what is in the folder, as the product does
 */
record FuzzFormat(String name, Wrapping wrapping, List<Map<String, byte[]>> seeds, List<String> damaged, List<String> names,
	Reader reader)
{

	/** What a file is packed in. */
	enum Wrapping {
		NONE, TEXT, GZIP, ZIP, STORED_ZIP, PNG, SAFETENSORS
	}

	/** Reads the files in a folder. */
	interface Reader {

		void read(Path folder) throws Exception;
	}

	/** The file of the format. */
	String file() {
		return damaged.get(0);
	}

	/**
	 * All of them.
	 *
	 * @param folder where valid files are made
	 */
	static List<FuzzFormat> all(final Path folder) throws Exception {
		sfumato.output.NewFolder.delete(folder); // of an earlier run
		return new FuzzFormats(folder).all();
	}
}
