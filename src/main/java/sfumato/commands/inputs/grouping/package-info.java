/**
 * Lets SciJava take inputs from objects that a command holds. {@link sfumato.commands.inputs.grouping.Inputs} marks such an object; all
 * else here works behind it, and {@link sfumato.commands.inputs.grouping.GroupedCommandService} starts by itself with every context.
 * <p>
 * SciJava knows the fields of a command and those of its superclasses only, and shows the latter first. Here a
 * {@link sfumato.commands.inputs.grouping.GroupedCommandInfo} answers in place of SciJava's own, with the inputs of groups where the
 * groups stand; its modules read and write each value in the object that has it.
 */
package sfumato.commands.inputs.grouping;
