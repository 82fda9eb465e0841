/**
 * The menu {@code Plugins>Sfumato}: dialogs and macro functions, each about ten lines around one call of the API.
 *
 * <h2>To add a command</h2>
 *
 * One file: a class that extends {@link sfumato.commands.BaseCommand}, with
 * {@code @Plugin(type = Command.class, headless = true, description = …, menu = …)} and fields. The names of the fields are
 * the options of macros and are public API once released: one word in lower case, no name the tail of another. Every
 * {@code @Parameter} has {@code persist = false} (else a macro without screen takes what a dialog was given last year), a
 * label, and a description, which is the help text. Numbers are boxed (a primitive would silently become 0), images after the
 * first have {@code autoFill = false} (else they become the active image). {@code CommandContractTest} holds all of that.
 * <p>
 * {@code execute} throws {@link java.lang.IllegalArgumentException} or {@link java.io.IOException} with a sentence; what it
 * leaves in outputs is shown. Ranges that a dialog would keep are not kept in a macro: the API checks them.
 *
 * <h2>What makes macros right</h2>
 *
 * SciJava fills the inputs of a command by preprocessors, in this order; all of ours concern our commands only.
 *
 * <table>
 * <caption>Between {@code run("Fuse Raters...", "method=majority")} and {@code execute}</caption>
 * <tr><td>{@link sfumato.commands.ScriptInputs}</td><td>notices the inputs of a script</td></tr>
 * <tr><td>(imagej-legacy)</td><td>in Fiji: reads the options, leniently</td></tr>
 * <tr><td>{@link sfumato.commands.MacroOptions}</td><td>reads the options, strictly: unknown option, unreadable value and
 * unknown image stop the macro with a sentence</td></tr>
 * <tr><td>{@link sfumato.commands.MacroActiveImage}</td><td>gives the macro's active image to the one image input left</td></tr>
 * <tr><td>{@link sfumato.commands.PresetInputs}</td><td>of commands that train: what is left out takes the value of the
 * preset, in scripts, too</td></tr>
 * <tr><td>{@link sfumato.commands.MacroDefaults}</td><td>what is left out of a macro or a script takes its default; what has none
 * is asked for</td></tr>
 * <tr><td>{@link sfumato.commands.MessagesAlone}</td><td>keeps a dialog from opening that has nothing to ask</td></tr>
 * <tr><td>{@link sfumato.commands.BaseCommand}</td><td>runs {@code execute} with progress; errors stop the macro</td></tr>
 * <tr><td>{@link sfumato.commands.Outputs}</td><td>shows images and tables where SciJava would not</td></tr>
 * </table>
 *
 * <h2>The wizard</h2>
 *
 * {@link sfumato.commands.SegmentationWizard} has no logic of a science: {@code WizardPlan} knows the steps, what is chosen and what
 * is allowed next; {@code WizardLines} writes the lines of a macro that a step is; {@code WizardRunner} runs these through the
 * commands; {@code WizardSession} does that in the background; {@code WizardPanel} and the pages only show it.
 *
 * <h2>Images</h2>
 *
 * {@link sfumato.commands.ImagePlusMaps} is the only place that knows both ImageJ's X, Y, C, Z, T and our (X, Y, Z, C);
 * {@link sfumato.commands.MapImages} says what an image means as a segmentation.
 */
package sfumato.commands;
