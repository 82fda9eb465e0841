package sfumato.jobs.child;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Makes an exchange folder, prints who may do what with it and its parts, and deletes it. */
public final class ExchangeProgram {

	private ExchangeProgram() {}

	public static void main(final String[] args) {
		try (Exchange exchange = Exchange.create()) {
			for (final Path p : new Path[] { exchange.folder(), Exchange.pixels(exchange.folder()) })
				System.out.print(PosixFilePermissions.toString(Files.getPosixFilePermissions(p)) + " ");
		}
		catch (final IOException e) {
			System.out.print("refused: " + e.getMessage());
		}
	}
}
