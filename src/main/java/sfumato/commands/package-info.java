/**
 * The menu {@code Plugins>Sfumato}: dialogs and macro functions, each a thin layer of about ten lines over one call of the API.
 *
 * <h2>To add a command</h2>
 *
 * One file: a class that extends {@link sfumato.commands.BaseCommand}, with
 * {@code @Plugin(type = Command.class, headless = true, description = …, menu = …)} and fields. The names of the fields are
 * the options of macros and are public API once released: one word in lower case, no name the tail of another. Every
 * {@code @Parameter} has {@code persist = false} (else a macro without screen takes what a dialog was given last year), a
 * label, and a description, which is the help text. Numbers are boxed (a primitive would silently become 0). Images have
 * {@code autoFill = false}, else SciJava would take the active image without a question; {@link sfumato.commands.inputs.ImageRole} says
 * with which image a dialog begins. {@code CommandContractTest} holds all of that.
 * <p>
 * What other commands ask, too, is a group of {@link sfumato.commands.inputs} in place of fields. The dialog shows its inputs there:
 *
 * <pre>
 * &#64;Inputs(without = "missing")
 * private final LabelMapInputs reading = new LabelMapInputs();
 * </pre>
 *
 * {@code execute} asks the group, which checks its values in sentences and makes what is computed with: {@code reading.of(data.open())}.
 * A module for a command that is there already comes from {@code info.createModule(command)}; {@code new CommandModule} does not know
 * groups. A command made by {@code new} has its groups, but no services in them.
 * <p>
 * {@code check} says what is known against the inputs before any work, also while the dialog is open.
 * {@code execute} throws {@link sfumato.text.UserException} or {@link java.io.IOException} with a sentence; what it
 * leaves in outputs is shown. Ranges that a dialog would keep are not kept in a macro: the API checks them.
 * <p>
 * Internal; other programs call {@link sfumato.api}.
 */
package sfumato.commands;
