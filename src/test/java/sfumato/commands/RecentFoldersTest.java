package sfumato.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Context;
import org.scijava.prefs.PrefService;

class RecentFoldersTest {

	@TempDir
	private Path folder;

	@Test
	void theLastFolderComesFirstAndThoseThatAreGoneAreLeftOut() throws Exception {
		try (Context context = new Context(PrefService.class)) {
			final PrefService prefs = context.service(PrefService.class);
			prefs.clear(RecentFoldersTest.class);
			final RecentFolders recent = new RecentFolders(prefs, RecentFoldersTest.class);
			assertEquals(List.of(), recent.list(Files::exists));
			final Path a = Files.createDirectory(folder.resolve("a, b")), b = Files.createDirectory(folder.resolve("ä"));
			for (final Path each : List.of(a, b, folder.resolve("gone"), a))
				recent.add(each);
			assertEquals(List.of(a, b), new RecentFolders(prefs, RecentFoldersTest.class).list(Files::exists));
			for (int i = 0; i < 30; i++)
				recent.add(folder.resolve("x" + i));
			assertEquals(12, recent.list(p -> true).size());
			prefs.clear(RecentFoldersTest.class);
		}
	}
}
