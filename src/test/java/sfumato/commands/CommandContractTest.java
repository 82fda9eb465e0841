package sfumato.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandModuleItem;
import org.scijava.module.ModuleItem;
import org.scijava.module.ModuleException;

import ij.ImagePlus;

import sfumato.commands.inputs.ImageRole;
import sfumato.commands.inputs.grouping.GroupedCommandInfo;
import sfumato.commands.inputs.grouping.InputTable;

/** What every command of the menu keeps, so that macros written against it run the same everywhere. */
class CommandContractTest {

	private static final List<String> SUBMENUS = List.of("Labels", "Train", "Predict", "Evaluate", "Models", "Help");

	/** What leads to all others is found without opening a sub-menu. */
	private static final Set<String> AT_THE_TOP = Set.of("Segmentation Wizard...");

	static Stream<CommandInfo> commands() {
		return CommandCatalogue.all();
	}

	@Test
	void menuNamesAreUnique() {
		final List<String> leaves = commands().map(CommandCatalogue::name).toList();
		assertTrue(leaves.contains("Fuse Raters..."));
		assertEquals(new HashSet<>(leaves).size(), leaves.size(), leaves::toString);
	}

	@ParameterizedTest
	@MethodSource("commands")
	void isInTheSfumatoMenuAndHasADescription(final CommandInfo command) throws ModuleException {
		assertTrue(command.createModule().getDelegateObject() instanceof BaseCommand);
		final String menu = command.getMenuPath().stream().map(m -> m.getName()).limit(command.getMenuPath().size() - 1).collect(
			Collectors.joining(">"));
		assertTrue(menu.equals("File>Open Samples") || menu.equals("Plugins>Sfumato") && AT_THE_TOP.contains(command.getMenuPath().getLeaf()
			.getName()) || SUBMENUS.stream().anyMatch(m -> menu.equals("Plugins>Sfumato>" + m)), menu);
		assertTrue(command.canRunHeadless());
		assertTrue(command.getDescription() != null && command.getDescription().endsWith("."));
		assertEquals(CommandCatalogue.name(command).replace("...", ""), ((BaseCommand) command.createModule()
			.getDelegateObject()).label());
	}

	/** Fiji sorts by the weight of the leaf alone and makes a menu at its first leaf. */
	@Test
	void menusAreInTheOrderOfTheWorkflow() {
		final List<String> menus = CommandCatalogue.shipped().stream().filter(c -> c.getMenuPath().size() == 4).sorted(Comparator
			.comparingDouble(c -> c.getMenuPath().getLeaf().getWeight())).map(c -> c.getMenuPath().get(2).getName()).toList();
		assertEquals(SUBMENUS.stream().filter(menus::contains).flatMap(m -> menus.stream().filter(m::equals)).toList(), menus,
			"The weights of Labels begin at 100, those of Train at 200, and so on.");
	}

	@ParameterizedTest
	@MethodSource("commands")
	void optionsHaveShortNamesAndHelpAndAreNotPersisted(final CommandInfo command) {
		for (final ModuleItem<?> in : CommandCatalogue.keys(command)) {
			final String name = in.getName();
			assertTrue(name.matches("[a-z]+"), name);
			assertFalse(in.isPersisted(), name + " must not be persisted");
			assertTrue(in.getLabel() != null && !in.getLabel().isBlank(), name + " needs a label");
			assertTrue(in.getDescription() != null && !in.getDescription().isBlank(), name + " needs help text");
			assertFalse(in.getType().isPrimitive(), name + " must be boxed");
		}
	}

	/** Else it would silently lack the inputs of its groups. */
	@ParameterizedTest
	@MethodSource("commands")
	void inputsOfGroupsAreInputsOfTheirCommand(final CommandInfo command) {
		assertInstanceOf(GroupedCommandInfo.class, command);
		assertTrue(command.isValid(), () -> command.getProblems().toString());
	}

	/** What several commands ask in the same words is declared in one group of {@code sfumato.commands.inputs}. */
	@Test
	void declaresSharedInputsOnce() {
		final Map<String, Set<String>> declared = new TreeMap<>();
		for (final CommandInfo command : CommandCatalogue.shipped())
			for (final ModuleItem<?> in : CommandCatalogue.keys(command)) {
				final Field field = ((CommandModuleItem<?>) in).getField();
				if (!InputTable.class.isAssignableFrom(field.getType())) declared.computeIfAbsent(in.getName() + ", " + in.getLabel() + ": " + in
					.getDescription(), k -> new TreeSet<>()).add(field.toString());
			}
		declared.values().removeIf(fields -> fields.size() == 1);
		assertEquals(Map.of(), declared);
	}

	@ParameterizedTest
	@MethodSource("commands")
	void fillsOneInputAtMostWithTheActiveImageAndAsksForIt(final CommandInfo command) {
		final List<String> filled = new ArrayList<>();
		for (final ModuleItem<?> in : CommandCatalogue.keys(command))
			if (in.getType() == ImagePlus.class) {
				assertFalse(in.isAutoFill(), in.getName());
				if (ImageRole.ACTIVE.equals(in.getWidgetStyle())) filled.add(in.getName());
			}
		assertTrue(filled.size() <= 1, filled::toString);
	}
}
