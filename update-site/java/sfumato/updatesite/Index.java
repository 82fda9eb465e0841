package sfumato.updatesite;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** The index of an update site, {@code db.xml.gz}. */
final class Index {

	static final String FILE = "db.xml.gz";

	private Index() {}

	/** What is told of a file beside what the updater needs. */
	record Details(String description, String link, List<String> authors, List<Dependency> dependencies) {}

	/**
	 * A file that is installed together with another.
	 *
	 * @param timestamp of the version that is needed; empty for a file of another site
	 */
	record Dependency(String path, Optional<Long> timestamp) {}

	static List<SiteFile> read(final Path file) throws IOException {
		try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
			final DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
			// the index declares its own elements, but must not have other files read
			factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
			for (final String outside : List.of("http://xml.org/sax/features/external-general-entities",
				"http://xml.org/sax/features/external-parameter-entities",
				"http://apache.org/xml/features/nonvalidating/load-external-dtd"))
				factory.setFeature(outside, false);
			final List<SiteFile> files = new ArrayList<>();
			for (final Element plugin : elements(factory.newDocumentBuilder().parse(new InputSource(in)).getElementsByTagName(
				"plugin")))
				files.add(read(plugin));
			return files;
		}
		catch (final ParserConfigurationException | SAXException | IllegalArgumentException e) {
			throw new IOException(file + " is no index of an update site: " + e.getMessage(), e);
		}
	}

	private static SiteFile read(final Element plugin) {
		final String path = plugin.getAttribute("filename");
		final Optional<SiteFile.Version> current = elements(plugin.getElementsByTagName("version")).stream().findFirst().map(
			v -> new SiteFile.Version(v.getAttribute("checksum"), number(v, "timestamp"), number(v, "filesize")));
		final List<SiteFile.Previous> previous = elements(plugin.getElementsByTagName("previous-version")).stream().map(
			v -> new SiteFile.Previous(v.hasAttribute("filename") ? v.getAttribute("filename") : path, v.getAttribute("checksum"),
				number(v, "timestamp"), number(v, "timestamp-obsolete"))).toList();
		return new SiteFile(path, current, previous);
	}

	private static long number(final Element element, final String attribute) {
		return element.hasAttribute(attribute) ? Long.parseLong(element.getAttribute(attribute)) : 0;
	}

	private static List<Element> elements(final NodeList nodes) {
		return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
	}

	/**
	 * Writes an index.
	 *
	 * @param main the one of the files that the details are of
	 */
	static void write(final Path file, final Collection<SiteFile> files, final SiteFile main, final Details details)
		throws IOException
	{
		try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
			final XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out, "UTF-8");
			xml.writeStartDocument("UTF-8", "1.0");
			xml.writeCharacters("\n");
			xml.writeStartElement("pluginRecords");
			for (final SiteFile f : files)
				write(xml, f, f == main ? Optional.of(details) : Optional.empty());
			xml.writeCharacters("\n");
			xml.writeEndElement();
			xml.writeEndDocument();
			xml.close();
		}
		catch (final XMLStreamException e) {
			throw new IOException(file + " cannot be written: " + e.getMessage(), e);
		}
	}

	private static void write(final XMLStreamWriter xml, final SiteFile f, final Optional<Details> details)
		throws XMLStreamException
	{
		xml.writeCharacters("\n\t");
		xml.writeStartElement("plugin");
		xml.writeAttribute("filename", f.path());
		if (f.platform().isPresent()) text(xml, 2, "platform", f.platform().get());
		if (f.current().isPresent()) {
			final SiteFile.Version v = f.current().get();
			xml.writeCharacters("\n\t\t");
			xml.writeStartElement("version");
			xml.writeAttribute("checksum", v.checksum());
			xml.writeAttribute("timestamp", Long.toString(v.timestamp()));
			xml.writeAttribute("filesize", Long.toString(v.size()));
			if (details.isPresent()) write(xml, details.get());
			xml.writeEndElement();
		}
		for (final SiteFile.Previous p : f.previous()) {
			xml.writeCharacters("\n\t\t");
			xml.writeEmptyElement("previous-version");
			xml.writeAttribute("timestamp", Long.toString(p.timestamp()));
			xml.writeAttribute("timestamp-obsolete", Long.toString(p.obsolete()));
			xml.writeAttribute("checksum", p.checksum());
			xml.writeAttribute("filename", p.path());
		}
		xml.writeCharacters("\n\t");
		xml.writeEndElement();
	}

	private static void write(final XMLStreamWriter xml, final Details details) throws XMLStreamException {
		text(xml, 3, "description", details.description());
		for (final Dependency d : details.dependencies()) {
			xml.writeCharacters("\n\t\t\t");
			xml.writeEmptyElement("dependency");
			xml.writeAttribute("filename", d.path());
			if (d.timestamp().isPresent()) xml.writeAttribute("timestamp", Long.toString(d.timestamp().get()));
		}
		text(xml, 3, "link", details.link());
		for (final String author : details.authors())
			text(xml, 3, "author", author);
		xml.writeCharacters("\n\t\t");
	}

	private static void text(final XMLStreamWriter xml, final int depth, final String name, final String text)
		throws XMLStreamException
	{
		xml.writeCharacters("\n" + "\t".repeat(depth));
		xml.writeStartElement(name);
		xml.writeCharacters(text);
		xml.writeEndElement();
	}
}
