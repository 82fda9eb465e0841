package sfumato.updatesite;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

import javax.xml.parsers.SAXParserFactory;

import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Installs a site over http as Fiji's updater would: reads the index, downloads what is for this system, and puts it in place if
 * its size and checksum are right. Knows nothing of how we write the index.
 */
final class SiteInstaller {

	private final String url;
	private final String platform;

	SiteInstaller(final String url, final String platform) {
		this.url = url;
		this.platform = platform;
	}

	private static final class Plugin {

		final List<String> platforms = new ArrayList<>();
		String filename, checksum, timestamp;
		long size;
	}

	private static final class Plugins extends DefaultHandler {

		final List<Plugin> all = new ArrayList<>();
		private final StringBuilder text = new StringBuilder();

		@Override
		public void startElement(final String uri, final String local, final String name, final Attributes attributes) {
			text.setLength(0);
			if (name.equals("plugin")) {
				all.add(new Plugin());
				last().filename = attributes.getValue("filename");
			}
			else if (name.equals("version")) {
				last().checksum = attributes.getValue("checksum");
				last().timestamp = attributes.getValue("timestamp");
				last().size = Long.parseLong(attributes.getValue("filesize"));
			}
		}

		@Override
		public void characters(final char[] c, final int start, final int length) {
			text.append(c, start, length);
		}

		@Override
		public void endElement(final String uri, final String local, final String name) {
			if (name.equals("platform")) last().platforms.add(text.toString());
		}

		private Plugin last() {
			return all.get(all.size() - 1);
		}
	}

	/** @return the paths of what was installed */
	List<String> install(final Path fiji) throws Exception {
		final Plugins plugins = new Plugins();
		try (InputStream in = new GZIPInputStream(URI.create(url + "db.xml.gz").toURL().openStream())) {
			SAXParserFactory.newInstance().newSAXParser().parse(in, plugins);
		}
		final List<String> installed = new ArrayList<>();
		for (final Plugin p : plugins.all) {
			if (p.checksum == null || !p.platforms.isEmpty() && !p.platforms.contains(platform)) continue;
			final Path file = fiji.resolve(p.filename);
			Files.createDirectories(file.getParent());
			try (InputStream in = URI.create(url + p.filename + "-" + p.timestamp).toURL().openStream()) {
				Files.copy(in, file);
			}
			if (Files.size(file) != p.size || !Checksum.of(p.filename, file).equals(p.checksum)) throw new IOException(p.filename +
				" is not what the index says.");
			installed.add(p.filename);
		}
		return installed;
	}
}
