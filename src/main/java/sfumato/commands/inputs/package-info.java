/**
 * Inputs that several commands share: each class is a group of fields with {@code @Parameter} and what they mean together.
 *
 * <h2>To use a group</h2>
 *
 * A command has a final field with {@link sfumato.commands.inputs.grouping.Inputs}, which holds the group; its inputs are keys of the
 * command, at the place of the field. The annotation says what is different in this command: inputs that it lacks ({@code without}),
 * other labels and help texts ({@code texts}), and what may be left out ({@code optional}) or not ({@code needed}). Defaults that differ
 * are arguments of the group's constructor. Choices and styles cannot differ; then it is another group.
 *
 * <h2>To write a group</h2>
 *
 * Its fields are as those of a command: boxed, {@code persist = false}, one word in lower case, with label and help text. It has no
 * validater, because a macro would go on after one that fails: methods that {@code execute} calls check values and throw
 * {@link sfumato.text.UserException} or {@link java.io.IOException} with a sentence, and make the record that a job takes. An
 * initializer or callback is a method of the group. A group may have groups.
 */
package sfumato.commands.inputs;
