/**
 * Asks for the inputs of a command in a dialog, and remembers what was entered for the next dialog of the same command. Macros and scripts
 * never come here: {@link sfumato.commands.macro.MacroDefaults} has filled what they leave out.
 */
package sfumato.commands.asking;
