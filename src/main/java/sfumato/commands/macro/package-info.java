/**
 * Converts options of macros and scripts to inputs of commands, and records the provenance of results.
 * <p>
 * SciJava fills the inputs of a command by preprocessors, in this order; all of ours concern our commands only.
 *
 * <table>
 * <caption>Between {@code run("Fuse Raters...", "method=majority")} and {@code execute}</caption>
 * <tr><td>{@link sfumato.commands.macro.ScriptInputs}</td><td>notices the inputs of a script</td></tr>
 * <tr><td>(imagej-legacy)</td><td>in Fiji: reads the options, leniently</td></tr>
 * <tr><td>{@link sfumato.commands.macro.MacroOptions}</td><td>reads the options, strictly: unknown option, unreadable value and
 * unknown image stop the macro with a sentence</td></tr>
 * <tr><td>{@link sfumato.commands.macro.ActiveImages}</td><td>gives the active image to an image input that a macro or a script leaves
 * out; a dialog begins with it</td></tr>
 * <tr><td>{@link sfumato.commands.macro.RecordingBegin}</td><td>if no macro or script calls: keeps ImageJ from recording the command when
 * it ends</td></tr>
 * <tr><td>{@link sfumato.commands.train.PresetInputs}</td><td>of commands that train: what is left out takes the value of the
 * preset, in scripts, too</td></tr>
 * <tr><td>{@link sfumato.commands.macro.MacroDefaults}</td><td>what is left out of a macro or a script takes its default; what has none
 * is asked for</td></tr>
 * <tr><td>{@link sfumato.commands.macro.SkipMessageOnlyDialogs}</td><td>keeps a dialog from opening that has nothing to ask</td></tr>
 * <tr><td>{@link sfumato.commands.macro.PreselectedImages}</td><td>leaves them out, if the dialog was given a folder instead</td></tr>
 * <tr><td>{@link sfumato.commands.asking.CommandDialogs}</td><td>from the menu: asks in a dialog</td></tr>
 * <tr><td>{@link sfumato.commands.macro.RecordingLine}</td><td>writes the macro line down, for provenance and the recorder, when all inputs
 * are known</td></tr>
 * <tr><td>{@link sfumato.commands.BaseCommand}</td><td>runs {@code execute} with progress; errors stop the macro</td></tr>
 * <tr><td>{@link sfumato.commands.Outputs}</td><td>shows images and tables where SciJava would not</td></tr>
 * </table>
 */
package sfumato.commands.macro;
