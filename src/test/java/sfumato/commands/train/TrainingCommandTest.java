package sfumato.commands.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scijava.ItemVisibility;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;

import sfumato.commands.MacroRunner;
import sfumato.text.WrongValue;
import sfumato.training.settings.SettingsMessages;
import sfumato.training.settings.TrainingPreset;

/** The keys that all commands that train share, and presets for them. */
class TrainingCommandTest {

	private static final String SMALL = "dataset=[test-images/phantoms] cases=1-2 network=[unet(encoder: plain, width: 4)] " +
		"batch=2 patch=32 threads=1 ";

	@TempDir
	Path folder;

	private MacroRunner.Outcome train(final String options) {
		return MacroRunner.run("run(\"Train Network...\", \"" + SMALL + options + " output=[" + folder.resolve("model") + "]\");");
	}

	private JsonObject configuration() throws IOException {
		return JsonParser.parseString(Files.readString(folder.resolve("model/training.json"))).getAsJsonObject().getAsJsonObject(
			"configuration");
	}

	private static CommandService commands() {
		return MacroRunner.imagej().context().service(CommandService.class);
	}

	private static CommandInfo info(final Class<? extends TrainingCommand> command) {
		return commands().getCommand(command);
	}

	private static List<ModuleItem<?>> inputs(final CommandInfo info) {
		return StreamSupport.stream(info.inputs().spliterator(), false).<ModuleItem<?>> map(i -> i).toList();
	}

	@Test
	void givenKeyOverridesThePreset() throws IOException {
		assertNull(train("preset=paper-lits epochs=1 smoothing=none optimizer=[sgd(momentum: 0.8)]").error());
		final JsonObject c = configuration(), o = c.getAsJsonObject("optimization");
		assertEquals("paper-lits", c.get("preset").getAsString());
		assertEquals(1, o.get("epochs").getAsInt());
		assertEquals("sgd(momentum: 0.8, decay: 5.0E-4)", o.get("optimizer").getAsString());
		assertEquals("none", c.getAsJsonObject("labels").get("smoothing").getAsString());
		// what was left out
		assertTrue(c.getAsJsonObject("labels").get("fusion").getAsString().startsWith("majority"));
		assertTrue(c.get("normalization").getAsString().startsWith("window(low: -60"));
		assertEquals(10, o.get("decoderFactor").getAsDouble());
		assertTrue(c.get("loss").getAsString().contains("active: PRESENT"));
	}

	@Test
	void recordsEveryOption() throws IOException {
		assertNull(train("epochs=1 factor=5 optimizer=[sgd(decay: 0.001)] schedule=[polynomial(power: 2, warmup: 0.1)] " +
			"augmentation=[scale(low: 0.8, high: 1.2) + flip(axis: y) + rotate] oversample=0.5").error());
		final JsonObject c = configuration(), o = c.getAsJsonObject("optimization"), s = c.getAsJsonObject("sampling");
		assertEquals("standard", c.get("preset").getAsString());
		assertEquals(5, o.get("decoderFactor").getAsDouble());
		assertEquals("sgd(momentum: 0.9, decay: 0.001)", o.get("optimizer").getAsString());
		assertEquals("polynomial(power: 2, warmup: 0.1)", o.get("schedule").getAsString());
		assertEquals("scale(low: 0.8, high: 1.2) + flip(axis: Y) + rotate(degrees: 15, probability: 1)", s.get("augmentation").getAsString());
		assertEquals(0.5, s.get("oversample").getAsDouble());
	}

	/** Keys of older versions, with what they are written like today. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "momentum=0.8 | optimizer=[sgd(momentum: 0.8)]", "decay=0.001 | optimizer=[sgd(decay: 0.001)]",
		"warmup=0.1 | schedule=[polynomial(warmup: 0.1)]", "power=2 | schedule=[polynomial(power: 2)]",
		"scalemin=0.8 | augmentation=[scale(low: 0.8, high: 2) + flip(axis: x)]", "scalemax=1.5 | augmentation=[scale(low: 0.5, high: 1.5)",
		"flipx=false | augmentation=", "flipy=true | flip(axis: y)" })
	void refusesFormerKeysWithTheirNewForm(final String former, final String form) {
		final String error = train("epochs=1 " + former).error();
		assertTrue(error.contains(former.replaceAll("=.*", "=")) && error.contains(form), error);
		assertFalse(Files.exists(folder.resolve("model")));
	}

	@Test
	void acceptsPresetsFromScripts() throws Exception {
		final Module done = commands().run(TrainNetwork.class, true, "dataset", new File("test-images/phantoms"), "cases", "1-2",
			"preset", "paper-kits", "network", "unet(encoder: plain, width: 4)", "epochs", 1, "batch", 2, "patch", 32, "threads",
			1, "output", folder.resolve("model").toFile()).get();
		assertNotNull(done.getOutput("model"));
		assertTrue(configuration().get("normalization").getAsString().startsWith("window(low: -200"));
		assertEquals(32, configuration().getAsJsonObject("sampling").get("patch").getAsInt());
	}

	@Test
	void refusesUnknownPresetsFromScripts() throws Exception {
		final var run = commands().run(TrainNetwork.class, true, "dataset", new File("test-images/phantoms"), "preset", "papr",
			"output", folder.resolve("model").toFile()).get();
		assertEquals(SettingsMessages.noPreset("papr", "standard, paper-qubiq, paper-lits, paper-kits, paper-lits-student, " +
			"paper-kits-student, quick"), run
			.getCancelReason());
		assertFalse(Files.exists(folder.resolve("model")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "Train Network...", "Cross-Validate..." })
	void refusesUnknownPresetsFromMacros(final String command) {
		final String error = MacroRunner.run("run(\"" + command + "\", \"preset=papr dataset=[test-images/phantoms] output=[" +
			folder.resolve("model") + "]\");").error();
		assertEquals(WrongValue.message("preset", "papr", "one of standard, paper-qubiq, paper-lits, paper-kits, " +
			"paper-lits-student, " + "paper-kits-student, quick"), error);
	}

	@ParameterizedTest
	@EnumSource
	void presetFillsTheFieldsOfTheDialog(final TrainingPreset preset) throws Exception {
		for (final Class<? extends TrainingCommand> type : List.of(TrainNetwork.class, CrossValidate.class)) {
			final Module dialog = MacroRunner.imagej().context().service(org.scijava.module.ModuleService.class).createModule(
				info(type));
			dialog.setInput("epochs", 7);
			dialog.setInput("seed", 5L);
			dialog.setInput("preset", preset.toString());
			info(type).getInput("preset").callback(dialog);
			for (final Map.Entry<String, Object> choice : preset.choices().entrySet())
				if (info(type).getInput(choice.getKey()) != null) assertEquals(choice.getValue(), dialog.getInput(choice.getKey()));
			assertEquals(5L, dialog.getInput("seed"));
		}
	}

	@Test
	void fieldsBeginWithTheStandardPreset() throws Exception {
		final Set<String> missing = new HashSet<>();
		for (final Map.Entry<String, Object> choice : TrainingPreset.STANDARD.choices().entrySet()) {
			assertEquals(choice.getValue(), info(choice.getKey().equals("pool") ? CrossValidate.class : TrainNetwork.class).createModule()
				.getInput(choice.getKey()));
			if (info(CrossValidate.class).getInput(choice.getKey()) == null) missing.add(choice.getKey());
		}
		// its methods say what becomes of labels, and it validates at the end only
		assertEquals(Set.of("fusion", "smoothing", "keep"), missing);
		assertEquals(List.of(TrainingPreset.values()).stream().map(TrainingPreset::toString).toList(), info(TrainNetwork.class)
			.getInput("preset").getChoices());
	}

	@Test
	void headingsAreShownAboveTheirInputsAndAreNoKeys() {
		final List<String> names = inputs(info(TrainNetwork.class)).stream().map(ModuleItem::getName).toList();
		assertTrue(names.indexOf("preset") < names.indexOf("headnetwork"), names::toString);
		assertEquals(names.indexOf("headoptimizer") + 1, names.indexOf("rate"));
		assertTrue(names.indexOf("threads") < names.indexOf("headlabels"), names::toString);
		assertEquals(names.indexOf("headresult") + 1, names.indexOf("output"));
		for (final ModuleItem<?> in : inputs(info(TrainNetwork.class)))
			assertEquals(in.getName().startsWith("head") || List.of("about", "found").contains(in.getName()), in
				.getVisibility() == ItemVisibility.MESSAGE, in.getName());
		final String error = train("epoch=1").error();
		assertTrue(error.startsWith("Train Network has no option \"epoch\". Known: dataset, task, cases, preset, network,"), error);
		assertFalse(error.contains("head"), error);
	}

	@Test
	void acceptsHeadingsInRecordedMacros() {
		assertNull(train("epochs=1 headlabels=[<html><b>Labels</b>]").error());
	}
}
