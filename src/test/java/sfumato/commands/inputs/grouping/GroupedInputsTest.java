package sfumato.commands.inputs.grouping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.util.List;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;
import org.scijava.Context;
import org.scijava.command.Command;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;
import org.scijava.command.ContextCommand;
import org.scijava.command.DynamicCommand;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.ModuleService;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.PluginInfo;

import ij.ImagePlus;

import sfumato.commands.CommandCatalogue;
import sfumato.commands.MacroRunner;
import sfumato.commands.macro.MacroMessages;
import sfumato.text.WrongValue;

/** What a command with {@link Inputs} asks for, and where the answers go, in every way of running it. */
class GroupedInputsTest {

	private static final String RUN = "run(\"Probe Groups...\", \"%s\"); return getTitle();";

	private static Context context() {
		return MacroRunner.imagej().context();
	}

	private static CommandInfo info() {
		return context().service(CommandService.class).getCommand(ProbeGroups.class);
	}

	private static GroupedCommandInfo info(final Class<? extends Command> command) {
		return new GroupedCommandInfo(new PluginInfo<>(command.getName(), Command.class), context());
	}

	private static List<String> names(final Iterable<ModuleItem<?>> items) {
		return StreamSupport.stream(items.spliterator(), false).map(ModuleItem::getName).toList();
	}

	private static String macro(final String options) {
		return MacroRunner.run(RUN.formatted(options)).value();
	}

	private static String error(final String options) {
		return MacroRunner.run(RUN.formatted(options)).error();
	}

	@Test
	void placesInputsWhereTheirGroupIsDeclared() {
		assertEquals(List.of("first", "folder", "choice", "flag", "cases", "middle", "otherfolder", "otherchoice", "otherflag", "otherfound",
			"rows", "last"), CommandCatalogue.keys(info()).stream().map(ModuleItem::getName).toList());
		final List<String> all = names(info().inputs());
		assertEquals(all.indexOf("first") + 1, all.indexOf("headgroup"));
		assertEquals(all.indexOf("middle") + 1, all.indexOf("otherheadgroup"));
		assertEquals(List.of("result"), names(info().outputs()));
		assertNull(info().getOutput("folder"));
		assertNull(info().getInput("result"));
	}

	@Test
	void outermostLabelsAndDescriptionsOverrideInnerOnes() {
		assertEquals("Which", info().getInput("cases").getLabel());
		assertEquals("outer words", info().getInput("cases").getDescription());
		assertEquals("Choice", info().getInput("choice").getLabel());
		assertEquals("outer choice", info().getInput("choice").getDescription());
		assertEquals("Inner flag", info().getInput("flag").getLabel());
		assertEquals("inner words", info().getInput("flag").getDescription());
		assertEquals("Other: Inner flag", info().getInput("otherflag").getLabel());
		assertEquals("one of two", info().getInput("otherchoice").getDescription());
		assertEquals("Number of rows", info().getInput("rows").getLabel());
		assertEquals("how many rows", info().getInput("rows").getDescription());
	}

	/** A command speaks of the inputs of a group in a group as the group calls them. */
	@Test
	void addsPrefixesOfInnerGroups() {
		final GroupedCommandInfo info = info(Nested.class);
		assertTrue(info.isValid(), () -> info.getProblems().toString());
		assertEquals(List.of("context", "outerinnercases"), names(info.inputs()));
		assertEquals("Outer: of the inner", info.getInput("outerinnercases").getLabel());
		assertTrue(info.getInput("outerinnercases").isRequired());
	}

	@Test
	void keepsTypesBoundsChoicesAndDefaultsOfTheGroup() {
		assertEquals(File.class, info().getInput("folder").getType());
		assertEquals(List.of("cpu", "gpu"), info().getInput("otherchoice").getChoices());
		assertEquals("1-3", info().getInput("cases").getDefaultValue());
		assertEquals(0, info().getInput("otherfound").getDefaultValue());
		assertEquals(Integer.class, info().getInput("rows").getType());
		assertEquals(1, info().getInput("rows").getMinimumValue());
		assertEquals(3, info().getInput("rows").getDefaultValue());
	}

	@Test
	void commandDeclaresRequiredInputs() {
		assertTrue(info().getInput("folder").isRequired());
		assertFalse(info().getInput("otherfolder").isRequired());
		assertFalse(info().getInput("rows").isRequired());
		final GroupedCommandInfo needy = info(Needy.class);
		assertTrue(needy.getInput("cases").isRequired());
	}

	@Test
	void macroSetsFieldsOfGroups() {
		assertEquals("f|/there,gpu,true,4,1-3,0,true|0.5|/here,cpu,false,4,7,0,true|{rows=5}|l", macro(
			"folder=/there choice=GPU flag otherfolder=/here rows=5").replace('\\', '/'));
	}

	@Test
	void reportsWrongValuesToMacros() {
		assertEquals("The option \"folder\" of Probe Groups is missing (any folder).", error("first=x"));
		final String unknown = error("folder=a hidden=3");
		assertTrue(unknown.startsWith("Probe Groups has no option \"hidden\". Known: first, folder, choice, flag, cases, middle, otherfolder,"),
			unknown);
		assertEquals(WrongValue.message("choice", "tpu", "one of cpu, gpu"), error("folder=a choice=tpu"));
		assertEquals(WrongValue.message("rows", "many", "a whole number"), error("folder=a rows=many"));
		assertEquals(MacroMessages.noValue("cases"), error("folder=a cases"));
	}

	@Test
	void scriptSetsFieldsOfGroups() throws Exception {
		final CommandModule done = context().service(CommandService.class).run(ProbeGroups.class, true, "folder", new File("there"),
			"otherflag", true, "rows", 2).get();
		assertEquals("f|there,cpu,false,4,1-3,0,true|0.5|null,cpu,true,4,7,0,true|{rows=2}|l", ((ImagePlus) done.getOutput(
			"result")).getTitle());
	}

	@Test
	void scriptMayRunWithoutPreprocessors() throws Exception {
		final CommandModule done = context().service(CommandService.class).run(ProbeGroups.class, false, "folder", new File("there")).get();
		assertTrue(done.getCommand() instanceof ProbeGroups);
		assertEquals(new File("there"), done.getInput("folder"));
	}

	@Test
	void recordsKeysOfGroupsInOrder() {
		final String line = MacroRunner.run("run(\"Probe Groups...\", \"folder=there otherflag\");" +
			" return \"\" + Property.get(\"Sfumato.Macro\");").value();
		assertEquals("run(\"Probe Groups...\", \"first=f folder=there choice=cpu flag=false cases=1-3 middle=0.5 otherchoice=cpu otherflag=true " +
			"otherfound=0 rows=3 last=l\");", line);
		assertEquals(macro("folder=there otherflag"), MacroRunner.run(line + " return getTitle();").value());
	}

	@Test
	void runsShareNoState() throws Exception {
		final Module one = info().createModule(), two = info().createModule();
		one.setInput("rows", 9);
		one.setInput("cases", "9");
		assertEquals(3, two.getInput("rows"));
		assertEquals("1-3", two.getInput("cases"));
		assertEquals("1-3", info().getInput("cases").getDefaultValue());
	}

	/** Scripts have other numbers than Java. */
	@Test
	void convertsValuesToTheTypeOfTheInput() throws Exception {
		final Module module = info().createModule();
		module.setInput("rows", new java.math.BigDecimal("5"));
		module.setInput("otherfound", "6");
		assertEquals(5, module.getInput("rows"));
		assertEquals(6, module.getInput("otherfound"));
	}

	@Test
	void runsCallbacksAndInitializersOfTheGroup() throws Exception {
		final Module module = context().service(ModuleService.class).createModule(info());
		module.setInput("otherfolder", new File("four"));
		info().getInput("otherfolder").callback(module);
		assertEquals(4, module.getInput("otherfound"));
		module.setInput("cases", "");
		info().getInput("cases").initialize(module);
		assertEquals("suggested", module.getInput("cases"));
	}

	/** A dialog calls them for every input. */
	@Test
	void rowsOfTablesIgnoreCallbacks() throws Exception {
		final Module module = info().createModule();
		final ModuleItem<?> rows = info().getInput("rows");
		rows.initialize(module);
		rows.callback(module);
		rows.validate(module);
		assertEquals(3, rows.getValue(module));
	}

	@Test
	void createsModulesForGivenCommandInstances() {
		final ProbeGroups command = new ProbeGroups();
		final Module module = info().createModule(command);
		module.setInput("otherflag", true);
		assertEquals(true, info().createModule(command).getInput("otherflag"));
	}

	@Test
	void persistsInputsUnderTheirKey() {
		final ModuleItem<String> item = info(Needy.class).getInput("kept", String.class);
		assertTrue(item.isPersisted());
		item.saveValue("yes");
		assertEquals("yes", info(Needy.class).getInput("kept", String.class).loadValue());
		assertFalse(info(Needy.class).getInput("cases").isPersisted());
	}

	@Test
	void reportsWrongGroupsAsProblemsOfTheCommand() {
		assertTrue(info().isValid(), () -> info().getProblems().toString());
		assertInstanceOf(GroupedCommandInfo.class, info());
		assertProblem(Clash.class, GroupingMessages.inputTwice("cases"));
		assertProblem(Misspelt.class, GroupingMessages.noInputInGroup("case"));
		assertProblem(Dynamic.class, GroupingMessages.ofModule());
		assertProblem(Final.class, GroupingMessages.finalParameter());
	}

	private static void assertProblem(final Class<? extends Command> command, final String sentence) {
		final GroupedCommandInfo info = info(command);
		assertFalse(info.isValid());
		assertTrue(info.getProblems().stream().anyMatch(p -> p.getMessage().startsWith(sentence)), () -> info.getProblems().toString());
	}

	/** One input of each kind of memory. */
	private static final class Small {
		@Parameter(label = "Cases", persist = false, required = false, description = "names")
		private String cases = "";

		@Parameter(label = "Kept", required = false, description = "is remembered")
		private String kept = "no";
	}

	/** Needs what its group does not. */
	public static final class Needy extends Silent {
		@Inputs(needed = "cases")
		private final Small small = new Small();
	}

	/** Has a group with a prefix in a group with a prefix. */
	public static final class Nested extends Silent {
		/** A group in a group. */
		private static final class Outer {
			@Inputs(prefix = "inner")
			private final Small small = new Small();
		}

		@Inputs(prefix = "outer", label = "Outer: ", without = "innerkept", needed = "innercases", texts = @Inputs.Text(of = "innercases",
			label = "of the inner"))
		private final Outer outer = new Outer();
	}

	/** Has two groups with the same keys. */
	public static final class Clash extends Silent {
		@Inputs
		private final Small small = new Small();

		@Inputs
		private final Small again = new Small();
	}

	/** Speaks of an input that there is not. */
	public static final class Misspelt extends Silent {
		@Inputs(without = "case")
		private final Small small = new Small();
	}

	/** Is a module. */
	public static final class Dynamic extends DynamicCommand {
		@Inputs
		private final Small small = new Small();

		@Override
		public void run() {}
	}

	/** Nothing can be written into its group. */
	public static final class Final extends Silent {
		/** With an input that is final. */
		private static final class Stiff {
			@Parameter(label = "Stiff", required = false, description = "cannot change")
			private final String stiff = "no";
		}

		@Inputs
		private final Stiff group = new Stiff();
	}

	private abstract static class Silent extends ContextCommand {
		@Override
		public void run() {}
	}
}
