package sfumato.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scijava.annotations.Index;
import org.scijava.annotations.IndexItem;
import org.scijava.plugin.Plugin;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;

import sfumato.engine.TensorEngine;

/**
 * The Javadoc of every method that has a name ends with an example, is true, and says where the method is from. The example is
 *
 * <pre>
 * &lt;pre&gt;{&#64;code
 * statements;
 * expression // what it gives, a number, several in brackets, or a word
 * }&lt;/pre&gt;
 * </pre>
 *
 * in Java, with the classes of its package, of {@code labels}, of java.util and ImgLib2's ArrayImgs; where it has tensors, {@code manager}
 * is an NDManager. A number may differ by half a unit of its last digit.
 */
class ExamplesTest {

	/** What writes whole model folders has tests in place of examples. */
	private static final Set<MethodKind> WITHOUT = Set.of(MethodKind.EXPORTS);

	/** Nobody's invention, or ours. */
	private static final Set<String> WITHOUT_SOURCE = Set.of("average", "intersection", "majority", "union", "shape-average", "accuracy",
		"maximum", "none", "percentile", "window", "z-score", "soft-staple");

	private static final Pattern EXAMPLE = Pattern.compile("(?s)<pre>\\{@code\n(.*?)\n}</pre>\\s*$");
	private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?(E-?\\d+)?|NaN");

	/** A method: its kind, its name, its class and the text of the class' Javadoc without stars. */
	record Documented(MethodKind kind, String name, String className, String text) {

		@Override
		public String toString() {
			return kind.title() + " " + name;
		}

		String simpleName() {
			return className.substring(className.lastIndexOf('.') + 1);
		}

		/** Statements, and the last line, which says what comes out. */
		List<String> example() {
			final Matcher m = EXAMPLE.matcher(text);
			assertTrue(m.find(), () -> "The Javadoc of " + className + " must end with an example; " + ExamplesTest.class.getSimpleName() +
				" says how to write one.");
			return m.group(1).lines().toList();
		}

		String expected() {
			final String last = example().get(example().size() - 1);
			return last.substring(last.lastIndexOf("// ") + 3).strip();
		}
	}

	@TempDir
	static Path folder;

	static List<Documented> methods() {
		final List<Documented> all = new ArrayList<>();
		for (final IndexItem<Plugin> item : Index.load(Plugin.class, new ClassLoader(ExamplesTest.class.getClassLoader()) {}))
			for (final MethodKind kind : MethodKind.values())
				if (item.className().startsWith("sfumato.") && item.annotation().type() == kind.type() && !WITHOUT.contains(kind)) all.add(
					new Documented(kind, item.annotation().name(), item.className(), javadoc(item.className())));
		return all;
	}

	private static String javadoc(final String className) {
		try {
			final String source = Files.readString(Path.of("src/main/java", className.replace('.', '/') + ".java"));
			final String before = source.substring(0, source.indexOf("\n@Plugin("));
			return before.substring(before.lastIndexOf("\n/**") + 4).lines().map(l -> l.replaceFirst("^ \\*/?( |$)", "").replaceFirst(
				" ?\\*/$", "")).collect(Collectors.joining("\n")).strip();
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	@BeforeAll
	static void compile() throws IOException {
		final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		assertTrue(compiler != null, "This Java has no compiler; run the tests with a JDK.");
		final List<String> arguments = new ArrayList<>(List.of("-proc:none", "-nowarn", "-d", folder.toString(), "-cp", System.getProperty(
			"surefire.test.class.path", System.getProperty("java.class.path"))));
		for (final Documented m : methods()) {
			if (!EXAMPLE.matcher(m.text()).find()) continue;
			final List<String> lines = m.example();
			final String last = lines.get(lines.size() - 1), type = m.kind() + "_" + m.simpleName();
			final boolean tensors = m.text().contains("manager");
			final String program = "package examples;\nimport java.util.*;\nimport sfumato.labels.*;\nimport " + m.className().replaceFirst(
				"\\w+$", "*") + ";\nimport net.imglib2.img.array.ArrayImgs;\n" + (tensors
					? "import ai.djl.ndarray.*;\nimport ai.djl.ndarray.types.*;\n" : "") + "public class " + type +
				" {\npublic static Object run(ai.djl.ndarray.NDManager manager) throws Exception {\n" + String.join("\n", lines.subList(0, lines
					.size() - 1)) + "\nreturn " + last.substring(0, Math.max(0, last.lastIndexOf("//"))) + ";\n}\n}\n";
			final Path file = folder.resolve("examples").resolve(type + ".java");
			Files.createDirectories(file.getParent());
			arguments.add(Files.writeString(file, program).toString());
		}
		final java.io.ByteArrayOutputStream errors = new java.io.ByteArrayOutputStream();
		if (compiler.run(null, errors, errors, arguments.toArray(String[]::new)) != 0) fail("Examples do not compile:\n" + errors);
	}

	@ParameterizedTest
	@MethodSource("methods")
	void examplesGiveTheirStatedValues(final Documented method) throws Exception {
		final String expected = method.expected();
		try (URLClassLoader loader = new URLClassLoader(new URL[] { folder.toUri().toURL() }, getClass().getClassLoader());
			NDManager manager = method.text().contains("manager") ? tensors() : null)
		{
			final Object value = loader.loadClass("examples." + method.kind() + "_" + method.simpleName()).getMethod("run", NDManager.class)
				.invoke(null, manager);
			final String found = text(value);
			if (!isNear(expected, found)) assertEquals(expected, found, "The example of " + method.className());
		}
		catch (final InvocationTargetException e) {
			throw new AssertionError("The example of " + method.className() + " fails", e.getCause());
		}
	}

	private static NDManager tensors() {
		final TensorEngine engine = TensorEngine.start(1);
		return engine.newManager(engine.device("cpu"));
	}

	private static String text(final Object value) {
		if (value instanceof final NDArray a) {
			final double[] values = a.toType(DataType.FLOAT64, false).toDoubleArray();
			return values.length == 1 ? Double.toString(values[0]) : Arrays.toString(values);
		}
		return value instanceof final double[] v ? Arrays.toString(v) : String.valueOf(value);
	}

	/** Whether all else is equal and each number is right up to half a unit of the last digit that is expected. */
	private static boolean isNear(final String expected, final String found) {
		if (!NUMBER.matcher(expected).replaceAll("#").equals(NUMBER.matcher(found).replaceAll("#"))) return false;
		final double[] numbers = numbers(found);
		final Matcher m = NUMBER.matcher(expected);
		for (int i = 0; m.find(); i++) {
			final int digits = m.group(1) == null ? 0 : m.group(1).length() - 1;
			final double difference = Math.abs(Double.parseDouble(m.group()) - numbers[i]);
			if (difference > 0.5001 * Math.pow(10, -digits)) return false;
		}
		return true;
	}

	private static double[] numbers(final String text) {
		return NUMBER.matcher(text).results().flatMapToDouble(r -> DoubleStream.of(Double.parseDouble(r.group()))).toArray();
	}

	@ParameterizedTest
	@MethodSource("methods")
	void namesTheSource(final Documented method) {
		assertTrue(WITHOUT_SOURCE.contains(method.name()) || Pattern.compile("\\b(18|19|20)\\d\\d\\b").matcher(method.text()).find(),
			() -> "The Javadoc of " + method.className() + " must name the publication with its year.");
	}

	static Stream<Documented> scores() {
		return methods().stream().filter(m -> Set.of(MethodKind.METRICS, MethodKind.CALIBRATION_ERRORS, MethodKind.LOSSES).contains(m.kind()));
	}

	@ParameterizedTest
	@MethodSource("scores")
	void statesTheRange(final Documented method) {
		assertTrue(Pattern.compile("(?i)\\b(from|at least|any number)\\s+([−-]?\\d|of)").matcher(method.text()).find(), () -> "The Javadoc of " +
			method.className() + " must say which values there are, e.g. \"From 0 to 1\".");
	}
}
