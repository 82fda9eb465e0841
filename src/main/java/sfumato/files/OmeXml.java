package sfumato.files;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

import sfumato.text.Excerpt;

/**
 * Reads the OME-XML of a TIFF for its first image: the order of the pages, and the voxel size.
 * <p>
 * Source: Open Microscopy Environment, OME-TIFF specification (schema 2016-06).
 *
 * @param channels pages along C
 * @param slices along Z
 * @param frames along T
 * @param pages number of the page of c + channels · (z + slices · t)
 * @param pixelSize along X, Y and Z, in {@link #unit}; 1 where nothing is said
 * @param unit {@link ImageFile#NO_UNIT} where nothing is said
 */
record OmeXml(int channels, int slices, int frames, int[] pages, double[] pixelSize, String unit) {

	/** Whether a description is OME-XML. */
	static boolean is(final String description) {
		return description.contains("<OME") && description.contains("<Pixels") || description.contains(":OME") && description.contains(
			":Pixels");
	}

	/**
	 * Reads it. No document that it refers to is opened.
	 *
	 * @param samples values per pixel of a page
	 * @param available how many pages the file has
	 * @throws IOException if it cannot be read or speaks of pages that are not there
	 */
	static OmeXml read(final Path path, final String xml, final int samples, final int available) throws IOException {
		final Element pixels = pixels(path, xml);
		final int c = size(path, pixels, "SizeC"), z = size(path, pixels, "SizeZ"), t = size(path, pixels, "SizeT");
		final int channels = samples > 1 && c % samples == 0 ? c / samples : c;
		final long n = (long) channels * z * t;
		if (n > available) throw new IOException(TiffMessages.omePlanes(path, available, n, channels, z, t));
		final String order = pixels.getAttribute("DimensionOrder").isEmpty() ? "XYCZT" : pixels.getAttribute("DimensionOrder");
		if (!order.matches("XY(CZT|CTZ|ZCT|ZTC|TCZ|TZC)")) throw new IOException(TiffMessages.omeOrder(path, order));
		final double[] size = new double[3];
		String unit = "";
		for (int d = 0; d < 3; d++) {
			final String axis = "XYZ".substring(d, d + 1), text = pixels.getAttribute("PhysicalSize" + axis);
			final String own = pixels.getAttribute("PhysicalSize" + axis + "Unit");
			size[d] = text.isEmpty() ? Double.NaN : number(text) * inMicrometers(own);
			if (!text.isEmpty() && unit.isEmpty()) unit = own.isEmpty() ? "\u00B5m" : own;
		}
		// one unit for all axes: that of X
		final double factor = unit.isEmpty() ? 1 : inMicrometers(unit);
		for (int d = 0; d < 3; d++)
			size[d] = size[d] > 0 && !Double.isInfinite(size[d]) ? size[d] / factor : 1;
		final String known = unit.isEmpty() ? ImageFile.NO_UNIT : ImageJImages.spelled(unit);
		return new OmeXml(channels, z, t, pages(path, pixels, order, new int[] { channels, z, t }, samples, available), size, known);
	}

	private static Element pixels(final Path path, final String xml) throws IOException {
		try {
			final DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
			factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
			factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
			factory.setXIncludeAware(false);
			factory.setExpandEntityReferences(false);
			factory.setNamespaceAware(true);
			final DocumentBuilder builder = factory.newDocumentBuilder();
			builder.setErrorHandler(new ErrorHandler() { // the default prints

				@Override
				public void warning(final SAXParseException e) {
					// no matter
				}

				@Override
				public void error(final SAXParseException e) throws SAXException {
					throw e;
				}

				@Override
				public void fatalError(final SAXParseException e) throws SAXException {
					throw e;
				}
			});
			final NodeList all = builder.parse(new InputSource(new StringReader(xml.strip()))).getElementsByTagNameNS("*", "Pixels");
			if (all.getLength() == 0) throw new IOException(TiffMessages.omeWithoutPixels(path));
			return (Element) all.item(0);
		}
		catch (final SAXException e) {
			throw new IOException(TiffMessages.omeDamaged(path, Excerpt.sentence(e.getMessage())), e);
		}
		catch (final ParserConfigurationException e) {
			throw new IllegalStateException(e);
		}
	}

	private static int size(final Path path, final Element pixels, final String name) throws IOException {
		final String text = pixels.getAttribute(name).isEmpty() ? "1" : pixels.getAttribute(name);
		if (!text.matches("[1-9]\\d{0,6}")) throw new IOException(TiffMessages.omeAttribute(path, name, text));
		return Integer.parseInt(text);
	}

	private static double number(final String text) {
		try {
			return Double.parseDouble(text);
		}
		catch (final NumberFormatException e) {
			return Double.NaN;
		}
	}

	/** The units of length that are in use; another is left as it is. */
	private static double inMicrometers(final String unit) {
		return switch (unit) {
			case "m" -> 1e6;
			case "cm" -> 1e4;
			case "mm" -> 1e3;
			case "nm" -> 1e-3;
			case "pm" -> 1e-6;
			case "\u00C5" -> 1e-4;
			default -> 1;
		};
	}

	/** Which page has which plane: as the TiffData elements say, or else in the order of the dimensions. */
	private static int[] pages(final Path path, final Element pixels, final String order, final int[] czt, final int samples,
		final int available) throws IOException
	{
		final int n = czt[0] * czt[1] * czt[2];
		final int[] pages = new int[n];
		Arrays.fill(pages, -1);
		final NodeList all = pixels.getElementsByTagNameNS("*", "TiffData");
		for (int i = 0; i < all.getLength(); i++) {
			final Element data = (Element) all.item(i);
			final int first = attribute(data, "IFD", i == 0 || all.getLength() == 1 ? 0 : -1), count = attribute(data, "PlaneCount", data
				.hasAttribute("IFD") ? 1 : n);
			if (first < 0) continue;
			int at = linear(order, czt, new int[] { attribute(data, "FirstC", 0) / (samples > 1 ? samples : 1), attribute(data, "FirstZ",
				0), attribute(data, "FirstT", 0) });
			for (int k = 0; k < count && at < n; k++, at++)
				if (first + k < available) pages[plane(order, czt, at)] = first + k;
		}
		final Set<Integer> used = new HashSet<>();
		boolean complete = true;
		for (final int page : pages)
			complete &= page >= 0 && used.add(page);
		if (complete) return pages;
		if (all.getLength() > 0 && used.size() > 1) throw new IOException(TiffMessages.omePlanesMissing(path));
		for (int i = 0; i < n; i++)
			pages[plane(order, czt, i)] = i;
		return pages;
	}

	private static int attribute(final Element data, final String name, final int otherwise) {
		final String text = data.getAttribute(name);
		return text.matches("\\d{1,9}") ? Integer.parseInt(text) : otherwise;
	}

	/** The position of (c, z, t) in an order of the dimensions. */
	private static int linear(final String order, final int[] czt, final int[] at) {
		int linear = 0;
		for (int d = 4; d >= 2; d--) {
			final int axis = "CZT".indexOf(order.charAt(d));
			linear = linear * czt[axis] + Math.min(at[axis], czt[axis] - 1);
		}
		return linear;
	}

	/** What is c + channels · (z + slices · t) at a position in an order of the dimensions. */
	private static int plane(final String order, final int[] czt, final int linear) {
		final int[] at = new int[3];
		int rest = linear;
		for (int d = 2; d <= 4; d++) {
			final int axis = "CZT".indexOf(order.charAt(d));
			at[axis] = rest % czt[axis];
			rest /= czt[axis];
		}
		return at[0] + czt[0] * (at[1] + czt[1] * at[2]);
	}
}
