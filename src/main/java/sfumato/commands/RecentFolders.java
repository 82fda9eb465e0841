package sfumato.commands;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.scijava.prefs.PrefService;

/** The folders that were used last, kept in the user's preferences. */
public final class RecentFolders {

	private static final String KEY = "recent";
	private static final int MOST = 12;

	private final PrefService prefs;
	private final Class<?> owner;

	/** @param owner whose preferences they are */
	public RecentFolders(final PrefService prefs, final Class<?> owner) {
		this.prefs = prefs;
		this.owner = owner;
	}

	/** Puts a folder first. */
	public void add(final Path folder) {
		final List<String> all = new ArrayList<>(texts());
		final String text = folder.toAbsolutePath().normalize().toString();
		all.remove(text);
		all.add(0, text);
		prefs.put(owner, KEY, all.subList(0, Math.min(MOST, all.size())));
	}

	/** Those that are still there, the last one first. */
	public List<Path> list(final Predicate<Path> isThere) {
		return texts().stream().flatMap(RecentFolders::path).filter(isThere).toList();
	}

	private static Stream<Path> path(final String text) {
		try {
			return Stream.of(Path.of(text));
		}
		catch (final InvalidPathException e) { // somebody else's
			return Stream.empty();
		}
	}

	private List<String> texts() {
		final List<String> all = prefs.getList(owner, KEY);
		return all == null ? List.of() : all;
	}
}
