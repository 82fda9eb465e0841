package sfumato.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.scijava.annotations.Index;
import org.scijava.annotations.IndexItem;
import org.scijava.command.CommandInfo;
import org.scijava.module.ModuleItem;
import org.scijava.plugin.Plugin;

import sfumato.commands.CommandCatalogue;
import sfumato.methods.Methods;

/**
 * What docs and README say of commands, keys and methods is what there is, and their links lead somewhere. With
 * {@code -Dsfumato.docs.write=true} the generated blocks, {@code docs/commands.json} and {@code docs/llms.txt} are written anew before
 * they are looked at.
 */
class DocumentationTest {

	private static final boolean WRITE = Boolean.getBoolean("sfumato.docs.write");
	private static final String RENEW = "mvn -q test -Dtest=DocumentationTest -Dsfumato.docs.write=true";

	private static final MarkdownPage FIRST = MarkdownPage.read(Path.of("docs/README.md"));
	private static final MarkdownPage GLOSSARY = MarkdownPage.read(Path.of("docs/glossary.md"));
	private static final String GLOSSARY_ROWS = "docs/glossary.md has a row for each key and each method, which begins with its name and " +
		"says what it is called in PyTorch, MONAI, nnU-Net or scikit-learn.";

	static List<Path> pages() {
		return MarkdownPage.all();
	}

	static List<CommandInfo> commands() {
		return CommandCatalogue.shipped();
	}

	@ParameterizedTest
	@MethodSource("pages")
	void generatedBlocksMatchTheCode(final Path file) {
		final MarkdownPage page = MarkdownPage.read(file), renewed = page.renewed(GeneratedTables::of);
		if (WRITE) renewed.write();
		else assertEquals(renewed.text(), page.text(), () -> file + " has a generated table that is no longer true. Renew it by: " +
			RENEW);
	}

	@ParameterizedTest
	@MethodSource("pages")
	void linksLeadToExistingFilesAndHeadings(final Path file) {
		assertEquals(List.of(), MarkdownPage.read(file).brokenLinks());
	}

	@Test
	void firstPageLinksToEveryPage() {
		final Path docs = Path.of("docs");
		final Set<String> listed = FIRST.entries().stream().map(MarkdownPage.Entry::link).collect(Collectors.toSet());
		assertEquals(List.of(), pages().stream().filter(p -> p.startsWith(docs) && !p.startsWith(docs.resolve("commands"))).map(
			p -> docs.relativize(p).toString().replace('\\', '/')).filter(name -> !name.equals("README.md") && !listed.contains(name))
			.toList());
	}

	@Test
	void machineReadableFilesMatchTheCode() throws IOException {
		holds(Path.of("docs/commands.json"), CommandListing.json());
		holds(Path.of("docs/llms.txt"), CommandListing.pages(FIRST));
	}

	private static void holds(final Path file, final String content) throws IOException {
		if (WRITE) Files.writeString(file, content);
		else assertEquals(content, Files.exists(file) ? Files.readString(file) : "", () -> file +
			" is no longer true. Renew it by: " + RENEW);
	}

	@Test
	void glossaryHasExactlyTheKeys() {
		assertEquals(commands().stream().flatMap(c -> CommandCatalogue.keys(c).stream()).map(ModuleItem::getName).distinct().sorted()
			.toList(), GLOSSARY.namesUnder("Macro keys").stream().sorted().toList(), GLOSSARY_ROWS);
	}

	@ParameterizedTest
	@EnumSource(MethodKind.class)
	void glossaryHasExactlyTheMethods(final MethodKind kind) {
		assertEquals(Methods.of(kind.type()).names(), GLOSSARY.namesUnder(kind.title()).stream().sorted().toList(), GLOSSARY_ROWS);
	}

	@Test
	void everyGlossaryRowHasATerm() {
		assertEquals(List.of(), GLOSSARY.text().lines().filter(l -> l.startsWith("| `")).filter(l -> Stream.of(l.substring(1).split(
			"(?<!\\\\)\\|")).anyMatch(String::isBlank)).toList());
	}

	@Test
	void trainingPageHasTheTableOfPresets() {
		assertTrue(MarkdownPage.read(Path.of("docs/training.md")).blocks().contains("presets"));
	}

	@ParameterizedTest
	@MethodSource("commands")
	void everyCommandHasAPageWithItsKeysAndAMacroLine(final CommandInfo command) {
		final String name = CommandCatalogue.name(command), blocks = "<!-- generated: command " + name +
			" -->\n<!-- end -->\n…\n<!-- generated: keys " + name + " -->\n<!-- end -->";
		final Path file = Path.of("docs", GeneratedTables.page(command));
		assertTrue(Files.exists(file), () -> file + " is missing. Write a title, a line run(\"" + name + "\", \"…\") in a macro, what " +
			"its keys do not tell, and these lines:\n" + blocks + "\nThen run: " + RENEW);
		final MarkdownPage page = MarkdownPage.read(file);
		assertTrue(page.blocks().containsAll(List.of("command " + name, "keys " + name)), () -> file + " lacks one of the blocks\n" +
			blocks + "\nWrite them and run: " + RENEW);
		assertTrue(page.macroLines().stream().anyMatch(l -> l.command().equals(name)), () -> file + " lacks an example for macros: " +
			"run(\"" + name + "\", \"…\");");
	}

	@Test
	void everyPageUnderCommandsBelongsToACommand() {
		final Set<Path> known = commands().stream().map(c -> Path.of("docs", GeneratedTables.page(c))).collect(Collectors.toSet());
		assertEquals(List.of(), pages().stream().filter(p -> p.startsWith(Path.of("docs", "commands")) && !known.contains(p))
			.toList());
	}

	@ParameterizedTest
	@MethodSource("pages")
	void macroLinesNameCommandsAndKeysThatExist(final Path file) {
		final Map<String, CommandInfo> known = commands().stream().collect(Collectors.toMap(CommandCatalogue::name, Function
			.identity()));
		final List<String> wrong = new ArrayList<>();
		for (final MarkdownPage.MacroLine line : MarkdownPage.read(file).macroLines()) {
			final CommandInfo command = known.get(line.command());
			if (command == null) wrong.add(line.command());
			else {
				final Set<String> keys = new TreeSet<>(CommandCatalogue.options(line.options()).keySet());
				CommandCatalogue.keys(command).stream().map(ModuleItem::getName).forEach(keys::remove);
				keys.forEach(k -> wrong.add(line.command() + " " + k));
			}
		}
		assertEquals(List.of(), wrong);
	}

	@Test
	void everyMethodTypeHasATable() {
		final Set<String> types = new TreeSet<>(), known = Stream.of(MethodKind.values()).map(k -> k.type().getName()).collect(
			Collectors.toCollection(TreeSet::new));
		for (final IndexItem<Plugin> item : Index.load(Plugin.class, new ClassLoader(getClass().getClassLoader()) {}))
			if (item.className().startsWith("sfumato.") && !item.annotation().name().isEmpty()) types.add(item.annotation().type()
				.getName());
		assertEquals(types, known, "Kinds of methods are written down in MethodKind.");
		final Set<String> blocks = MarkdownPage.read(Path.of("docs/methods.md")).blocks();
		for (final MethodKind k : MethodKind.values())
			assertTrue(blocks.contains(k.block()), () -> "docs/methods.md lacks a section with <!-- generated: " + k.block() + " -->\n" +
				"<!-- end -->. Write it and run: " + RENEW);
	}
}
