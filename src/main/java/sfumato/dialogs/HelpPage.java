package sfumato.dialogs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * A page of the documentation in the jar, so that help works offline and matches the version.
 *
 * @param path path within the folder {@code docs}, e.g. {@code commands/fuse-raters.md}
 */
record HelpPage(String path) {

	private static final String FOLDER = "/sfumato/docs/";

	/** Returns the page of a command: {@code Fuse Raters...} has {@code commands/fuse-raters.md}. */
	static HelpPage of(final String command) {
		return new HelpPage("commands/" + command.replace("...", "").toLowerCase(Locale.ROOT).replace(' ', '-') + ".md");
	}

	boolean exists() {
		return location() != null;
	}

	/** Returns the address of the page, from which pictures are resolved; null if there is none. */
	URL location() {
		return HelpPage.class.getResource(FOLDER + path);
	}

	/** Returns the page that a link leads to; null if the link leads to something else. */
	HelpPage link(final String target) {
		final String file = target.replaceAll("#.*", "");
		if (!file.endsWith(".md") || file.contains(":")) return null;
		final HelpPage page = new HelpPage(java.net.URI.create(path).resolve(file).getPath());
		return page.exists() ? page : null;
	}

	/** Renders the page as HTML. */
	String html() {
		final List<TablesExtension> tables = List.of((TablesExtension) TablesExtension.create());
		return HtmlRenderer.builder().extensions(tables).build().render(Parser.builder().extensions(tables).build().parse(read()));
	}

	private String read() {
		try (InputStream in = HelpPage.class.getResourceAsStream(FOLDER + path)) {
			if (in == null) throw new IllegalStateException("There is no page " + path);
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
