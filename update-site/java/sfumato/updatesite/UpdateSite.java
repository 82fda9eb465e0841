package sfumato.updatesite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Writes the folder of an update site from a folder that looks like a Fiji with our files only.
 * <p>
 * Every file is on the site under its path and the time of its upload, {@code jars/sfumato-0.1.0.jar-20261126201500}; that is
 * how several versions can be there at once, and how no cache on the way hands out an old one.
 */
final class UpdateSite {

	/** The folders that the updater looks into. */
	private static final List<String> FOLDERS = List.of("jars/", "plugins/", "lib/", "licenses/", "config/", "luts/", "macros/",
		"models/", "scripts/", "images/");

	private final Path files;
	private final long timestamp;
	private final Map<String, SiteFile> before;
	private final Optional<Path> previousSite;

	/**
	 * @param files a folder with jars/, lib/ and so on
	 * @param previousSite the folder of the site as it is published now, so that files that have not changed keep their time
	 *          and those that are gone are removed by the updater; empty for the first one
	 * @param timestamp of the upload, e.g. 20261126201500
	 * @throws IOException if the site cannot be read, or was made at this time or later
	 */
	UpdateSite(final Path files, final Optional<Path> previousSite, final long timestamp) throws IOException {
		this.files = files;
		this.previousSite = previousSite;
		this.timestamp = timestamp;
		before = new HashMap<>();
		if (previousSite.isPresent()) for (final SiteFile f : Index.read(previousSite.get().resolve(Index.FILE)))
			before.put(f.name(), f);
		for (final SiteFile f : before.values())
			if (f.current().isPresent() && f.current().get().timestamp() >= timestamp) throw new IOException("The site in " +
				previousSite.get() + " is of " + f.current().get().timestamp() + ", and a new one cannot be of " + timestamp + ".");
	}

	/** The files as the index will have them, by path, those that are to be removed among them. */
	List<SiteFile> plan() throws IOException {
		final Map<String, SiteFile> plan = new TreeMap<>();
		for (final String path : paths()) {
			final SiteFile file = planned(path);
			final SiteFile other = plan.put(file.name(), file);
			if (other != null) throw new IOException(other.path() + " and " + path +
				" are two versions of one file to Fiji's updater.");
		}
		before.forEach((name, old) -> plan.computeIfAbsent(name, n -> new SiteFile(old.path(), Optional.empty(), history(old))));
		return List.copyOf(plan.values());
	}

	private List<String> paths() throws IOException {
		try (Stream<Path> tree = Files.walk(files)) {
			final List<String> paths = tree.filter(Files::isRegularFile).map(p -> files.relativize(p).toString().replace('\\', '/'))
				.sorted().toList();
			for (final String path : paths)
				if (FOLDERS.stream().noneMatch(path::startsWith)) throw new IOException(path +
					" is in a folder that Fiji's updater does not look into; it must be in one of " + FOLDERS + ".");
			return paths;
		}
	}

	private SiteFile planned(final String path) throws IOException {
		final Path file = files.resolve(path);
		final String checksum = Checksum.of(path, file);
		final SiteFile fresh = new SiteFile(path, Optional.of(new SiteFile.Version(checksum, timestamp, Files.size(file))), List
			.of());
		final SiteFile old = before.get(fresh.name());
		if (old == null) return fresh;
		final boolean same = old.path().equals(path) && old.current().isPresent() && old.current().get().checksum().equals(
			checksum);
		return same ? old : new SiteFile(path, fresh.current(), history(old));
	}

	/** All versions that there have been, the last one first. */
	private List<SiteFile.Previous> history(final SiteFile old) {
		return Stream.concat(old.current().map(v -> new SiteFile.Previous(old.path(), v.checksum(), v.timestamp(), timestamp))
			.stream(), old.previous().stream()).toList();
	}

	/**
	 * Writes the site.
	 *
	 * @param site a new folder
	 * @param main path of the file that needs the others
	 * @param details of that file, given its needs
	 * @return the files in the index
	 */
	List<SiteFile> write(final Path site, final String main, final Function<List<Index.Dependency>, Index.Details> details)
		throws IOException
	{
		if (Files.exists(site)) throw new IOException(site + " exists already; remove it, or name another folder.");
		final List<SiteFile> plan = plan();
		final SiteFile mainFile = plan.stream().filter(f -> f.path().equals(main) && f.current().isPresent()).findFirst()
			.orElseThrow(() -> new IOException(main + " is not in " + files + "."));
		// what is for one system comes by itself there; as a dependency the updater would install it on all
		final List<Index.Dependency> needs = plan.stream().filter(f -> f != mainFile && f.current().isPresent() && f.platform()
			.isEmpty()).map(f -> new Index.Dependency(f.path(), f.current().map(SiteFile.Version::timestamp))).toList();
		for (final SiteFile f : plan)
			if (f.current().isPresent()) copy(f, site);
		Index.write(site.resolve(Index.FILE), plan, mainFile, details.apply(needs));
		return plan;
	}

	/** A file that has not changed is copied from where it was: a jar of the same checksum need not have the same bytes. */
	private void copy(final SiteFile f, final Path site) throws IOException {
		final boolean unchanged = f.current().get().timestamp() < timestamp;
		final Path source = unchanged ? previousSite.orElseThrow().resolve(f.fileOnSite()) : files.resolve(f.path());
		final Path target = site.resolve(f.fileOnSite());
		Files.createDirectories(target.getParent());
		Files.copy(source, target, StandardCopyOption.COPY_ATTRIBUTES);
	}
}
