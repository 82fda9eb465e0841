package sfumato.commands;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The class path of a process that loads a PyTorch library: that of this one. Maven runs programs in a class loader of its own. */
final class EngineClassPath {

	private EngineClassPath() {}

	static List<Path> find() throws IOException {
		final List<Path> found = new ArrayList<>();
		for (ClassLoader l = EngineClassPath.class.getClassLoader(); l != null; l = l.getParent())
			if (l instanceof final URLClassLoader urls) for (final URL url : urls.getURLs())
				try {
					found.add(Path.of(url.toURI()));
				}
				catch (final URISyntaxException e) {
					throw new IOException("\"" + url + "\" is no file.", e);
				}
		for (final String entry : System.getProperty("java.class.path").split(File.pathSeparator))
			if (!entry.isEmpty()) found.add(Path.of(entry));
		return found;
	}
}
